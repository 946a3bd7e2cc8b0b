"""Whatever keeps to the tightened problem, the law has nothing against: drawn people, shifts, holidays and rosters."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.worktime import Period
from dengta.engines.labour_law.pack import Origin, Worker, WorktimeSystem
from dengta.engines.rostering.checker import check
from dengta.engines.rostering.law import (
    Cycle,
    Overtime,
    Person,
    worked,
)
from dengta.engines.rostering.law_checker import Against, check_law
from dengta.engines.rostering.legal_limits import (
    legal_problem,
)
from dengta.engines.rostering.problem import History, Problem, Shift
from tests.engines.rostering.lawful import (
    BLOCK,
    EARLY,
    ELEVEN,
    FRAME,
    HOUSE,
    MONDAY,
    NIGHT,
    NINE,
    SHIFTS,
    problem,
)

NOBODY = Worker()
workers = st.sampled_from(
    [
        NOBODY,
        NOBODY,
        Worker(gestation_months=7),
        Worker(child_age_months=3),
        Worker(age=17),
        Worker(over_retirement_age=True),
    ]
)  # fmt: skip
people = st.builds(
    Person,
    worker=workers,
    system=st.sampled_from([WorktimeSystem.STANDARD, WorktimeSystem.STANDARD, *WorktimeSystem]),
    approved=st.booleans(),
    cycle=st.just(Cycle(date(2026, 1, 1), Period.YEAR)),
    overtime=st.sampled_from(Overtime),
    rest_days=st.sampled_from([frozenset({7}), frozenset({7}), frozenset({5, 6}), frozenset({1})]),
)
# Over the holidays of autumn and spring, and on an ordinary day.
firsts = st.sampled_from([date(2026, 9, 21), date(2026, 9, 26), date(2026, 2, 11), date(2026, 4, 27), MONDAY])
pool = st.lists(st.sampled_from(SHIFTS), min_size=2, max_size=5, unique_by=lambda shift: shift.code)


def filled(legal: Problem, chance: random.Random, tries: int) -> tuple[tuple[str, ...], ...]:
    """A roster of one person: stretches of work put in wherever the checker has nothing against them."""
    days = [""] * legal.days
    for _try in range(tries):
        first, length = chance.randrange(legal.days), chance.choice((1, 2, 3, 5, 6))
        code = chance.choice(legal.shifts).code
        tried = [*days]
        tried[first : first + length] = [code] * min(length, legal.days - first)
        if not check(legal, (tuple(tried),)).breaches:
            days = tried
    return (tuple(days),)


def grave(found: tuple[Against, ...]) -> list[str]:
    """What blocks, and what breaks a rule of the house."""
    return [
        one.finding.text.said("en")
        for one in found
        if (one.finding.severity is BLOCK or one.finding.origin is Origin.HOUSE)
        and one.finding.rule != "calendar.data_available"
    ]


def history_of(days: tuple[str, ...], first: date, shifts: tuple[Shift, ...]) -> History:
    """What a planner knows of these days on the day after."""
    minutes = {"": 0} | {shift.code: shift.minutes for shift in shifts}
    last, border = days[-1], first + timedelta(len(days))
    run = next((n for n, code in enumerate(reversed(days)) if bool(code) != bool(last)), len(days))
    same = next((n for n, code in enumerate(reversed(days)) if code != last), len(days))
    week = days[len(days) - border.weekday() :] if border.weekday() else ()
    return History(
        last,
        run,
        same if last else 0,
        minutes=sum(minutes[code] for code in days),
        days=sum(map(bool, days)),
        week_minutes=sum(minutes[code] for code in week),
        week_days=sum(map(bool, week)),
        counts={shift.code: days.count(shift.code) for shift in shifts},
    )


@settings(max_examples=40, deadline=None)
@given(people, firsts, pool, st.integers(10, 28), st.integers(0, 2**32))
def test_a_roster_that_keeps_to_the_tightened_problem_has_nothing_against_it(
    person: Person, first: date, shifts: list[Shift], days: int, seed: int
) -> None:
    frame = replace(HOUSE, first=first)
    legal, _grounds = legal_problem(problem(days, first, tuple(shifts)), {"A": person}, frame)
    roster = filled(legal, random.Random(seed), 60)

    assert grave(check_law(legal, roster, {"A": person}, frame)) == []


@settings(max_examples=25, deadline=None)
@given(people, firsts, pool, st.integers(7, 20), st.integers(0, 2**32))
def test_nor_has_one_that_goes_on_from_a_lawful_roster_before(
    person: Person, first: date, shifts: list[Shift], days: int, seed: int
) -> None:
    chance, frame = random.Random(seed), replace(HOUSE, first=first)
    before, _grounds = legal_problem(problem(days, first, tuple(shifts)), {"A": person}, frame)
    (lived,) = filled(before, chance, 40)
    border = first + timedelta(days)
    later = replace(person, before=worked(lived, {shift.code: shift for shift in shifts}, first))
    asked = problem(14, border, tuple(shifts), history=history_of(lived, first, tuple(shifts)))

    legal, _grounds = legal_problem(asked, {"A": later}, replace(frame, first=border))
    roster = filled(legal, chance, 40)

    assert grave(check_law(legal, roster, {"A": later}, replace(frame, first=border))) == []


agreed = st.builds(Person, overtime=st.sampled_from([Overtime.GENERAL, Overtime.SPECIAL]))
months = st.sampled_from([date(2026, 10, 1), date(2026, 9, 28), date(2026, 2, 2), MONDAY])
long_days = st.lists(st.sampled_from([EARLY, NIGHT, NINE, ELEVEN]), min_size=1, unique_by=lambda shift: shift.code)


@settings(max_examples=25, deadline=None)
@given(agreed, months, long_days, st.integers(21, 35), st.integers(0, 2**32))
def test_nor_has_one_full_of_overtime_over_the_holidays(
    person: Person, first: date, shifts: list[Shift], days: int, seed: int
) -> None:
    """Without rules of the house, so that the month is as full as it can be."""
    frame = replace(FRAME, first=first)
    legal, _grounds = legal_problem(problem(days, first, tuple(shifts)), {"A": person}, frame)
    roster = filled(legal, random.Random(seed), 120)

    assert [
        one.finding for one in check_law(legal, roster, {"A": person}, frame) if one.finding.severity is BLOCK
    ] == []
