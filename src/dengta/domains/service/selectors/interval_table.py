"""The interval table of a day: offered, handled, abandoned, service level, handling time, longest wait (C3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from dengta.domains.service import policies
from dengta.domains.service.models import QueueInterval, QueueSlot
from dengta.domains.service.selectors.course import QUARTER_S, SlotSums, slots_of
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import day_bounds

# Queue, channel, and the quarter of an hour.
_PLACE = 3
Slots = NDArray[np.int64]


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
    if channel is not None:
        lines = lines.filter(channel=channel)
    slots = _with_reports(slots, list(_told(actor, lines, to_take=to_take)))
    step = minutes // 15
    queue, _channel, quarter = slots[:, :_PLACE].T
    by_queue = _by(queue, slots)
    by_interval = _by(start + (quarter - start) // step * step, slots)
    return IntervalTable(
        by_interval={datetime.fromtimestamp(quarter * QUARTER_S, tz=zone): sums for quarter, sums in by_interval},
        by_queue=dict(by_queue),
        total=SlotSums.of(sums for _queue, sums in by_queue),
    )


def _by(keys: Slots, slots: Slots) -> list[tuple[int, SlotSums]]:
    """The sums of each key, in order; `keys` says for every slot where it belongs."""
    if not len(slots):
        return []
    order = np.argsort(keys, kind="stable")
    table, ordered = slots[order, _PLACE:], keys[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] - 1))
    sums, longest = np.add.reduceat(table[:, :-1], starts), np.maximum.reduceat(table[:, -1], starts)
    return [
        (key, SlotSums._make([*row, wait]))
        for key, row, wait in zip(ordered[starts].tolist(), sums.tolist(), longest.tolist(), strict=True)
    ]


def _slots(rows: "QuerySet[QueueSlot]", start: int, end: int, channel: int | None) -> Slots:
    """One line for each slot: its place, then its sums. A queue that several clients share has one for each of them."""
    rows = rows.filter(quarter__gte=start, quarter__lt=end)
    if channel is not None:
        rows = rows.filter(channel=channel)
    found = list(rows.values_list("queue_id", "channel", "quarter", *SlotSums._fields))
    return np.array(found, dtype=np.int64).reshape(-1, _PLACE + len(SlotSums._fields))


def _told(actor: Actor, lines: "QuerySet[QueueInterval]", *, to_take: bool) -> "QuerySet[QueueInterval]":
    """Those reports that `actor` may see, or take along as a file."""
    if to_take:
        return policies.export_reported_intervals.scope(actor, lines)
    return policies.see_reported_intervals.aggregate_scope(actor, lines)


def _with_reports(slots: Slots, lines: Sequence[QueueInterval]) -> Slots:
    """What the telephone system said, in its first quarter; the other quarters of its interval become empty."""
    if not lines:
        return slots
    known: dict[tuple[int, ...], SlotSums] = {}
    for row in slots.tolist():
        place, sums = tuple(row[:_PLACE]), SlotSums._make(row[_PLACE:])
        known[place] = SlotSums.of([known[place], sums]) if place in known else sums
    for line in lines:
        places = [(line.queue_id, line.channel, line.quarter + n) for n in range(line.minutes // 15)]
        own = SlotSums.of(known.get(place, SlotSums()) for place in places)
        known |= dict.fromkeys(places, SlotSums())
        known[places[0]] = _merged(line, own)
    return np.array([(*place, *sums) for place, sums in known.items()], dtype=np.int64)


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
