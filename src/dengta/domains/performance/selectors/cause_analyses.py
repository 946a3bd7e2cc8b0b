"""Cause analyses as their readers see them, and what the rooms above ask before anybody is blamed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Case, CharField, Count, F, Q, QuerySet, Value, When

from dengta.domains.performance.models import CauseAction, CauseAnalysis, CauseFinding
from dengta.domains.performance.policies import cause_analyses as policies
from dengta.foundation.access import Actor, facts_of

State, Section, Cause = CauseAnalysis.State, CauseFinding.Section, CauseFinding.Cause


@dataclass(frozen=True)
class Said:
    """What one agent says. `name` is empty where the reader does not learn it."""

    pk: int
    name: str
    text: str
    nameless: bool
    is_own: bool
    at: datetime


@dataclass(frozen=True)
class Explanation:
    """Whether a drop of a team was searched for its causes, and what they were."""

    analysis_id: int | None
    causes: frozenset[str]

    @property
    def is_closed(self) -> bool:
        """Whether a closed analysis covers the whole time."""
        return self.analysis_id is not None

    @property
    def names_agents(self) -> bool:
        """Whether how agents worked is among its causes. It never says which of them."""
        return Cause.AGENT in self.causes


def analyses(actor: Actor) -> QuerySet[CauseAnalysis]:
    """Those the reader may see, with how many agents contributed. One query."""
    rows = policies.see.scope(actor, CauseAnalysis.objects.select_related("unit"))
    return rows.annotate(
        voices=Count("contributions", distinct=True), judged=Count("findings", distinct=True)
    )  # fmt: skip


def contributions(actor: Actor, analysis: CauseAnalysis) -> list[Said]:
    """What agents say, the first first. A name that the reader must not learn does not leave the database. One query,
    and one for the right."""
    me = facts_of(actor).employee_id or 0
    known = Q(pk__isnull=False) if policies.lead.allows(actor, analysis) else Q(nameless=False) | Q(employee_id=me)
    rows = analysis.contributions.order_by("at", "pk").values_list(
        "pk",
        Case(When(known, then=F("employee__name")), default=Value(""), output_field=CharField()),
        "text",
        "nameless",
        Case(When(employee_id=me, then=Value(True)), default=Value(False), output_field=BooleanField()),  # noqa: FBT003
        "at",
    )
    return [Said(*row) for row in rows]


def own_contribution(actor: Actor, analysis: CauseAnalysis) -> tuple[str, bool]:
    """What the reader said, and whether without the name. One query."""
    rows = analysis.contributions.filter(employee_id=facts_of(actor).employee_id or 0)
    return rows.values_list("text", "nameless").first() or ("", False)


def findings(analysis: CauseAnalysis) -> list[tuple[str, str, CauseFinding | None]]:
    """Each place to look at, and what was found there so far. One query."""
    found = {finding.section: finding for finding in analysis.findings.all()}
    return [(section.value, str(section.label), found.get(section.value)) for section in Section]


def missing_sections(analysis: CauseAnalysis) -> list[str]:
    """Where nobody has looked yet, by name. One query."""
    return [label for _section, label, finding in findings(analysis) if finding is None]


def actions(analysis: CauseAnalysis) -> QuerySet[CauseAction]:
    """What is done about it. One query."""
    return analysis.actions.select_related("owner").order_by("due_on", "pk")


def drop_was_seen(unit_id: int, start: date, end: date, *, kpi: str = "csat") -> bool:
    """Whether a drop of this very unit was noticed in these days, `end` not included, whatever became of it: proposed,
    searched for its causes, or put aside. One query."""
    rows = CauseAnalysis.objects.filter(unit=unit_id, kpi=kpi)
    return rows.filter(after_start__lt=end, after_end__gt=start).exists()


def explained(unit_id: int, start: date, end: date, *, kpi: str = "csat") -> Explanation:
    """Whether a closed analysis of this very unit covers the days from `start` up to, not including, `end`; for rooms
    above, whoever asks. Two queries."""
    covering = CauseAnalysis.objects.filter(
        unit=unit_id, kpi=kpi, state=State.CLOSED, after_start__lte=start, after_end__gte=end
    )
    newest: int | None = covering.order_by("-closed_at", "-pk").values_list("pk", flat=True).first()
    causes: Sequence[str] = []
    if newest is not None:
        causes = list(CauseFinding.objects.filter(analysis=newest).values_list("cause", flat=True))
    return Explanation(newest, frozenset(causes) - {Cause.NOTHING})
