"""How the day is going: half hours of today beside the same weekday of the six weeks before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, F, Func, Max, QuerySet, Sum

from dengta.domains.service import policies
from dengta.domains.service.models import QueueSlot
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import day_bounds

QUARTER_S = 900
HALF_S = 1800
WEEKS_BEFORE = 6


class SlotSums(NamedTuple):
    """Sums of some quarters of an hour of some queues; ratios are made of these and never added."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    short_abandons: int = 0
    in_target: int = 0
    waits: int = 0
    wait_s: int = 0
    handles: int = 0
    handle_s: int = 0
    wait_max: int = 0

    @classmethod
    def of(cls, parts: Iterable["SlotSums"]) -> "SlotSums":
        """Several of them as one: sums, and the longest of all waits."""
        columns = list(zip(*parts, strict=True))
        return cls._make([*map(sum, columns[:-1]), max(columns[-1])]) if columns else cls()

    @property
    def queued(self) -> int:
        """Contacts that stood in the queue and did not give up at once."""
        return self.waits + self.abandoned

    @property
    def service_level(self) -> float | None:
        """Answered in time of those queued; None where nobody queued."""
        return self.in_target / self.queued if self.queued else None

    @property
    def abandonment(self) -> float | None:
        """Gave up of those queued."""
        return self.abandoned / self.queued if self.queued else None

    @property
    def aht(self) -> float | None:
        """Mean handling time in seconds."""
        return self.handle_s / self.handles if self.handles else None


_ADDED = SlotSums._fields[:-1]


@dataclass(frozen=True)
class Half:
    """Half an hour of today. `sums` is None while it lies ahead; `usual` the median of the weeks before."""

    start: datetime
    sums: SlotSums | None
    usual: float | None
    complete: bool


@dataclass(frozen=True)
class Course:
    """The whole day, and how much is usual by this time."""

    halves: Sequence[Half]
    so_far: SlotSums
    usual_so_far: float | None
    weeks: int

    @property
    def has_today(self) -> bool:
        """Whether anything came in today."""
        return self.so_far.offered > 0

    def worst(self, *, least: int) -> Half | None:
        """The complete half hour with the lowest service level among those with at least `least` contacts."""
        judged = [half for half in self.halves if half.complete and half.sums and half.sums.queued >= least]
        return min(judged, key=lambda half: (_level(half), half.start), default=None)

    def last_hour(self) -> SlotSums:
        """The last two complete half hours."""
        done = [half.sums for half in self.halves if half.complete and half.sums]
        return SlotSums.of(done[-2:])


def _level(half: Half) -> float:
    level = half.sums.service_level if half.sums else None
    return 1.0 if level is None else level


def course_of_day(actor: Actor, *, queues: Collection[int], day: date, zone: ZoneInfo, now: datetime) -> Course:
    """Today's half hours of these queues, beside the same weekday of six weeks. Two queries."""
    days = [day - timedelta(weeks=week) for week in range(WEEKS_BEFORE + 1)]
    bounds = [(_quarter(start), _quarter(end)) for start, end in (day_bounds(each, zone) for each in days)]
    first, last = bounds[0]
    slots = slots_of(actor, queues)
    sums = _summed(slots.filter(quarter__gte=first, quarter__lt=last).order_by().values("quarter"))
    offered = _offered(slots, bounds[1:])
    now_quarter = _quarter(now)
    before = [{q - start: offered[q] for q in range(start, end) if q in offered} for start, end in bounds[1:]]
    before = [week for week in before if week]
    opening, closing = _open_hours(sums.keys() | offered.keys(), bounds)
    halves = [
        Half(
            start=datetime.fromtimestamp((first + place) * QUARTER_S, tz=zone),
            sums=_half(sums, first + place) if first + place <= now_quarter else None,
            usual=median(week.get(place, 0) + week.get(place + 1, 0) for week in before) if before else None,
            complete=first + place + 2 <= now_quarter,
        )
        for place in range(opening, closing, 2)
        if first + place < last
    ]
    return Course(
        halves=halves,
        so_far=SlotSums.of(sums.values()),
        usual_so_far=_mean([sum(n for place, n in week.items() if first + place < now_quarter) for week in before]),
        weeks=len(before),
    )


def _half(sums: Mapping[int, SlotSums], quarter: int) -> SlotSums:
    return SlotSums.of([sums.get(quarter, SlotSums()), sums.get(quarter + 1, SlotSums())])


def _open_hours(busy: Collection[int], bounds: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """First and last half hour in which anything ever came in, so that the night does not fill the picture."""
    places = [q - start for start, end in bounds for q in range(start, end) if q in busy]
    if not places:
        return 0, 0
    return min(places) // 2 * 2, max(places) // 2 * 2 + 2


def slots_of(actor: Actor, queues: Collection[int], *, to_take: bool = False) -> "QuerySet[QueueSlot]":
    """The quarters of these queues, without what was done for clients that `actor` has nothing to do with; or what
    `actor` may take along as a file."""
    slots = QueueSlot.objects.filter(queue_id__in=queues)
    return policies.export_slots.scope(actor, slots) if to_take else policies.see_slots.aggregate_scope(actor, slots)


class OneOf(Func):
    """Whether a column is one of these whole numbers, which stand in the statement itself: six hundred parameters take
    longer to bind than the answer takes to find."""

    template = "%(expressions)s IN (%(numbers)s)"
    conditional = True
    output_field = BooleanField()

    def __init__(self, column: F, numbers: Iterable[int]) -> None:
        super().__init__(column, numbers=", ".join(str(int(number)) for number in numbers) or "NULL")


def _offered(slots: "QuerySet[QueueSlot]", bounds: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How many contacts came in, per quarter of an hour of these spans. One query, answered by an index alone.

    Every quarter is named: several ranges joined by OR would be looked up row by row in the table.
    """
    quarters = [quarter for start, end in bounds for quarter in range(start, end)]
    rows = slots.filter(OneOf(F("quarter"), quarters)).order_by()
    return dict(rows.values_list("quarter").annotate(n=Sum("offered")))


def _summed(rows: "QuerySet[QueueSlot, Any]") -> dict[int, SlotSums]:
    """Rows grouped by one key, as sums by that key. One query."""
    aggregates = {f"sum_{name}": Sum(name) for name in _ADDED}
    found: dict[int, SlotSums] = defaultdict(SlotSums)
    for row in rows.annotate(**aggregates, longest=Max("wait_max")):
        (key,) = (value for name, value in row.items() if name != "longest" and not name.startswith("sum_"))
        found[key] = SlotSums(*[*(row[f"sum_{name}"] for name in _ADDED), row["longest"]])
    return found


def day_by_queue(actor: Actor, *, queues: Collection[int], day: date, zone: ZoneInfo) -> dict[int, SlotSums]:
    """Today's sums of each queue. One query."""
    start, end = day_bounds(day, zone)
    slots = slots_of(actor, queues).filter(quarter__gte=_quarter(start), quarter__lt=_quarter(end))
    return _summed(slots.order_by().values("queue_id"))


def latest_moment(actor: Actor, queues: Collection[int]) -> datetime | None:
    """The end of the last quarter of an hour in which any of these queues had a contact. One query."""
    last = slots_of(actor, queues).aggregate(last=Max("quarter"))["last"]
    return None if last is None else datetime.fromtimestamp((last + 1) * QUARTER_S, tz=UTC)


def _quarter(moment: datetime) -> int:
    return int(moment.timestamp()) // QUARTER_S


def _mean(numbers: Sequence[int]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
