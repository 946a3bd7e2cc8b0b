"""Duties built from tasks: the format, every hard rule broken once, and the penalty a published solution states."""

import re
from dataclasses import replace
from typing import Any

import pytest

from dengta.engines.rostering.activities import ActivityProblem, ActivityRoster, Duty, Need, Worker
from dengta.engines.rostering.activity_checker import DutyRule, check_duties
from dengta.engines.rostering.checker import Breach
from dengta.engines.rostering.formats import Unreadable, multi_activity, read_any, read_file
from dengta.engines.rostering.problem import Limit
from tests.engines.rostering.rosters import bench

TEXT = """\
# A comment
SECTION_HORIZON
2

SECTION_TASKS
2

SECTION_STAFF
A,360,1200
B,0,600

SECTION_COVER
1,06:00-06:15,1,0,1
1,23:45-00:00,2,1,2
3,05:45-06:00,1,0,0
"""
HOUR, DAY = 60, 1440
# Twelve days, and nobody asks for anybody, so that a duty may lie anywhere.
FREE = ActivityProblem(12, 3, (Worker("A", Limit(0, 100 * HOUR)),), ())


def duty(day: int, hour: float, *tasks: tuple[int, int]) -> Duty:
    return Duty(int(day * DAY + hour * HOUR), tasks or ((1, 8 * HOUR),))


def broken(*duties: Duty, **changes: Any) -> list[tuple[str, int | None, int | str]]:
    breaches = check_duties(replace(FREE, **changes), (duties,)).breaches
    return [(breach.rule, breach.day, breach.found) for breach in breaches]


def test_the_text_becomes_a_problem() -> None:
    problem = multi_activity.read(TEXT, name="tiny")

    assert (problem.days, problem.tasks, problem.name) == (2, 2, "tiny")
    assert (problem.opens, problem.closes) == (6 * HOUR, 2 * DAY + 6 * HOUR)
    assert problem.workers == (Worker("A", Limit(360, 1200)), Worker("B", Limit(0, 600)))
    assert problem.needs == (
        Need(6 * HOUR, 1, 0, 1),
        Need(DAY - 15, 2, 1, 2),
        Need(2 * DAY + 6 * HOUR - 15, 1, 0, 0),
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("SECTION_TASKS\n2", "SECTION_TASKS\n", "SECTION_HORIZON and SECTION_TASKS need one line with a number each"),
        ("A,360,1200", "A,360", "line 9: 'A,360' cannot be read"),
        ("A,360,1200", "B,360,1200", "every worker needs a key of their own"),
        ("1,06:00-06:15,1", "1,06:00-06:15,3", "line 13: '1,06:00-06:15,3,0,1' cannot be read: there is no task 3"),
        ("1,06:00-06:15,1", "1,23:45-00:00,2", "a task has one need in a step"),
        ("SECTION_STAFF", "SECTION_SHIFTS", "line 8: no section SECTION_SHIFTS is known"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, says: str) -> None:
    assert old in TEXT

    with pytest.raises(Unreadable, match=re.escape(says)):
        multi_activity.read(TEXT.replace(old, new))


def test_the_file_is_known_by_what_is_in_it_and_is_no_problem_of_shifts(tmp_path: Any) -> None:
    file = tmp_path / "1_7_10_1.txt"
    file.write_text(TEXT, encoding="utf-8")

    assert read_any(file) == multi_activity.read(TEXT, name="1_7_10_1")
    with pytest.raises(Unreadable, match="asks for duties built from tasks, not for shifts"):
        read_file(file)


@pytest.mark.parametrize(
    "duties",
    [
        (),
        (duty(0, 6), duty(1, 10)),
        (duty(0, 14, (1, 6 * HOUR)), duty(1, 10)),
        (duty(0, 20, (1, 6 * HOUR)), duty(1, 20, (1, 10 * HOUR))),
        (duty(1, 0), duty(2, 0)),
        (duty(0, 14, (1, 60), (2, 30), (2, 30), (1, 240)), duty(11, 24, (1, 6 * HOUR))),
        tuple(duty(day, 8) for day in (0, 1, 2, 3, 4, 6, 7, 8, 9, 10)),
    ],
)
def test_what_keeps_every_rule_to_its_edge_breaks_nothing(duties: tuple[Duty, ...]) -> None:
    assert broken(*duties) == []


@pytest.mark.parametrize(
    ("duties", "breaches"),
    [
        ((duty(0, 8, (1, 345)),), [("duty_minutes", 0, 345)]),
        ((duty(0, 8, (1, 615)),), [("duty_minutes", 0, 615)]),
        ((duty(0, 8, (1, 300), (2, 45), (1, 60)),), [("task_minutes", 0, 45)]),
        ((duty(0, 10.25),), [("start", 0, 615)]),
        ((duty(0, 13.75),), [("start", 0, 825)]),
        ((duty(1, 0.25),), [("start", 1, 15)]),
        ((duty(1, 5.75),), [("start", 1, 345)]),
        ((duty(0, 14), duty(1, 10, (1, 360))), [("rest", 1, 720)]),
        ((duty(1, 0, (1, 360)), duty(1, 20)), [("one_a_day", 1, 2)]),
        (tuple(duty(day, 8) for day in range(6)), [("days_in_a_row", 0, 6)]),
        (tuple(duty(day, 8) for day in (0, *range(2, 9))), [("days_in_a_row", 2, 7)]),
        ((duty(0, 0),), [("horizon", 0, 480)]),
        ((duty(11, 23.75),), [("horizon", 11, 12 * DAY + 465)]),
    ],
)
def test_each_hard_rule_is_named_with_what_was_found(
    duties: tuple[Duty, ...], breaches: list[tuple[str, int, int]]
) -> None:
    assert broken(*duties) == breaches


def test_minutes_are_held_over_the_horizon() -> None:
    for limit, fits in ((Limit(480, 480), True), (Limit(495), False), (Limit(0, 465), False)):
        found = broken(duty(0, 8), workers=(Worker("A", limit),))
        assert found == ([] if fits else [("minutes", None, 480)])


def test_who_is_too_many_costs_the_square_and_who_is_missing_breaks_a_rule() -> None:
    workers = tuple(Worker(key, Limit()) for key in "ABC")
    needs = (Need(8 * HOUR, 1, 1, 1), Need(8 * HOUR + 15, 1, 0, 9), Need(9 * HOUR, 2, 2, 2))
    problem = replace(FREE, workers=workers, needs=needs, rules=replace(FREE.rules, minutes=Limit(), task_minutes=0))
    roster: ActivityRoster = ((duty(0, 8, (1, 30)),), (duty(0, 8, (1, 30)),), (duty(0, 8, (1, 15), (3, 30)),))

    verdict = check_duties(problem, roster)

    # Three where one is wanted: 4. One step with two of at most nine: nothing. Task 3, which nobody asks for: twice 1.
    assert verdict.parts == {DutyRule.OVER: 4 + 1 + 1}
    assert verdict.breaches == (Breach(DutyRule.LEAST, "", 0, 0),)


@pytest.mark.parametrize(
    ("roster", "says"),
    [
        ((), "a roster of 0 people for 1"),
        (((duty(1, 8), duty(0, 8)),), "not in the order of time"),
        (((duty(0, 8, (4, 480)),),), "A works at task 4 of 3"),
        (((duty(0, 8, (1, 470)),),), "not made of steps of 15 minutes"),
        (((Duty(485, ((1, 480),)),),), "not made of steps of 15 minutes"),
        (((Duty(480, ()),),), "not made of steps of 15 minutes"),
    ],
)
def test_what_is_no_roster_of_this_problem_is_refused(roster: ActivityRoster, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_duties(FREE, roster)


def _solution(text: str) -> dict[str, tuple[Duty, ...]]:
    """The duties of each employee; days count from 0, a task's length is in minutes."""
    found = {}
    for key, body in re.findall(r'<Employee ID="(\w+)">(.*?)</Employee>', text, re.DOTALL):
        duties = []
        for shift in re.findall(r"<Shift>(.*?)</Shift>", body, re.DOTALL):
            day, hours, minutes = map(int, re.findall(r"\d+", shift)[:3])
            tasks = re.findall(r"<ID>(\d+)</ID>\s*<Length>(\d+)</Length>", shift)
            duties.append(duty(day, hours + minutes / 60, *((int(task), int(length)) for task, length in tasks)))
        found[key] = tuple(duties)
    return found


@pytest.mark.shared
def test_a_published_solution_breaks_nothing_and_costs_the_penalty_it_states() -> None:
    problem = read_any(bench("multi_activity/1_7_10_1.txt"))
    assert isinstance(problem, ActivityProblem)
    text = bench("multi_activity/test_solution_1a.solution").read_text(encoding="utf-8")
    duties = _solution(text)

    verdict = check_duties(problem, tuple(duties[worker.key] for worker in problem.workers))

    assert verdict.breaches == ()
    assert verdict.parts == {DutyRule.OVER: int(re.findall(r"<Penalty>(\d+)<", text)[0])}


@pytest.mark.shared
def test_a_published_solution_of_a_problem_that_is_not_here_keeps_the_rules_of_duties() -> None:
    duties = _solution(bench("multi_activity/test_solution_10a.solution").read_text(encoding="utf-8"))
    problem = ActivityProblem(7, 3, tuple(Worker(key, Limit()) for key in duties), ())

    assert len(duties) == 20
    assert check_duties(problem, tuple(duties.values())).breaches == ()
