"""Invented centres: as large as asked, the same for the same seed, like real ones, and always possible to roster."""

import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.rostering.centre.demand import times
from dengta.engines.rostering.centre.shifts import REST, band
from dengta.engines.rostering.checker import check
from dengta.engines.rostering.generator import CentreSpec, generate
from dengta.engines.rostering.merging import merge_intervals
from dengta.engines.rostering.problem import MINUTES_OF_DAY, WEEK, Cover, Limit, Problem
from tests.engines.rostering.patterns import five_on_two_off, nobody

specs = st.builds(
    CentreSpec,
    agents=st.integers(8, 24),
    days=st.integers(1, 21),
    skills=st.integers(1, 8),
    minutes=st.sampled_from([15, 30, 60]),
    shifts=st.integers(3, 20),
    hours=st.sampled_from([(0, MINUTES_OF_DAY), (8 * 60, 22 * 60), (7 * 60, 21 * 60)]),
    part_time=st.sampled_from([0.0, 0.3, 0.9]),
    night=st.sampled_from([0.0, 0.1, 0.4]),
    holidays=st.integers(0, 1),
    history=st.booleans(),
    fairness=st.booleans(),
    seats=st.none() | st.just(0.5),
    mentors=st.integers(0, 4),
    breaks=st.booleans(),
    level=st.booleans(),
)
seeds = st.integers(0, 2**32)


def made(spec: CentreSpec, seed: int = 5) -> Problem:
    """The centre; where its hours hold too few templates, one with few of them."""
    try:
        return generate(spec, seed)
    except ValueError:
        return generate(replace(spec, shifts=3), seed)


def person_hours(problem: Problem) -> float:
    return sum(cover.needed * (cover.end - cover.start) for cover in problem.covers) / 60


# --- the words -------------------------------------------------------------------------------------


def test_every_word_is_read_and_what_is_not_named_keeps_its_usual_value() -> None:
    text = (
        "agents=600, days=30,skills=8,minutes=15,shifts=9,hours=8-22,part_time=0.2,night=0.1,holidays=2,tightness=1.1,"
        "history=no,fairness=yes,seats=0.7,mentors=4,breaks=yes,level=no,replicas=2"
    )

    assert CentreSpec.parse(text) == CentreSpec(
        600, 30, 8, 15, 9, (480, 1320), 0.2, 0.1, 2, 1.1, False, True, 0.7, 4, True, False, 2
    )
    assert CentreSpec.parse("") == CentreSpec()
    assert CentreSpec.parse("hours=24,seats=none") == CentreSpec()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("agents", "'agents' is no word with a value, as in agents=600,days=28,skills=8,minutes=30"),
        ("agents=0", "'agents' must be a whole number from 1 to 100000, not '0', as in agents=600"),
        ("agents=many", "'agents' must be a whole number from 1 to 100000, not 'many', as in agents=600"),
        ("agents=²", "'agents' must be a whole number from 1 to 100000, not '²', as in agents=600"),
        ("skills=41", "'skills' must be a whole number from 1 to 40, not '41', as in skills=8"),
        ("days=-7", "'days' must be a whole number from 1 to 366, not '-7', as in days=28"),
        ("minutes=20", "'minutes' must be one of 30, 15, 60, not '20', as in minutes=30"),
        ("tightness=nan", "'tightness' must be a number from 0.2 to 5, not 'nan', as in tightness=1.05"),
        ("night=most", "'night' must be a number from 0 to 0.5, not 'most', as in night=0.08"),
        ("history=true", "'history' must be yes or no, not 'true', as in history=yes"),
        ("hours=8-12", "'hours' must be 24, or two full hours of a day at least 9 apart, not '8-12', as in hours=8-22"),
        ("hours=8-25", "'hours' must be 24, or two full hours of a day at least 9 apart, not '8-25', as in hours=8-22"),
        ("seats=2", "'seats' must be a number from 0.1 to 1, not '2', as in seats=0.6"),
        ("days=7,days=14", "'days' is said twice, as in agents=600,days=28,skills=8,minutes=30"),
        (
            "skills=9,agents=8",
            "'skills' needs somebody for each of the 9 skills, so at most as many as there are agents, as in agents=9",
        ),
        ("agents=9,mentors=5", "'mentors' asks for two agents for each pair, as in mentors=0"),
        ("days=2,holidays=3", "'holidays' cannot be more than the days, as in holidays=0"),
        ("shifts=2", "'shifts' must be at least 3 where the hours are 24, as in shifts=3"),
    ],
)
def test_a_bad_word_is_refused_with_what_is_allowed_and_an_example(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r" as in \w+=") as refused:
        CentreSpec.parse(text)

    assert str(refused.value) == sentence


def test_an_unknown_word_is_answered_with_those_that_are_known() -> None:
    with pytest.raises(
        ValueError, match=r"^'agent' is not known; known are agents, days, .*replicas, as in agents=600"
    ):
        CentreSpec.parse("agent=5")


def test_hours_that_hold_too_few_templates_say_how_many_they_hold() -> None:
    with pytest.raises(
        ValueError, match=r"'shifts' must be at most (\d+) with these hours, as in shifts=\1"
    ) as refused:
        generate(CentreSpec.parse("hours=8-17,shifts=40"), 1)
    most = int(str(refused.value).rsplit("=", 1)[1])

    assert len(generate(CentreSpec.parse(f"hours=8-17,shifts={most}"), 1).shifts) == most


# --- the same and as asked -------------------------------------------------------------------------


@given(specs, seeds)
@settings(max_examples=15)
def test_the_same_seed_makes_the_same_centre_and_another_seed_another(spec: CentreSpec, seed: int) -> None:
    spec = replace(spec, days=spec.days + 7)

    assert made(spec, seed) == made(spec, seed)
    assert made(spec, seed).agents != made(spec, seed + 1).agents
    assert made(spec, seed).covers != made(spec, seed + 1).covers


@given(specs, seeds)
@settings(max_examples=25)
def test_a_centre_is_as_large_as_asked(spec: CentreSpec, seed: int) -> None:
    problem = made(spec, seed)

    assert (len(problem.agents), problem.days) == (spec.agents, spec.days)
    assert len(problem.shifts) in {spec.shifts, 3}
    assert set.union(*(set(agent.skills) for agent in problem.agents)) == {
        f"skill {n + 1:02}" for n in range(spec.skills)
    }
    assert {cover.end - cover.start for cover in problem.covers} == {spec.minutes}
    assert all(spec.hours[0] <= cover.start and cover.end <= spec.hours[1] for cover in problem.covers)
    assert len(problem.pairings) == spec.mentors
    assert all((agent.history is not None) == spec.history for agent in problem.agents)
    assert all(bool(shift.breaks) == spec.breaks or shift.parts for shift in problem.shifts)


def test_forty_templates_fit_into_the_whole_day_at_full_and_half_hours() -> None:
    problem = generate(CentreSpec(shifts=40, minutes=15, agents=20), 1)

    assert len(problem.shifts) == 40
    assert {shift.start % 30 for shift in problem.shifts} == {0}
    assert sum(bool(shift.parts) for shift in problem.shifts) == 2
    assert {shift.minutes for shift in problem.shifts} == {240, 360, 480}


# --- the hard rules can be met ---------------------------------------------------------------------


@given(specs, seeds)
@settings(max_examples=30)
def test_nobody_at_work_and_five_days_on_two_off_break_no_hard_rule(spec: CentreSpec, seed: int) -> None:
    problem = made(spec, seed)
    # The pattern knows no seats: there may be fewer than people on a day.
    without_seats = replace(problem, presences=())

    assert check(problem, nobody(problem)).breaches == ()
    assert check(without_seats, five_on_two_off(problem)).breaches == ()


def test_a_plain_pattern_is_far_better_than_nobody_at_work() -> None:
    problem = generate(CentreSpec(agents=60), 1)

    assert check(problem, five_on_two_off(problem)).cost < check(problem, nobody(problem)).cost / 2


@given(specs, seeds)
@settings(max_examples=20)
def test_there_are_always_eleven_hours_of_rest_and_nobody_goes_back_to_an_earlier_band(
    spec: CentreSpec, seed: int
) -> None:
    shifts = made(spec, seed).shifts

    for shift in shifts:
        for following in shifts:
            if following.code not in shift.not_before:
                assert following.start + MINUTES_OF_DAY - shift.end >= REST
                assert band(following) >= band(shift)
        assert shift.code not in shift.not_before


def test_there_are_few_kinds_of_contract_and_of_shifts_so_that_automata_are_shared() -> None:
    problem = generate(CentreSpec(agents=500, shifts=30), 1)

    assert len({agent.contract for agent in problem.agents}) <= 5
    assert len({shift.not_before for shift in problem.shifts}) <= 4
    assert len({id(agent.barred) for agent in problem.agents}) <= 5


# --- like a real one -------------------------------------------------------------------------------


@pytest.mark.parametrize("tightness", [0.8, 1.05, 1.5])
@pytest.mark.parametrize("agents", [20, 300])
def test_people_can_work_so_many_hours_for_each_that_is_needed(tightness: float, agents: int) -> None:
    problem = generate(CentreSpec(agents=agents, tightness=tightness, part_time=0), 3)

    available = agents * 40 * 4 * 0.95

    assert available / person_hours(problem) == pytest.approx(tightness, rel=0.02)


def test_leave_and_the_night_take_their_shares() -> None:
    problem = generate(CentreSpec(agents=2000, night=0.2), 3)

    leave = sum(len(agent.days_off) for agent in problem.agents) / (2000 * 28)
    night = sum(cover.needed for cover in problem.covers if cover.start < 7 * 60 or cover.start >= 23 * 60)

    assert leave == pytest.approx(0.05, abs=0.004)
    assert max(len(agent.days_off) for agent in problem.agents) <= 28 // 5
    assert night / sum(cover.needed for cover in problem.covers) == pytest.approx(0.2, abs=0.01)


def test_a_day_has_two_humps_a_week_its_monday_and_the_skills_zipfs_law() -> None:
    problem = generate(CentreSpec(agents=2000, skills=4, level=False), 3)
    by_time, by_weekday, by_skill = (Counter[int](), Counter[int](), Counter[str]())
    for cover in problem.covers:
        by_time[cover.start // 60] += cover.needed
        by_weekday[cover.day % WEEK] += cover.needed
        by_skill[cover.skill] += cover.needed
    sizes = np.array([by_skill[f"skill {rank}"] for rank in ("01", "02", "03", "04")])

    assert by_time[10] > by_time[12] < by_time[15] > by_time[18] > by_time[23] > by_time[3] > 0
    assert by_weekday[0] == max(by_weekday.values())
    assert by_weekday[6] == min(by_weekday.values())
    assert sizes[0] / sizes == pytest.approx([1, 2, 3, 4], rel=0.12)


def test_holidays_lie_in_one_run_and_have_less_demand() -> None:
    problem = generate(CentreSpec(agents=300, holidays=3, fairness=True), 3)
    days = sorted(next(share.days for share in problem.shares if share.name == "holidays"))
    needed = Counter[int]()
    for cover in problem.covers:
        needed[cover.day] += cover.needed

    assert days == list(range(days[0], days[0] + 3))
    assert all(needed[day] < 0.8 * needed[(day + 14) % 28] for day in days)


def test_burdens_are_due_to_those_who_can_have_them_and_add_up_to_what_there_is() -> None:
    problem = generate(CentreSpec(agents=400, fairness=True, holidays=2), 3)
    due = {share.name: share.due for share in problem.shares}
    nights = {shift.code for shift in problem.shifts if shift.night}
    able = {agent.key for agent in problem.agents if not any(code in nights for _day, code in agent.barred)}
    hours = sum(c.needed / 2 for c in problem.covers if c.start < 7 * 60 or c.start >= 23 * 60)

    assert set(due) == {"nights", "weekend days", "holidays"}
    assert set(due["nights"]) == able
    assert sum(due["nights"].values()) == pytest.approx(hours / 8, rel=0.25)
    assert set(due["holidays"]) == set(due["weekend days"]) == {agent.key for agent in problem.agents}


def test_trainees_have_mentors_of_their_own() -> None:
    problem = generate(CentreSpec(agents=40, mentors=15), 3)
    people = [key for pair in problem.pairings for key in (pair.trainee, *pair.mentors)]

    assert len(people) == len(set(people))
    assert all(1 <= len(pair.mentors) <= 2 and pair.price for pair in problem.pairings)
    assert set(people) <= {agent.key for agent in problem.agents}


def test_seats_bind_at_every_time_of_the_opening_hours() -> None:
    spec = CentreSpec.parse("agents=30,days=7,seats=0.55,hours=8-22")
    problem = generate(spec, 3)

    assert {one.limit for one in problem.presences} == {Limit(0, ceil(0.55 * 30))}
    for day in range(7):
        spans = sorted((one.start, one.end) for one in problem.presences if one.day == day)
        assert spans == list(times(spec, problem.shifts))
        assert (spans[0][0], spans[-1][1]) == spec.hours
        assert all(one[1] == other[0] for one, other in pairwise(spans))


def test_replicas_are_the_same_centre_several_times_over() -> None:
    one, three = (generate(CentreSpec(agents=10, days=7, replicas=times), 3) for times in (1, 3))

    assert len(three.agents) == 30
    assert [cover.needed for cover in three.covers] == [3 * cover.needed for cover in one.covers]


# --- large -----------------------------------------------------------------------------------------


def test_a_centre_of_five_thousand_is_made_in_seconds_and_has_few_needs_once_merged() -> None:
    began = time.process_time()
    problem = generate(CentreSpec.parse("agents=5000,days=28,skills=20,minutes=30,shifts=20"), 1)
    merged = merge_intervals(problem)
    spent = time.process_time() - began

    assert spent < 20
    assert len(merged.covers) < len(problem.covers) / 2
    assert len(merged.covers) < 10_000


def test_level_needs_change_only_where_a_template_begins_or_ends() -> None:
    spec = CentreSpec(agents=100, days=7)
    problem = generate(spec, 1)
    needs: dict[tuple[int, str, int], set[int]] = {}
    starts = [start for start, _end in times(spec, problem.shifts)]
    for cover in problem.covers:
        needs.setdefault((cover.day, cover.skill, _block(starts, cover)), set()).add(cover.needed)

    assert all(len(found) == 1 for found in needs.values())


def _block(starts: list[int], cover: Cover) -> int:
    return max(start for start in starts if start <= cover.start)
