"""Month-end reviews as their readers see them, and what the rooms above ask before they reward."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from dengta.domains.communication.selectors import meetings as of_meetings
from dengta.domains.communication.selectors.meeting_warnings import without_a_slot
from dengta.domains.people.models import Unit
from dengta.domains.performance.models import CauseAnalysis, MonthReview, MonthReviewSlot
from dengta.domains.performance.policies import month_reviews as policies
from dengta.domains.service.selectors.figures import By, Figure, Slice, kpi_values
from dengta.foundation.access import Actor

FIGURES = ("csat", "fcr", "repeat_rate")
ONE_DAY = timedelta(days=1)
# More meetings than this to come are not offered at once.
MOST = 20


@dataclass(frozen=True)
class Turn:
    """The turn of one person: the slot, and what they wrote as far as the reader may read it."""

    slot: MonthReviewSlot
    statement: Any


def reviews(actor: Actor) -> QuerySet[MonthReview]:
    """Those the reader may see, with how many were offered a slot, wrote, and want to present. One query."""
    rows = policies.see.scope(actor, MonthReview.objects.select_related("unit", "meeting"))
    written, wanted = Q(meeting__statements__written_at__isnull=False), Q(meeting__statements__presents=True)
    return rows.annotate(
        offered=Count("meeting__statements", distinct=True),
        written=Count("meeting__statements", filter=written, distinct=True),
        presenting=Count("meeting__statements", filter=wanted, distinct=True),
    )


def meetings_without(actor: Actor) -> list[Any]:
    """Monthly meetings to come that are no review yet, for whoever may prepare one. One query."""
    known = MonthReview.objects.values("meeting_id")
    rows = of_meetings.meetings(actor).filter(kind="monthly", state="open").exclude(pk__in=known)
    led = policies.prepare.scope(actor, Unit.objects.filter(kind=Unit.Kind.TEAM))
    return list(rows.filter(unit__in=led).order_by("held_on", "pk")[:MOST])


def turns(actor: Actor, review: MonthReview) -> list[Turn]:
    """The agenda in its order. Two queries."""
    said = {one.employee_id: one for one in of_meetings.statements(actor, review.meeting)}
    return [Turn(slot, said.get(slot.employee_id)) for slot in review.slots.select_related("employee")]


def unheard(review: MonthReview) -> list[str]:
    """Names of those who were not offered a slot, and of those who wanted one and did not have their turn."""
    names = [person.name for person in without_a_slot(review.meeting)]
    waiting = review.meeting.statements.filter(presents=True).exclude(
        employee__in=review.slots.filter(presented_at__isnull=False).values("employee")
    )
    names += [one.employee.name for one in waiting.select_related("employee").order_by("employee__pinyin", "pk")]
    return list(dict.fromkeys(names))


def month_figures(actor: Actor, review: MonthReview, *, today: date) -> list[tuple[Figure, Figure]]:
    """The figures of the team in this month and in the one before. A constant number of queries."""
    before, start, end = around(review.month)
    now, then = (
        kpi_values(
            actor, kpis=list(FIGURES), where=Slice(start=first, end=until, unit=review.unit_id), by=By.TOTAL,
            today=today,
        )[0].figures
        for first, until in ((start, end), (before, start))
    )  # fmt: skip
    return [(now[key], then[key]) for key in FIGURES]


def analyses_of(review: MonthReview) -> Sequence[CauseAnalysis]:
    """Cause analyses of the team that look at this month. One query."""
    _before, start, end = around(review.month)
    rows = CauseAnalysis.objects.filter(unit=review.unit_id, after_start__lt=end, after_end__gt=start)
    return list(rows.exclude(state=CauseAnalysis.State.DECLINED).order_by("pk"))


def around(month: date) -> tuple[date, date, date]:
    """The first days of the month before, of this one, and of the next."""
    start = month.replace(day=1)
    return (start - ONE_DAY).replace(day=1), start, (start + timedelta(days=32)).replace(day=1)


def rewards_may_follow(unit_id: int, month: date) -> bool:
    """Whether the review of this month is closed; for rooms that reward: rewards come after it (R-104). One query."""
    rows = MonthReview.objects.filter(unit=unit_id, month=month.replace(day=1), closed_at__isnull=False)
    return rows.exists()
