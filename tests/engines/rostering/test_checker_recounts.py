"""Drawn problems: the parts add up over rules and people, and a second, naive count finds the same."""

import re
from dataclasses import replace
from functools import reduce
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.problem import (
    ANY,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Problem,
    Roster,
    ShiftLimit,
    Wish,
)
from tests.engines.rostering.rosters import EARLY, LATE, NIGHT, row

DAYS = 16
SHIFTS = tuple(replace(shift, not_before=frozenset()) for shift in (EARLY, LATE, NIGHT))
CODES = "ELN"

small = st.integers(0, 6)
prices = st.integers(0, 9)
limits = st.builds(
    lambda least, more, below, above: Limit(least, None if more is None else least + more, below, above),
    small, st.none() | small, prices, prices,
)  # fmt: skip
shift_limits = st.builds(ShiftLimit, st.frozensets(st.sampled_from(CODES), min_size=1), limits)
contracts = st.builds(
    Contract, limits, limits, limits, limits, limits, limits, limits,
    st.tuples(shift_limits), st.tuples(shift_limits), prices, st.tuples(shift_limits),
)  # fmt: skip
histories = st.builds(
    lambda code, run, same, **more: History(code, run, min(run, same) if code else 0, **more),
    st.sampled_from(["", *CODES]), st.integers(1, 8), st.integers(1, 8), minutes=small, days=small, weekends=small,
    week_minutes=small, week_days=small, counts=st.dictionaries(st.sampled_from(CODES), small),
)  # fmt: skip
wishes = st.builds(Wish, st.integers(-1, DAYS), st.sampled_from(["", *CODES]), prices, st.booleans())
agents = st.builds(
    Agent, st.just("A"), contracts, wishes=st.lists(wishes, max_size=4).map(tuple), history=st.none() | histories
)
lives = st.text(alphabet=CODES + "..", min_size=DAYS, max_size=DAYS)
weekdays = st.integers(0, 6)

RULES_OF_CONTRACTS = {
    "minutes": (Rule.MINUTES, ANY), "days": (Rule.DAYS, ANY), "weekends": (Rule.WEEKENDS, ANY),
    "week_minutes": (Rule.WEEK_MINUTES, ANY), "week_days": (Rule.WEEK_DAYS, ANY), "work_run": (Rule.WORK_RUN, ANY),
    "rest_run": (Rule.REST_RUN, ANY), "counts": (Rule.COUNTS, ()), "runs": (Rule.RUNS, ()),
    "half_weekend": (Rule.HALF_WEEKEND, 0), "rest_after": (Rule.REST_AFTER, ()),
}  # fmt: skip


def parts(agent: Agent, days: str, first_weekday: int = 0) -> dict[Rule, int]:
    verdict = check(Problem(DAYS, SHIFTS, (agent,), (), first_weekday), (row(days),))
    assert verdict.breaches == ()
    assert verdict.cost == sum(verdict.parts.values())
    return dict(verdict.parts)


@given(agents, lives, weekdays, st.sampled_from(sorted(RULES_OF_CONTRACTS)))
def test_a_rule_that_is_taken_away_takes_its_own_part_of_the_cost_and_no_other(
    agent: Agent, days: str, first_weekday: int, field: str
) -> None:
    rule, nothing = RULES_OF_CONTRACTS[field]
    changes: dict[str, Any] = {field: nothing}
    without = replace(agent, contract=replace(agent.contract, **changes))

    expected = {other: cost for other, cost in parts(agent, days, first_weekday).items() if other != rule}

    assert parts(without, days, first_weekday) == expected


@given(st.lists(st.tuples(agents, lives), min_size=1, max_size=4), weekdays)
def test_people_cost_together_what_they_cost_alone_in_whatever_order(
    people: list[tuple[Agent, str]], first_weekday: int
) -> None:
    named = [(replace(agent, key=str(at)), days) for at, (agent, days) in enumerate(people)]
    alone = [parts(agent, days, first_weekday) for agent, days in named]
    expected = {rule: sum(each.get(rule, 0) for each in alone) for rule in reduce(set.union, map(set, alone), set())}

    for order in (named, named[::-1]):
        problem = Problem(DAYS, SHIFTS, tuple(agent for agent, _days in order), (), first_weekday)
        roster: Roster = tuple(row(days) for _agent, days in order)
        assert check(problem, roster).parts == expected


@given(limits, histories, lives)
def test_totals_cost_what_the_limit_asks_of_what_is_left_of_it(limit: Limit, history: History, days: str) -> None:
    worked = sum(day != "." for day in days)
    contract = Contract(days=limit, counts=(ShiftLimit(frozenset("EN"), limit),))
    found = parts(Agent("A", contract, history=history), days)

    assert found.get(Rule.DAYS, 0) == limit.less(history.days).price(worked)
    before = history.counts.get("E", 0) + history.counts.get("N", 0)
    assert found.get(Rule.COUNTS, 0) == limit.less(before).price(days.count("E") + days.count("N"))


def naive_runs(kind: str, days: str, before: int | None, limit: Limit) -> int:
    """Windows one longer than the longest that end inside the horizon; and runs with another day on either side."""
    marks = "".join("x" if day in kind else "-" for day in days)
    known = "" if before is None else "-" + "x" * before
    line, border = known + marks, len(known)
    too_long = 0
    if limit.most is not None:
        width = limit.most + 1
        too_long = sum(line[end - width : end] == "x" * width for end in range(max(border + 1, width), len(line) + 1))
    too_short = sum(max(0, limit.least - len(run)) for run in re.findall(r"(?<=-)x+(?=-)", line))
    return too_short * (limit.below or 0) + too_long * (limit.above or 0)


@given(limits, st.none() | histories, lives, st.frozensets(st.sampled_from(CODES), min_size=1))
def test_runs_are_what_a_search_in_a_string_finds(
    limit: Limit, history: History | None, days: str, codes: frozenset[str]
) -> None:
    contract = Contract(work_run=limit, rest_run=limit, runs=(ShiftLimit(codes, limit),))
    found = parts(Agent("A", contract, history=history), days)

    last = history.last_shift if history else ""
    for rule, kind, run in (
        (Rule.WORK_RUN, CODES, history and (history.run if last else 0)),
        (Rule.REST_RUN, ".", history and (0 if last else history.run)),
        (Rule.RUNS, "".join(codes), history and (history.shift_run if last in codes else 0)),
    ):
        assert found.get(rule, 0) == naive_runs(kind, days, run, limit), rule


@given(lives, weekdays, st.integers(0, 3))
def test_weekends_are_pairs_of_days_that_lie_together(days: str, first_weekday: int, most: int) -> None:
    padded = "." * first_weekday + days + "." * 14
    weeks = [padded[monday : monday + 7] for monday in range(0, len(padded) - 6, 7)]
    worked = sum(set(week[5:]) != {"."} for week in weeks)
    contract = Contract(weekends=Limit(0, most, above=3))

    assert parts(Agent("A", contract), days, first_weekday).get(Rule.WEEKENDS, 0) == 3 * max(0, worked - most)


@given(st.lists(lives, min_size=1, max_size=5), st.integers(0, 3), st.integers(0, 47))
def test_cover_without_skills_is_a_count_of_heads(rows: list[str], needed: int, slot: int) -> None:
    """Minute by minute, in the middle of the half hour."""
    start, spans = 30 * slot, {shift.code: range(shift.start, shift.end) for shift in SHIFTS}
    covers = tuple(Cover(day, needed, 7, 5, start=start, end=start + 30) for day in range(DAYS))
    problem = Problem(DAYS, SHIFTS, tuple(Agent(str(at), Contract()) for at in range(len(rows))), covers)
    under = over = 0
    for day in range(DAYS):
        heads = 0
        for each in rows:
            shown = [spans.get(each[day], ()), spans.get(each[day - 1], ()) if day else ()]
            heads += start + 15 in shown[0] or start + 15 + 1440 in shown[1]
        under, over = under + max(0, needed - heads), over + max(0, heads - needed)

    found = check(problem, tuple(row(days) for days in rows)).parts

    assert (found.get(Rule.UNDER, 0), found.get(Rule.OVER, 0)) == (7 * under, 5 * over)
