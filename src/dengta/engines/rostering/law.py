"""The labour law for rosters: what it asks of a person, of shifts and of their order.

The rules themselves are those of `labour_law`; here shifts of a roster problem become shifts with dates, and what the
law answers becomes what a problem can hold. Rules of the house stand beside the law and are never named as law.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.articles import Article
from dengta.engines.labour_law.china.worktime import Period
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Finding, Origin, RulePack, Severity, Terms, Worker, WorktimeSystem
from dengta.engines.labour_law.pack import Shift as Work
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR, add_months
from dengta.engines.rostering.problem import MINUTES_OF_DAY, Shift
from dengta.engines.rostering.verdict import Rule

# No weekday is a day of rest: which days are, the roster says (Order 174 art. 7).
BY_ROSTER = frozenset({7})
HOUR = 60


class Overtime(Enum):
    """What somebody agreed to after consultation: none, an hour a day, or three with a recorded special reason."""

    NONE = 0
    GENERAL = 1
    SPECIAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Rules of the house, not of the law; None: there is no such rule. `changes`: of shift within a calendar week."""

    rest_hours: int | None = 11
    days_in_a_row: int | None = 6
    nights_in_a_row: int | None = 6
    changes: int | None = 3


@dataclass(frozen=True, slots=True)
class Cycle:
    """The stretch over which comprehensive hours are averaged."""

    first: date
    period: Period

    @property
    def end(self) -> date:
        """The day after the last."""
        if self.period is Period.WEEK:
            return self.first + timedelta(weeks=1)
        return add_months(self.first, MONTHS_OF_A_YEAR // self.period.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What of somebody the law asks for. `worker`: as on the day of the roster on which it protects them most.

    `approved`: whether special hours were approved for the post; without, the standard system holds. `rest_days`: fixed
    weekdays of rest, if any. `before`: the look-back that averages need, at best from the first of the month on.
    `nursing_at`: the minute of the day from which on the paid time for nursing was agreed; None: it was not.
    """

    worker: Worker = field(default_factory=Worker)
    system: WorktimeSystem = WorktimeSystem.STANDARD
    approved: bool = False
    cycle: Cycle | None = None
    overtime: Overtime = Overtime.NONE
    rest_days: frozenset[int] = BY_ROSTER
    before: tuple[Work, ...] = ()
    nursing_at: int | None = None

    @property
    def terms(self) -> Terms:
        """As the law engine takes them; no rule on hours asks for the wage."""
        system = self.system if self.approved else WorktimeSystem.STANDARD
        return Terms(monthly_wage=Decimal(0), system=system, rest_days=self.rest_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Under which law a roster is drawn up, from which day on, and with which rules of the house."""

    pack: RulePack
    law: Law
    first: date
    house: House = field(default_factory=House)

    def day(self, number: int) -> date:
        """The date of a day of the roster."""
        return self.first + timedelta(number)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a limit was set: the field of the problem, the limit, and the rule with its articles.

    `found`: the limit, or the shift that is barred. `origin`: law or house.
    """

    field: Rule
    found: int | str
    rule: str
    articles: tuple[Article, ...]
    origin: Origin


def works(shift: Shift, day: date) -> tuple[Work, ...]:
    """A shift on a day as the law reads it: each part of it, less what is not working time.

    Raises ValueError for a shift whose times are not known.
    """
    parts = shift.parts or ((shift.start, shift.end),)
    if any(end <= start for start, end in parts):
        message = f"shift {shift.code} has no times, so that the law cannot be asked about it"
        raise ValueError(message)
    midnight = datetime.combine(day, time())
    unpaid = max(0, sum(end - start for start, end in parts) - shift.minutes)
    found = []
    for start, end in parts:
        pause = min(unpaid, end - start - 1)
        unpaid -= pause
        begins, ends = midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)
        found.append(Work(start=begins, end=ends, unpaid_break_minutes=pause))
    return tuple(found)


def worked(codes: Sequence[str], shifts: Mapping[str, Shift], first: date) -> tuple[Work, ...]:
    """One person's days of a roster as the law reads them."""
    return tuple(
        work
        for number, code in enumerate(codes)
        if code
        for work in works(shifts[code], first + timedelta(number))
    )  # fmt: skip


def rest_between(shifts: Iterable[Shift], hours: int) -> tuple[Shift, ...]:
    """The shifts, each with those that begin too early on the next day to leave so many hours of rest."""
    known = tuple(shifts)
    return tuple(
        replace(
            shift,
            not_before=shift.not_before
            | {other.code for other in known if other.start + MINUTES_OF_DAY - shift.end < hours * HOUR},
        )
        for shift in known
    )


def forward_rotation(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """The shifts, each with those that begin earlier in the day than itself: from day to day only later ones follow."""
    known = tuple(shifts)
    return tuple(
        replace(shift, not_before=shift.not_before | {other.code for other in known if other.start < shift.start})
        for shift in known
    )


def bars(person: Person, frame: Frame, shifts: Sequence[Shift], days: int) -> Iterator[tuple[int, str, Finding]]:
    """Day, shift and what stands against it, of all that this person may not work on any account.

    Asked is the law itself, about each shift alone.
    """
    for day in range(days):
        for shift in shifts:
            against = blocked(person, frame, works(shift, frame.day(day)))
            if against:
                yield day, shift.code, against[0]


def blocked(person: Person, frame: Frame, shifts: Sequence[Work]) -> list[Finding]:
    """What the law has against these shifts that blocks. That a year's notice is not known yet is of the calendar."""
    found = frame.pack.check_roster(person.worker, shifts, person.terms, on=frame.first, law=frame.law)
    return [one for one in found if one.severity is Severity.BLOCK and one.rule != "calendar.data_available"]
