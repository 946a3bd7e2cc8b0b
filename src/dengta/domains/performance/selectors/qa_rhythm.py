"""When sampling plans draw by themselves: the day that is due, what it draws, and what comes next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.performance.models import QaDraw, QaPlan
from dengta.domains.performance.selectors.qa_sampling import period_before

ONE_DAY = timedelta(days=1)
# Days of each period on which a plan can draw; every month has 28.
MOST_DAYS: Mapping[str, int] = {QaPlan.Period.WEEK: 7, QaPlan.Period.MONTH: 28}


@dataclass(frozen=True)
class Due:
    """A day on which a plan draws, and the days that it draws then."""

    day: date
    first: date
    last: date


def day_words(period: str, day: int) -> str:
    """The day of a period in words."""
    if period == QaPlan.Period.WEEK:
        return _("Every week on {day}").format(day=WEEKDAYS[day - 1])
    return _("Every month on day {day}").format(day=day)


def latest_due(plan: QaPlan, today: date) -> Due | None:
    """The last draw day of a plan up to `today`, whether it was kept or not; None for one that draws nothing by itself
    or had none since it does. No query."""
    if plan.draw_day is None or plan.draws_since is None or plan.paused_at or plan.ended_at:
        return None
    day = _on_or_before(plan, today)
    return _due(plan, day) if day >= plan.draws_since else None


def next_draw(plan: QaPlan, today: date, *, drawn: Collection[date]) -> Due | None:
    """What the plan draws next: what is due and not drawn, else the day after. `drawn`: first days of its draws. No
    query."""
    if plan.draw_day is None or plan.paused_at or plan.ended_at:
        return None
    due = latest_due(plan, today)
    if due is not None and due.first not in drawn:
        return due
    day = today + ONE_DAY
    while _on_or_before(plan, day) != day:
        day += ONE_DAY
    return _due(plan, day)


def due_plans(*, now: datetime) -> list[int]:
    """The plans whose day has come and whose period is not drawn. Two queries."""
    today = day_of(now)
    plans = QaPlan.objects.filter(draw_day__isnull=False, paused_at=None, ended_at=None).order_by("pk")
    wanted = {plan.pk: due for plan in plans if (due := latest_due(plan, today)) is not None}
    drawn = set(QaDraw.objects.filter(plan__in=wanted).values_list("plan_id", "first_day"))
    return [pk for pk, due in wanted.items() if (pk, due.first) not in drawn]


def _due(plan: QaPlan, day: date) -> Due:
    return Due(day, *period_before(plan.period, day))


def _on_or_before(plan: QaPlan, today: date) -> date:
    """The last day up to `today` that is the plan's day of the week or month."""
    assert plan.draw_day is not None  # asked of plans with a rhythm alone
    if plan.period == QaPlan.Period.WEEK:
        return today - timedelta(days=(today.isoweekday() - plan.draw_day) % 7)
    if today.day >= plan.draw_day:
        return today.replace(day=plan.draw_day)
    return (today.replace(day=1) - ONE_DAY).replace(day=plan.draw_day)
