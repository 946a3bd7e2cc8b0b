"""Protected people, rest and rotation, rules of the house, and the law of Europe."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dengta.engines.labour_law.pack import Origin, Worker, WorktimeSystem
from dengta.engines.labour_law.pack import Shift as Work
from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.law import (
    Person,
    forward_rotation,
    rest_between,
    works,
)
from dengta.engines.rostering.legal_limits import (
    bar_by_law,
    days_between_changes,
    legal_problem,
    may_work_overtime,
)
from dengta.engines.rostering.problem import Contract, Limit, Shift, ShiftLimit
from tests.engines.rostering.lawful import (
    AGREED,
    EARLY,
    ELEVEN,
    EUROPE,
    FRAME,
    HOUSE,
    LATE,
    MONDAY,
    NIGHT,
    NINE,
    SHIFTS,
    WARN,
    against,
    at,
    barred,
    blocked,
    place,
    problem,
    tightened,
)
from tests.engines.rostering.rosters import row


@pytest.mark.covers("L-23")
def test_a_woman_seven_months_with_child_works_neither_nights_nor_overtime() -> None:
    for months, shifts in ((7, {"N", "V", "9", "X", "Y"}), (6, {"X", "Y"})):
        person = replace(AGREED, worker=Worker(gestation_months=months))

        assert set(barred(person)) == shifts
        assert may_work_overtime(person, FRAME) is (months < 7)
    protected = replace(AGREED, worker=Worker(gestation_months=7))
    assert tightened(protected)[0].week_minutes == Limit(0, 2400)
    assert ("roster.protected", "O619 6") in blocked("N......", protected)


@pytest.mark.covers("L-24")
def test_who_nurses_a_child_under_one_year_is_protected_alike() -> None:
    assert set(barred(replace(AGREED, worker=Worker(child_age_months=11)))) == {"N", "V", "9", "X", "Y"}
    assert set(barred(replace(AGREED, worker=Worker(child_age_months=12)))) == {"X", "Y"}
    assert blocked("N......", Person(worker=Worker(child_age_months=11))) == {("roster.protected", "O619 9")}


@pytest.mark.covers("L-24")
def test_the_time_for_nursing_is_kept_free_every_day() -> None:
    for infants, months, at_minute, expected in (
        (0, 11, 600, {(0, 600, 660), (1, 600, 660)}),
        (2, 11, 600, {(0, 600, 720), (1, 600, 720)}),
        (2, 12, 600, set()),
        (2, 11, None, set()),
    ):
        person = Person(worker=Worker(child_age_months=months, infants=infants), nursing_at=at_minute)
        legal, _grounds = legal_problem(problem(2), {"A": person}, FRAME)

        assert legal.agents[0].busy == expected
    assert legal_problem(problem(2), {"A": Person(nursing_at=600)}, FRAME)[0].agents[0].busy == frozenset()


@pytest.mark.covers("L-26")
def test_nobody_under_sixteen_works_and_nobody_under_eighteen_at_night() -> None:
    assert set(barred(Person(worker=Worker(age=15)))) == {shift.code for shift in SHIFTS}
    assert set(barred(Person(worker=Worker(age=17)))) == {"N", "V", "9", "X", "Y"}
    asked = problem(1)
    _agent, grounds = bar_by_law(asked.agents[0], Person(worker=Worker(age=17)), FRAME, asked)
    assert {(one.found, one.origin) for one in grounds if one.rule == "roster.protected"} == {
        ("N", Origin.HOUSE),
        ("V", Origin.HOUSE),
    }


@pytest.mark.covers("L-27")
def test_people_over_retirement_age_are_planned_without_overtime() -> None:
    person = replace(AGREED, worker=Worker(over_retirement_age=True))

    assert tightened(person)[0].week_minutes == Limit(0, 2400)
    assert set(barred(person)) == {"9", "X", "Y"}


@pytest.mark.covers("L-20")
def test_rest_between_shifts_is_what_lies_between_their_times() -> None:
    after = {shift.code: shift.not_before for shift in rest_between((EARLY, LATE, NIGHT), 11)}

    assert after == {"E": frozenset(), "L": {"E"}, "N": {"E", "L"}}
    assert rest_between((EARLY, LATE), 8)[1].not_before == frozenset()
    kept = replace(EARLY, not_before=frozenset("N"))
    assert rest_between((kept, LATE), 11)[0].not_before == {"N"}


def test_rotation_runs_forward_from_day_to_day() -> None:
    after = {shift.code: shift.not_before for shift in forward_rotation((EARLY, LATE, NIGHT))}

    assert after == {"E": frozenset(), "L": {"E"}, "N": {"E", "L"}}


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        ("..KKKKKKK...", "rest.consecutive_days"),
        ("L.LE........", "rest.daily_gap"),
        ("..NNNNNNN...", "house.nights_in_a_row"),
        ("ELKEL..", "house.changes"),
    ],
)
def test_rules_of_the_house_are_named_as_such(days: str, rule: str) -> None:
    irregular = Person(system=WorktimeSystem.IRREGULAR, approved=True)

    assert (rule, "HOUSE", WARN, Origin.HOUSE) in against(days, irregular, HOUSE)
    asked = problem(len(days))
    legal, _grounds = legal_problem(asked, {"A": irregular}, HOUSE)
    assert check(legal, (row(days),)).breaches


def test_as_much_as_the_house_allows_is_not_named() -> None:
    irregular = Person(system=WorktimeSystem.IRREGULAR, approved=True)

    for days in ("NNNNNN......", "..KKKKKK....", "EELLNN.", "ELEL...ELEL..."):
        assert not [one for one in against(days, irregular, HOUSE) if one[0] != "rest.daily_gap"]


def test_without_rules_of_the_house_the_contract_has_none() -> None:
    contract, grounds = tightened(Person())

    assert (contract.work_run, contract.runs) == (Limit(), ())
    assert all("HOUSE" not in ground for ground in grounds)
    full, grounds = tightened(Person(), HOUSE, shifts=(EARLY, NIGHT))
    assert full.work_run == Limit(0, 6)
    assert full.runs == (
        ShiftLimit(frozenset("N"), Limit(0, 6)),
        ShiftLimit(frozenset("E"), Limit(2)),
        ShiftLimit(frozenset("N"), Limit(2)),
    )
    assert [one for one in grounds if one[-1] == "HOUSE"] == [
        (Rule.WORK_RUN, 6, "HOUSE"), (Rule.RUNS, 6, "HOUSE"), (Rule.RUNS, 2, "HOUSE"),
    ]  # fmt: skip


@pytest.mark.parametrize("changes", range(1, 7))
def test_no_week_of_long_enough_stretches_holds_more_changes(changes: int) -> None:
    least = days_between_changes(changes)

    # A day on either side, and whole stretches between: one more change would need more days than a week has.
    assert 2 + changes * least > 7
    assert least == 1 or 2 + changes * (least - 1) <= 7
    with pytest.raises(ValueError, match="never change"):
        days_between_changes(0)


@pytest.mark.parametrize(
    ("own", "legal"),
    [
        (Limit(), Limit(0, 2400)),
        (Limit(1200, 1800), Limit(1200, 1800)),
        (Limit(1200, 1800, 3, 5), Limit(1200, 1800, 3, None)),
        (Limit(2700, 3000, 3, 5), Limit(2400, 2400, 3, None)),
        (Limit(2000, None, 3), Limit(2000, 2400, 3)),
    ],
)
def test_a_limit_of_the_law_has_no_price_and_loosens_nothing(own: Limit, legal: Limit) -> None:
    assert tightened(Person(), contract=Contract(week_minutes=own))[0].week_minutes == legal


def test_in_europe_eleven_hours_of_rest_are_law_and_forty_eight_hours_a_week_the_average() -> None:
    asked = problem(7, shifts=(EARLY, LATE, Shift("W", 480, 360, 1141)))

    legal, grounds = legal_problem(asked, {}, EUROPE)

    assert legal.shifts[1].not_before == {"E", "W"}
    contract = legal.agents[0].contract
    assert (contract.week_minutes, contract.week_days) == (Limit(0, 2880), Limit(0, 6))
    # More than thirteen hours from start to end leave no rest of eleven in the day.
    assert legal.agents[0].barred == {(day, "W") for day in range(7)}
    assert {place(article) for one in grounds["A"] for article in one.articles} == {"WTD 3", "WTD 5", "WTD 6"}
    assert ("eu.daily_rest", "WTD 3") in blocked("LE.....", frame=EUROPE)


def test_a_roster_that_begins_on_another_weekday_than_its_dates_is_refused() -> None:
    with pytest.raises(ValueError, match="begins on weekday 0, 2026-11-10 is a Tuesday"):
        legal_problem(problem(7), {}, replace(FRAME, first=date(2026, 11, 10)))


def test_a_shift_as_the_law_reads_it() -> None:
    assert works(NIGHT, MONDAY) == (Work(start=at("2026-11-09T22:00"), end=at("2026-11-10T06:00")),)
    assert works(ELEVEN, MONDAY)[0].unpaid_break_minutes == 60
    parts = works(replace(NINE, minutes=480), MONDAY)
    assert [(one.start.hour, one.end.hour, one.unpaid_break_minutes) for one in parts] == [(8, 12, 60), (13, 18, 0)]
    # A pause longer than the first part goes on in the second.
    short = works(Shift("P", 250, 480, 900, parts=((480, 500), (600, 900))), MONDAY)
    assert [one.unpaid_break_minutes for one in short] == [19, 51]
    with pytest.raises(ValueError, match="shift D has no times"):
        works(Shift("D", 480), MONDAY)


def test_what_stood_against_the_look_back_alone_is_not_said_again() -> None:
    day = at("2026-11-02T08:00")
    before = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=8)) for n in range(7))

    assert blocked(".......", Person(before=before)) == set()
    assert ("overtime.cap", "LL 41") in blocked("9......", Person(before=before))
