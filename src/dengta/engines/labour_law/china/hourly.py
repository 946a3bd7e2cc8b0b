"""Hours into money: the hourly wage, and at which rate which hours are paid on top of the monthly wage."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dengta.engines.labour_law.calendar import WEEKEND, DayKind
from dengta.engines.labour_law.china.switches.hours import IRREGULAR_HOLIDAY
from dengta.engines.labour_law.china.words import hourly as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.money import Amount, exact, to_cent
from dengta.engines.labour_law.pack import WorktimeSystem
from dengta.engines.labour_law.params import region_chain
from dengta.engines.labour_law.text import Text

PAID_DAYS_OF_A_MONTH = Fraction("21.75")
HOURS_OF_A_DAY = 8
PAID_HOURS_OF_A_MONTH = PAID_DAYS_OF_A_MONTH * HOURS_OF_A_DAY
NOTHING, ONE_AND_A_HALF, DOUBLE, TRIPLE = Fraction(0), Fraction(3, 2), Fraction(2), Fraction(3)


@dataclass(frozen=True, slots=True)
class Premiums:
    """Multiples of the hourly wage: overtime on a workday, work on a rest day, work on a statutory holiday."""

    workday: Fraction
    rest_day: Fraction
    statutory: Fraction

    def of(self, kind: DayKind) -> Fraction:
        """What overtime on such a day is paid with."""
        return {DayKind.WORKDAY: self.workday, DayKind.REST: self.rest_day, DayKind.STATUTORY: self.statutory}[kind]


STANDARD = Premiums(ONE_AND_A_HALF, DOUBLE, TRIPLE)
# Over a cycle a weekend is a day like any other; what exceeds the cycle earns as on a workday (271 item 5).
COMPREHENSIVE = Premiums(ONE_AND_A_HALF, NOTHING, TRIPLE)
KINDS = {
    DayKind.WORKDAY: words.WORKDAY,
    DayKind.REST: words.REST_DAY,
    DayKind.STATUTORY: words.STATUTORY,
}


def premiums(system: WorktimeSystem, law: Law) -> Premiums:
    """The rates of a system of hours; irregular hours earn nothing on top, in some regions 300 % on statutory days."""
    if system is WorktimeSystem.STANDARD:
        return STANDARD
    if system is WorktimeSystem.COMPREHENSIVE:
        return COMPREHENSIVE
    return Premiums(NOTHING, NOTHING, TRIPLE if law.answer(IRREGULAR_HOLIDAY) == "yes" else NOTHING)


def hourly(monthly: Amount) -> Fraction:
    """Monthly wage ÷ 21.75 ÷ 8, exact (2025-2)."""
    return exact(monthly) / PAID_HOURS_OF_A_MONTH


def say_hourly(monthly: Decimal, work: Working) -> Fraction:
    """The hourly wage, with the step that says how it came about."""
    work.say(words.HOURLY, base=monthly, hourly=hourly(monthly))
    return hourly(monthly)


def earned(base: Decimal, hours: Amount, rate: Fraction, kind: Text, work: Working) -> Fraction:
    """What so many hours earn on top of the wage, exact; hours that are none need no step."""
    amount = hourly(base) * exact(hours) * rate
    if hours and rate:
        work.say(words.LINE, kind=kind, base=base, hours=hours, percent=int(rate * 100), amount=to_cent(amount))
    elif hours:
        work.say(words.NO_PREMIUM, kind=kind, hours=hours)
    return amount


def say_total(amount: Fraction, work: Working) -> Decimal:
    """The sum as it is paid."""
    total = to_cent(amount)
    work.say(words.TOTAL, total=total)
    return total


def not_negative(facts: object, *names: str) -> None:
    """Refuse wages and hours below nothing; what nobody stated is not looked at."""
    for name in names:
        value = getattr(facts, name)
        need(name, words.NEGATIVE, holds=value is None or value >= 0, name=name)


def kind_of(day: date, rest_days: Collection[int], work: Working) -> DayKind:
    """What kind of day it is to this person; while the notice of the year is not known, that is said."""
    kind = work.law.calendar.kind(day, rest_days)
    if kind is not DayKind.STATUTORY and uncertain(day, rest_days, work.law):
        work.assume(words.NOT_ANNOUNCED, year=day.year)
    return kind


def cite_in(region: str, work: Working, *articles: str) -> None:
    """Name what a region has written down, to those who live under it."""
    if region in region_chain(work.law.region):
        work.cite(*articles)


def uncertain(day: date, rest_days: Collection[int], law: Law) -> bool:
    """Whether the yearly notice may still move this day. It moves the weekend only, never other days of rest."""
    return WEEKEND.issuperset(rest_days) and not law.calendar.announced(day)
