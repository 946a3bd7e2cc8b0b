"""How many messages reached whom: per person and per team, counted from the bell, day by day (K7)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from typing import Any, overload

import numpy as np

from dengta.domains.communication.policies import messages as policies
from dengta.domains.communication.selectors.load_days import Numbers, PersonDays, person_days
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import known_names
from dengta.foundation.access import EVERY_ROW, Actor, Permission
from dengta.foundation.notify.load import MOST_BROADCASTS, R_031

# Read notices are deleted after 90 days: older days would look quieter than they were.
KEPT_DAYS = 90
MOST_DAYS = 31


@dataclass(frozen=True)
class Span:
    """The days of a report, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def span_of(first: date | None, last: date | None, *, today: date) -> Span:
    """The days asked for, within what is kept and what can be read at a glance; where nothing was, the last seven that
    are over."""
    end = min(last or today, today) if first or last else today - timedelta(days=1)
    start = max(
        first or end - timedelta(days=6), today - timedelta(days=KEPT_DAYS - 1), end - timedelta(days=MOST_DAYS - 1)
    )
    return Span(min(start, end), end)


@dataclass(frozen=True)
class Load:
    """What reached one person, or the people of one team. `over`: days of a person with more broadcasts than allowed,
    urgent ones not counted."""

    name: str
    days: int
    head_count: int
    notices: int
    broadcasts: int
    urgent: int
    most: int
    over: int
    _: KW_ONLY
    number: str = ""
    employee_id: int = 0
    team: str = ""

    @property
    def per_day(self) -> float:
        """Notices of any sort, per person and day."""
        return self.notices / self.days / self.head_count

    @property
    def broadcasts_per_day(self) -> float:
        """Messages to many, per person and day."""
        return self.broadcasts / self.days / self.head_count

    @property
    def urgent_share(self) -> float:
        """How many of the notices were urgent, in percent."""
        return 100 * self.urgent / self.notices if self.notices else 0.0


@dataclass(frozen=True)
class Sums:
    """What reached many, one place each: parallel arrays. `key` is the employee, or the team."""

    key: Numbers
    head_count: Numbers
    notices: Numbers
    broadcasts: Numbers
    urgent: Numbers
    most: Numbers
    over: Numbers

    def at(self, places: Numbers) -> "Sums":
        """Those at these places, in that order."""
        return Sums(*(getattr(self, name)[places] for name in self.__dataclass_fields__))

    def rows(self) -> Iterator[tuple[int, list[int]]]:
        """Each key with its numbers, in the order of `Load`."""
        columns = [getattr(self, name).tolist() for name in self.__dataclass_fields__]
        for key, *numbers in zip(*columns, strict=True):
            yield key, numbers


# What people can be sorted by, the most significant first.
_SORTS: Mapping[str, Callable[[Sums], tuple[Any, ...]]] = {
    "person": lambda sums: (_ranks(sums.key),),
    "notices": lambda sums: (sums.notices,),
    "broadcasts": lambda sums: (sums.broadcasts,),
    "urgent": lambda sums: (sums.urgent / np.maximum(sums.notices, 1),),
    "most": lambda sums: (sums.most,),
    "over": lambda sums: (sums.over, sums.most),
}
SORTS = tuple(_SORTS)


class People(Sequence[Load]):
    """Everybody's load. Names are asked for of the part that is read: one query each time."""

    def __init__(self, sums: Sums, last_team: Numbers, names: Mapping[int, str], days: int) -> None:
        """`last_team`: the team by employee id; `names`: what teams are called."""
        self._sums, self._last_team, self._names, self._days = sums, last_team, names, days

    def __len__(self) -> int:
        return len(self._sums.key)

    def __iter__(self) -> Iterator[Load]:
        return iter(self._named(self._sums))

    @overload
    def __getitem__(self, place: int) -> Load: ...
    @overload
    def __getitem__(self, place: slice) -> list[Load]: ...
    def __getitem__(self, place: int | slice) -> Load | list[Load]:
        chosen = self._named(self._sums.at(np.arange(len(self))[place].reshape(-1)))
        return chosen if isinstance(place, slice) else chosen[0]

    def above_limit(self) -> "People":
        """Whoever got more than the limit on some day."""
        return self._with(self._sums.at(np.flatnonzero(self._sums.over)))

    def sorted_by(self, name: str, *, falling: bool) -> "People":
        """In the order of one of `SORTS`; who is equal in the order of their cards."""
        keys = (-key if falling else key for key in _SORTS[name](self._sums))
        order = np.lexsort((self._sums.key, *reversed(list(keys))))
        return self._with(self._sums.at(order))

    def _with(self, sums: Sums) -> "People":
        return People(sums, self._last_team, self._names, self._days)

    def _named(self, sums: Sums) -> list[Load]:
        cards = Employee.objects.in_bulk(sums.key.tolist())
        return [
            Load(
                cards[pk].name, self._days, *numbers, number=cards[pk].number, employee_id=pk,
                team=self._names.get(int(self._last_team[pk]), ""),
            )
            for pk, numbers in sums.rows()
        ]  # fmt: skip


def _ranks(employee_ids: Numbers) -> Numbers:
    """The place of each of these people by staff number. One query."""
    rows = Employee.objects.order_by("number", "pk").values_list("pk", flat=True)
    place = {pk: rank for rank, pk in enumerate(rows)}
    return np.array([place[pk] for pk in employee_ids.tolist()], dtype=np.int64)


@dataclass(frozen=True)
class Report:
    """The whole report: the limit that held on the last day, everybody's load, and every team's."""

    span: Span
    limit: int
    people: People
    teams: list[Load]

    @property
    def over(self) -> People:
        """Whoever got more than the limit on some day."""
        return self.people.above_limit()


def report(actor: Actor, span: Span, *, today: date, to_take: bool = False) -> Report:
    """Who got how much, as far as the reader may see it (or take it along). Five queries, whatever the number of
    people, two less where all days are over and at hand, and one for the names of those that are read. A day counts for
    the team in which the person was on that day.
    """
    right: Permission[Employee] = policies.export_load if to_take else policies.see_load
    cells = person_days(span.first, span.last, today=today)
    if right.condition(actor) != EVERY_ROW:
        cells = cells.of(right.scope(actor, Employee.objects.all()).values_list("pk", flat=True))
    # Where somebody was before they came may be the team of another client.
    names = known_names(actor)
    limit = MOST_BROADCASTS.on(span.last)
    known = cells.in_teams(names)
    # The days are in their order, so that the last team of each person stays.
    last_team = np.zeros(int(cells.employee.max(initial=0)) + 1, dtype=np.int64)
    last_team[known.employee] = known.team
    teams = [Load(names[pk], span.days, *numbers) for pk, numbers in _summed(known, known.team, limit).rows()]
    return Report(
        span,
        limit,
        People(_summed(cells, cells.employee, limit), last_team, names, span.days),
        sorted(teams, key=lambda team: (-team.over, -team.per_day, team.name)),
    )


def _summed(cells: PersonDays, key: Numbers, limit: int) -> Sums:
    """By employee or by team. Keys are small numbers, so that each is its own place in an array."""
    size, people = int(key.max(initial=0)) + 1, int(cells.employee.max(initial=0)) + 1
    most = np.zeros(size, dtype=np.int64)
    np.maximum.at(most, key, cells.counted)
    above = cells.counted > limit if R_031.applies else np.zeros(len(key), dtype=bool)
    heads = np.unique(key * people + cells.employee) // people
    notices, broadcasts, urgent = (
        np.bincount(key, column, minlength=size).astype(np.int64)
        for column in (cells.notices, cells.broadcasts, cells.urgent)
    )
    every = Sums(
        key=np.arange(size),
        head_count=np.bincount(heads, minlength=size),
        notices=notices,
        broadcasts=broadcasts,
        urgent=urgent,
        most=most,
        over=np.bincount(key[above], minlength=size),
    )
    return every.at(np.flatnonzero(every.notices))
