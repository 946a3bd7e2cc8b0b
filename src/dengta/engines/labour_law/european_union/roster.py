"""What stands against a roster under the working time directive, as findings."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dengta.engines.labour_law.articles import Article, citation
from dengta.engines.labour_law.european_union import words
from dengta.engines.labour_law.european_union.hours import (
    MONTHS,
    AverageFacts,
    NightFacts,
    Reference,
    night_work,
    weekly_average,
)
from dengta.engines.labour_law.european_union.rest import (
    WEEK,
    BreakFacts,
    DailyRestFacts,
    WeeklyRestFacts,
    Work,
    break_in_day,
    daily_rest,
    weekly_rest,
)
from dengta.engines.labour_law.european_union.statutes import STATUTES
from dengta.engines.labour_law.european_union.switches import WEEKLY_REST_DAYS
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.money import to_decimal
from dengta.engines.labour_law.pack import Finding, Origin, Severity, Shift
from dengta.engines.labour_law.periods import ONE_DAY, add_months
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

# Night time holds at least these hours (art. 2(3)); who works three of them as a rule is a night worker (art. 2(4)).
NIGHT_ENDS = time(5)
NIGHT_HOURS = timedelta(hours=3)


def findings(shifts: Sequence[Shift], *, on: date, law: Law) -> Iterator[Finding]:
    """Everything the directive has against these shifts."""
    if not shifts:
        return
    worked = tuple(sorted((Work(start=one.start, end=one.end) for one in shifts), key=lambda one: one.start))
    yield from _daily(worked, on=on, law=law)
    yield from _breaks(shifts, on=on, law=law)
    yield from _weekly(worked, on=on, law=law)
    yield from _average(shifts, on=on, law=law)
    yield from _night(shifts, on=on, law=law)


def _finding(rule: Rule[Any, Any], severity: Severity, text: Text, **facts: object) -> Finding:
    articles: tuple[Article, ...] = tuple(citation(reference, STATUTES) for reference in rule.articles)
    return Finding(
        rule=rule.id, articles=articles, severity=severity, origin=Origin.LAW, text=text.filled(facts), facts=facts
    )


def _daily(worked: tuple[Work, ...], *, on: date, law: Law) -> Iterator[Finding]:
    for start in daily_rest(DailyRestFacts(shifts=worked), on=on, law=law).value.violations:
        yield _finding(daily_rest, Severity.BLOCK, words.FOUND_DAILY, start=start)


def _breaks(shifts: Sequence[Shift], *, on: date, law: Law) -> Iterator[Finding]:
    """A break that is paid does not stand in a roster, so that its absence is a warning only."""
    for shift in shifts:
        facts = BreakFacts(hours=_hours([shift]), break_minutes=shift.unpaid_break_minutes)
        if not break_in_day(facts, on=on, law=law).value.compliant:
            yield _finding(break_in_day, Severity.WARN, words.FOUND_BREAK, start=shift.start)


def _weekly(worked: tuple[Work, ...], *, on: date, law: Law) -> Iterator[Finding]:
    days = int(law.answer(WEEKLY_REST_DAYS))
    first, last = worked[0].start.date(), worked[-1].end.date()
    while first <= last:
        facts = WeeklyRestFacts(first_day=first, shifts=worked)
        if not weekly_rest(facts, on=on, law=law).value.compliant:
            yield _finding(weekly_rest, Severity.BLOCK, words.FOUND_WEEKLY, start=first, days=days)
        first += timedelta(days)


def _average(shifts: Sequence[Shift], *, on: date, law: Law) -> Iterator[Finding]:
    """The average of the last four months. It blocks only where the look-back fills them."""
    last = max(shift.end for shift in shifts).date()
    earliest = add_months(last, -MONTHS[Reference.STANDARD]) + ONE_DAY
    recent = [shift for shift in shifts if shift.start.date() >= earliest]
    if not recent:
        return
    start = max(earliest, min(shift.start for shift in recent).date())
    end = max(last, start + timedelta(WEEK - 1))
    value = weekly_average(AverageFacts(hours=_hours(recent), period_start=start, period_end=end), on=on, law=law).value
    if not value.compliant:
        full = start < earliest + timedelta(WEEK)
        severity = Severity.BLOCK if full else Severity.WARN
        yield _finding(weekly_average, severity, words.FOUND_AVERAGE, start=start, end=end, average=value.average)


def _night(shifts: Sequence[Shift], *, on: date, law: Law) -> Iterator[Finding]:
    nights = [shift for shift in shifts if _in_the_night(shift) >= NIGHT_HOURS]
    if not nights:
        return
    start, end = min(shift.start for shift in nights).date(), max(shift.end for shift in nights).date()
    # Less than a week says nothing about an average.
    end = max(end, start + timedelta(WEEK - 1))
    during = [shift for shift in shifts if start <= shift.start.date() <= end]
    facts = NightFacts(hours=_hours(during), period_days=(end - start).days + 1)
    value = night_work(facts, on=on, law=law).value
    if not value.compliant:
        yield _finding(night_work, Severity.WARN, words.FOUND_NIGHT, start=start, end=end, average=value.average)


def _in_the_night(shift: Shift) -> timedelta:
    """How much of the shift lies between midnight and five in the morning."""
    total, day = timedelta(), shift.start.date()
    while day <= shift.end.date():
        begins, ends = datetime.combine(day, time()), datetime.combine(day, NIGHT_ENDS)
        total += max(timedelta(), min(shift.end, ends) - max(shift.start, begins))
        day += ONE_DAY
    return total


def _hours(shifts: Sequence[Shift]) -> Decimal:
    """Working time of the shifts: breaks are none."""
    minutes = sum(
        Fraction((shift.end - shift.start) // timedelta(seconds=1), 60) - shift.unpaid_break_minutes for shift in shifts
    )
    return to_decimal(Fraction(minutes) / 60)
