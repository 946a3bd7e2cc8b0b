"""What came before a case: breaches that still count, talks that were held, and what similar cases led to."""

from datetime import date

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Case, CoachingTalk
from dengta.engines.fairness import precedents as engine

State = Case.State
# From the decision on a measure stands, until it is lifted.
STANDING = (State.DECIDED, State.DELIVERED, State.APPEALED, State.FINAL, State.EXECUTED, State.EXPIRED)


def counted_before(case: Case) -> list[Case]:
    """Earlier breaches of the same clause by the same person that still counted when this one happened. One query."""
    rows = Case.objects.filter(employee=case.employee_id, version__clause=case.version.clause_id, cause="agent")
    rows = rows.filter(state__in=[State.FINAL, State.EXECUTED, State.EXPIRED], happened_on__lt=case.happened_on)
    rows = rows.exclude(pk=case.pk).order_by("happened_on", "pk")
    return [one for one in rows if one.counts_until is None or one.counts_until >= case.happened_on]


def repetition_of(case: Case) -> int:
    """The how-manieth time it is: one more than those before, three at most. One query."""
    return min(len(counted_before(case)) + 1, 3)


def talks_before(case: Case) -> int:
    """Coaching talks with the person about this standard that were held before it happened. One query."""
    held = CoachingTalk.objects.filter(employee=case.employee_id, clause=case.version.clause_id)
    return held.filter(held_on__lte=case.happened_on).count()


def consistency_of(case: Case, *, proposed: int) -> engine.Consistency:
    """What similar decided cases led to, by their facts alone, and where a proposal stands among them (R-089). One
    query. The rows name nobody: whoever reads them sees number, clause, grade and day."""
    rows = Case.objects.filter(state__in=STANDING, decided_at__isnull=False).exclude(pk=case.pk)
    category = case.version.clause.category
    rows = rows.filter(version__clause__category=category).select_related("version__clause")
    return engine.consistency(_facts(case), [_facts(row) for row in rows], proposed)


def _facts(case: Case) -> engine.Facts:
    decided: date | None = None if case.decided_at is None else day_of(case.decided_at)
    return engine.Facts(
        key=case.number, clause=case.version.clause.code, category=case.version.clause.category,
        severity=case.version.severity or 1, before=(case.repetition or 1) - 1, cause=case.cause, harm=case.harm,
        decided=decided, grade=case.measure if decided is not None else None,
    )  # fmt: skip
