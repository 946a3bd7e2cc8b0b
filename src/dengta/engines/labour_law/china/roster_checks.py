"""What stands against a roster: rest, caps, protected people. The law is never mixed up with the rules of the house."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dengta.engines.labour_law.articles import citation
from dengta.engines.labour_law.china.hourly import HOURS_OF_A_DAY, uncertain
from dengta.engines.labour_law.china.overtime_caps import GENERAL_HOURS, MONTHLY_HOURS, SPECIAL_HOURS
from dengta.engines.labour_law.china.protected import (
    ORDER_56,
    Action,
    Assignment,
    Verdict,
    of_age,
    of_nursing,
    of_pregnancy,
)
from dengta.engines.labour_law.china.rest import DAYS_IN_A_ROW, DAYS_OF_A_WEEK, HOUSE_REST_HOURS
from dengta.engines.labour_law.china.segments import Piece, in_order, pieces
from dengta.engines.labour_law.china.shifts import MINUTE, MINUTES_OF_AN_HOUR, wall_clock
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import CAP_SCOPE, NIGHT_WINDOW, PROTECTED_HOLIDAY
from dengta.engines.labour_law.china.words import roster as words
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Finding, Origin, PayKind, Severity, Shift, Terms, Worker, WorktimeSystem
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.periods import ONE_DAY
from dengta.engines.labour_law.text import Text

NEAR_HOURS = 30
SEVERITIES = {Action.WARN: Severity.WARN, Action.BLOCK: Severity.BLOCK}


@dataclass(frozen=True, slots=True)
class Plan:
    """A roster to be looked at: shifts in order, cut into pieces, on whose terms, under which law."""

    shifts: list[Shift]
    pieces: list[Piece]
    terms: Terms
    law: Law

    @property
    def days(self) -> list[date]:
        """The days of work, in order: those on which a shift begins, so that its end after midnight is not one more."""
        return sorted({shift.start.date() for shift in self.shifts})


def check_roster(worker: Worker, shifts: Sequence[Shift], terms: Terms, *, on: date, law: Law) -> Sequence[Finding]:
    """What stands against these shifts. Whoever calls hands in the whole months and weeks that are to be looked at.

    Each shift is judged by the law of its own day, so `on` decides nothing here.
    """
    plan = Plan(in_order(shifts), pieces(shifts, terms, law), terms, law)
    return [
        *_notice(plan),
        *_weeks(plan),
        *_runs(plan),
        *_gaps(plan),
        *_days(plan),
        *_months(plan),
        *_person(worker, plan),
    ]


def _finding(
    rule: str,
    article: str,
    severity: Severity,
    text: Text,
    *,
    origin: Origin = Origin.LAW,
    switch: Switch | None = None,
    **facts: object,
) -> Finding:
    return Finding(
        rule=rule,
        articles=(citation(article, STATUTES),),
        severity=severity,
        origin=origin,
        text=text.filled(facts),
        facts=facts,
        switch=switch,
    )


def _notice(plan: Plan) -> Iterator[Finding]:
    """A year without notice: its rosters are not final, because weekends may still be exchanged."""
    first: dict[int, date] = {}
    for day in sorted({piece.day for piece in plan.pieces}):
        if uncertain(day, plan.terms.rest_days, plan.law):
            first.setdefault(day.year, day)
    for year, day in first.items():
        yield _finding(
            "calendar.data_available",
            "HR 7",
            Severity.BLOCK,
            words.NOTICE_FINDING,
            origin=Origin.HOUSE,
            year=year,
            day=day,
        )


def _weeks(plan: Plan) -> Iterator[Finding]:
    """A calendar week in which every day is worked."""
    weeks: dict[date, int] = defaultdict(int)
    for day in plan.days:
        weeks[day - timedelta(day.weekday())] += 1
    for monday, days in weeks.items():
        if days == DAYS_OF_A_WEEK:
            yield _finding("rest.weekly", "LL 38", Severity.BLOCK, words.WEEK_WITHOUT_REST, monday=monday)


def _runs(plan: Plan) -> Iterator[Finding]:
    """More than six days in a row: by the regulation around a break, else by rule of the house."""
    for run in _in_a_row(plan.days):
        if len(run) > DAYS_IN_A_ROW:
            by_law = _near_a_break(run, plan.law)
            yield _finding(
                "rest.consecutive_days",
                "HR 7" if by_law else "HOUSE",
                Severity.WARN,
                words.LONG_RUN,
                origin=Origin.LAW if by_law else Origin.HOUSE,
                first=run[0],
                last=run[-1],
                days=len(run),
            )


def _in_a_row(days: Sequence[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for day in days:
        if run and day - run[-1] != ONE_DAY:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _near_a_break(run: Sequence[date], law: Law) -> bool:
    """Whether the run touches a holiday, a day off of the notice, or a weekend day worked in exchange."""
    days = [run[0] - ONE_DAY, *run, run[-1] + ONE_DAY]
    return any(
        day in law.calendar.year(day.year).statutory
        or day in law.calendar.year(day.year).rest
        or law.calendar.is_makeup(day)
        for day in days
    )


def _gaps(plan: Plan) -> Iterator[Finding]:
    """Rest between the shifts of different days; two parts of one day are one day's work."""
    for one, other in pairwise(plan.shifts):
        hours = Fraction((wall_clock(other.start) - wall_clock(one.end)) // MINUTE, MINUTES_OF_AN_HOUR)
        if hours < HOUSE_REST_HOURS and one.start.date() != other.start.date():
            yield _finding(
                "rest.daily_gap",
                "HOUSE",
                Severity.WARN,
                words.GAP_SHORT,
                origin=Origin.HOUSE,
                end=one.end,
                start=other.start,
                hours=hours,
                least=HOUSE_REST_HOURS,
            )


def _days(plan: Plan) -> Iterator[Finding]:
    """Hours beyond the standard of a day, whatever they are paid with: at most three, more than one with a reason."""
    if plan.terms.system is not WorktimeSystem.STANDARD:
        return
    minutes: dict[date, int] = defaultdict(int)
    for piece in plan.pieces:
        minutes[piece.start_day] += piece.minutes
    beyond = _overtime_of_workdays(plan)
    for day, total in minutes.items():
        extra = max(_hours(total) - HOURS_OF_A_DAY, beyond.get(day, Fraction(0)))
        if extra > SPECIAL_HOURS:
            yield _finding("overtime.cap", "LL 41", Severity.BLOCK, words.DAY_ABOVE, day=day, hours=extra)
        elif extra > GENERAL_HOURS:
            yield _finding("overtime.cap", "LL 41", Severity.WARN, words.DAY_NEEDS_REASON, day=day, hours=extra)


def _overtime_of_workdays(plan: Plan) -> dict[date, Fraction]:
    """Overtime of a workday also where the rostered shift is shorter than eight hours."""
    found: dict[date, Fraction] = defaultdict(Fraction)
    for piece in plan.pieces:
        if piece.kind is PayKind.WORKDAY_OVERTIME:
            found[piece.start_day] += _hours(piece.minutes)
    return found


def _hours(minutes: int) -> Fraction:
    return Fraction(minutes, MINUTES_OF_AN_HOUR)


def _months(plan: Plan) -> Iterator[Finding]:
    """Thirty-six hours a month; those made good with time off are not known here and so are counted."""
    if plan.terms.system is WorktimeSystem.IRREGULAR:
        return
    only_workdays = plan.law.answer(CAP_SCOPE) == "weekday_only"
    counted = {PayKind.WORKDAY_OVERTIME} if only_workdays else set(PayKind) - {PayKind.NORMAL}
    months: dict[str, Fraction] = defaultdict(Fraction)
    for piece in plan.pieces:
        if piece.kind in counted:
            months[f"{piece.day:%Y-%m}"] += _hours(piece.minutes)
    for month, hours in sorted(months.items()):
        grave = _of_a_month(hours)
        if grave is not None:
            severity, text = grave
            yield _finding("overtime.cap", "LL 41", severity, text, switch=CAP_SCOPE, month=month, hours=hours)


def _of_a_month(hours: Fraction) -> tuple[Severity, Text] | None:
    if hours > MONTHLY_HOURS:
        return Severity.BLOCK, words.MONTH_ABOVE
    if hours == MONTHLY_HOURS:
        return Severity.WARN, words.MONTH_REACHED
    return (Severity.WARN, words.MONTH_NEAR) if hours >= NEAR_HOURS else None


def _person(worker: Worker, plan: Plan) -> Iterator[Finding]:
    """What the law or the house keeps this person from, shift by shift."""
    for shift in plan.shifts:
        for assign in _assignments(shift, plan):
            for verdict in verdicts(worker, assign, plan.law):
                if verdict.action is not Action.ALLOW:
                    yield _of_person(verdict, assign, shift)
            if assign is Assignment.OVERTIME and worker.over_retirement_age and shift.start.date() >= ORDER_56:
                yield _finding("overage.overtime", "O56 9", Severity.WARN, words.OVERAGE, start=shift.start)


def _of_person(verdict: Verdict, assign: Assignment, shift: Shift) -> Finding:
    switch = {Assignment.NIGHT: NIGHT_WINDOW, Assignment.HOLIDAY: PROTECTED_HOLIDAY}.get(assign)
    return _finding(
        "roster.protected",
        verdict.article,
        SEVERITIES[verdict.action],
        words.SHIFT_OF,
        origin=verdict.origin,
        switch=switch,
        start=shift.start,
        why=verdict.text,
    )


def verdicts(worker: Worker, assign: Assignment, law: Law) -> Iterator[Verdict]:
    """What each ground of protection that this person has says of an assignment."""
    if worker.gestation_months is not None:
        yield of_pregnancy(Decimal(worker.gestation_months), assign, law)
    if worker.child_age_months is not None:
        yield of_nursing(Decimal(worker.child_age_months), assign, law)
    if worker.age is not None:
        yield of_age(worker.age, assign)


def _assignments(shift: Shift, plan: Plan) -> Iterator[Assignment]:
    """What a shift asks of a person; a shift that asks for nothing special is a normal one."""
    found = []
    start, end = wall_clock(shift.start), wall_clock(shift.end)
    kinds = {piece.kind for piece in plan.pieces if piece.start == shift.start}
    if is_night(start, end, plan.law):
        found.append(Assignment.NIGHT)
    if shift.overtime or kinds & {PayKind.WORKDAY_OVERTIME, PayKind.REST_DAY_OVERTIME}:
        found.append(Assignment.OVERTIME)
    elif PayKind.STATUTORY_HOLIDAY in kinds:
        found.append(Assignment.HOLIDAY)
    yield from found or [Assignment.NORMAL]


def is_night(start: datetime, end: datetime, law: Law) -> bool:
    """Whether a shift touches the hours of night work."""
    begins, ends = (time.fromisoformat(clock) for clock in law.answer(NIGHT_WINDOW).split("-"))
    day = start.date() - ONE_DAY
    while day <= end.date():
        opens = datetime.combine(day, begins)
        closes = datetime.combine(day if begins < ends else day + ONE_DAY, ends)
        if start < closes and opens < end:
            return True
        day += ONE_DAY
    return False
