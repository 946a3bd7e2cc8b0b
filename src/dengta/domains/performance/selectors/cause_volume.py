"""How much came in, in both periods of a cause analysis, and how much was usual: by queue and by hour of the day.

Nobody forecasts yet. What is usual is read from the same weekdays of the six weeks before the second period; where they
lie in the first period, the two tell of the same days.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import Sum

from dengta.domains.performance.models import CauseAnalysis
from dengta.domains.service.selectors.choices import clock_of
from dengta.domains.service.selectors.course import QUARTER_S, WEEKS_BEFORE, slots_of
from dengta.domains.service.selectors.figures import By, Figure, Group, kpi_values
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import period_bounds

ONE_DAY = timedelta(days=1)
# What came in, and how long customers waited for it.
FIGURES = ("offered", "service_level", "abandonment", "asa")


@dataclass(frozen=True)
class QueueVolume:
    """Contacts of one queue in both periods."""

    queue: int | None
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class HourVolume:
    """Contacts of an hour of the day in both periods, all days together; of the queues, not of the team alone."""

    hour: int
    before: int
    after: int


@dataclass(frozen=True)
class Volume:
    """The volume of a team in both periods. `usual`: what the second period would have brought if each of its days had
    been like the same weekday of the weeks before; None where too little is known."""

    days_before: int
    days_after: int
    before: Mapping[str, Figure]
    after: Mapping[str, Figure]
    usual: float | None
    weeks: int
    queues: Sequence[QueueVolume]
    hours: Sequence[HourVolume]


def volume_of(actor: Actor, analysis: CauseAnalysis, today: date) -> Volume:
    """The volume behind an analysis, of what the reader may see. A constant number of queries."""
    before = Slice(start=analysis.before_start, end=analysis.before_end, unit=analysis.unit_id)
    after = Slice(start=analysis.after_start, end=analysis.after_end, unit=analysis.unit_id)

    def figures(where: Slice, by: By) -> list[Group]:
        return kpi_values(actor, kpis=FIGURES if by is By.TOTAL else FIGURES[:1], where=where, today=today, by=by)

    usual, weeks = _usual(actor, analysis, today)
    queues = _queues(figures(before, By.QUEUE), figures(after, By.QUEUE))
    return Volume(
        days_before=(before.end - before.start).days,
        days_after=(after.end - after.start).days,
        before=figures(before, By.TOTAL)[0].figures,
        after=figures(after, By.TOTAL)[0].figures,
        usual=usual,
        weeks=weeks,
        queues=queues,
        hours=_hours(actor, analysis, [one.queue for one in queues if one.queue is not None]),
    )


def _usual(actor: Actor, analysis: CauseAnalysis, today: date) -> tuple[float | None, int]:
    """What the days of the second period usually bring, and from how many weeks that is known."""
    start, end = analysis.after_start, analysis.after_end
    where = Slice(start=start - timedelta(weeks=WEEKS_BEFORE), end=start, unit=analysis.unit_id)
    days = kpi_values(actor, kpis=FIGURES[:1], where=where, today=today, by=By.DAY)
    offered = {group.key: group.figures["offered"].numerator for group in days}
    if not offered:
        return None, 0
    # Weeks before anything was recorded say nothing about what is usual; a day without a contact within them does.
    weeks = min(WEEKS_BEFORE, ((start - min(offered)).days + 6) // 7)
    by_weekday = {
        (start - back * ONE_DAY).weekday(): median(
            offered.get(start - back * ONE_DAY - timedelta(weeks=week), 0) for week in range(weeks)
        )
        for back in range(1, 8)
    }
    return sum(by_weekday[(start + n * ONE_DAY).weekday()] for n in range((end - start).days)), weeks


def _queues(before: Sequence[Group], after: Sequence[Group]) -> list[QueueVolume]:
    """Both periods side by side; the largest change first."""
    first = {group.key: group.figures["offered"].numerator for group in before}
    second = {group.key: group.figures["offered"].numerator for group in after}
    names = {group.key: group.name for group in (*before, *after)}
    lines = [QueueVolume(key, names[key], first.get(key, 0), second.get(key, 0)) for key in names]
    return sorted(lines, key=lambda line: (-abs(line.after - line.before), line.name))


def _hours(actor: Actor, analysis: CauseAnalysis, queues: Sequence[int]) -> list[HourVolume]:
    """The hours of the day of these queues, from the first to the last in which anything came in. Three queries."""
    if not queues:
        return []
    zone = clock_of([analysis.unit])
    before = _by_hour(actor, queues, analysis.before_start, analysis.before_end, zone)
    after = _by_hour(actor, queues, analysis.after_start, analysis.after_end, zone)
    busy = sorted(before.keys() | after.keys())
    span = range(busy[0], busy[-1] + 1) if busy else ()
    return [HourVolume(hour, before.get(hour, 0), after.get(hour, 0)) for hour in span]


def _by_hour(actor: Actor, queues: Sequence[int], start: date, end: date, zone: ZoneInfo) -> dict[int, int]:
    first, until = (int(moment.timestamp()) // QUARTER_S for moment in period_bounds(start, end, zone))
    slots = slots_of(actor, queues).filter(quarter__gte=first, quarter__lt=until, offered__gt=0)
    counted: dict[int, int] = defaultdict(int)
    for quarter, n in slots.order_by().values_list("quarter").annotate(n=Sum("offered")):
        counted[datetime.fromtimestamp(quarter * QUARTER_S, tz=zone).hour] += n
    return dict(counted)
