"""What becomes of a published roster when people swap days, give a shift away or take an open one: judged at once.

A roster is read once (`Standing`); then only what a change touches is checked again, by the checker's own functions:
the days of the people in it, the times at which somebody comes or goes, and their mentors and trainees. So the breaches
and costs before, with what is said to change, are the breaches and costs of the roster after (`check`), exactly.

What was broken before is not held against a change. A limit that is broken less than before is *eased*: the same rule,
person, shifts and day, on the same side. Who was in too long a run and gives its first day away has one that begins
later; while it is still too long, it is new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dengta.engines.rostering.assignment import share_out
from dengta.engines.rostering.checker import check_line, refuse_what_is_no_roster
from dengta.engines.rostering.problem import OFF, Agent, Cover, Pairing, Presence, Problem, Roster
from dengta.engines.rostering.team_checker import (
    Asked,
    Kind,
    check_cover,
    check_pairing,
    check_presence,
    check_share,
    heads,
    kind_of,
    kinds_on,
    presences_by_day,
    there,
    times_by_day,
)
from dengta.engines.rostering.verdict import Account, Breach

__all__ = ["Change", "CoverChange", "Effect", "Standing", "SwapVerdict"]

Codes = tuple[str, ...]
Group = frozenset[str]
Found = tuple[Account, Account]
"""What a check says before and after."""
_Moves = dict[int, list[tuple[Kind, Kind]]]


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody is to work this shift on this day, whatever they had; OFF: none."""

    agent: str
    day: int
    code: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for one person, or for the team.

    `new`: hard rules that are broken by the change. `eased`: still broken, but less. `ended`: no longer broken, or
    broken otherwise, which is then new or eased. `stood`: broken before and after alike; for the team, where the change
    has to do with it. `cost`: by soft rule, what more it costs, below nought what less.
    """

    new: tuple[Breach, ...] = ()
    eased: tuple[Breach, ...] = ()
    ended: tuple[Breach, ...] = ()
    stood: tuple[Breach, ...] = ()
    cost: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverChange:
    """People missing before and after in the cover with this number in the problem.

    Below nought: so many too many, where they cost something; where they do not, none is missing.
    """

    day: int
    cover: int
    before: int
    after: int

    @property
    def worse(self) -> bool:
        """Whether more are missing than before, or none is missing as before and more are too many."""
        return (max(0, self.after), max(0, -self.after)) > (max(0, self.before), max(0, -self.before))


@dataclass(frozen=True, slots=True)
class SwapVerdict:
    """What changes for everybody who is named in a change, in this order, and for the team.

    `covers`: where another number is missing, or is too many at a price.
    """

    people: Mapping[str, Effect]
    team: Effect
    covers: tuple[CoverChange, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing is broken that was whole before, and nothing more than before."""
        return not self.team.new and not any(effect.new for effect in self.people.values())

    @property
    def cost_change(self) -> int:
        """What more all soft rules cost together; below nought: less."""
        return sum(sum(effect.cost.values()) for effect in (*self.people.values(), self.team))


class _Time(NamedTuple):
    """Who is there at a time of the roster as published, and how many serve each of its covers."""

    asked: Asked
    heads: Mapping[Group, int]
    served: tuple[int, ...]


class _Seats(NamedTuple):
    """How many a presence counts in the roster as published."""

    presence: Presence
    number: int


class Standing:
    """A published roster, read once, against which changes are judged one after the other; none of them is kept.

    Raises ValueError where it is no roster of the problem. Reading takes as long as a check of the whole roster.
    """

    def __init__(self, problem: Problem, roster: Roster) -> None:
        self.problem = problem
        self._shifts = {shift.code: shift for shift in problem.shifts}
        refuse_what_is_no_roster(problem, roster, self._shifts)
        self._agents = {agent.key: agent for agent in problem.agents}
        self._codes: dict[str, Codes] = {key: tuple(codes) for key, codes in zip(self._agents, roster, strict=True)}
        self._pairings: dict[str, list[Pairing]] = defaultdict(list)
        for pairing in problem.pairings:
            for key in (pairing.trainee, *pairing.mentors):
                self._pairings[key].append(pairing)
        self._times: dict[int, list[_Time]] = {}
        self._seats: dict[int, list[_Seats]] = {}
        self._read_times(roster)

    def _read_times(self, roster: Roster) -> None:
        times, presences = times_by_day(self.problem), presences_by_day(self.problem)
        for day in range(self.problem.days):
            kinds = kinds_on(self.problem, roster, day)
            self._times[day] = [self._read(asked, heads(kinds, self._shifts, asked)) for asked in times.get(day, ())]
            self._seats[day] = [_Seats(one, there(one, kinds, self._shifts)) for one in presences.get(day, ())]

    @staticmethod
    def _read(asked: Asked, present: Mapping[Group, int]) -> _Time:
        return _Time(asked, present, share_out(asked.covers, present))

    def swap(self, one: str, other: str, *days: int) -> tuple[Change, ...]:
        """Two people exchange what they have on each of these days: a shift each, or a shift and a day off.

        For a Monday against a Tuesday, name both days. Raises ValueError for the same person twice, for no day, and for
        a person or a day that is not there.
        """
        if one == other or not days:
            message = f"{one} cannot swap with themselves" if one == other else f"{one} and {other} swap no day"
            raise ValueError(message)
        return tuple(
            Change(taker, day, self.code(giver, day)) for day in days for taker, giver in ((one, other), (other, one))
        )

    def give_away(self, giver: str, taker: str, day: int) -> tuple[Change, ...]:
        """One person's shift goes to another who has that day off. Raises ValueError where it cannot."""
        code = self.code(giver, day)
        if code == OFF:
            message = f"{giver} has no shift on day {day} to give away"
            raise ValueError(message)
        return Change(giver, day, OFF), *self.take(taker, day, code)

    def take(self, taker: str, day: int, code: str) -> tuple[Change, ...]:
        """Somebody who has that day off takes an open shift. Raises ValueError where they cannot."""
        if had := self.code(taker, day):
            message = f"{taker} already works {had} on day {day}"
            raise ValueError(message)
        return (Change(taker, day, code),)

    def code(self, key: str, day: int) -> str:
        """The shift that somebody has on a day; OFF: none. Raises ValueError for a person or a day not there."""
        if key not in self._agents:
            message = f"{key!r} is nobody here"
            raise ValueError(message)
        if not 0 <= day < self.problem.days:
            message = f"day {day} of {key} is outside the horizon of {self.problem.days} days"
            raise ValueError(message)
        return self._codes[key][day]

    def judge(self, changes: Sequence[Change]) -> SwapVerdict:
        """What all these changes together break and cost.

        Raises ValueError for a person, day or shift that is not there, and for a day of somebody that is said twice.
        """
        after = self._after(changes)
        days = {(change.agent, change.day) for change in changes}
        moves, covers = self._moves(days, after), list[CoverChange]()
        team = [*self._on_times(moves, covers), *self._on_seats(moves), *self._on_pairings(days, after)]
        return SwapVerdict(
            {key: _effect([self._on_person(self._agents[key], codes)]) for key, codes in after.items()},
            _effect(team),
            tuple(covers),
        )

    def _after(self, changes: Sequence[Change]) -> dict[str, Codes]:
        """The days of those who are named, as they would be."""
        days: dict[str, dict[int, str]] = {}
        for change in changes:
            self.code(change.agent, change.day)
            if change.code != OFF and change.code not in self._shifts:
                message = f"{change.agent} is to work {change.code!r} on day {change.day}, which is no shift"
                raise ValueError(message)
            if change.day in days.setdefault(change.agent, {}):
                message = f"day {change.day} of {change.agent} is changed twice"
                raise ValueError(message)
            days[change.agent][change.day] = change.code
        return {
            key: tuple(new.get(day, code) for day, code in enumerate(self._codes[key])) for key, new in days.items()
        }

    def _on_person(self, agent: Agent, after: Codes) -> Found:
        accounts = Account(), Account()
        for account, codes in zip(accounts, (self._codes[agent.key], after), strict=True):
            check_line(self.problem, self._shifts, agent, codes, account)
            for share in self.problem.shares:
                check_share(share, agent, codes, account)
        return accounts

    def _moves(self, days: Iterable[tuple[str, int]], after: Mapping[str, Codes]) -> _Moves:
        """As whom those who change count on a day, before and after: on the days that change, and on those after."""
        touched = sorted({(key, near) for key, day in days for near in (day, day + 1) if near < self.problem.days})
        moves: _Moves = defaultdict(list)
        for key, day in touched:
            agent = self._agents[key]
            moves[day].append((kind_of(agent, self._codes[key], day), kind_of(agent, after[key], day)))
        return moves

    def _on_times(self, moves: _Moves, covers: list[CoverChange]) -> Iterator[Found]:
        """The covers of the times at which others are there than before; `covers`: where it is written what changes."""
        for day, kinds in sorted(moves.items()):
            for time in self._times[day]:
                more = self._more(time.asked, kinds)
                for at, served in _served(time, more) if more else ():
                    number = time.asked.numbers[at]
                    yield from _on_cover(time.asked.covers[at], number, time.served[at], served, covers)

    def _more(self, asked: Asked, moves: Iterable[tuple[Kind, Kind]]) -> dict[Group, int]:
        """By group, how many more there are at a time after the change than before."""
        more: Counter[Group] = Counter()
        for before, after in moves:
            for kind, number in ((before, -1), (after, 1)):
                group = asked.group(kind, self._shifts)
                if group is not None:
                    more[group] += number
        return {group: number for group, number in more.items() if number}

    def _on_seats(self, moves: _Moves) -> Iterator[Found]:
        for day, kinds in sorted(moves.items()):
            for presence, number in self._seats[day]:
                gone, come = (there(presence, Counter(ones), self._shifts) for ones in zip(*kinds, strict=True))
                if gone != come:
                    accounts = Account(), Account()
                    check_presence(presence, number, accounts[0])
                    check_presence(presence, number - gone + come, accounts[1])
                    yield accounts

    def _on_pairings(self, days: Iterable[tuple[str, int]], after: Mapping[str, Codes]) -> Iterator[Found]:
        touched = {(id(pairing), day): pairing for key, day in sorted(days) for pairing in self._pairings.get(key, ())}
        for (_pairing, day), pairing in touched.items():
            accounts = Account(), Account()
            keys = (pairing.trainee, *pairing.mentors)
            check_pairing(pairing, day, self._codes, accounts[0])
            check_pairing(pairing, day, {key: after.get(key, self._codes[key]) for key in keys}, accounts[1])
            yield accounts


def _served(time: _Time, more: Mapping[Group, int]) -> Iterator[tuple[int, int]]:
    """Which covers of a time, and how many serve them, when so many more are there.

    People are shared out anew only among covers that a chain of people with several skills joins to those who come or
    go; the others are served as before, since whoever could serve them could serve none of these.
    """
    present = Counter(time.heads)
    present.update(more)
    reached = time.asked.skills if "" in time.asked.skills else _joined(present, frozenset().union(*more))
    joined = [at for at, cover in enumerate(time.asked.covers) if cover.skill in reached]
    groups = {group: number for group, number in present.items() if group & reached or "" in reached}
    yield from zip(joined, share_out([time.asked.covers[at] for at in joined], groups), strict=True)


def _joined(groups: Iterable[Group], skills: Group) -> Group:
    """The skills that can be reached from these, from one to another wherever a group has both."""
    found = frozenset(skills).union(*(group for group in groups if group & skills))
    return found if found == skills else _joined(groups, found)


def _on_cover(cover: Cover, number: int, before: int, after: int, covers: list[CoverChange]) -> Iterator[Found]:
    if before == after:
        return
    accounts = Account(), Account()
    for account, served in zip(accounts, (before, after), strict=True):
        check_cover(cover, served, account)
    was, now = _missing(cover, before), _missing(cover, after)
    if was != now:
        covers.append(CoverChange(cover.day, number, was, now))
    yield accounts


def _missing(cover: Cover, served: int) -> int:
    """Below nought: too many, where that costs something."""
    missing = cover.needed - served
    return missing if cover.over else max(0, missing)


def _effect(found: Iterable[Found]) -> Effect:
    """What these checks say after that they did not say before, each against itself."""
    whole = Effect()
    cost: Counter[str] = Counter()
    for before, after in found:
        old, now = (Counter((one, one.outside, one.codes) for one in each.breaches) for each in (before, after))
        ended, fresh, stood = (_breaches(each) for each in (old - now, now - old, old & now))
        further = [any(_further(was, one) for was in ended) for one in fresh]
        whole = replace(
            whole,
            new=whole.new + tuple(one for one, was in zip(fresh, further, strict=True) if not was),
            eased=whole.eased + tuple(one for one, was in zip(fresh, further, strict=True) if was),
            ended=whole.ended + ended,
            stood=whole.stood + stood,
        )
        for rule in before.parts.keys() | after.parts.keys():
            cost[rule] += after.parts[rule] - before.parts[rule]
    return replace(whole, cost={rule: cost[rule] for rule in sorted(cost) if cost[rule]})


def _breaches(found: Counter[tuple[Breach, int, Group]]) -> tuple[Breach, ...]:
    return tuple(breach for breach, _outside, _codes in found.elements())


def _further(was: Breach, now: Breach) -> bool:
    """Whether the same limit was broken by more, on the same side."""
    same = (was.rule, was.agent, was.day, was.codes) == (now.rule, now.agent, now.day, now.codes)
    return same and (was.outside < now.outside < 0 or was.outside > now.outside > 0)
