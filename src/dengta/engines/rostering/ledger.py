"""Fairness over time: who had more or less than their fair share of a burden, and what is due from whom next.

A burden is something that nobody likes and somebody must do: nights, weekends, holidays. The fair share of a period is
in proportion to availability: who works half the hours, or is on leave for half the days, owes half. Who may not do it
at all, as a woman with child may not work at night, owes nothing; what she would have done is shared by all others in
proportion, and none of them gets credit for it: their own fair share is the larger. What somebody had beyond the fair
share, somebody else was short of, so every booking sums to nought exactly (fractions), and so does the ledger whatever
leaves it.

Bookings leave as a whole once their last day is more than a rolling quarter ago.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from dengta.engines.rostering.problem import OFF, SATURDAY, Agent, Problem, Roster, Share

WINDOW = timedelta(weeks=13)

Amount = int | Fraction
Availability = Mapping[str, Amount]
"""By agent, in any unit: days, hours, parts of a full-time contract. Who is not named or has none is not available."""


@dataclass(frozen=True, slots=True)
class Burden:
    """Shifts with these codes on these days (none named: on any) of a roster. A shift counts on the day it begins."""

    name: str
    codes: frozenset[str]
    days: frozenset[int] = frozenset()

    def share(self, due: Mapping[str, int], weight: int) -> Share:
        """The burden as a problem asks for it."""
        return Share(self.name, self.codes, due, weight, self.days)

    def counts(self, problem: Problem, roster: Roster) -> dict[str, int]:
        """How many of them each agent has in a roster."""
        return {
            agent.key: sum(self.holds(day, code) for day, code in enumerate(codes))
            for agent, codes in zip(problem.agents, roster, strict=True)
        }

    def holds(self, day: int, code: str) -> bool:
        """Whether this shift on this day is part of it."""
        return code in self.codes and (not self.days or day in self.days)

    def availability(self, problem: Problem, parts: Mapping[str, Amount] | None = None) -> dict[str, Amount]:
        """The days on which each agent could do it, times their part of a full-time contract (1 where not stated).

        Leave, days on which all its shifts are barred or something else is fixed, and contracts that allow none of its
        shifts take availability away.
        """
        days = sorted(self.days) or range(problem.days)
        return {
            agent.key: (parts or {}).get(agent.key, 1) * sum(self._open(agent, day) for day in days)
            for agent in problem.agents
        }

    def _open(self, agent: Agent, day: int) -> bool:
        barred = {code for on, code in agent.barred if on == day}
        never = {
            code
            for one in agent.contract.counts
            if one.limit.most == 0 and one.limit.above is None
            for code in one.codes
        }  # fmt: skip
        left = self.codes - barred - never
        fixed = agent.fixed.get(day)
        return day not in agent.days_off and bool(left) and (fixed is None or (fixed != OFF and fixed in left))


@dataclass(frozen=True, slots=True)
class Booking:
    """One burden of one period: what each agent had beyond the fair share, below nought where short of it."""

    burden: str
    first: date
    last: date
    beyond: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        if self.last < self.first:
            message = f"the period of {self.burden!r} ends on {self.last}, before it begins on {self.first}"
            raise ValueError(message)
        if sum(self.beyond.values()):
            message = (
                f"what people had of {self.burden!r} from {self.first} on beyond their share does not sum to nought"
            )
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All bookings of the rolling quarter."""

    bookings: tuple[Booking, ...] = ()

    def balance(self, burden: str, before: date) -> dict[str, Fraction]:
        """What each agent had of a burden beyond their share in the quarter before a day. Who is not named: nothing."""
        found: dict[str, Fraction] = {}
        for booking in self.bookings:
            if booking.burden == burden and before - WINDOW <= booking.last < before:
                for key, amount in booking.beyond.items():
                    found[key] = found.get(key, Fraction(0)) + amount
        return found


def fair(total: int, availability: Availability) -> dict[str, Fraction]:
    """The exact share of each in proportion to availability; nought for all where nobody is available."""
    _refuse_less_than_none(total, availability)
    whole = Fraction(sum(availability.values()))
    return {key: total * Fraction(amount) / whole if whole else Fraction(0) for key, amount in availability.items()}


def due(ledger: Ledger, burden: str, total: int, availability: Availability, *, first: date) -> dict[str, int]:
    """How many of `total` shifts of a period that begins on `first` each available agent ought to have.

    As even as can be after it, in proportion to availability and counting the quarter before; nobody is due less than
    none, so a credit too large for one period stays in the ledger for the next. Debts and credits of people who are not
    available now wait with them; those present even out among themselves. Whole numbers by the largest remainder (ties:
    who had the least, then by key); they sum to the total.

    Raises ValueError where nobody is available for what is to be done.
    """
    _refuse_less_than_none(total, availability)
    able = {key: Fraction(amount) for key, amount in availability.items() if amount}
    if total and not able:
        message = f"nobody is available for {total} of {burden!r} from {first} on"
        raise ValueError(message)
    balance = ledger.balance(burden, first)
    had = {key: balance.get(key, Fraction(0)) for key in able}
    level = _level(total, able, had)
    exact = {key: max(Fraction(0), able[key] * level - had[key]) for key in able}
    whole = {key: floor(amount) for key, amount in exact.items()}
    ranked = sorted(able, key=lambda key: (whole[key] - exact[key], had[key] / able[key], key))
    for key in ranked[: total - sum(whole.values())]:
        whole[key] += 1
    return whole


def _level(total: int, able: Mapping[str, Fraction], had: Mapping[str, Fraction]) -> Fraction:
    """How much each will have had per unit of availability in the end: those who had least are filled up first."""
    amount, available, level = Fraction(total), Fraction(0), Fraction(0)
    for key in sorted(able, key=lambda key: had[key] / able[key]):
        if available and level <= had[key] / able[key]:
            break
        amount += had[key]
        available += able[key]
        level = amount / available
    return level


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a published roster, both included."""

    first: date
    last: date


def settle(
    ledger: Ledger,
    period: Period,
    counts: Mapping[str, Mapping[str, int]],
    availability: Mapping[str, Availability],
) -> Ledger:
    """Book a published roster: by burden what each agent had, and who was available. Old bookings leave.

    The same period may be booked again after a change; what was booked of it before is replaced. Raises ValueError for
    a period that overlaps another one.
    """
    kept = []
    for booking in ledger.bookings:
        if booking.burden in counts and booking.first <= period.last and period.first <= booking.last:
            if (booking.first, booking.last) != (period.first, period.last):
                message = f"{booking.burden!r} is booked from {booking.first} to {booking.last} already"
                raise ValueError(message)
        elif booking.last > period.last - WINDOW:
            kept.append(booking)
    new = [
        Booking(burden, period.first, period.last, beyond(counts[burden], availability[burden]))
        for burden in sorted(counts)
    ]  # fmt: skip
    return Ledger(tuple(sorted([*kept, *new], key=lambda booking: (booking.first, booking.burden))))


def beyond(counts: Mapping[str, int], availability: Availability) -> dict[str, Fraction]:
    """What each had beyond their fair share of what all had; it sums to nought. Where nobody was available for what
    was done, nobody owes it to anybody."""
    keys = sorted({*counts, *availability})
    if not any(availability.values()):
        return dict.fromkeys(keys, Fraction(0))
    owed = fair(sum(counts.values()), availability)
    return {key: counts.get(key, 0) - owed.get(key, Fraction(0)) for key in keys}


def _refuse_less_than_none(total: int, availability: Availability) -> None:
    if total < 0:
        message = f"{total} shifts cannot be shared"
        raise ValueError(message)
    for key, amount in availability.items():
        if amount < 0:
            message = f"{key} is available less than not at all: {amount}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Hours:
    """From which minute of the day on a shift is early or late: it begins before, or ends after."""

    early: int = 7 * 60
    late: int = 21 * 60


def usual_burdens(
    problem: Problem, first: date, statutory: Collection[date] = (), hours: Hours | None = None
) -> tuple[Burden, ...]:
    """Nights, weekend days, statutory holidays, early and late shifts, as far as the problem has any of them.

    `first`: the date of its first day; `statutory`: the holidays. A night is neither early nor late.
    """
    clock = hours or Hours()
    day_shifts = [shift for shift in problem.shifts if not shift.night]
    every = frozenset(shift.code for shift in problem.shifts)
    holidays = frozenset(day for day in range(problem.days) if first + timedelta(day) in statutory)
    weekends = frozenset(day for day in range(problem.days) if (first + timedelta(day)).weekday() >= SATURDAY)
    found = (
        Burden("nights", every - {shift.code for shift in day_shifts}),
        Burden("weekend_days", every if weekends else frozenset(), weekends),
        Burden("holidays", every if holidays else frozenset(), holidays),
        Burden("early", frozenset(shift.code for shift in day_shifts if shift.start < clock.early)),
        Burden("late", frozenset(shift.code for shift in day_shifts if shift.end > clock.late)),
    )
    return tuple(burden for burden in found if burden.codes)
