"""The part of an agent's days that is looked at, and what the settled days before and behind it leave to be done."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.kernels.cheapest import INF, LAST, OPEN, WEEK, Ints, Tables, week_before
from dengta.engines.rostering.kernels.walking import tails, walk
from dengta.engines.rostering.people import Person
from dengta.engines.rostering.problem import FREE


@dataclass(frozen=True, slots=True)
class Window:
    """Days `first` to `last` (the latter not included), the rules that hold in them, and how often the limited sets may
    still be worked."""

    first: int
    last: int
    tables: Tables
    most: Ints


def around_free_days(person: Person, fixed: NDArray[np.int32]) -> Window | None:
    """From the first to the last free day of an agent; None where the fixed days break a rule by themselves."""
    t, days = person.tables, np.flatnonzero(fixed == FREE)
    first, last = int(days[0]), int(days[-1]) + 1
    if t.week_price.shape[1] > 1:
        # The share of a week is counted from Monday to Sunday in one go.
        last = min(t.horizon, last + -(last + t.weekday) % WEEK)
    if last - first == t.horizon:
        return Window(0, last, t, person.most)
    behind = fixed[last:]
    end_price, end_weekends = np.zeros_like(t.end_price), np.zeros_like(t.end_weekends)
    tails(t, behind, last, end_price, end_weekends)
    worked = t.group[behind[behind >= 0]]
    tables = _behind(person, fixed[:first], int(t.units[worked].sum()), int(t.amount[worked].sum()))
    if tables is None or _overdrawn(person, fixed[:first], behind):
        return None
    length = (last - first) * int(t.units.max()) + 1
    tables = tables._replace(unit_price=tables.unit_price[:length], end_price=end_price, end_weekends=end_weekends)
    return Window(first, last, tables, _most_left(person, fixed[:first], behind))


def up_to(person: Person, before: NDArray[np.int32], last: int, *, slack: int) -> Window | None:
    """From the first day that is not settled to a day behind which all is open: the totals keep to their share so far.

    Whoever is to work between 230 and 235 units in 26 weeks works, within `slack` shifts, two thirteenths in four.
    """
    t, first = person.tables, len(before)
    if last == t.horizon:
        tables = None if _overdrawn(person, before) else _behind(person, before, 0, 0)
        return None if tables is None else Window(first, last, tables, _most_left(person, before))
    pacing = _paced(person, last, slack)
    tables = _behind(pacing, before, 0, 0)
    if tables is None:
        return None
    tables = tables._replace(unit_price=tables.unit_price[: (last - first) * int(t.units.max()) + 1])
    return Window(first, last, tables, _most_left(pacing, before))


def _paced(person: Person, last: int, slack: int) -> Person:
    """The rules up to a day behind which all is open: nothing that is owed in the end is owed there."""
    t = person.tables
    part, room = last / t.horizon, slack * int(t.units.max())
    allowed = np.flatnonzero(t.unit_price < INF)
    units = np.arange(len(t.unit_price))
    off_pace = (units < allowed[0] * part - room) | (units > allowed[-1] * part + room)
    weekends = int(np.ceil((len(t.weekend_price) - 1) * part)) + slack
    paced = t._replace(
        unit_price=np.where(off_pace, INF, 0).astype(np.int32),
        weekend_price=person.weekend_so_far[: weekends + 1],
        amount_price=person.amount_so_far,
    )
    if (t.weekday + last) % WEEK:
        week_price = t.week_price.copy()
        week_price[LAST] = week_price[OPEN]
        paced = paced._replace(week_price=week_price, horizon=last)
    return replace(person, tables=paced, most=np.ceil(person.most * part).astype(np.int32))


def _behind(person: Person, before: NDArray[np.int32], units: int, amount: int) -> Tables | None:
    """The rules behind settled days, when so much is worked further on; None where too much was worked already."""
    t = person.tables
    (s, w, q, x, u), price = walk(t, (t.start, 0, t.share, 0, 0), before, 0)
    units, amount = units + u, amount + x
    first, shares = len(before), t.week_price.shape[1]
    begins_week = first > 0 and (t.weekday + first) % WEEK == 0
    if price >= INF or q >= shares or (begins_week and week_before(t, first)[q] >= INF):
        return None
    if w >= len(t.weekend_price) or units >= len(t.unit_price) or amount >= len(t.amount_price):
        return None
    return t._replace(
        unit_price=np.ascontiguousarray(t.unit_price[units:]),
        weekend_price=np.ascontiguousarray(t.weekend_price[w:]),
        # As long as before: the twins of counted shifts stand so far apart.
        amount_price=np.concatenate([t.amount_price[amount:], np.full(amount, INF, np.int32)]),
        weekday=(t.weekday + first) % WEEK,
        begins=first,
        start=s,
        share=0 if begins_week else q,
    )


def _overdrawn(person: Person, *settled: NDArray[np.int32]) -> bool:
    """Whether settled days work a limited set of shifts too often by themselves."""
    return bool((_used(person, *settled) > person.most).any())


def _used(person: Person, *settled: NDArray[np.int32]) -> NDArray[np.int64]:
    shifts = np.concatenate(settled)
    used: NDArray[np.int64] = person.limited[:, shifts[shifts >= 0]].sum(axis=1)
    return used


def _most_left(person: Person, *settled: NDArray[np.int32]) -> Ints:
    left: NDArray[np.int64] = np.maximum(0, person.most - _used(person, *settled))
    return left.astype(np.int32)
