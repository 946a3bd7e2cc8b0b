"""A finished roster read again by the law, as a whole and apart from every limit that led to it.

Asked are the rules of the labour law themselves: the pack about each person's shifts with their look-back, and, where
the pack leaves it to the facts of a roster, the rules on overtime, weekly hours and comprehensive hours. Rules of the
house come with their name as such.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from dengta.engines.labour_law.articles import citation
from dengta.engines.labour_law.china import STATUTES
from dengta.engines.labour_law.china.overtime_caps import CapFacts, ExtraDay, Violation, cap
from dengta.engines.labour_law.china.special_hours import ComprehensiveFacts, comprehensive
from dengta.engines.labour_law.money import to_decimal
from dengta.engines.labour_law.pack import Finding, Origin, Severity, Shift, WorktimeSystem
from dengta.engines.labour_law.text import Text
from dengta.engines.rostering.law import Frame, Overtime, Person, worked
from dengta.engines.rostering.overtime import Month, hours, overtime
from dengta.engines.rostering.problem import OFF, Problem, Roster
from dengta.engines.rostering.problem import Shift as Kind

NOT_AGREED = Text(
    "{month} 排了 {hours} 小时加班，但本人没有同意加班",
    "{month}: {hours:hours} of overtime are planned without this person's agreement",
)
CAPS = {
    Violation.MONTHLY: Text(
        "{month} 加班合计 {hours} 小时（含每周超过 40 小时的部分），超过每月 36 小时上限",
        "{month}: {hours:hours} of overtime, what is beyond 40 a week among them, above the cap of 36",
    ),
    Violation.DAILY_GENERAL: Text(
        "{month} 有一天加班超过 1 小时，没有特殊原因记录",
        "{month}: more than an hour of overtime on a day without a recorded special reason",
    ),
}
CYCLE_BEYOND = Text(
    "自 {first} 起的综合工时周期已排 {hours} 小时，超过标准 {beyond} 小时，但本人没有同意加班",
    "the cycle from {first} holds {hours:hours}, {beyond} beyond its standard, without this person's agreement",
)
CYCLE_ABOVE = Text(
    "自 {first} 起的综合工时周期月均加班 {average} 小时，超过 36 小时",
    "the cycle from {first} holds {average:hours} of overtime in an average month, above 36",
)
NIGHTS = Text(
    "{first} 起连续 {nights} 个夜班，超过本单位的 {most} 个（不是法定要求）",
    "{nights} nights in a row from {first}; the house allows {most} (not a legal limit)",
)
CHANGES = Text(
    "{monday} 起的一周换班种 {changes} 次，超过本单位的 {most} 次（不是法定要求）",
    "{changes} changes of shift in the week of {monday}; the house allows {most} (not a legal limit)",
)


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against the roster of one person."""

    agent: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Read:
    """One person's days: as codes, and as the law reads them with the look-back."""

    person: Person
    frame: Frame
    codes: Sequence[str]
    shifts: Mapping[str, Kind]

    @property
    def inside(self) -> tuple[Shift, ...]:
        return worked(self.codes, self.shifts, self.frame.first)

    @property
    def whole(self) -> tuple[Shift, ...]:
        return (*self.person.before, *self.inside)


def check_law(problem: Problem, roster: Roster, people: Mapping[str, Person], frame: Frame) -> tuple[Against, ...]:
    """Everything that law and house have against a roster, by agent; who is not named is an adult on standard hours.

    What stood against the look-back alone is not said again.
    """
    shifts = {shift.code: shift for shift in problem.shifts}
    found = []
    for agent, codes in zip(problem.agents, roster, strict=True):
        read = _Read(people.get(agent.key, Person()), frame, tuple(codes), shifts)
        already = list(_law(replace(read, codes=())))
        found += [Against(agent.key, finding) for finding in _law(read) if finding not in already]
        found += [Against(agent.key, finding) for finding in (*_nights(read), *_changes(read))]
    return tuple(found)


def _law(read: _Read) -> Iterator[Finding]:
    person, frame = read.person, read.frame
    found = frame.pack.check_roster(person.worker, read.whole, person.terms, on=frame.first, law=frame.law)
    yield from found
    rule = _SYSTEMS.get(person.terms.system)
    if frame.pack.code == "CN" and rule:
        yield from rule(read)


def _finding(rule: str, article: str, severity: Severity, text: Text, **facts: object) -> Finding:
    return Finding(
        rule=rule,
        articles=(citation(article, STATUTES),),
        severity=severity,
        origin=Origin.HOUSE if article == "HOUSE" else Origin.LAW,
        text=text.filled(facts),
        facts=facts,
    )


def _standard(read: _Read) -> Iterator[Finding]:
    """Hours beyond the day and the week by month: agreed to at all, and within the caps."""
    person = read.person
    for month, extra in overtime(read.whole, person.terms, read.frame.law).items():
        beyond = extra.workday + extra.beyond_week
        if beyond and person.overtime is Overtime.NONE:
            yield _finding(cap.id, "LL 41", Severity.BLOCK, NOT_AGREED, month=month, hours=hours(beyond))
        facts = _cap_facts(month, extra, special=person.overtime is Overtime.SPECIAL)
        caps = cap(facts, on=read.frame.first, law=read.frame.law).value
        for violation in _unseen(caps.violations, extra):
            total = caps.counted_hours
            yield _finding(cap.id, "LL 41", Severity.BLOCK, CAPS[violation], month=month, hours=total)


def _unseen(violations: Sequence[Violation], extra: Month) -> Iterator[Violation]:
    """What the pack does not block itself: it knows neither the hours beyond a week nor whether there was a reason."""
    for violation in violations:
        if violation is Violation.DAILY_GENERAL or (violation is Violation.MONTHLY and extra.beyond_week):
            yield violation


def _cap_facts(month: str, extra: Month, *, special: bool) -> CapFacts:
    """As the rule takes them; it counts the days that are stated toward the sum of the month once."""
    return CapFacts(
        month=month,
        days=tuple(ExtraDay(date=day, extra_hours=_decimal(extra.workdays[day])) for day in sorted(extra.workdays)),
        weekday_extra_hours=_decimal(extra.workday),
        rest_day_hours_paid=_decimal(extra.beyond_week),
        statutory_hours=_decimal(extra.statutory),
        special_reason=special,
    )


def _decimal(minutes: int) -> Decimal:
    return to_decimal(Fraction(minutes, 60))


def _comprehensive(read: _Read) -> Iterator[Finding]:
    """The hours of the cycle so far against its whole standard."""
    cycle, law = read.person.cycle, read.frame.law
    if cycle is None:
        return
    during = [one for one in read.whole if cycle.first <= one.start.date() < cycle.end]
    minutes = sum((one.end - one.start) // timedelta(minutes=1) - one.unpaid_break_minutes for one in during)
    statutory = sum(month.statutory for month in overtime(during, read.person.terms, law).values())
    facts = ComprehensiveFacts(
        monthly_base=Decimal(0),
        cycle=cycle.period,
        actual_hours=_decimal(minutes),
        statutory_holiday_hours=_decimal(statutory),
        approved=read.person.approved,
    )
    value = comprehensive(facts, on=read.frame.first, law=law).value
    if value.overtime_hours and read.person.overtime is Overtime.NONE:
        said = {"first": cycle.first, "hours": hours(minutes), "beyond": value.overtime_hours}
        yield _finding(comprehensive.id, "1994-503 5", Severity.BLOCK, CYCLE_BEYOND, **said)
    if value.cap_violation:
        average = value.avg_monthly_overtime
        yield _finding(comprehensive.id, "1997-271 5", Severity.BLOCK, CYCLE_ABOVE, first=cycle.first, average=average)


_SYSTEMS: Mapping[WorktimeSystem, Callable[[_Read], Iterator[Finding]]] = {
    WorktimeSystem.STANDARD: _standard,
    WorktimeSystem.COMPREHENSIVE: _comprehensive,
}


def _nights(read: _Read) -> Iterator[Finding]:
    """Nights in a row."""
    most = read.frame.house.nights_in_a_row
    if most is None:
        return
    day = read.frame.first
    for night, days in groupby(read.codes, key=lambda code: code != OFF and read.shifts[code].night):
        length = len(list(days))
        if night and length > most:
            yield _finding(
                "house.nights_in_a_row", "HOUSE", Severity.WARN, NIGHTS, first=day, nights=length, most=most
            )  # fmt: skip
        day += timedelta(length)


def _changes(read: _Read) -> Iterator[Finding]:
    """Changes from one shift to another between the days of work of a calendar week."""
    most = read.frame.house.changes
    if most is None:
        return
    weeks: dict[date, list[str]] = defaultdict(list)
    for number, code in enumerate(read.codes):
        day = read.frame.day(number)
        if code != OFF:
            weeks[day - timedelta(day.weekday())].append(code)
    for monday, codes in weeks.items():
        changes = sum(one != other for one, other in pairwise(codes))
        if changes > most:
            yield _finding("house.changes", "HOUSE", Severity.WARN, CHANGES, monday=monday, changes=changes, most=most)
