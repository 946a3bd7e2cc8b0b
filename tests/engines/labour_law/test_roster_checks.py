"""What stands against a roster, and whether the law or the house says so."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.roster import check_roster
from dengta.engines.labour_law.china.roster_checks import is_night
from dengta.engines.labour_law.china.switches.hours import CAP_SCOPE, NIGHT_WINDOW, PROTECTED_HOLIDAY
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Finding, Origin, Severity, Shift, Terms, Worker, WorktimeSystem
from tests.engines.labour_law.law import CALENDAR, CHINA, TODAY, yuan
from tests.engines.labour_law.shifts import every_day, shift

NOBODY = Worker()


def found(*shifts: Shift, worker: Worker = NOBODY, law: Law = CHINA, **terms: Any) -> list[Finding]:
    return list(check_roster(worker, shifts, Terms(monthly_wage=yuan(8700), **terms), on=TODAY, law=law))


def of(rule: str, findings: list[Finding]) -> list[tuple[Severity, Origin]]:
    return [(finding.severity, finding.origin) for finding in findings if finding.rule == rule]


def articles(finding: Finding) -> str:
    return " ".join(f"{article.statute.short} {article.place}".strip() for article in finding.articles)


LAW_BLOCK, LAW_WARN = (Severity.BLOCK, Origin.LAW), (Severity.WARN, Origin.LAW)
HOUSE_BLOCK, HOUSE_WARN = (Severity.BLOCK, Origin.HOUSE), (Severity.WARN, Origin.HOUSE)


@pytest.mark.covers("L-01")
def test_an_ordinary_week_has_nothing_against_it() -> None:
    assert found(*every_day(date(2026, 11, 23), 5)) == []
    assert found() == []


@pytest.mark.covers("L-02")
def test_a_calendar_week_without_a_day_of_rest_is_blocked() -> None:
    own = frozenset[int]()
    week = found(*every_day(date(2026, 11, 16), 7), rest_days=own)
    across = found(*every_day(date(2026, 11, 18), 7), rest_days=own)

    assert of("rest.weekly", week) == [LAW_BLOCK]
    finding = next(one for one in week if one.rule == "rest.weekly")
    assert finding.text.said("en") == "the week of 16 November 2026 has no whole day of rest"
    assert finding.facts == {"monday": date(2026, 11, 16)}
    assert articles(finding) == "LL 38"
    assert of("rest.weekly", across) == []
    # Six nights, the last of which ends on Sunday morning, leave a day of rest.
    nights = every_day(date(2026, 11, 16), 6, clock="22:00")
    assert of("rest.weekly", found(*nights, rest_days=own)) == []


@pytest.mark.covers("L-15", "L-20")
def test_more_than_six_days_in_a_row_are_a_warning_of_the_house_and_near_a_break_of_the_law() -> None:
    own = frozenset[int]()
    usual = found(*every_day(date(2026, 11, 18), 7), rest_days=own)
    around = found(*every_day(date(2026, 10, 8), 7), rest_days=own)

    assert of("rest.consecutive_days", found(*every_day(date(2026, 11, 18), 6), rest_days=own)) == []
    assert of("rest.consecutive_days", usual) == [HOUSE_WARN]
    finding = next(one for one in usual if one.rule == "rest.consecutive_days")
    assert finding.text.said("en") == "7 days in a row from 18 November 2026 to 24 November 2026, more than 6"
    assert articles(finding) == "HOUSE"
    assert of("rest.consecutive_days", around) == [LAW_WARN]  # begins the day after the break
    assert articles(next(one for one in around if one.rule == "rest.consecutive_days")) == "HR 7"
    before = found(*every_day(date(2026, 6, 12), 7), rest_days=own)  # ends the day before Dragon Boat
    assert of("rest.consecutive_days", before) == [LAW_WARN]
    makeup = found(*every_day(date(2026, 9, 14), 7), rest_days=own)  # holds a Sunday worked in exchange
    assert of("rest.consecutive_days", makeup) == [LAW_WARN]
    two = [*every_day(date(2026, 11, 2), 7), *every_day(date(2026, 11, 10), 7)]
    assert of("rest.consecutive_days", found(*two, rest_days=own)) == [HOUSE_WARN, HOUSE_WARN]


@pytest.mark.covers("L-20")
def test_a_gap_below_eleven_hours_is_a_warning_of_the_house() -> None:
    late = shift("2026-11-23T14:00", 8)

    assert of("rest.daily_gap", found(late, shift("2026-11-24T09:00", 8))) == []
    short = found(late, shift("2026-11-24T08:30", 8))
    assert of("rest.daily_gap", short) == [HOUSE_WARN]
    assert articles(short[0]) == "HOUSE"
    assert short[0].text.said("en") == (
        "only 10.5 hours from the end at 23 November 2026 22:00 to the start at 24 November 2026 08:30; "
        "the house asks for 11 (not a legal limit)"
    )
    # Two parts of one day are one day's work.
    assert of("rest.daily_gap", found(shift("2026-11-23T08:00", 4), shift("2026-11-23T14:00", 4))) == []


@pytest.mark.covers("L-03", "F8")
@pytest.mark.parametrize(
    ("hours", "expected"),
    [(9, []), (9.5, [LAW_WARN]), (11, [LAW_WARN]), (11.25, [LAW_BLOCK])],
)
@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-21", "2026-10-01"])
def test_a_day_takes_three_hours_beyond_eight(day: str, hours: float, expected: list[Any]) -> None:
    findings = found(shift(f"{day}T08:00", hours))

    assert of("overtime.cap", findings) == expected
    if expected:
        assert findings[0].facts == {"day": date.fromisoformat(day), "hours": hours - 8}
        assert articles(findings[0]) == "LL 41"


@pytest.mark.covers("L-03")
def test_overtime_ordered_on_a_short_day_counts_for_the_day() -> None:
    part = shift("2026-11-23T09:00", 4)

    assert of("overtime.cap", found(part, shift("2026-11-23T14:00", 3.5, overtime=True))) == [LAW_BLOCK]
    assert of("overtime.cap", found(part, shift("2026-11-23T14:00", 3, overtime=True))) == [LAW_WARN]
    assert of("overtime.cap", found(part, shift("2026-11-23T14:00", 1, overtime=True))) == []
    night = found(shift("2026-11-23T18:00", 12))  # four hours, counted on the day on which the shift began
    assert of("overtime.cap", night) == [LAW_BLOCK]
    assert night[0].facts["day"] == date(2026, 11, 23)


def rest_days(*hours: float) -> list[Shift]:
    """So many hours on the Saturdays of August 2026, which has five of them."""
    return [shift(f"{date(2026, 8, 1) + timedelta(7 * week)}T08:00", one) for week, one in enumerate(hours)]


@pytest.mark.covers("L-03", "F8", "L-05")
@pytest.mark.parametrize(
    ("last", "severity", "text"),
    [
        (5.5, None, ""),
        (6, Severity.WARN, "2026-08: 30 hours of overtime, close to the cap of 36"),
        (11.5, Severity.WARN, "2026-08: 35.5 hours of overtime, close to the cap of 36"),
        (12, Severity.WARN, "2026-08: 36 hours of overtime are reached, no more may be added"),
        (12.25, Severity.BLOCK, "2026-08: 36.25 hours of overtime, above the cap of 36"),
    ],
)
def test_the_month_warns_at_thirty_and_thirty_six_and_blocks_above(
    last: float, severity: Severity | None, text: str
) -> None:
    months = [one for one in found(*rest_days(8, 8, 8, last)) if "month" in one.facts]

    assert [(one.severity, one.text.said("en")) for one in months] == ([(severity, text)] if severity else [])
    assert all((one.switch, articles(one), one.rule) == (CAP_SCOPE, "LL 41", "overtime.cap") for one in months)


@pytest.mark.covers("L-05", "L-11", "L-12")
def test_each_month_counts_alone_and_by_what_the_switch_counts() -> None:
    july = shift("2026-07-25T08:00", 8)
    weekday_only = Law(calendar=CALENDAR, answers={"overtime.cap_scope": "weekday_only"})
    over = rest_days(8, 8, 8, 8, 8)

    def months(*shifts: Shift, **more: Any) -> list[Finding]:
        return [one for one in found(*shifts, **more) if "month" in one.facts]

    assert months(july, *rest_days(8, 8, 8)) == []
    assert [one.facts["hours"] for one in months(*over)] == [40]
    assert months(*over, law=weekday_only) == []
    assert months(*over, system=WorktimeSystem.COMPREHENSIVE) == []
    workdays = [shift(f"2026-11-{day:02}T08:00", 10) for day in (*range(2, 7), *range(9, 14), *range(16, 21))]
    assert [one.facts["hours"] for one in months(*workdays, law=weekday_only)] == [30]
    holidays = [shift(f"2026-10-0{day}T08:00", 11) for day in (1, 2, 3)]
    assert [one.facts["hours"] for one in months(*holidays)] == [33]
    assert [one.facts["hours"] for one in months(*holidays, system=WorktimeSystem.COMPREHENSIVE)] == [33]
    assert months(*holidays, system=WorktimeSystem.IRREGULAR) == []
    assert of("overtime.cap", found(shift("2026-11-23T08:00", 12), system=WorktimeSystem.COMPREHENSIVE)) == []


@pytest.mark.covers("L-14")
def test_a_roster_of_a_year_without_notice_is_not_final() -> None:
    findings = found(*every_day(date(2027, 3, 1), 3))

    assert of("calendar.data_available", findings) == [HOUSE_BLOCK]
    assert findings[0].facts == {"year": 2027, "day": date(2027, 3, 1)}
    assert articles(findings[0]) == "HR 7"
    assert found(*every_day(date(2027, 3, 3), 3), rest_days=frozenset({0, 1})) == []


@pytest.mark.covers("L-23", "L-24", "L-26")
@pytest.mark.parametrize(
    ("worker", "night", "normal"),
    [
        (Worker(gestation_months=7), [LAW_BLOCK], []),
        (Worker(gestation_months=6), [LAW_WARN], []),
        (Worker(child_age_months=11), [LAW_BLOCK], []),
        (Worker(child_age_months=12), [], []),
        (Worker(age=17), [HOUSE_BLOCK], [LAW_WARN]),
        (Worker(age=18), [], []),
        (Worker(age=15), [LAW_BLOCK], [LAW_BLOCK]),
        (Worker(age=17, gestation_months=7), [LAW_BLOCK, HOUSE_BLOCK], [LAW_WARN]),
        (NOBODY, [], []),
    ],
)
def test_protected_people_are_kept_from_the_night(worker: Worker, night: list[Any], normal: list[Any]) -> None:
    late = found(shift("2026-11-23T22:00", 8), worker=worker)

    assert of("roster.protected", late) == night
    assert all(one.switch is NIGHT_WINDOW for one in late)
    assert of("roster.protected", found(shift("2026-11-23T09:00", 8), worker=worker)) == normal


@pytest.mark.covers("L-23", "L-24")
def test_protected_people_are_kept_from_overtime_and_asked_about_holidays() -> None:
    mother = Worker(child_age_months=3)

    long_day = [one for one in found(shift("2026-11-23T09:00", 8.5), worker=mother) if one.rule == "roster.protected"]
    assert [(one.severity, one.switch) for one in long_day] == [(Severity.BLOCK, None)]
    assert articles(long_day[0]) == "O619 9"
    assert long_day[0].text.said("en") == (
        "shift of 23 November 2026 09:00: nursing a child under one year: no overtime and no night work"
    )
    assert of("roster.protected", found(shift("2026-11-21T09:00", 4), worker=mother)) == [LAW_BLOCK]
    holiday = found(shift("2026-10-01T09:00", 8), worker=mother)
    assert [(one.severity, one.switch) for one in holiday] == [(Severity.WARN, PROTECTED_HOLIDAY)]
    ordered = found(shift("2026-10-01T09:00", 4, overtime=True), worker=mother)
    assert of("roster.protected", ordered) == [LAW_BLOCK]
    # Only the shift that is overtime is named, not the ordinary one of the same day.
    both = found(shift("2026-11-23T09:00", 4), shift("2026-11-23T14:00", 1, overtime=True), worker=mother)
    assert [one.facts["start"] for one in both] == [datetime(2026, 11, 23, 14)]  # noqa: DTZ001
    assert of("roster.protected", found(shift("2026-11-23T20:00", 8.5), worker=mother)) == [LAW_BLOCK, LAW_BLOCK]


@pytest.mark.covers("L-27")
def test_overtime_of_people_over_retirement_age_is_a_warning_from_order_56_on() -> None:
    old = Worker(age=66, over_retirement_age=True)

    after = found(shift("2026-07-01T09:00", 8.5), worker=old)
    assert of("overage.overtime", after) == [LAW_WARN]
    assert articles(after[0]) == "O56 9"
    assert found(shift("2026-06-30T09:00", 8.5), worker=old) == []
    assert found(shift("2026-07-01T09:00", 8), worker=old) == []
    assert found(shift("2026-07-01T09:00", 8.5), worker=Worker(age=66)) == []


@pytest.mark.covers("L-19")
@pytest.mark.parametrize(
    ("start", "hours", "window", "night"),
    [
        ("2026-11-23T14:00", 8, "22:00-06:00", False),  # ends at 22:00
        ("2026-11-23T14:30", 8, "22:00-06:00", True),
        ("2026-11-23T06:00", 8, "22:00-06:00", False),
        ("2026-11-23T05:59", 8, "22:00-06:00", True),
        ("2026-11-23T14:30", 8, "23:00-06:00", False),
        ("2026-11-23T16:00", 8, "00:00-06:00", False),  # ends at midnight
        ("2026-11-23T16:00", 8.5, "00:00-06:00", True),
        ("2026-11-23T05:00", 8, "00:00-06:00", True),
        ("2026-11-23T07:00", 24, "00:00-06:00", True),
    ],
)
def test_a_shift_that_touches_the_night_is_night_work(start: str, hours: float, window: str, night: bool) -> None:
    law = Law(calendar=CALENDAR, answers={"roster.night_window": window})
    one = shift(start, hours)

    assert is_night(one.start, one.end, law) is night


@settings(max_examples=200)
@given(hours=st.lists(st.integers(1, 22), min_size=1, max_size=5))
def test_no_month_above_the_cap_goes_without_a_block(hours: list[int]) -> None:
    halves = [one / 2 for one in hours]
    months = [one for one in found(*rest_days(*halves)) if "month" in one.facts]

    total = sum(halves)
    assert any(one.severity is Severity.BLOCK for one in months) is (total > 36)
    assert bool(months) is (total >= 30)
