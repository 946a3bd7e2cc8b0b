"""Hours of work under the labour law: day, week, month, cycle and holidays, planned and found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dengta.engines.labour_law.calendar import Calendar, HolidayYear
from dengta.engines.labour_law.china.switches.hours import CAP_SCOPE
from dengta.engines.labour_law.china.worktime import Period
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Shift as Work
from dengta.engines.labour_law.pack import WorktimeSystem
from dengta.engines.rostering.checker import Rule
from dengta.engines.rostering.law import (
    Cycle,
    House,
    Overtime,
    Person,
    rest_between,
)
from dengta.engines.rostering.overtime import Month, overtime
from dengta.engines.rostering.problem import History, Limit, ShiftLimit
from tests.engines.labour_law.law import CHINA
from tests.engines.rostering.lawful import (
    AGREED,
    BLOCK,
    EARLY,
    FRAME,
    MONDAY,
    NIGHT,
    WITH_REASON,
    against,
    at,
    barred,
    blocked,
    comprehensive,
    read,
    tightened,
)


@pytest.mark.covers("L-01")
def test_standard_hours_are_eight_a_day_and_forty_a_week() -> None:
    contract, grounds = tightened(Person())

    assert contract.week_minutes == Limit(0, 2400)
    assert (Rule.WEEK_MINUTES, 2400, "O174 3") in grounds
    assert barred(Person()) == {"9": {0}, "X": {0}, "Y": {0}}
    assert blocked("EEEEE..") == set()
    assert blocked("EEEEEE.") == {("overtime.cap", "LL 41")}
    # Six days of six hours and forty minutes are lawful.
    assert blocked("KKKKKK.") == set()
    assert blocked("9......") == {("overtime.cap", "LL 41")}


@pytest.mark.covers("L-02")
def test_a_day_of_every_week_is_free() -> None:
    contract, grounds = tightened(Person(system=WorktimeSystem.IRREGULAR, approved=True))

    assert contract.week_days == Limit(0, 6)
    assert (Rule.WEEK_DAYS, 6, "LL 38") in grounds
    assert blocked("KKKKKKK", Person(system=WorktimeSystem.IRREGULAR, approved=True)) == {("rest.weekly", "LL 38")}
    assert blocked("KKKKKK.KKKKKK.") == set()


@pytest.mark.covers("L-03")
def test_overtime_is_planned_within_what_was_agreed_to() -> None:
    assert barred(AGREED) == {"X": {0}, "Y": {0}}
    assert barred(WITH_REASON) == {"Y": {0}}
    assert blocked("9......", AGREED) == set()
    assert blocked("X......", AGREED) == {("overtime.cap", "LL 41")}
    assert blocked("X......", WITH_REASON) == set()
    assert blocked("Y......", WITH_REASON) == {("overtime.cap", "LL 41")}


@pytest.mark.covers("L-03")
def test_the_overtime_of_a_month_is_parcelled_out_over_the_weeks() -> None:
    """Thirty-six hours on two weeks are eighteen each; nine-hour days bring six at most, eleven-hour days eighteen."""
    assert tightened(AGREED)[0].week_minutes == Limit(0, 2400 + 1080)
    assert tightened(WITH_REASON)[0].week_minutes == Limit(0, 2400 + 1080)
    three_weeks, grounds = tightened(WITH_REASON, days=21)
    # Twelve each are too little for six days of three hours: half for the weeks, half for six long days.
    assert three_weeks.week_minutes == Limit(0, 2400 + 360)
    assert three_weeks.counts == (ShiftLimit(frozenset("9X"), Limit(0, 6)),)
    assert (Rule.COUNTS, 6, "LL 41") in grounds
    before = tightened(WITH_REASON, days=21, history=History(counts={"X": 2, "E": 5}))[0]
    assert before.counts == (ShiftLimit(frozenset("9X"), Limit(0, 8)),)


@pytest.mark.covers("L-03")
def test_overtime_worked_earlier_in_the_month_is_gone() -> None:
    day = at("2026-11-02T08:00")
    before = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=11)) for n in range(4))

    # Four days of three hours are twelve; forty-four hours in the week are four of them again, not more.
    assert tightened(replace(AGREED, before=before))[0].week_minutes == Limit(0, 2400 + (36 - 12) * 60 // 2)
    # A week of forty-eight hours: eight beyond.
    sixth = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=8)) for n in range(6))
    assert tightened(replace(AGREED, before=sixth))[0].week_minutes == Limit(0, 2400 + (36 - 8) * 60 // 2)
    # A night into October's first holiday, and that holiday: six hours and eight.
    october = replace(FRAME, first=date(2026, 10, 5))
    holiday = (
        Work(start=at("2026-09-30T22:00"), end=at("2026-10-01T06:00")),
        Work(start=at("2026-10-02T08:00"), end=at("2026-10-02T16:00")),
    )
    assert tightened(replace(AGREED, before=holiday), october)[0].week_minutes == Limit(0, 2400 + (36 - 14) * 60 // 2)
    last_month = tuple(
        replace(one, start=one.start - timedelta(7), end=one.end - timedelta(7)) for one in before
    )  # fmt: skip
    assert tightened(replace(AGREED, before=last_month))[0].week_minutes == Limit(0, 2400 + 1080)


@pytest.mark.covers("L-03", "L-05")
def test_more_than_thirty_six_hours_a_month_are_found_whatever_they_come_from() -> None:
    # Five weeks of forty-eight hours in November: forty hours of overtime.
    november = replace(FRAME, first=date(2026, 11, 2))
    assert blocked("EEEEEE." * 4, AGREED, november) == set()
    assert blocked("XXXEEE." * 4, WITH_REASON, november) == {("overtime.cap", "LL 41")}
    findings = [one.finding for one in read("XXXEEE." * 4, WITH_REASON, november) if one.finding.severity is BLOCK]
    assert [finding.facts["hours"] for finding in findings] == [36 + 32]
    # What the pack finds by itself is not said twice: four days of eleven hours, four weeks long.
    assert [one[:3] for one in against("XXXX..." * 4, WITH_REASON, november) if one[2] is BLOCK] == [
        ("overtime.cap", "LL 41", BLOCK)
    ]


@pytest.mark.covers("L-11")
def test_comprehensive_hours_are_held_over_their_cycle_with_what_was_worked_before() -> None:
    """A quarter has 62 days of eight hours: 496."""
    day = at("2026-10-12T09:00")
    before = tuple(
        Work(start=day + timedelta(n), end=day + timedelta(n, hours=12), unpaid_break_minutes=60) for n in range(20)
    )

    fresh, grounds = tightened(comprehensive())
    assert fresh.minutes == Limit(0, 496 * 60)
    assert fresh.week_minutes == Limit()
    assert (Rule.MINUTES, 496 * 60, "1994-503 5") in grounds
    assert tightened(comprehensive(before=before))[0].minutes == Limit(0, (496 - 220) * 60)
    assert tightened(comprehensive(before=before), history=History(minutes=1000))[0].minutes == Limit(
        0, (496 - 220) * 60 + 1000
    )
    agreed = tightened(comprehensive(before=before, overtime=Overtime.GENERAL))[0]
    assert agreed.minutes == Limit(0, (496 + 3 * 36 - 220) * 60)


@pytest.mark.covers("L-11")
def test_hours_beyond_the_cycle_are_found_and_long_days_within_it_are_not() -> None:
    """A month has 165.36 hours; fourteen days of eleven are 154."""
    day = at("2026-11-02T09:00")
    before = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=11)) for n in range(16) if n % 7 < 6)
    nearly = replace(comprehensive(before=before), cycle=Cycle(date(2026, 11, 1), Period.MONTH))
    frame = replace(FRAME, first=date(2026, 11, 23))

    assert blocked("X......", nearly, frame) == set()
    assert blocked("XX.....", nearly, frame) == {("overtime.comprehensive", "1994-503 5")}
    assert blocked("XX.....", replace(nearly, overtime=Overtime.GENERAL), frame) == set()


@pytest.mark.covers("L-11", "L-12")
def test_special_hours_without_approval_are_standard_hours() -> None:
    for system in (WorktimeSystem.COMPREHENSIVE, WorktimeSystem.IRREGULAR):
        assert tightened(Person(system=system))[0].week_minutes == Limit(0, 2400)
        assert blocked("EEEEEE.", Person(system=system)) == {("overtime.cap", "LL 41")}
    assert tightened(Person(system=WorktimeSystem.IRREGULAR, approved=True))[0].week_minutes == Limit()
    assert blocked("XXXXXX.", Person(system=WorktimeSystem.IRREGULAR, approved=True)) == set()


@pytest.mark.covers("L-11", "L-14")
def test_holidays_of_the_cycle_are_overtime_of_it() -> None:
    """1 to 3 October, three times eight hours, before the roster or within it, are taken off the 108 of a quarter."""
    agreed = comprehensive(overtime=Overtime.GENERAL)
    day = at("2026-10-01T08:00")
    before = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=8)) for n in range(3))

    within = replace(FRAME, first=date(2026, 10, 1))
    assert tightened(agreed, within, shifts=(EARLY,))[0].minutes == Limit(0, (496 + 108 - 24) * 60)
    after = replace(agreed, before=before)
    assert tightened(after, shifts=(EARLY,))[0].minutes == Limit(0, (496 + 108 - 24 - 24) * 60)


@pytest.mark.covers("L-11")
def test_more_than_thirty_six_hours_in_an_average_month_of_the_cycle_are_found() -> None:
    week = replace(comprehensive(overtime=Overtime.GENERAL), cycle=Cycle(MONDAY, Period.WEEK))

    # A week takes twelve fifty-seconds of thirty-six hours: 8.3.
    assert blocked("XXXKK..", replace(week, overtime=Overtime.NONE)) == {("overtime.comprehensive", "1994-503 5")}
    assert blocked("XXXKK..", week) == set()
    assert blocked("XXXXK..", week) == {("overtime.comprehensive", "1997-271 5")}
    assert tightened(week, days=7)[0].minutes == Limit(0, 2400 + 36 * 60 * 12 // 52)
    with pytest.raises(ValueError, match="A needs a cycle"):
        tightened(week, days=8)


def test_a_cycle_that_does_not_hold_the_roster_is_refused() -> None:
    with pytest.raises(ValueError, match="A needs a cycle of comprehensive hours that holds 2026-11-09 to 2026-11-22"):
        tightened(replace(comprehensive(), cycle=None))
    with pytest.raises(ValueError, match="A needs a cycle"):
        tightened(replace(comprehensive(), cycle=Cycle(date(2026, 8, 10), Period.QUARTER)))
    assert Cycle(MONDAY, Period.WEEK).end == MONDAY + timedelta(7)
    assert Cycle(date(2026, 7, 1), Period.HALF_YEAR).end == date(2027, 1, 1)


@pytest.mark.covers("L-14", "L-17")
def test_holidays_worked_as_planned_fill_the_overtime_of_the_month() -> None:
    """From 28 September, a Monday: 1 to 3 October are statutory, three times eight hours."""
    october = replace(FRAME, first=date(2026, 9, 28))

    # October has twelve hours left, six a week. Nine-hour days on holidays are one hour longer each.
    assert tightened(AGREED, october, shifts=(EARLY,))[0].week_minutes == Limit(0, 2400 + 360)
    scope = replace(october, law=replace(CHINA, answers={CAP_SCOPE.key: "weekday_only"}))
    assert tightened(AGREED, scope, shifts=(EARLY,))[0].week_minutes == Limit(0, 2400 + 1080)
    # A day of the week that others call a weekend is a day like any other to whoever rests by roster.
    assert blocked("..EEEEE", Person(), october) == set()


def test_the_longest_way_through_holidays_keeps_to_the_rest_between_shifts() -> None:
    """A night into the first holiday and three nights: six, eight, eight and two hours are no more than by day."""
    october = replace(FRAME, first=date(2026, 9, 28), house=House())
    shifts = rest_between((EARLY, NIGHT), 11)

    assert tightened(AGREED, october, shifts=shifts)[0].week_minutes == Limit(0, 2400 + 360)


def test_where_holidays_alone_would_fill_a_month_the_last_are_free() -> None:
    six = frozenset(date(2026, 11, day) for day in (9, 10, 11, 12, 13, 14))
    law = Law(calendar=Calendar(lambda year: HolidayYear(six if year == 2026 else frozenset(), announced=True)))
    frame = replace(FRAME, law=law)

    # Six times eight hours are forty-eight; four times eight are within thirty-six.
    assert barred(Person(), frame, 7, shifts=(EARLY,)) == {"E": {4, 5}}
    tired = Person(before=(Work(start=at("2026-11-08T20:00"), end=at("2026-11-09T05:00")),))
    assert barred(tired, frame, 7, shifts=(EARLY,)) == {"E": {3, 4, 5}}


@pytest.mark.covers("L-15", "L-17")
def test_fixed_days_of_rest_move_with_the_notice_and_are_not_planned() -> None:
    """The third Sunday of September 2026 is worked in exchange; days off of the notice follow the holiday."""
    weekend = Person(rest_days=frozenset({5, 6}))
    september = replace(FRAME, first=date(2026, 9, 14))

    free = barred(weekend, september, 14, shifts=(EARLY,))["E"]
    moved = {
        day
        for day in range(14)
        if CHINA.calendar.kind(date(2026, 9, 14) + timedelta(day)).value == "rest_day"
    }  # fmt: skip
    assert free == moved
    assert 6 not in free
    assert 5 in free
    assert barred(Person(), september, 14, shifts=(EARLY,)) == {}
    # A night that runs into the day of rest is work on it.
    assert 4 in barred(weekend, september, 14, shifts=(NIGHT,))["N"]


def test_overtime_is_counted_by_day_by_week_and_by_holiday() -> None:
    """From 28 September: 1 to 3 October are statutory. The month goes by the day on which the work is done."""
    day = at("2026-09-28T08:00")
    shifts = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=10)) for n in (0, 1, 2, 3, 6))
    later = tuple(Work(start=day + timedelta(n), end=day + timedelta(n, hours=8)) for n in range(7, 14))

    months = overtime((*shifts, *later), Person().terms, CHINA)

    assert (months["2026-09"].workday, months["2026-09"].beyond_week, months["2026-09"].statutory) == (360, 0, 0)
    # Four days of eight ordinary hours; then the sixth and seventh of the next week.
    assert (months["2026-10"].workday, months["2026-10"].beyond_week, months["2026-10"].statutory) == (120, 960, 600)
    by_cycle = overtime(later, comprehensive().terms, CHINA)
    assert by_cycle["2026-10"] == Month()
