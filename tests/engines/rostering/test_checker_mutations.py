"""Rosters spoilt on purpose: each breaks one known hard rule of one person, and the checker names it."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.problem import (
    OFF,
    WEEK,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Pairing,
    Presence,
    Problem,
    Roster,
    ShiftLimit,
)
from tests.engines.rostering.rosters import SHIFTS, published, row

Row = tuple[str, ...]
Spoilt = tuple[Rule, Row]

NIGHTS = frozenset("N")
STRICT = Contract(
    minutes=Limit(2400, 4800),
    days=Limit(5, 10),
    weekends=Limit(0, 1),
    week_minutes=Limit(960, 2400),
    week_days=Limit(2, 5),
    work_run=Limit(2, 5),
    rest_run=Limit(2, 4),
    counts=(ShiftLimit(NIGHTS, Limit(0, 4)), ShiftLimit(frozenset("EL"), Limit(2, 11))),
    runs=(ShiftLimit(NIGHTS, Limit(2, 3)),),
    rest_after=(ShiftLimit(NIGHTS, Limit(2)),),
)
TINY = Problem(
    2 * WEEK,
    SHIFTS,
    (
        Agent("A", STRICT, days_off=frozenset({4}), barred=frozenset((day, "N") for day in range(14))),
        Agent("B", STRICT, frozenset({"senior"}), fixed={2: "N", 5: OFF}),
        Agent("C", STRICT, barred=frozenset({(0, "N")}), history=History("L", 1, 1)),
        Agent("T", STRICT),
    ),
    (
        Cover(0, 1, 10, code="E", least=1),
        Cover(3, 1, 10, start=0, end=360, skill="senior", least=1),
    ),
    presences=(Presence(3, Limit(2, 3), code="L"), Presence(8, Limit(1, 3), start=420, end=780)),
    pairings=(Pairing("T", frozenset({"B", "C"})),),
)
GOOD = (row("EELL...EEE...."), row("..NNN..EEE..LL"), row("LLLL...LL..EEE"), row("LLLL...LL..EEE"))


def put(days: Row, first: int, codes: Row | list[str]) -> Row:
    return (*days[:first], *codes, *days[first + len(codes) :])


def inner(days: Row, codes: list[str]) -> Iterator[Row]:
    """The codes at every place that has a day before and a day after."""
    for first in range(1, len(days) - len(codes)):
        yield put(days, first, codes)


def totals(problem: Problem, agent: Agent, _days: Row) -> Iterator[Spoilt]:
    contract, length = agent.contract, problem.days
    longest = max(problem.shifts, key=lambda shift: shift.minutes)
    full, empty = (longest.code,) * length, (OFF,) * length
    most = {
        Rule.MINUTES: (contract.minutes, longest.minutes * length),
        Rule.DAYS: (contract.days, length),
        Rule.WEEKENDS: (contract.weekends, length // WEEK),
    }
    for rule, (limit, worked) in most.items():
        if limit.most is not None and worked > limit.most:
            yield rule, full
        if limit.least:
            yield rule, empty


def weeks(problem: Problem, agent: Agent, days: Row) -> Iterator[Spoilt]:
    for first in range(0, problem.days, WEEK):
        for rule, limit in (
            (Rule.WEEK_MINUTES, agent.contract.week_minutes),
            (Rule.WEEK_DAYS, agent.contract.week_days),
        ):
            if limit.most is not None:
                yield rule, put(days, first, ["L"] * WEEK)
            if limit.least:
                yield rule, put(days, first, [OFF] * WEEK)


def work_and_rest(problem: Problem, agent: Agent, days: Row) -> Iterator[Spoilt]:
    code = problem.shifts[-1].code
    for rule, limit, inside, outside in (
        (Rule.WORK_RUN, agent.contract.work_run, code, OFF),
        (Rule.REST_RUN, agent.contract.rest_run, OFF, code),
    ):
        if limit.most is not None:
            for first in range(problem.days - limit.most):
                yield rule, put(days, first, [inside] * (limit.most + 1))
        if limit.least > 1:
            for length in range(1, limit.least):
                for spoilt in inner(days, [outside, *[inside] * length, outside]):
                    yield rule, spoilt
                yield rule, put(days, 0, [outside, *[inside] * length, outside])


def counts(problem: Problem, agent: Agent, days: Row) -> Iterator[Spoilt]:
    for one in agent.contract.counts:
        code = min(one.codes)
        if one.limit.most is not None and one.limit.most < problem.days:
            yield Rule.COUNTS, put(days, 0, [code] * (one.limit.most + 1))
        if one.limit.least:
            yield Rule.COUNTS, tuple(OFF if day in one.codes else day for day in days)


def shift_runs(problem: Problem, agent: Agent, days: Row) -> Iterator[Spoilt]:
    for one in agent.contract.runs:
        code = min(one.codes)
        if one.limit.most is not None:
            for first in range(problem.days - one.limit.most):
                yield Rule.RUNS, put(days, first, [code] * (one.limit.most + 1))
        if one.limit.least > 1:
            yield from ((Rule.RUNS, spoilt) for spoilt in inner(days, [OFF, code, OFF]))


def rest_after(problem: Problem, agent: Agent, days: Row) -> Iterator[Spoilt]:
    for one in agent.contract.rest_after:
        for rest in range(one.limit.least):
            for first in range(problem.days - rest - 1):
                yield Rule.REST_AFTER, put(days, first, [min(one.codes), *[OFF] * rest, "E"])


def single_days(problem: Problem, agent: Agent, days: Row) -> Iterator[Spoilt]:
    for shift in problem.shifts:
        for following in shift.not_before:
            for first in range(problem.days - 1):
                yield Rule.NOT_BEFORE, put(days, first, [shift.code, following])
    for day in agent.days_off:
        yield Rule.DAYS_OFF, put(days, day, [problem.shifts[0].code])
    for day, code in agent.barred:
        yield Rule.BARRED, put(days, day, [code])
    for day, code in agent.fixed.items():
        for other in {OFF, *(shift.code for shift in problem.shifts)} - {code}:
            yield Rule.FIXED, put(days, day, [other])


def spoilt_rosters(problem: Problem, roster: Roster) -> Iterator[tuple[Rule, str, Roster]]:
    for at, agent in enumerate(problem.agents):
        for spoil in (totals, weeks, work_and_rest, counts, shift_runs, rest_after, single_days):
            for rule, days in spoil(problem, agent, roster[at]):
                yield rule, agent.key, (*roster[:at], days, *roster[at + 1 :])
    yield from spoilt_times(problem, roster)
    yield from spoilt_pairings(problem, roster)


def spoilt_times(problem: Problem, roster: Roster) -> Iterator[tuple[Rule, str, Roster]]:
    for cover in problem.covers:
        if cover.least:
            yield Rule.LEAST, "", everybody(roster, cover.day, OFF)
    for presence in problem.presences:
        for code in (OFF, presence.code or "E"):
            yield Rule.PRESENCES, "", everybody(roster, presence.day, code)


def spoilt_pairings(problem: Problem, roster: Roster) -> Iterator[tuple[Rule, str, Roster]]:
    """The mentors are away, or in another shift."""
    people = list(zip([agent.key for agent in problem.agents], roster, strict=True))
    for pairing in problem.pairings:
        for day, code in enumerate(dict(people)[pairing.trainee]):
            for other in {OFF, "E", "L"} - {code} if code else ():
                spoilt = [put(days, day, [other]) if key in pairing.mentors else days for key, days in people]
                yield Rule.PAIRINGS, pairing.trainee, tuple(spoilt)


def everybody(roster: Roster, day: int, code: str) -> Roster:
    """On this day all work the same shift or none, and none the day before."""
    return tuple(put(days, day - 1, [OFF, code]) if day else put(days, 0, [code]) for days in roster)


def touched(problem: Problem, roster: Roster, spoilt: Roster) -> set[str]:
    """Whose rules may be broken: those whose days were changed, and the trainees of these."""
    changed = {agent.key for agent, old, new in zip(problem.agents, roster, spoilt, strict=True) if old != new}
    return {"", *changed, *(pairing.trainee for pairing in problem.pairings if pairing.mentors & changed)}


def tried(problem: Problem, roster: Roster, *, most: int | None = None) -> Counter[Rule]:
    """Check the spoilt rosters, of each rule at most so many (drawn, always the same)."""
    by_rule: dict[Rule, list[tuple[str, Roster]]] = defaultdict(list)
    for rule, key, spoilt in spoilt_rosters(problem, roster):
        by_rule[rule].append((key, spoilt))
    for rule, cases in by_rule.items():
        for key, spoilt in random.Random(7).sample(cases, min(most or len(cases), len(cases))):
            broken = {(breach.rule, breach.agent) for breach in check(problem, spoilt).breaches}
            assert (rule, key) in broken, (rule, key, spoilt)
            assert {who for _rule, who in broken} <= touched(problem, roster, spoilt)
    return Counter({rule: min(most or len(cases), len(cases)) for rule, cases in by_rule.items()})


def test_the_roster_that_is_spoilt_here_breaks_nothing() -> None:
    assert check(TINY, GOOD).breaches == ()


def test_every_hard_rule_is_named_when_a_small_roster_breaks_it() -> None:
    count = tried(TINY, GOOD)

    assert set(count) == set(Rule) - {Rule.HALF_WEEKEND, Rule.WISHES, Rule.UNDER, Rule.OVER, Rule.SHARES}
    assert count.total() >= 200


@pytest.mark.shared
def test_every_hard_rule_of_the_published_problems_is_named_when_their_rosters_break_it() -> None:
    count: Counter[Rule] = Counter()
    for problem, roster, _cost, _cover in published():
        count += tried(problem, roster, most=6)

    assert set(count) == {
        Rule.MINUTES, Rule.WEEKENDS, Rule.WORK_RUN, Rule.REST_RUN, Rule.COUNTS, Rule.NOT_BEFORE, Rule.DAYS_OFF,
        Rule.BARRED,
    }  # fmt: skip
    assert count.total() >= 400
