"""What a roster breaks and what it costs, counted day by day. It shares nothing with any solver but the problem.

How the rules are meant where they could be meant otherwise:

- A limit with a price may be broken at that price for each unit; one without never. What lies before the first day
  (`History`) counts towards every limit, but nobody pays again for what was too much already then.
- Runs. The longest binds everywhere; days outside the horizon count as nothing. The shortest does not bind on a run
  that reaches the last day, nor, without a history, on one that begins on the first day. With a history, a run that
  ended at the border is still charged for being too short (Ceschia and others, 2019, the second nurse rostering
  competition). A run of several shifts together continues the history only by the days in its last shift.
- Weeks are calendar weeks from Monday. In a week cut by the last day, or cut by the first day without a history, the
  least does not bind.
- A weekend is worked when its Saturday or its Sunday is. A horizon that begins on a Sunday begins with a weekend,
  unless the history ends with a worked Saturday: then it holds that weekend already.
- Days off after a run are those between it and the next work; where the horizon ends first, nothing is owed.
- Cover. People present at the same time (same day and shift, or same day and minutes) are shared out among the covers
  of this time: everybody who has a skill that one of them asks for serves exactly one, nobody two; a cover without a
  skill takes anybody, and who can serve none does not count. First as few as can be are missing below a `least`, then
  the sum of `under` and `over` is the smallest (`assignment.share_out`). So one cover without a skill charges each head
  beyond what is needed; with `over` 0 it is indifferent where a spare person stands. The steps of `worse` add up: with
  (2, 50) and (4, 70) the third and fourth missing cost `under` and 50, each further one `under` and 120.
- Somebody is there for a time when one part of their shift holds the whole of it; parts beyond midnight lie on the next
  day. Who is busy in any minute of a time, or of the shift that a cover names, covers nothing of it, but is there: a
  presence counts them. A presence counts each person once and takes nobody away from a cover.
- A trainee needs one of the mentors in the same shift on the same day, whether or not either is busy.
- A share counts the shifts inside the horizon; what came before is in what is due. Who is not named there is free.
- What is asked for on a day outside the horizon is passed over.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dengta.engines.rostering.problem import (
    OFF,
    SATURDAY,
    WEEK,
    Agent,
    History,
    Limit,
    Problem,
    Roster,
    Shift,
    ShiftLimit,
)
from dengta.engines.rostering.team_checker import check_team
from dengta.engines.rostering.verdict import Account, Breach, Rule, Verdict

__all__ = ["Breach", "Rule", "Verdict", "check", "check_line", "refuse_what_is_no_roster"]

SUNDAY = SATURDAY + 1
ALL: frozenset[str] = frozenset()
"""No shifts named: a limit on all of them."""


def check(problem: Problem, roster: Roster) -> Verdict:
    """The roster by the problem's rules. Raises ValueError where it is no roster of this problem at all."""
    shifts = {shift.code: shift for shift in problem.shifts}
    refuse_what_is_no_roster(problem, roster, shifts)
    account = Account()
    for agent, codes in zip(problem.agents, roster, strict=True):
        check_line(problem, shifts, agent, codes, account)
    check_team(problem, shifts, roster, account)
    return account.verdict()


def check_line(
    problem: Problem, shifts: Mapping[str, Shift], agent: Agent, codes: Sequence[str], account: Account
) -> None:
    """Hold one person's days to their own rules, those of the contract and of single days."""
    line = _Line(problem, shifts, agent, tuple(codes), account)
    for rule in _RULES:
        rule(line)


def refuse_what_is_no_roster(problem: Problem, roster: Roster, shifts: Collection[str]) -> None:
    """Raises ValueError where people, days or codes are not those of the problem."""
    if len(roster) != len(problem.agents):
        message = f"a roster of {len(roster)} people for {len(problem.agents)}"
        raise ValueError(message)
    for agent, codes in zip(problem.agents, roster, strict=True):
        if len(codes) != problem.days:
            message = f"{agent.key} has {len(codes)} days of {problem.days}"
            raise ValueError(message)
        if unknown := set(codes) - set(shifts) - {OFF}:
            message = f"{agent.key} works {min(unknown)!r}, which is no shift"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class _Line:
    """One person's days, and where what is found about them is written."""

    problem: Problem
    shifts: Mapping[str, Shift]
    agent: Agent
    codes: tuple[str, ...]
    account: Account

    @property
    def seen(self) -> History:
        return self.agent.history or History()

    @property
    def minutes(self) -> list[int]:
        return [self.shifts[code].minutes if code else 0 for code in self.codes]

    def weeks(self) -> list[list[int]]:
        """The days by calendar week; the first and the last may be short."""
        week = [(day + self.problem.first_weekday) // WEEK for day in range(self.problem.days)]
        return [list(days) for _week, days in groupby(range(self.problem.days), key=week.__getitem__)]

    def hold(
        self,
        rule: Rule,
        day: int | None,
        limit: Limit,
        inside: int,
        before: int = 0,
        *,
        owed: bool = True,
        codes: frozenset[str] = frozenset(),
    ) -> None:
        """As the account holds it, for this person."""
        self.account.hold(rule, self.agent.key, day, limit, inside, before=before, owed=owed, codes=codes)

    def breach(self, rule: Rule, day: int | None, found: int | str) -> None:
        self.account.breach(rule, self.agent.key, day, found)

    def asks(self, day: int) -> bool:
        return 0 <= day < self.problem.days


def _check_totals(line: _Line) -> None:
    contract, seen, codes = line.agent.contract, line.seen, line.codes
    line.hold(Rule.MINUTES, None, contract.minutes, sum(line.minutes), seen.minutes)
    line.hold(Rule.DAYS, None, contract.days, sum(code != OFF for code in codes), seen.days)
    for one in contract.counts:
        before = sum(seen.counts.get(code, 0) for code in one.codes)
        line.hold(Rule.COUNTS, None, one.limit, sum(code in one.codes for code in codes), before, codes=one.codes)


def _check_weekends(line: _Line) -> None:
    contract, weekends = line.agent.contract, 0
    for days in line.weeks():
        ends = [day for day in days if line.problem.weekday(day) >= SATURDAY]
        worked = [day for day in ends if line.codes[day]]
        counted_before = ends == [0] and line.problem.weekday(0) == SUNDAY and line.seen.last_shift != OFF
        weekends += bool(worked) and not counted_before
        if len(ends) == 2 and len(worked) == 1:
            line.account.charge(Rule.HALF_WEEKEND, contract.half_weekend)
    line.hold(Rule.WEEKENDS, None, contract.weekends, weekends, line.seen.weekends)


def _check_weeks(line: _Line) -> None:
    contract, seen, minutes = line.agent.contract, line.seen, line.minutes
    for days in line.weeks():
        first = days[0] == 0
        whole = line.problem.weekday(days[-1]) == SUNDAY and (
            line.problem.weekday(days[0]) == 0 or line.agent.history is not None
        )
        time, count = sum(minutes[day] for day in days), sum(line.codes[day] != OFF for day in days)
        time_before, count_before = (seen.week_minutes, seen.week_days) if first else (0, 0)
        line.hold(Rule.WEEK_MINUTES, days[0], contract.week_minutes, time, time_before, owed=whole)
        line.hold(Rule.WEEK_DAYS, days[0], contract.week_days, count, count_before, owed=whole)


def _check_runs(line: _Line) -> None:
    contract, history = line.agent.contract, line.agent.history
    before = _before(history, lambda code: code != OFF, history.run if history else 0)
    _hold_runs(line, Rule.WORK_RUN, ShiftLimit(ALL, contract.work_run), [code != OFF for code in line.codes], before)
    before = _before(history, lambda code: code == OFF, history.run if history else 0)
    _hold_runs(line, Rule.REST_RUN, ShiftLimit(ALL, contract.rest_run), [code == OFF for code in line.codes], before)
    for one in contract.runs:
        before = _before(history, one.codes.__contains__, history.shift_run if history else 0)
        _hold_runs(line, Rule.RUNS, one, [code in one.codes for code in line.codes], before)


def _before(history: History | None, of_this_kind: Callable[[str], bool], run: int) -> int | None:
    """How long a run of this kind had become at the border; None where nobody knows."""
    if history is None:
        return None
    return run if of_this_kind(history.last_shift) else 0


def _hold_runs(line: _Line, rule: Rule, asked: ShiftLimit, flags: Sequence[bool], before: int | None) -> None:
    limit, codes = asked.limit, asked.codes
    if before and not flags[0]:
        line.hold(rule, 0, limit, 0, before, codes=codes)
    for first, length in _runs(flags):
        known = first > 0 or before is not None
        ended = first + length < len(flags)
        line.hold(rule, first, limit, length, (before or 0) if first == 0 else 0, owed=known and ended, codes=codes)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First day and length of each run of true ones."""
    day = 0
    for flag, group in groupby(flags):
        length = len(list(group))
        if flag:
            yield day, length
        day += length


def _check_rest_after(line: _Line) -> None:
    days = (line.seen.last_shift, *line.codes)
    for one in line.agent.contract.rest_after:
        for at, (code, following) in enumerate(pairwise(days)):
            if code in one.codes and following not in one.codes:
                rest = next((n for n, later in enumerate(days[at + 1 :]) if later != OFF), None)
                if rest is not None:
                    limit = Limit(one.limit.least, below=one.limit.below)
                    line.hold(Rule.REST_AFTER, at, limit, rest, codes=one.codes)


def _check_sequence(line: _Line) -> None:
    for day, (code, following) in enumerate(pairwise((line.seen.last_shift, *line.codes))):
        if code in line.shifts and following in line.shifts[code].not_before:
            line.breach(Rule.NOT_BEFORE, day, following)


def _check_own_days(line: _Line) -> None:
    agent, codes = line.agent, line.codes
    for day in sorted(filter(line.asks, agent.days_off)):
        if codes[day] != OFF:
            line.breach(Rule.DAYS_OFF, day, codes[day])
    for day, code in enumerate(codes):
        if code != OFF and (day, code) in agent.barred:
            line.breach(Rule.BARRED, day, code)
        if agent.fixed.get(day, code) != code:
            line.breach(Rule.FIXED, day, code)


def _check_wishes(line: _Line) -> None:
    for wish in line.agent.wishes:
        if line.asks(wish.day):
            code = line.codes[wish.day]
            fits = code == wish.code if wish.code else code != OFF
            line.account.charge(Rule.WISHES, wish.weight * (fits != wish.wanted))


_RULES = (
    _check_totals,
    _check_weekends,
    _check_weeks,
    _check_runs,
    _check_rest_after,
    _check_sequence,
    _check_own_days,
    _check_wishes,
)
