"""Reviews as their reader may see them: what was lost and why, what is disputed, what it counts for."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from dengta.domains.people.models import Employee, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import accounts_holding, leading
from dengta.domains.performance.models import QaAnswer, QaDispute, QaDisputedItem, QaReview, QaTranscript
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import Item, Result, Step, items_from, result_of
from dengta.domains.performance.selectors.qa_parameters import OPEN_DISPUTES
from dengta.foundation.access import Actor, Role, any_of

Status = QaReview.Status


def reviews(actor: Actor) -> QuerySet[QaReview]:
    """All that this person may read, with what a line shows."""
    return policies.visible(actor).select_related(
        "agent", "unit", "reviewer", "version__form", "contact__queue", "contact__type"
    )


def to_score(actor: Actor) -> QuerySet[QaReview]:
    """What waits for this person's score, what came first in front."""
    mine = QaReview.objects.filter(reviewer=policies.own_id(actor), status=Status.DRAFT)
    return mine.select_related("agent", "unit", "version__form", "contact__queue", "contact__type").order_by(
        "assigned_at", "pk"
    )


def items_of(review: QaReview) -> list[Item]:
    """What the form asked when this review was made with it."""
    return items_from(review.version.items)


def answers_of(review: QaReview) -> dict[str, QaAnswer]:
    """The answers by the key of their item. One query, two with a dispute."""
    rows = QaAnswer.objects.filter(review=review).select_related("disputed")
    return {row.item: row for row in rows}


def result(review: QaReview, answers: Mapping[str, QaAnswer], *, as_given: bool = False) -> Result:
    """The score that these answers make; `as_given`: before any dispute."""
    points = {key: row.points if as_given else row.counts for key, row in answers.items()}
    return result_of(items_of(review), points)


@dataclass(frozen=True)
class Line:
    """One item of a review with its answer, as it is read."""

    step: Step
    answer: QaAnswer | None
    disputed: QaDisputedItem | None = None
    # The second of the line of the transcript that is said at the marked one; nothing without a transcript.
    anchor: int | None = None

    @property
    def mark(self) -> str:
        """The marked second as minutes and seconds."""
        return clock(self.answer.second) if self.answer and self.answer.second is not None else ""


def lines_of(review: QaReview, answers: Mapping[str, QaAnswer]) -> list[Line]:
    """Every item in the order of the form. No query."""
    return [
        Line(step, answers.get(step.item.key), getattr(answers.get(step.item.key), "disputed", None))
        for step in result(review, answers).steps
    ]


def clock(seconds: int) -> str:
    """Seconds as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def transcript_of(actor: Actor, review: QaReview) -> QaTranscript | None:
    """The words of the contact, for those who may hear it and whoever reviews it. One query."""
    made = Q(review__reviewer=policies.own_id(actor))
    may = any_of(policies.hear.condition(actor), made, policies.given_by_name(actor, "review__"))
    return QaTranscript.objects.filter(may, review=review).first()


def dispute_of(review: QaReview) -> QaDispute | None:
    """What the agent disputes of it. One query."""
    rows = QaDispute.objects.filter(review=review).select_related("holder", "decided_by", "named", "named_by__employee")
    return rows.prefetch_related(Prefetch("items", QaDisputedItem.objects.select_related("answer"))).first()


def open_disputes_of(agent_id: int, today: date) -> int:
    """How many disputes that this agent opened in the month wait to be decided. One query."""
    rows = QaDispute.objects.filter(review__agent=agent_id, decided_at=None)
    return rows.filter(opened_at__date__gte=today.replace(day=1)).count()


def disputes_left(agent_id: int, today: date) -> int:
    """How many more this agent may open now. One query or two."""
    return max(0, OPEN_DISPUTES.on(today) - open_disputes_of(agent_id, today))


def may_decide(review: QaReview, day: date) -> list[Employee]:
    """Who can be the second reviewer: holds quality over the team; not the first, not the agent, nobody who leads the
    agent. Nearest to the team first, then who has the least to decide. Five queries."""
    leaders = {one.employee.pk for one in leading(review.unit_id, day)}
    barred = {review.reviewer_id, review.agent_id, *leaders}
    accounts = accounts_holding(Role.QUALITY, above=review.unit_id, day=day)
    people = Employee.objects.filter(account__in=accounts, status=Employee.Status.ACTIVE).exclude(pk__in=barred)
    depths = _depths(review.unit_id, day)
    load: dict[int, int] = defaultdict(int)
    for holder in QaDispute.objects.filter(decided_at=None).values_list("holder", flat=True):
        load[holder or 0] += 1
    return sorted(
        people.select_related("account"), key=lambda one: (depths.get(one.account_id or 0, 99), load[one.pk], one.pk)
    )


def _depths(unit_id: int, day: date) -> dict[int, int]:
    """How many levels above the team each account holds quality. Two queries."""
    above = dict(UnitClosure.objects.on(day).filter(descendant=unit_id).values_list("ancestor_id", "depth"))
    grants = RoleGrant.objects.on(day).filter(role=Role.QUALITY, unit__in=above)
    depths: dict[int, int] = {}
    for account, unit in grants.values_list("account_id", "unit_id"):
        depths[account] = min(above[unit], depths.get(account, 99))
    return depths
