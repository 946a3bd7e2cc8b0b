"""The rules on several people: who is there at a time, who works with whom, and who gets how much of a burden."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dengta.engines.rostering.assignment import share_out, shortage
from dengta.engines.rostering.problem import (
    MINUTES_OF_DAY,
    OFF,
    Agent,
    Cover,
    Pairing,
    Presence,
    Problem,
    Roster,
    Share,
    Shift,
)
from dengta.engines.rostering.verdict import Account, Rule

Spans = tuple[tuple[int, int], ...]
Shifts = Mapping[str, Shift]


def check_team(problem: Problem, shifts: Mapping[str, Shift], roster: Roster, account: Account) -> None:
    """Hold a whole roster to the covers, presences, pairings and shares of its problem."""
    _check_times(problem, shifts, roster, account)
    _check_pairings(problem, roster, account)
    _check_shares(problem, roster, account)


class Slot(NamedTuple):
    """A time: one shift (`code`), or from minute to minute of a day."""

    code: str
    start: int
    end: int

    @classmethod
    def of(cls, asked: Cover | Presence) -> "Slot":
        return cls(asked.code, 0, 0) if asked.code else cls(OFF, asked.start, asked.end)

    def spans(self, shifts: Shifts) -> Spans:
        """The minutes it covers, after midnight of its day."""
        return _times(shifts[self.code]) if self.code else ((self.start, self.end),)


class Kind(NamedTuple):
    """People alike on a day: skills, shift of the day before and of this day, minutes in which they are busy."""

    skills: frozenset[str]
    yesterday: str
    today: str
    busy: Spans

    def is_there(self, slot: Slot, shifts: Shifts) -> bool:
        """Whether they are there for the whole of the time."""
        if slot.code:
            return self.today == slot.code
        there = [*_times(shifts.get(self.today)), *_moved(_times(shifts.get(self.yesterday)), -1)]
        return any(start <= slot.start and slot.end <= end for start, end in there)

    def is_free(self, slot: Slot, shifts: Shifts) -> bool:
        """Whether nothing else keeps them busy in any minute of the time."""
        times = slot.spans(shifts) if self.busy else ()
        return not any(begins < end and start < ends for start, end in times for begins, ends in self.busy)


def _times(shift: Shift | None) -> Spans:
    """When somebody is there in a shift, in minutes after midnight of its day."""
    if shift is None:
        return ()
    return shift.parts or ((shift.start, shift.end),)


def _moved(spans: Spans, days: int) -> Spans:
    return tuple((start + days * MINUTES_OF_DAY, end + days * MINUTES_OF_DAY) for start, end in spans)


class Asked(NamedTuple):
    """The covers of one time: their numbers in the problem, and the skills that they ask for."""

    slot: Slot
    numbers: tuple[int, ...]
    covers: tuple[Cover, ...]
    skills: frozenset[str]

    def group(self, kind: Kind, shifts: Shifts) -> frozenset[str] | None:
        """As whom people of this kind are shared out: those of their skills that somebody asks for. None: not there."""
        if kind.is_there(self.slot, shifts) and kind.is_free(self.slot, shifts):
            return kind.skills & self.skills
        return None


def times_by_day(problem: Problem) -> dict[int, list[Asked]]:
    """The times of every day on which somebody is needed."""
    numbers: dict[int, dict[Slot, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, cover in enumerate(problem.covers):
        numbers[cover.day][Slot.of(cover)].append(number)
    found: dict[int, list[Asked]] = {}
    for day, by_slot in numbers.items():
        found[day] = []
        for slot, ones in by_slot.items():
            covers = tuple(problem.covers[number] for number in ones)
            found[day].append(Asked(slot, tuple(ones), covers, frozenset(cover.skill for cover in covers)))
    return found


def presences_by_day(problem: Problem) -> dict[int, list[Presence]]:
    """The presences of every day that has some."""
    found: dict[int, list[Presence]] = {}
    for presence in problem.presences:
        found.setdefault(presence.day, []).append(presence)
    return found


def _check_times(problem: Problem, shifts: Shifts, roster: Roster, account: Account) -> None:
    times, presences = times_by_day(problem), presences_by_day(problem)
    for day in range(problem.days):
        if day in times or day in presences:
            kinds = kinds_on(problem, roster, day)
            for asked in times.get(day, ()):
                for cover, served in zip(
                    asked.covers, share_out(asked.covers, heads(kinds, shifts, asked)), strict=True
                ):
                    check_cover(cover, served, account)
            for presence in presences.get(day, ()):
                check_presence(presence, there(presence, kinds, shifts), account)


def kinds_on(problem: Problem, roster: Roster, day: int) -> Counter[Kind]:
    """How many people of each kind there are on a day."""
    return Counter(kind_of(agent, codes, day) for agent, codes in zip(problem.agents, roster, strict=True))


def kind_of(agent: Agent, codes: Sequence[str], day: int) -> Kind:
    """What somebody with these codes is on a day."""
    yesterday = codes[day - 1] if day else agent.history.last_shift if agent.history else OFF
    return Kind(agent.skills, yesterday, codes[day], _busy(agent, day))


def _busy(agent: Agent, day: int) -> Spans:
    """What may fall into a time of this day, which may reach into the next."""
    if not agent.busy:
        return ()
    near = (_moved(((start, end),), on - day) for on, start, end in sorted(agent.busy) if abs(on - day) <= 1)
    return tuple(span for spans in near for span in spans)


def heads(kinds: Mapping[Kind, int], shifts: Shifts, asked: Asked) -> Counter[frozenset[str]]:
    """Who is there and free at this time, by those of their skills that somebody asks for."""
    found: Counter[frozenset[str]] = Counter()
    for kind, number in kinds.items():
        group = asked.group(kind, shifts)
        if group is not None:
            found[group] += number
    return found


def check_cover(cover: Cover, served: int, account: Account) -> None:
    """Hold the number who serve a cover to it."""
    account.charge(Rule.UNDER, shortage(cover, cover.needed - served))
    account.charge(Rule.OVER, cover.over * max(0, served - cover.needed))
    if served < cover.least:
        account.breach(Rule.LEAST, "", cover.day, served, served - cover.least)


def there(presence: Presence, kinds: Mapping[Kind, int], shifts: Shifts) -> int:
    """How many of these people a presence counts."""
    slot = Slot.of(presence)
    return sum(
        number
        for kind, number in kinds.items()
        if (not presence.skill or presence.skill in kind.skills) and kind.is_there(slot, shifts)
    )


def check_presence(presence: Presence, number: int, account: Account) -> None:
    """Hold the number who are there to a presence."""
    account.hold(Rule.PRESENCES, "", presence.day, presence.limit, number)


def _check_pairings(problem: Problem, roster: Roster, account: Account) -> None:
    days_of = {agent.key: codes for agent, codes in zip(problem.agents, roster, strict=True)}
    for pairing in problem.pairings:
        for day in range(problem.days):
            check_pairing(pairing, day, days_of, account)


def check_pairing(pairing: Pairing, day: int, days_of: Mapping[str, Sequence[str]], account: Account) -> None:
    """Look for a mentor beside a trainee on one day; `days_of`: the codes of the trainee and of all mentors."""
    code = days_of[pairing.trainee][day]
    if code == OFF or any(days_of[mentor][day] == code for mentor in pairing.mentors):
        return
    if pairing.price is None:
        account.breach(Rule.PAIRINGS, pairing.trainee, day, code)
    else:
        account.charge(Rule.PAIRINGS, pairing.price)


def _check_shares(problem: Problem, roster: Roster, account: Account) -> None:
    for share in problem.shares:
        for agent, codes in zip(problem.agents, roster, strict=True):
            check_share(share, agent, codes, account)


def check_share(share: Share, agent: Agent, codes: Sequence[str], account: Account) -> None:
    """What one person has of a burden against what is due from them."""
    if agent.key in share.due:
        had = sum(code in share.codes for day, code in enumerate(codes) if not share.days or day in share.days)
        account.charge(Rule.SHARES, share.weight * (had - share.due[agent.key]) ** 2)
