"""What duties break and what they cost, counted step by step. It shares nothing with any solver but the problem.

A task that nobody asks for in a step is wanted by nobody there: whoever works at it is too many.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby, pairwise

from dengta.engines.rostering.activities import STEP, ActivityProblem, ActivityRoster, Duty, DutyRules, Worker
from dengta.engines.rostering.checker import Breach, Verdict
from dengta.engines.rostering.problem import MINUTES_OF_DAY, Limit


class DutyRule(StrEnum):
    """What can be broken or charged."""

    MINUTES = "minutes"
    DUTY_MINUTES = "duty_minutes"
    TASK_MINUTES = "task_minutes"
    START = "start"
    REST = "rest"
    ONE_A_DAY = "one_a_day"
    DAYS_IN_A_ROW = "days_in_a_row"
    HORIZON = "horizon"
    LEAST = "least"
    OVER = "over"


def check_duties(problem: ActivityProblem, roster: ActivityRoster) -> Verdict:
    """The duties by the problem's rules; a breach of `least` is found at the day of its step.

    Raises ValueError where it is no roster of this problem at all: another number of people, a task that is not
    there, a time between two steps, or duties that are not in the order of time.
    """
    _refuse_what_is_no_roster(problem, roster)
    breaches = [
        breach
        for worker, duties in zip(problem.workers, roster, strict=True)
        for breach in _of_worker(problem, worker, duties)
    ]
    there: Counter[tuple[int, int]] = Counter(
        (step, task) for duties in roster for duty in duties for step, task in _steps(duty)
    )
    over = 0
    for need in problem.needs:
        heads = there.pop((need.start, need.task), 0)
        over += max(0, heads - need.most) ** 2
        if heads < need.least:
            breaches.append(Breach(DutyRule.LEAST, "", need.start // MINUTES_OF_DAY, heads))
    over += sum(heads**2 for heads in there.values())
    return Verdict(tuple(breaches), {DutyRule.OVER: over} if over else {})


def _refuse_what_is_no_roster(problem: ActivityProblem, roster: ActivityRoster) -> None:
    if len(roster) != len(problem.workers):
        message = f"a roster of {len(roster)} people for {len(problem.workers)}"
        raise ValueError(message)
    for worker, duties in zip(problem.workers, roster, strict=True):
        if any(later.start < duty.start for duty, later in pairwise(duties)):
            message = f"the duties of {worker.key} are not in the order of time"
            raise ValueError(message)
        for duty in duties:
            times = (duty.start, *(minutes for _task, minutes in duty.tasks))
            if any(time % STEP for time in times) or min(times[1:], default=0) < STEP:
                message = f"{worker.key} has a duty at {duty.start} that is not made of steps of {STEP} minutes"
                raise ValueError(message)
            if unknown := {task for task, _minutes in duty.tasks} - set(range(1, problem.tasks + 1)):
                message = f"{worker.key} works at task {min(unknown)} of {problem.tasks}"
                raise ValueError(message)


def _of_worker(problem: ActivityProblem, worker: Worker, duties: Sequence[Duty]) -> list[Breach]:
    found: list[tuple[DutyRule, int | None, int]] = []
    if not _within(worker.minutes, minutes := sum(duty.minutes for duty in duties)):
        found.append((DutyRule.MINUTES, None, minutes))
    for duty in duties:
        found += [(rule, duty.day, value) for rule, value in _of_duty(problem, duty)]
    for duty, later in pairwise(duties):
        if later.day == duty.day:
            found.append((DutyRule.ONE_A_DAY, later.day, 2))
        if (rest := later.start - duty.end) < problem.rules.rest:
            found.append((DutyRule.REST, later.day, rest))
    found += _runs(problem.rules, {duty.day for duty in duties})
    return [Breach(rule, worker.key, day, value) for rule, day, value in found]


def _of_duty(problem: ActivityProblem, duty: Duty) -> list[tuple[DutyRule, int]]:
    rules, minute = problem.rules, duty.start % MINUTES_OF_DAY
    found = []
    if not _within(rules.minutes, duty.minutes):
        found.append((DutyRule.DUTY_MINUTES, duty.minutes))
    # Midnight is the end of one day and the beginning of the next: a window may reach it from the day before.
    if not any(first <= at <= last for first, last in rules.starts for at in (minute, minute + MINUTES_OF_DAY)):
        found.append((DutyRule.START, minute))
    if duty.start < problem.opens or duty.end > problem.closes:
        found.append((DutyRule.HORIZON, duty.end))
    for _task, parts in groupby(duty.tasks, key=lambda part: part[0]):
        if (stretch := sum(minutes for _same, minutes in parts)) < rules.task_minutes:
            found.append((DutyRule.TASK_MINUTES, stretch))
    return found


def _runs(rules: DutyRules, days: set[int]) -> list[tuple[DutyRule, int | None, int]]:
    found: list[tuple[DutyRule, int | None, int]] = []
    for first in sorted(day for day in days if day - 1 not in days):
        length = next(length for length in range(1, len(days) + 1) if first + length not in days)
        if length > rules.days_in_a_row:
            found.append((DutyRule.DAYS_IN_A_ROW, first, length))
    return found


def _within(limit: Limit, value: int) -> bool:
    return value >= limit.least and (limit.most is None or value <= limit.most)


def _steps(duty: Duty) -> list[tuple[int, int]]:
    """The task of every step: the minute at which it begins, and which."""
    tasks = [task for task, minutes in duty.tasks for _step in range(minutes // STEP)]
    return [(duty.start + STEP * at, task) for at, task in enumerate(tasks)]
