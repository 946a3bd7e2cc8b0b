"""What the checker counts, rule by rule and at every border, reckoned by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from dengta.engines.rostering.checker import Breach, Rule, check
from dengta.engines.rostering.problem import (
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Problem,
    Shift,
    ShiftLimit,
    Wish,
)
from tests.engines.rostering.rosters import SHIFTS, judged, row

NIGHTS = frozenset("N")
# Two primes, so that a sum tells which side was charged.
BELOW, ABOVE = 7, 5

Case = tuple[str, History | None, int]


def priced(least: int = 0, most: int | None = None) -> Limit:
    return Limit(least, most, BELOW, ABOVE)


def cost(rule: Rule, days: str, contract: Contract, **more: Any) -> int:
    """What this rule costs; nothing else costs anything here, and nothing is broken."""
    verdict = judged(days, contract, **more)
    assert verdict.breaches == ()
    assert set(verdict.parts) <= {rule}
    return verdict.cost


def test_minutes_and_days_are_counted_over_the_horizon_and_what_lies_before() -> None:
    contract = Contract(minutes=priced(960, 1440))

    assert cost(Rule.MINUTES, "E......", contract) == 480 * BELOW
    assert cost(Rule.MINUTES, "EEEE...", contract) == 480 * ABOVE
    assert cost(Rule.MINUTES, "E......", contract, history=History(minutes=480)) == 0
    assert cost(Rule.DAYS, "E.E....", Contract(days=priced(4)), history=History(days=1)) == BELOW


def test_what_was_too_much_before_the_first_day_is_not_paid_again() -> None:
    contract = Contract(days=priced(0, 5), minutes=Limit(0, 2400))

    assert judged(".......", contract, history=History(days=9, minutes=4800)).cost == 0
    assert judged("E......", Contract(days=priced(0, 5)), history=History(days=9)).cost == ABOVE
    broken = judged("E......", contract, history=History(days=9, minutes=4800))
    assert broken.breaches == (Breach(Rule.MINUTES, "A", None, 5280),)


@pytest.mark.parametrize(
    ("days", "first_weekday", "history", "weekends"),
    [
        (".....EE.....EE", 0, None, 2),
        (".....E.......E", 0, None, 2),
        ("EEEEE..EEEEE..", 0, None, 0),
        ("E......", 6, None, 1),
        ("E.....E", 6, None, 2),
        ("E......", 6, History(), 1),
        ("E......", 6, History("E"), 0),
        (".....E.", 0, History(weekends=3), 4),
    ],
)
def test_a_weekend_is_worked_on_either_day_and_counts_once(
    days: str, first_weekday: int, history: History | None, weekends: int
) -> None:
    contract = Contract(weekends=priced(0, 0))
    before = history.weekends if history else 0

    paid = cost(Rule.WEEKENDS, days, contract, first_weekday=first_weekday, history=history)

    assert paid == ABOVE * (weekends - before)


def test_weekends_worked_before_the_first_day_use_up_the_limit() -> None:
    contract = Contract(weekends=priced(0, 3))

    assert cost(Rule.WEEKENDS, ".....E.", contract, history=History(weekends=2)) == 0
    assert cost(Rule.WEEKENDS, ".....E.", contract, history=History(weekends=3)) == ABOVE


@pytest.mark.parametrize(
    ("days", "first_weekday", "halves"),
    [
        (".....E......E.", 0, 2),
        (".....EE.......", 0, 0),
        ("......E......E", 0, 2),
        # Sunday alone at the left border, Saturday alone at the right one.
        ("E.....", 6, 0),
        ("E......", 6, 0),
        (".......E", 5, 0),
        ("E......E", 5, 1),
    ],
)
def test_half_a_weekend_costs_where_the_horizon_holds_both_days(days: str, first_weekday: int, halves: int) -> None:
    contract = Contract(half_weekend=11)

    assert cost(Rule.HALF_WEEKEND, days, contract, first_weekday=first_weekday) == 11 * halves


@pytest.mark.parametrize(
    ("days", "first_weekday", "history", "below", "above"),
    [
        ("E......" "EEE....", 0, None, 1, 1),
        # Cut by the last day: only the most binds.
        ("EE....." "...", 0, None, 0, 0),
        ("EE....." "EEE", 0, None, 0, 1),
        # Cut by the first day: the least binds once a history tells what came before.
        ("..." "EE.....", 4, None, 0, 0),
        ("..." "EE.....", 4, History(week_days=1), 1, 0),
        ("EE." "EE.....", 4, History(week_days=1), 0, 1),
        ("E.." "EE.....", 4, History(week_days=1), 0, 0),
        # Too much before the first day already: only what is added costs.
        ("..." "EE.....", 4, History(week_days=4), 0, 0),
        # Cut on both sides.
        ("...", 2, History(week_days=1), 0, 0),
    ],
)  # fmt: skip
def test_days_of_a_calendar_week(
    days: str, first_weekday: int, history: History | None, below: int, above: int
) -> None:
    contract = Contract(week_days=priced(2, 2))

    paid = cost(Rule.WEEK_DAYS, days, contract, first_weekday=first_weekday, history=history)

    assert paid == BELOW * below + ABOVE * above


def test_minutes_of_a_calendar_week_begin_with_those_before_the_border() -> None:
    contract = Contract(week_minutes=priced(960, 960))

    paid = cost(Rule.WEEK_MINUTES, "EEEE...", contract, first_weekday=4, history=History("E", week_minutes=480))

    # Fri to Sun: 480 before and 1,440 after the border, 960 too many; from Monday 480, cut by the last day.
    assert paid == 960 * ABOVE


RUNS: list[Case] = [
    ("..EE..", None, BELOW),
    ("..EEE.", None, 0),
    ("..EEEEEE..", None, 2 * ABOVE),
    # Borders: the longest binds, the shortest does not.
    ("EEEEE.", None, ABOVE),
    (".EEEEE", None, ABOVE),
    ("E....E", None, 0),
    ("EEEEEE", None, 2 * ABOVE),
    # A history of two days of work: it is continued, or it ended too short.
    ("E....", History("E", 2), 0),
    (".....", History("E", 2), BELOW),
    ("EEE..", History("E", 2), ABOVE),
    # Six days before the border: the two too many are not paid again, each further one is.
    (".....", History("E", 6), 0),
    ("EE...", History("E", 6), 2 * ABOVE),
    # A history of days off: a run that begins on the first day is known to begin there.
    ("EE...", History(run=3), BELOW),
    ("EE", History(run=3), 0),
]


@pytest.mark.parametrize(("days", "history", "paid"), RUNS)
def test_days_of_work_in_a_row(days: str, history: History | None, paid: int) -> None:
    assert cost(Rule.WORK_RUN, days, Contract(work_run=priced(3, 4)), history=history) == paid


@pytest.mark.parametrize(("days", "history", "paid"), RUNS)
def test_days_off_in_a_row_are_held_like_days_of_work(days: str, history: History | None, paid: int) -> None:
    turned = "".join("." if day == "E" else "E" for day in days)
    before = history and History("" if history.last_shift else "E", history.run)

    assert cost(Rule.REST_RUN, turned, Contract(rest_run=priced(3, 4)), history=before) == paid


@pytest.mark.parametrize(("days", "history", "paid"), RUNS)
def test_days_in_one_shift_in_a_row_are_held_like_days_of_work(days: str, history: History | None, paid: int) -> None:
    """Another shift ends such a run as a day off does."""
    limit, shifts = ShiftLimit(NIGHTS, priced(3, 4)), (Shift("N", 480), Shift("L", 480))
    for other in ".L":
        turned = "".join("N" if day == "E" else other for day in days)
        before = history and (History("N", 9, history.run) if history.last_shift else History("L", history.run))

        assert cost(Rule.RUNS, turned, Contract(runs=(limit,)), history=before, shifts=shifts) == paid


def test_a_run_of_several_shifts_goes_on_through_either() -> None:
    limit = ShiftLimit(frozenset("EL"), priced(0, 3))

    assert cost(Rule.RUNS, ".EELL.L", Contract(runs=(limit,))) == ABOVE


def test_shifts_are_counted_together_with_those_seen_before() -> None:
    contract = Contract(counts=(ShiftLimit(frozenset("EN"), priced(2, 3)),))

    assert cost(Rule.COUNTS, "E.L.L..", contract) == BELOW
    assert cost(Rule.COUNTS, "E.N.N.N", contract) == ABOVE
    assert cost(Rule.COUNTS, "E.N....", contract, history=History(counts={"E": 1, "N": 1, "L": 9})) == ABOVE


@pytest.mark.parametrize(
    ("days", "history", "missing"),
    [
        (".NN..E.", None, 0),
        (".NN.E..", None, 1),
        (".N.N..E", None, 1),
        # What follows is no day off at all, or nothing before the last day.
        ("N...NN.", None, 0),
        (".....NN", None, 0),
        ("E......", History("N", 1, 1), 2),
        (".E.....", History("N", 1, 1), 1),
        ("..E....", History("N", 1, 1), 0),
        ("NN..E..", History("N", 1, 1), 0),
        (".......", History("N", 1, 1), 0),
        (".E.....", History(run=1), 0),
    ],
)
def test_days_off_after_a_run_of_nights(days: str, history: History | None, missing: int) -> None:
    shifts = (Shift("E", 480), Shift("N", 480))
    contract = Contract(rest_after=(ShiftLimit(NIGHTS, Limit(2, below=BELOW)),))

    assert cost(Rule.REST_AFTER, days, contract, history=history, shifts=shifts) == BELOW * missing
    strict = judged(days, Contract(rest_after=(ShiftLimit(NIGHTS, Limit(2)),)), history=history, shifts=shifts)
    assert [(breach.rule, breach.found) for breach in strict.breaches] == [(Rule.REST_AFTER, 2 - missing)] * bool(
        missing
    )


def test_another_shift_right_after_the_nights_leaves_no_day_off() -> None:
    shifts = (Shift("E", 480), Shift("N", 480))
    contract = Contract(rest_after=(ShiftLimit(NIGHTS, Limit(2, below=BELOW)),))

    assert cost(Rule.REST_AFTER, ".NE....", contract, shifts=shifts) == 2 * BELOW


def test_what_may_not_follow_on_the_next_day_may_follow_after_a_day_off() -> None:
    assert judged("L.E.N.L", Contract()).breaches == ()
    assert judged(".LE....", Contract()).breaches == (Breach(Rule.NOT_BEFORE, "A", 2, "E"),)
    assert judged("E......", Contract(), history=History("N")).breaches == (Breach(Rule.NOT_BEFORE, "A", 0, "E"),)
    assert judged("E......", Contract(), history=History("a shift of last year")).breaches == ()


def test_days_off_barred_and_fixed_days_are_kept_to_the_letter() -> None:
    assert judged("E......", Contract(), days_off=frozenset({0, 99})).breaches == (Breach(Rule.DAYS_OFF, "A", 0, "E"),)
    barred = frozenset({(0, "E"), (1, "N")})
    assert judged("EE.....", Contract(), barred=barred).breaches == (Breach(Rule.BARRED, "A", 0, "E"),)
    assert judged("EE.....", Contract(), fixed={0: "E", 1: "L", 2: "N", 3: ""}).breaches == (
        Breach(Rule.FIXED, "A", 1, "E"),
        Breach(Rule.FIXED, "A", 2, ""),
    )
    assert judged("EE.....", Contract(), fixed={1: ""}).breaches == (Breach(Rule.FIXED, "A", 1, "E"),)


@pytest.mark.parametrize(
    ("code", "wanted", "paid_for"),
    [("E", True, "L."), ("E", False, "E"), ("", True, "."), ("", False, "EL")],
)
def test_a_wish_costs_its_weight_where_it_is_not_granted(code: str, *, wanted: bool, paid_for: str) -> None:
    for day in "EL.":
        wish = Wish(0, code, 4, wanted)

        assert cost(Rule.WISHES, day, Contract(), wishes=(wish,)) == 4 * (day in paid_for)


def test_a_wish_for_a_day_outside_the_horizon_is_passed_over() -> None:
    assert judged(".", Contract(), wishes=(Wish(1, "E", 4, True), Wish(-1, "E", 4, True))).cost == 0


@pytest.mark.parametrize(
    ("rule", "contract", "days", "breach"),
    [
        (Rule.WORK_RUN, Contract(work_run=Limit(3, 4)), ".EE....", (1, 2)),
        (Rule.WORK_RUN, Contract(work_run=Limit(3, 4)), ".EEEEE.", (1, 5)),
        (Rule.REST_RUN, Contract(rest_run=Limit(2)), "EE.EE..", (2, 1)),
        (Rule.RUNS, Contract(runs=(ShiftLimit(NIGHTS, Limit(2)),)), "..N....", (2, 1)),
        (Rule.WEEK_DAYS, Contract(week_days=Limit(1)), "E.............", (7, 0)),
        (Rule.WEEKENDS, Contract(weekends=Limit(0, 0)), "......E", (None, 1)),
        (Rule.COUNTS, Contract(counts=(ShiftLimit(NIGHTS, Limit(0, 1)),)), "N.N....", (None, 2)),
    ],
)
def test_a_limit_without_a_price_is_broken_where_it_begins(
    rule: Rule, contract: Contract, days: str, breach: tuple[int | None, int]
) -> None:
    verdict = judged(days, contract)

    assert verdict.breaches == (Breach(rule, "A", *breach),)
    assert verdict.cost == 0


def test_one_side_of_a_limit_may_have_a_price_and_the_other_none() -> None:
    contract = Contract(days=Limit(2, 3, below=None, above=ABOVE))

    assert judged("EEEE...", contract).cost == ABOVE
    assert judged("E......", contract).breaches == (Breach(Rule.DAYS, "A", None, 1),)


def on_duty(*people: tuple[str, str], covers: tuple[Cover, ...], **more: Any) -> tuple[dict[str, int], list[Any]]:
    """People by their days and the letters of their skills: what the cover costs, and how many are there too few."""
    agents = tuple(Agent(str(at), Contract(), frozenset(skills), **more) for at, (_days, skills) in enumerate(people))
    problem = Problem(len(people[0][0]), SHIFTS, agents, covers)
    verdict = check(problem, tuple(row(days) for days, _skills in people))
    return {str(rule): paid for rule, paid in verdict.parts.items()}, [breach.found for breach in verdict.breaches]


def test_each_head_missing_or_too_many_in_a_shift_costs() -> None:
    cover = (Cover(0, 2, 100, 1, code="E"),)

    assert on_duty(("E", ""), ("L", ""), covers=cover) == ({"under": 100}, [])
    assert on_duty(("E", ""), ("E", "x"), ("E", ""), ("E", ""), covers=cover) == ({"over": 2}, [])
    assert on_duty(("E", ""), ("E", ""), covers=cover) == ({}, [])


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [(360, 390, True), (810, 840, True), (330, 360, False), (810, 841, False), (840, 870, False)],
)
def test_who_covers_the_whole_interval_is_there(start: int, end: int, *, there: bool) -> None:
    cover = (Cover(0, 1, 100, start=start, end=end),)

    assert on_duty(("E", ""), covers=cover)[0] == ({} if there else {"under": 100})


def test_a_night_counts_on_the_next_morning_and_nobody_counts_twice() -> None:
    morning = (Cover(1, 2, 100, 1, start=0, end=360),)

    assert on_duty(("N.", ""), ("NN", ""), covers=morning) == ({}, [])
    assert on_duty((".N", ""), (".E", ""), covers=morning) == ({"under": 200}, [])
    whole = Shift("W", 1440, 0, 2880)
    problem = Problem(2, (whole,), (Agent("A", Contract()),), morning)
    assert check(problem, (("W", "W"),)).cost == 100


def test_the_night_before_the_first_day_counts_on_the_first_morning() -> None:
    morning = (Cover(0, 1, 100, start=0, end=360),)

    assert on_duty((".", ""), covers=morning)[0] == {"under": 100}
    assert on_duty((".", ""), covers=morning, history=History("N"))[0] == {}


def test_an_interval_may_reach_over_midnight() -> None:
    assert on_duty(("N.", ""), covers=(Cover(0, 1, 100, start=1380, end=1500),))[0] == {}
    assert on_duty(("L.", ""), covers=(Cover(0, 1, 100, start=1300, end=1500),))[0] == {"under": 100}


def test_one_person_serves_one_skill_at_a_time_the_one_that_costs_least() -> None:
    covers = (Cover(0, 1, 30, code="E", skill="h"), Cover(0, 1, 40, code="E", skill="n"))

    assert on_duty(("E", "hn"), covers=covers) == ({"under": 30}, [])
    assert on_duty(("E", "hn"), ("E", "n"), covers=covers) == ({}, [])
    assert on_duty(("E", "n"), ("E", "n"), covers=covers) == ({"under": 30}, [])


def test_too_few_for_a_least_is_a_breach_and_comes_before_any_cost() -> None:
    covers = (Cover(0, 1, 0, code="E", skill="h", least=1), Cover(0, 1, 1000, code="E", skill="n"))

    assert on_duty(("E", "hn"), covers=covers) == ({"under": 1000}, [])
    assert on_duty(("E", "n"), covers=covers) == ({}, [0])
    # More than is wished for may still be asked for.
    assert on_duty(("E", ""), ("E", ""), covers=(Cover(0, 1, 9, 2, code="E", least=3),)) == ({"over": 2}, [2])


def test_who_is_too_many_is_charged_where_it_costs_least_and_only_where_they_could_serve() -> None:
    covers = (Cover(0, 1, 100, 9, code="E", skill="h"), Cover(0, 1, 100, 2, code="E", skill="n"))

    assert on_duty(("E", "h"), ("E", "n"), ("E", "hn"), covers=covers) == ({"over": 2}, [])
    assert on_duty(("E", "h"), ("E", "n"), ("E", "h"), covers=covers) == ({"over": 9}, [])
    assert on_duty(("E", "h"), ("E", "n"), ("E", "x"), covers=covers) == ({}, [])


def test_seniors_asked_for_by_name_do_not_count_among_the_others() -> None:
    covers = (Cover(0, 1, 50, code="E", skill="s"), Cover(0, 2, 10, code="E"))

    assert on_duty(("E", "s"), ("E", ""), ("E", ""), covers=covers) == ({}, [])
    assert on_duty(("E", "s"), ("E", ""), covers=covers) == ({"under": 10}, [])


def test_a_cover_outside_the_horizon_is_passed_over() -> None:
    assert on_duty((".", ""), covers=(Cover(1, 1, 100, code="E", least=1),)) == ({}, [])


@pytest.mark.parametrize(
    ("roster", "says"),
    [
        (lambda good: good[:-1], "a roster of 1 people for 2"),
        (lambda good: (good[0], good[1][:-1]), "B has 2 days of 3"),
        (lambda good: (("E", "X", ""), good[1]), "A works 'X', which is no shift"),
    ],
)
def test_what_is_no_roster_of_this_problem_is_refused(roster: Callable[[Any], Any], says: str) -> None:
    problem = Problem(3, SHIFTS, (Agent("A", Contract()), Agent("B", Contract())), ())
    good = (row("E.."), row("..E"))
    assert check(problem, good).breaches == ()

    with pytest.raises(ValueError, match=says):
        check(problem, roster(good))
