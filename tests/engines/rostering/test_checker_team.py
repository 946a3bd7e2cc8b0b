"""What the checker counts among several people: worse shortages, busy minutes, split shifts, seats, mentors, shares."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.rostering.checker import Breach, Rule, Verdict, check
from dengta.engines.rostering.problem import (
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Pairing,
    Presence,
    Problem,
    Share,
    Shift,
)
from tests.engines.rostering.rosters import SHIFTS, row

# Early and evening with the afternoon off; the second goes to bed between its parts, beyond midnight.
SPLIT = Shift("S", 480, 420, 1260, parts=((420, 660), (1020, 1260)))
LONG = Shift("X", 480, 1320, 2040, parts=((1320, 1500), (1740, 2040)))
ALL = (*(replace(shift, not_before=frozenset()) for shift in SHIFTS), SPLIT, LONG)


def team(*rows: str, agents: dict[int, Any] | None = None, **asked: Any) -> Verdict:
    """People A, B, C … who work these days."""
    people = tuple(Agent("ABCDE"[at], Contract(), **(agents or {}).get(at, {})) for at in range(len(rows)))
    return check(Problem(len(rows[0]), ALL, people, asked.pop("covers", ()), **asked), tuple(map(row, rows)))


@pytest.mark.parametrize(
    ("there", "paid"),
    # Three missing at 10 each; the fourth and fifth at 10 + 5; the sixth and seventh at 10 + 5 + 7.
    [(7, 0), (6, 10), (4, 30), (3, 45), (2, 60), (1, 82), (0, 104)],
)
def test_each_one_missing_costs_more_beyond_every_step(there: int, paid: int) -> None:
    cover = Cover(0, 7, 10, code="E", worse=((3, 5), (5, 7)))
    people = tuple(Agent(str(at), Contract()) for at in range(7))

    verdict = check(Problem(1, ALL, people, (cover,)), tuple(row("E" if at < there else ".") for at in range(7)))

    assert verdict.parts == ({Rule.UNDER: paid} if paid else {})


def test_ten_short_by_one_cost_less_than_one_short_by_ten() -> None:
    spread = [Cover(day, 10, 10, code="E", worse=((1, 3),)) for day in range(10)]
    people = tuple(Agent(str(at), Contract()) for at in range(10))
    even = tuple(row("".join("." if day == at else "E" for day in range(10))) for at in range(10))
    lumped = tuple(row("." + "E" * 9) for _at in range(10))

    assert check(Problem(10, ALL, people, tuple(spread)), even).cost == 100
    assert check(Problem(10, ALL, people, tuple(spread)), lumped).cost == 100 + 9 * 3


def test_the_skill_that_is_shorter_gets_the_one_who_has_both() -> None:
    covers = (
        Cover(0, 3, 10, code="E", skill="a", worse=((2, 1),)),
        Cover(0, 1, 10, code="E", skill="b"),
    )

    # With the first skill 30 + 1 are saved down to 20, with the second 10.
    assert team("E", agents={0: {"skills": frozenset("ab")}}, covers=covers).cost == 20 + 10


@pytest.mark.parametrize(
    ("busy", "covers_it"),
    [
        ((0, 540, 600), False),
        ((0, 500, 541), False),
        ((0, 599, 700), False),
        ((0, 480, 540), True),
        ((0, 600, 660), True),
        ((1, 540, 600), True),
    ],
)
def test_who_is_busy_in_any_minute_of_a_time_covers_nothing_of_it(
    busy: tuple[int, int, int], *, covers_it: bool
) -> None:
    cover = Cover(0, 1, 100, start=540, end=600)

    verdict = team("E.", agents={0: {"busy": frozenset({busy})}}, covers=(cover,))

    assert verdict.cost == (0 if covers_it else 100)


def test_minutes_after_midnight_keep_busy_on_either_day_that_names_them() -> None:
    morning, night = Cover(1, 1, 100, start=60, end=120), Cover(0, 1, 7, start=1500, end=1560)
    for busy, paid in (((1, 60, 90), 107), ((0, 1500, 1530), 107), ((1, 120, 180), 0), ((0, 60, 120), 0)):
        verdict = team("N.", agents={0: {"busy": frozenset({busy})}}, covers=(morning, night))

        assert verdict.cost == paid, busy


def test_who_is_busy_during_the_shift_does_not_count_in_it_and_one_busy_beside_it_does() -> None:
    cover = Cover(0, 1, 100, code="S")
    for busy, paid in (((0, 420, 480), 100), ((0, 1259, 1300), 100), ((0, 660, 1020), 0), ((0, 1260, 1320), 0)):
        assert team("S", agents={0: {"busy": frozenset({busy})}}, covers=(cover,)).cost == paid, busy


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        (420, 660, True),
        (1020, 1260, True),
        (660, 690, False),
        (630, 690, False),
        (990, 1050, False),
        (420, 1260, False),
    ],
)
def test_a_split_shift_covers_what_one_of_its_parts_holds(start: int, end: int, *, there: bool) -> None:
    assert team("S", covers=(Cover(0, 1, 100, start=start, end=end),)).cost == (0 if there else 100)


@pytest.mark.parametrize(
    ("day", "start", "end", "there"),
    [
        (0, 1320, 1440, True),
        (0, 1320, 1500, True),
        (1, 0, 60, True),
        (1, 60, 90, False),
        (1, 300, 600, True),
        (0, 1740, 2040, True),
    ],
)
def test_parts_beyond_midnight_lie_on_the_next_day(day: int, start: int, end: int, *, there: bool) -> None:
    assert team("X.", covers=(Cover(day, 1, 100, start=start, end=end),)).cost == (0 if there else 100)


def test_the_part_of_a_night_before_the_first_day_counts_on_the_first_morning() -> None:
    for start, paid in ((300, 0), (60, 100)):
        cover = Cover(0, 1, 100, start=start, end=start + 60)

        assert team(".", agents={0: {"history": History("X")}}, covers=(cover,)).cost == paid


@pytest.mark.parametrize(
    ("rows", "found"),
    [(("E", "E", "E", "."), 3), (("E", "E", "S", "."), 3), (("E", "E", "L", "."), 2), (("E", ".", ".", "."), 1)],
)
def test_seats_are_held_hard_or_at_a_price(rows: tuple[str, ...], found: int) -> None:
    """From seven to eight no more than two and no fewer than two."""
    time: Any = {"start": 420, "end": 480}
    hard = team(*rows, presences=(Presence(0, Limit(2, 2), **time),))
    priced = team(*rows, presences=(Presence(0, Limit(2, 2, 7, 5), **time),))

    assert hard.breaches == ((Breach(Rule.PRESENCES, "", 0, found),) if found != 2 else ())
    assert hard.cost == 0
    assert priced.breaches == ()
    assert priced.cost == {1: 7, 2: 0, 3: 5}[found]


def test_a_presence_counts_those_with_the_skill_the_busy_ones_too_and_each_once() -> None:
    senior: Any = {"skills": frozenset({"senior", "x"})}
    one = (Presence(0, Limit(1), code="E", skill="senior"),)

    assert team("E", "L", agents={1: senior}, presences=one).breaches == (Breach(Rule.PRESENCES, "", 0, 0),)
    assert team("E", "L", agents={0: senior}, presences=one).breaches == ()
    assert team("E", agents={0: senior | {"busy": frozenset({(0, 360, 840)})}}, presences=one).breaches == ()
    # The night of yesterday and the same again: one head at any time.
    twice = Shift("W", 1440, 0, 2880)
    problem = Problem(
        2, (twice,), (Agent("A", Contract()),), (), presences=(Presence(1, Limit(0, 1), start=0, end=60),)
    )
    assert check(problem, (("W", "W"),)).breaches == ()


def test_a_presence_takes_nobody_away_from_a_cover() -> None:
    senior: Any = {"skills": frozenset({"senior"})}
    covers = (Cover(0, 2, 100, code="E"),)
    presences = (Presence(0, Limit(1), code="E", skill="senior"),)

    assert team("E", "E", agents={0: senior}, covers=covers, presences=presences).cost == 0


def test_a_night_is_present_on_the_next_morning() -> None:
    morning = (Presence(1, Limit(0, 0), start=0, end=360),)

    assert team("N.", presences=morning).breaches == (Breach(Rule.PRESENCES, "", 1, 1),)
    assert team(".N", presences=morning).breaches == ()


@pytest.mark.parametrize(
    ("trainee", "mentors", "days"),
    [
        ("EE.", ("EEE", "..."), ()),
        ("EE.", ("E..", ".E."), ()),
        ("EEL", ("ELL", "..."), (1,)),
        ("EE.", ("...", "LL."), (0, 1)),
        ("...", ("...", "..."), ()),
    ],
)
def test_a_trainee_works_in_the_shift_of_a_mentor(
    trainee: str, mentors: tuple[str, str], days: tuple[int, ...]
) -> None:
    names = frozenset("BC")

    hard = team(trainee, *mentors, pairings=(Pairing("A", names),))
    priced = team(trainee, *mentors, pairings=(Pairing("A", names, 9),))

    assert hard.breaches == tuple(Breach(Rule.PAIRINGS, "A", day, trainee[day]) for day in days)
    assert (priced.breaches, priced.cost) == ((), 9 * len(days))


def test_only_the_named_mentors_count_and_each_pairing_by_itself() -> None:
    assert team("E", "E", ".", pairings=(Pairing("A", frozenset("C"), 9),)).cost == 9
    assert team("E", "E", ".", pairings=(Pairing("A", frozenset("C"), 9), Pairing("A", frozenset("B"), 5))).cost == 9


@pytest.mark.parametrize(
    ("due", "days", "paid"),
    [
        # A has three nights and B one: (3 − 2)² + (1 − 2)², then what is carried over, also below nought.
        ({"A": 2, "B": 2}, (), 2),
        ({"A": 3, "B": 1}, (), 0),
        ({"A": 0, "B": 4}, (), 18),
        ({"A": -1, "B": 5}, (), 32),
        # Who is not named is not judged; nor are days that are not counted.
        ({"A": 1}, (), 4),
        ({"A": 1, "B": 1}, (0, 1), 2),
        ({"A": 1, "B": 1}, (2, 99), 1),
    ],
)
def test_a_share_costs_the_square_of_what_somebody_has_beyond_what_is_due(
    due: dict[str, int], days: tuple[int, ...], paid: int
) -> None:
    share = Share("nights", frozenset("N"), due, 10, frozenset(days))

    verdict = team("NNN.", "...N", ".NNN", shares=(share,))

    assert verdict.parts == ({Rule.SHARES: 10 * paid} if paid else {})


DAYS = 5
lives = st.lists(st.text(alphabet="ELNSX..", min_size=DAYS, max_size=DAYS), min_size=1, max_size=4)
limits = st.builds(lambda least, more: Limit(least, least + more, 7, 5), st.integers(0, 3), st.integers(0, 2))
busy = st.sets(st.tuples(st.integers(0, DAYS - 1), st.integers(0, 80), st.integers(1, 12)), max_size=3)
steps = st.dictionaries(st.integers(0, 2), st.integers(1, 5)).map(lambda found: tuple(sorted(found.items())))


def minutes_of(days: str) -> set[int]:
    """Every minute somebody is there, from the first midnight on."""
    shifts = {shift.code: shift.parts or ((shift.start, shift.end),) for shift in ALL}
    return {
        1440 * day + minute
        for day, code in enumerate(days)
        for start, end in shifts.get(code, ())
        for minute in range(start, end)
    }


asked_for = st.tuples(st.integers(0, 3), steps, limits)


@given(lives, st.lists(busy, min_size=4, max_size=4), st.integers(0, 47), asked_for)
def test_half_hours_are_what_a_count_of_minutes_finds(
    rows: list[str], engaged: list[set[tuple[int, int, int]]], slot: int, asked: tuple[int, Any, Limit]
) -> None:
    """Busy times in steps of half an hour, so that a minute in the middle tells all."""
    start, (needed, worse, limit) = 30 * slot, asked
    covers = tuple(Cover(day, needed, 3, 2, start=start, end=start + 30, worse=worse) for day in range(DAYS))
    presences = tuple(Presence(day, limit, start=start, end=start + 30) for day in range(DAYS))
    spans = [[(day, 30 * first, 30 * min(96, first + more)) for day, first, more in one] for one in engaged]
    there = [minutes_of(days) for days in rows]
    away = [{1440 * day + minute for day, begins, ends in one for minute in range(begins, ends)} for one in spans]
    expected = {Rule.UNDER: 0, Rule.OVER: 0, Rule.PRESENCES: 0}
    for day in range(DAYS):
        minute = 1440 * day + start + 15
        present = sum(minute in one for one in there)
        free = sum(minute in one - other for one, other in zip(there, away, strict=False))
        for which in range(1, needed - free + 1):
            expected[Rule.UNDER] += 3 + sum(more for beyond, more in worse if which > beyond)
        expected[Rule.OVER] += 2 * max(0, free - needed)
        expected[Rule.PRESENCES] += 7 * max(0, limit.least - present) + 5 * max(0, present - (limit.most or 0))

    agents = {at: {"busy": frozenset(spans[at])} for at in range(len(rows))}
    verdict = team(*rows, agents=agents, covers=covers, presences=presences)

    assert verdict.breaches == ()
    assert verdict.parts == {rule: cost for rule, cost in expected.items() if cost}


@given(lives, st.sets(st.sampled_from("ELNSX"), min_size=1), st.sets(st.integers(0, DAYS - 1)), st.integers(-2, 4))
def test_shares_and_pairings_are_what_a_count_of_letters_finds(
    rows: list[str], codes: set[str], days: set[int], due: int
) -> None:
    names = "ABCDE"[: len(rows)]
    share = Share("some", frozenset(codes), dict.fromkeys(names, due), 3, frozenset(days))
    pairings = (Pairing("A", frozenset(names[1:]), 4),) if len(rows) > 1 else ()
    counted = [sum(days_of[day] in codes for day in days or range(DAYS)) for days_of in rows]
    alone = sum(rows[0][day] not in {".", *(other[day] for other in rows[1:])} for day in range(DAYS))

    found = team(*rows, shares=(share,), pairings=pairings).parts

    assert found.get(Rule.SHARES, 0) == sum(3 * (had - due) ** 2 for had in counted)
    assert found.get(Rule.PAIRINGS, 0) == (4 * alone if pairings else 0)
