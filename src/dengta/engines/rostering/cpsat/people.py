"""The rules of one person in a CP-SAT model, each as the checker means it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ortools.sat.python.cp_model import BoolVarT, LinearExpr

from dengta.engines.rostering.cpsat.sheet import Fact, Sheet
from dengta.engines.rostering.problem import ANY, OFF, SATURDAY, WEEK, Agent, Contract, History, Limit, Problem

SUNDAY = SATURDAY + 1


@dataclass(frozen=True, slots=True)
class _Line:
    """One person's days on the sheet."""

    sheet: Sheet
    number: int

    @property
    def problem(self) -> Problem:
        return self.sheet.problem

    @property
    def agent(self) -> Agent:
        return self.problem.agents[self.number]

    @property
    def contract(self) -> Contract:
        return self.agent.contract

    @property
    def seen(self) -> History:
        return self.agent.history or History()

    @property
    def works(self) -> list[BoolVarT]:
        return self.sheet.works[self.number]

    def fact(self, rule: str, day: int | None = None) -> Fact:
        return Fact(rule, self.agent.key, day)

    def flags(self, codes: frozenset[str]) -> list[BoolVarT]:
        return [self.sheet.flag(self.number, day, codes) for day in range(self.problem.days)]

    def minutes(self, days: Sequence[int]) -> LinearExpr:
        length = {shift.code: shift.minutes for shift in self.problem.shifts}
        worked = [(one, length[code]) for day in days for code, one in self.sheet.shift[self.number][day].items()]
        return LinearExpr.weighted_sum([one for one, _minutes in worked], [minutes for _one, minutes in worked])

    def weeks(self) -> list[list[int]]:
        """The days by calendar week; the first and the last may be short."""
        week = [(day + self.problem.first_weekday) // WEEK for day in range(self.problem.days)]
        return [list(days) for _week, days in groupby(range(self.problem.days), key=week.__getitem__)]


def write_agent(sheet: Sheet, number: int) -> None:
    """All rules of the agent with this number."""
    line = _Line(sheet, number)
    for rule in _RULES:
        rule(line)


def _totals(line: _Line) -> None:
    sheet, contract, seen, days = line.sheet, line.contract, line.seen, range(line.problem.days)
    if contract.minutes != ANY:
        longest = max(shift.minutes for shift in line.problem.shifts)
        found = line.minutes(days)
        sheet.hold(found, longest * len(days), contract.minutes, line.fact("minutes"), seen.minutes)
    if contract.days != ANY:
        sheet.hold(LinearExpr.sum(line.works), len(days), contract.days, line.fact("days"), seen.days)
    for one in contract.counts:
        before = sum(seen.counts.get(code, 0) for code in one.codes)
        worked = [each for day in days for each in sheet.of(line.number, day, one.codes)]
        sheet.hold(LinearExpr.sum(worked), len(days), one.limit, line.fact("counts"), before)


def _weekends(line: _Line) -> None:
    if line.contract.weekends == ANY and not line.contract.half_weekend:
        return
    worked = []
    for days in line.weeks():
        ends = [day for day in days if line.problem.weekday(day) >= SATURDAY]
        counted_before = ends == [0] and line.problem.weekday(0) == SUNDAY and line.seen.last_shift != OFF
        if len(ends) == 2:
            worked.append(_whole_weekend(line, *(line.works[day] for day in ends)))
        elif ends and not counted_before:
            worked.append(line.works[ends[0]])
    limit = line.contract.weekends
    line.sheet.hold(LinearExpr.sum(worked), len(worked), limit, line.fact("weekends"), line.seen.weekends)


def _whole_weekend(line: _Line, saturday: BoolVarT, sunday: BoolVarT) -> BoolVarT:
    """Whether somebody works on either day; half of it has its price."""
    for one, other in ((saturday, sunday), (sunday, saturday)):
        line.sheet.forbid([one, ~other], line.fact("half_weekend"), line.contract.half_weekend)
    return line.sheet.either(saturday, sunday) if line.contract.weekends != ANY else line.sheet.never


def _weeks(line: _Line) -> None:
    sheet, contract, seen = line.sheet, line.contract, line.seen
    longest = max(shift.minutes for shift in line.problem.shifts)
    for days in line.weeks():
        whole = line.problem.weekday(days[-1]) == SUNDAY and (
            line.problem.weekday(days[0]) == 0 or line.agent.history is not None
        )
        minutes, worked = (seen.week_minutes, seen.week_days) if days[0] == 0 else (0, 0)
        if contract.week_minutes != ANY:
            fact, found = line.fact("week_minutes"), line.minutes(days)
            sheet.hold(found, longest * len(days), contract.week_minutes, fact, minutes, owed=whole)
        if contract.week_days != ANY:
            fact, found = line.fact("week_days"), LinearExpr.sum([line.works[day] for day in days])
            sheet.hold(found, len(days), contract.week_days, fact, worked, owed=whole)


def _runs(line: _Line) -> None:
    contract, history = line.contract, line.agent.history
    before = _before(history, lambda code: code != OFF, history.run if history else 0)
    _hold_runs(line, line.fact("work_run"), contract.work_run, line.works, before)
    before = _before(history, lambda code: code == OFF, history.run if history else 0)
    _hold_runs(line, line.fact("rest_run"), contract.rest_run, [~one for one in line.works], before)
    for one in contract.runs:
        before = _before(history, one.codes.__contains__, history.shift_run if history else 0)
        _hold_runs(line, line.fact("runs"), one.limit, line.flags(one.codes), before)


def _before(history: History | None, of_this_kind: Callable[[str], bool], run: int) -> int | None:
    """How long a run of this kind had become at the border; None where nobody knows."""
    if history is None:
        return None
    return run if of_this_kind(history.last_shift) else 0


def _hold_runs(line: _Line, fact: Fact, limit: Limit, flags: Sequence[BoolVarT], before: int | None) -> None:
    _hold_longest(line, fact, limit, flags, before or 0)
    if limit.below is None or limit.below:
        _hold_shortest(line, fact, limit, flags, before)


def _hold_longest(line: _Line, fact: Fact, limit: Limit, flags: Sequence[BoolVarT], before: int) -> None:
    """Each day on which a run is longer than the longest is one unit too many."""
    for last in range(len(flags)) if limit.most is not None else ():
        most = limit.most or 0
        if before + last >= most:
            line.sheet.forbid(flags[max(0, last - most) : last + 1], fact, limit.above)


def _hold_shortest(line: _Line, fact: Fact, limit: Limit, flags: Sequence[BoolVarT], before: int | None) -> None:
    """A run that ends inside the horizon too early, for each length and first day of which the beginning is known."""
    if before and before < limit.least:
        line.sheet.forbid([~flags[0]], fact, limit.below, limit.least - before, short=True)
    for first in range(1 if before is None else 0, len(flags)):
        past, earlier = ([~flags[first - 1]], 0) if first else ([], before or 0)
        for last in range(first + 1, min(first + limit.least - earlier, len(flags))):
            length = earlier + last - first
            pattern = [*past, *flags[first:last], ~flags[last]]
            line.sheet.forbid(pattern, fact, limit.below, limit.least - length, short=True)


def _rest_after(line: _Line) -> None:
    """After the last day of these shifts: so many days off in front of the next work."""
    sheet, works, days = line.sheet, line.works, line.problem.days
    for one in line.contract.rest_after:
        flags = line.flags(one.codes)
        border = sheet.always if line.seen.last_shift in one.codes else sheet.never
        for first, before in enumerate([border, *flags[:-1]]):
            for rest in range(min(one.limit.least, days - first)):
                back = first + rest
                other = [~flags[back]] if rest == 0 else []
                pattern = [before, *(~each for each in works[first:back]), works[back], *other]
                sheet.forbid(pattern, line.fact("rest_after"), one.limit.below, one.limit.least - rest, short=True)


def _sequence(line: _Line) -> None:
    sheet, fact = line.sheet, line.fact("not_before")
    for shift in line.problem.shifts:
        for day in range(line.problem.days if shift.not_before else 0):
            following = sheet.of(line.number, day, shift.not_before)
            if day == 0 and line.seen.last_shift == shift.code:
                for other in following:
                    sheet.forbid([other], fact)
            for before in sheet.of(line.number, day - 1, {shift.code}) if day and following else ():
                if sheet.guarded:
                    sheet.forbid([before, sheet.flag(line.number, day, shift.not_before)], fact)
                else:
                    sheet.model.add_at_most_one([before, *following])


def _own_days(line: _Line) -> None:
    sheet, agent = line.sheet, line.agent
    for day in range(line.problem.days):
        if day in agent.days_off:
            sheet.forbid([line.works[day]], line.fact("days_off", day))
        for code, one in sheet.shift[line.number][day].items():
            if (day, code) in agent.barred:
                sheet.forbid([one], line.fact("barred", day))
        if (fixed := agent.fixed.get(day)) is not None:
            wrong = line.works[day] if fixed == OFF else ~sheet.flag(line.number, day, {fixed})
            sheet.forbid([wrong], line.fact("fixed", day))


def _wishes(line: _Line) -> None:
    for wish in line.agent.wishes:
        if not 0 <= wish.day < line.problem.days:
            continue
        worked = line.works[wish.day]
        fits = line.sheet.flag(line.number, wish.day, {wish.code}) if wish.code else worked
        line.sheet.charge(wish.weight, ~fits if wish.wanted else fits)


_RULES = (_totals, _weekends, _weeks, _runs, _rest_after, _sequence, _own_days, _wishes)
