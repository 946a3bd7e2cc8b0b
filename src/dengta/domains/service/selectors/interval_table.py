"""The interval table of a day: offered, handled, abandoned, service level, handling time, longest wait (C3)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import QuerySet

from dengta.domains.service import policies
from dengta.domains.service.models import QueueInterval, QueueSlot
from dengta.domains.service.selectors.course import QUARTER_S, SlotSums, slots_of
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import day_bounds

_SLOT_COLUMNS = (
    "offered",
    "answered",
    "abandoned",
    "short_abandons",
    "in_target",
    "waits",
    "wait_s",
    "handles",
    "handle_s",
    "wait_max",
)
# Queue, channel, and the quarter of an hour.
_Place = tuple[int, int, int]


@dataclass(frozen=True)
class IntervalTable:
    """Sums per interval and per queue, both of the same quarters: their totals are equal."""

    by_interval: Mapping[datetime, SlotSums]
    by_queue: Mapping[int, SlotSums]
    total: SlotSums


def interval_table(
    actor: Actor,
    *,
    queues: Collection[int],
    day: date,
    zone: ZoneInfo,
    minutes: int,
    channel: int | None = None,
    to_take: bool = False,
) -> IntervalTable:
    """The day of these queues in intervals of 15, 30 or 60 minutes. Two queries.

    What a telephone system reported for an interval stands instead of our own count of it, where its interval is
    no longer than the one asked for: a reported hour cannot be cut into quarters. Of a queue that serves other clients
    too the reader gets our own count of the own share. `to_take`: for a file, only what the reader may take along.
    """
    start, end = (int(moment.timestamp()) // QUARTER_S for moment in day_bounds(day, zone))
    slots = _slots(slots_of(actor, queues, to_take=to_take), start, end, channel)
    lines = QueueInterval.objects.filter(queue_id__in=queues, quarter__gte=start, quarter__lt=end, minutes__lte=minutes)
    for place, sums in _reported(_told(actor, lines, to_take=to_take), channel=channel, slots=slots):
        slots[place] = sums
    step = minutes // 15
    by_queue = _by([queue for queue, _channel, _quarter in slots], slots)
    by_interval = _by([start + (quarter - start) // step * step for _queue, _channel, quarter in slots], slots)
    return IntervalTable(
        by_interval={datetime.fromtimestamp(quarter * QUARTER_S, tz=zone): sums for quarter, sums in by_interval},
        by_queue=dict(by_queue),
        total=SlotSums.of(sums for _queue, sums in by_queue),
    )


def _by(keys: Sequence[int], slots: Mapping[_Place, SlotSums]) -> list[tuple[int, SlotSums]]:
    """The sums of each key, in order; `keys` says for every slot where it belongs."""
    if not slots:
        return []
    order = np.argsort(keys, kind="stable")
    table, ordered = np.array(list(slots.values()), dtype=np.int64)[order], np.array(keys)[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] - 1))
    sums, longest = np.add.reduceat(table[:, :-1], starts), np.maximum.reduceat(table[:, -1], starts)
    return [
        (key, SlotSums._make([*row, wait]))
        for key, row, wait in zip(ordered[starts].tolist(), sums.tolist(), longest.tolist(), strict=True)
    ]


def _slots(rows: "QuerySet[QueueSlot]", start: int, end: int, channel: int | None) -> dict[_Place, SlotSums]:
    rows = rows.filter(quarter__gte=start, quarter__lt=end)
    if channel is not None:
        rows = rows.filter(channel=channel)
    found = rows.values_list("queue_id", "channel", "quarter", *_SLOT_COLUMNS)
    slots: dict[_Place, SlotSums] = {}
    for row in found:
        place, sums = row[:3], SlotSums(*row[3:])
        # A queue that several clients share has a row for each of them.
        slots[place] = SlotSums.of([slots[place], sums]) if place in slots else sums
    return slots


def _told(actor: Actor, lines: "QuerySet[QueueInterval]", *, to_take: bool) -> "QuerySet[QueueInterval]":
    """Those reports that `actor` may see, or take along as a file."""
    if to_take:
        return policies.export_reported_intervals.scope(actor, lines)
    return policies.see_reported_intervals.aggregate_scope(actor, lines)


def _reported(
    lines: "QuerySet[QueueInterval]", *, channel: int | None, slots: Mapping[_Place, SlotSums]
) -> Iterator[tuple[_Place, SlotSums]]:
    """What the telephone system said, in its first quarter; the other quarters of its interval become empty."""
    if channel is not None:
        lines = lines.filter(channel=channel)
    for line in lines:
        places = [(line.queue_id, line.channel, line.quarter + n) for n in range(line.minutes // 15)]
        own = SlotSums.of(slots.get(place, SlotSums()) for place in places)
        yield places[0], _merged(line, own)
        for place in places[1:]:
            yield place, SlotSums()


def _merged(line: QueueInterval, own: SlotSums) -> SlotSums:
    """The reported counts; what the telephone system does not say is taken from our own contacts."""
    said = own._replace(
        offered=line.offered,
        answered=line.answered,
        abandoned=line.abandoned,
        short_abandons=line.short_abandons,
        waits=line.answered,
    )
    if line.in_target is not None:
        said = said._replace(in_target=line.in_target)
    return said if line.handle_s is None else said._replace(handle_s=line.handle_s, handles=line.answered)
