"""Rest: the weekly day by law, the gap between shifts by rule of the house, days in a row."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from dengta.engines.labour_law.china.rest import (
    GapFacts,
    RestAlert,
    RestViolation,
    consecutive_days,
    daily_gap,
    weekly,
)
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.reading import read
from tests.engines.labour_law.answers import stands_on, steps, taken
from tests.engines.labour_law.law import ask


@pytest.mark.covers("L-02")
@pytest.mark.parametrize(("days", "broken"), [(0, ()), (6, ()), (7, (RestViolation.WEEKLY,))])
def test_a_week_needs_one_day_without_work(days: int, broken: tuple[RestViolation, ...]) -> None:
    decision = ask(weekly, worked_days=days, week="2026-W47")

    assert decision.value.violations == broken
    assert steps(decision) == [
        f"2026-W47: {days} days worked, " + ("no whole day of rest" if broken else "at least one day of rest")
    ]
    assert stands_on(decision, "LL 38", "O174 7")


@pytest.mark.covers("L-01")
def test_six_days_of_forty_hours_are_lawful_and_more_hours_are_overtime_not_a_breach() -> None:
    forty = ask(weekly, worked_days=6, weekly_hours=Decimal(40))
    more = ask(weekly, worked_days=6, weekly_hours=Decimal("44.5"))

    assert forty.value.violations == more.value.violations == ()
    assert steps(forty) == [
        "the week: 6 days worked, at least one day of rest", "40 hours in the week, not above 40",
    ]  # fmt: skip
    assert steps(more)[1] == "44.5 hours in the week: the 4.5 above 40 are overtime"
    assert stands_on(forty, "O174 3", "1997-271")


@pytest.mark.parametrize("days", [-1, 8])
def test_a_week_has_seven_days(days: int) -> None:
    with pytest.raises(FactError) as refused:
        ask(weekly, worked_days=days)

    assert refused.value.field == "worked_days"
    assert str(days) in refused.value.text.said("en")


@pytest.mark.covers("L-20")
@pytest.mark.parametrize(
    ("facts", "hours", "broken"),
    [
        ({"shift_end": "2026-11-18T22:00", "next_shift_start": "2026-11-19T09:00"}, "11", False),
        ({"shift_end": "2026-11-18T22:00", "next_shift_start": "2026-11-19T08:59"}, "10.9833…", True),
        ({"shift_end": "22:00", "next_shift_start": "07:00"}, "9", True),
        ({"shift_end": "02:00", "next_shift_start": "14:30"}, "12.5", False),
        ({"shift_end": "08:00", "next_shift_start": "08:00"}, "24", False),
        ({"shift_end": "2026-11-18T22:00", "next_shift_start": "07:00"}, "9", True),
        ({"shift_end": "22:00", "next_shift_start": "2026-11-19T07:00"}, "9", True),
        ({"shift_end": "22:00", "next_shift_start": "07:00", "house_min_rest_hours": "9"}, "9", False),
        ({"shift_end": "22:00", "next_shift_start": "10:00", "house_min_rest_hours": "12.5"}, "12", True),
        ({"shift_end": "2026-11-18T22:00", "next_shift_start": "2026-11-18T22:00"}, "0", True),
    ],
)
def test_a_short_gap_breaks_the_rule_of_the_house_and_never_the_law(
    facts: dict[str, Any], hours: str, broken: bool
) -> None:
    decision = ask(daily_gap, **{name: getattr(read(GapFacts, facts), name) for name in facts})

    assert decision.value.legal_violation is False
    assert decision.value.violations == ((RestViolation.HOUSE_GAP,) if broken else ())
    least = facts.get("house_min_rest_hours", "11")
    assert steps(decision)[0] == f"{hours} hours between the shifts; the house asks for {least}"
    assert any("not unlawful" in step for step in steps(decision)) is broken
    both = "T" in facts["shift_end"] and "T" in facts["next_shift_start"]
    assert bool(taken(decision)) is not both
    assert stands_on(decision, "HOUSE")


def test_a_gap_is_read_off_the_clock_of_the_site_and_cannot_be_negative() -> None:
    aware = datetime(2026, 11, 18, 22, 0, tzinfo=UTC)
    later = ask(daily_gap, shift_end=aware, next_shift_start=datetime(2026, 11, 19, 10, 0))  # noqa: DTZ001
    assert steps(later)[0].startswith("12 hours")

    with pytest.raises(FactError) as refused:
        ask(daily_gap, shift_end=aware, next_shift_start=datetime(2026, 11, 18, 21, 59))  # noqa: DTZ001
    assert refused.value.field == "next_shift_start"
    assert "before the end of the last one at 18 November 2026 22:00" in refused.value.text.said("en")
    with pytest.raises(FactError) as refused:
        ask(daily_gap, shift_end=time(22), next_shift_start=time(7), house_min_rest_hours=Decimal(-1))
    assert refused.value.field == "house_min_rest_hours"


@pytest.mark.covers("L-15", "L-20", "L-02")
@pytest.mark.parametrize(
    ("days", "rest", "violations", "warned"),
    [
        (6, None, (), False),
        (6, True, (), False),
        (7, None, (), True),
        (7, True, (), True),
        (7, False, (RestViolation.WEEKLY,), True),
        (12, True, (), True),
        (12, None, (), True),
        (13, None, (RestViolation.WEEKLY,), True),
        (13, False, (RestViolation.WEEKLY,), True),
    ],
)
def test_more_than_six_days_in_a_row_deserve_a_look_and_a_week_without_rest_breaks_the_law(
    days: int, rest: bool | None, violations: tuple[RestViolation, ...], warned: bool
) -> None:
    decision = ask(consecutive_days, consecutive_days=days, calendar_weeks_each_have_rest=rest)

    assert decision.value.violations == violations
    assert decision.value.warnings == ((RestAlert.LONG_RUN,) if warned else ())
    assert bool(taken(decision)) is (rest is None and 6 < days < 13)
    assert ("a calendar week has no day of rest" in steps(decision)) is bool(violations)


@pytest.mark.covers("L-15", "L-20")
def test_around_a_break_the_advice_is_the_regulations_else_the_houses() -> None:
    around = ask(consecutive_days, consecutive_days=7, around_public_holiday=True)
    usual = ask(consecutive_days, consecutive_days=7)

    assert steps(around) == [
        "7 days in a row", "around a holiday break work should not go on for more than 6 days",
    ]  # fmt: skip
    assert steps(usual) == ["7 days in a row", "more than 6: a day of rest is advised"]
    assert (stands_on(around, "HR 7"), stands_on(around, "HOUSE")) == (True, False)
    assert (stands_on(usual, "HR 7"), stands_on(usual, "HOUSE")) == (False, True)
    assert not stands_on(ask(consecutive_days, consecutive_days=6), "HOUSE")


@pytest.mark.parametrize(
    ("days", "rest", "field"),
    [(-1, None, "consecutive_days"), (13, True, "calendar_weeks_each_have_rest")],
)
def test_runs_that_cannot_be_are_refused(days: int, rest: bool | None, field: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(consecutive_days, consecutive_days=days, calendar_weeks_each_have_rest=rest)

    assert refused.value.field == field
    assert str(days) in refused.value.text.said("en")


def test_no_days_in_a_row_are_nothing_to_warn_of() -> None:
    assert ask(consecutive_days, consecutive_days=0).value.warnings == ()
