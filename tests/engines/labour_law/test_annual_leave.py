"""Annual leave: days by the whole career, the first year, what sick leave costs, and what may be carried over."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.annual_leave import (
    carry_over,
    entitlement,
    new_joiner,
    sick_exclusion,
    statutory_days,
)
from dengta.engines.labour_law.errors import FactError, NotInForce
from dengta.engines.labour_law.reading import written
from tests.engines.labour_law.answers import counted
from tests.engines.labour_law.law import ask, cited, said
from tests.engines.labour_law.reasons import changes, taken

YEARS = st.decimals(min_value=0, max_value=50, places=2)
DAYS = st.dates(min_value=date(2009, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.covers("L-29")
@pytest.mark.parametrize(
    ("career", "days", "following"),
    [
        ("0.99", 0, "The leave rises to 5 days when the years of work reach 1"),
        ("1", 5, "The leave rises to 10 days when the years of work reach 10"),
        ("9.99", 5, "The leave rises to 10 days when the years of work reach 10"),
        ("10", 10, "The leave rises to 15 days when the years of work reach 20"),
        ("19.99", 10, "The leave rises to 15 days when the years of work reach 20"),
        ("20", 15, None),
        ("35", 15, None),
    ],
)
def test_days_rise_at_one_ten_and_twenty_years(career: str, days: int, following: str | None) -> None:
    decision = ask(entitlement, cumulative_years=Decimal(career), continuous_12_months=True)

    assert decision.value.days == days
    assert changes(decision) == ([following] if following else [])
    assert taken(decision) == []
    assert said(decision) == (
        f"{counted(career, 'years')} of work (1 to under 10: 5 days, 10 to under 20: 10, 20 and more: 15) → "
        f"{days} days; public holidays and rest days are not counted as leave"
    )
    assert cited(decision) == {"AL 3", "ALM 3", "ALM 4", "2009-149"}


@pytest.mark.covers("L-29")
def test_the_whole_career_counts_and_not_the_years_with_this_employer() -> None:
    decision = ask(entitlement, cumulative_years=Decimal(12), years_with_this_employer=Decimal("0.5"))

    assert decision.value.days == 10
    assert "counted: the whole career of 12 years, with every employer, not the 0.5 years here" in said(decision)
    assert ask(entitlement, cumulative_years=Decimal(12), years_with_this_employer=Decimal(12)).value.days == 10
    with pytest.raises(FactError) as refused:
        ask(entitlement, cumulative_years=Decimal(3), years_with_this_employer=Decimal("3.01"))
    assert refused.value.field == "years_with_this_employer"
    assert "累计工作年限 3 年" in refused.value.text.said("zh-hans")
    assert "Service of 3.01 years with this employer" in refused.value.text.said("en")


@pytest.mark.covers("L-29")
def test_no_leave_before_twelve_months_without_a_break() -> None:
    not_yet = ask(entitlement, cumulative_years=Decimal(12), continuous_12_months=False)
    unstated = ask(entitlement, cumulative_years=Decimal(12))

    assert not_yet.value.days == 0
    assert said(not_yet) == "twelve months have not been worked without a break → no annual leave yet"
    assert changes(not_yet) == [
        "Annual leave begins once twelve months are worked without a break, with this or other employers"
    ]
    assert taken(not_yet) == []
    assert unstated.value.days == 10
    assert taken(unstated) == [
        "Nobody stated whether twelve months were worked without a break (with any employers); taken as worked"
    ]


@pytest.mark.covers("L-30")
@pytest.mark.parametrize(
    ("joined", "full", "remaining", "days"),
    [
        (date(2026, 1, 1), 5, 365, 5),
        (date(2026, 1, 2), 5, 364, 4),
        (date(2026, 8, 8), 5, 146, 2),  # 146 ÷ 365 × 5 = 2 to the day
        (date(2026, 8, 9), 5, 145, 1),
        (date(2026, 12, 31), 15, 1, 0),
        (date(2028, 1, 1), 15, 366, 15),  # 365 in a leap year too: 15.04
        (date(2028, 1, 2), 15, 365, 15),
    ],
)
def test_the_first_year_gives_whole_days_of_its_share(joined: date, full: int, remaining: int, days: int) -> None:
    decision = ask(new_joiner, join_date=joined, full_year_entitlement=Decimal(full), continuous_12_months=True)

    assert (decision.value.days, decision.value.remaining_calendar_days) == (days, remaining)
    assert cited(decision) == {"ALM 5"}


@pytest.mark.covers("L-30")
def test_the_share_of_the_first_year_is_shown_as_it_is_reckoned() -> None:
    decision = ask(new_joiner, join_date=date(2026, 9, 1), full_year_entitlement=Decimal(10))

    assert said(decision).splitlines() == [
        "1 September 2026 to 31 December: 122 calendar days, the first day included",
        "122 ÷ 365 × 10 = 3.3425… days; less than a whole day does not count → 3 days (365 in leap years too)",
    ]
    assert len(taken(decision)) == 1


@pytest.mark.covers("L-30")
def test_whoever_has_not_worked_twelve_months_has_no_leave_in_the_first_year() -> None:
    decision = ask(
        new_joiner, join_date=date(2026, 7, 1), full_year_entitlement=Decimal(5), continuous_12_months=False
    )  # fmt: skip

    assert (decision.value.days, decision.value.remaining_calendar_days) == (0, 184)
    assert len(changes(decision)) == 1


@pytest.mark.covers("L-31")
@pytest.mark.parametrize(
    ("career", "months", "this_year", "next_year"),
    [
        ("9.9", "1.99", 5, 5),
        ("9.9", "2", 0, 5),
        ("10", "2.99", 10, 10),
        ("10", "3", 0, 10),
        ("20", "3.99", 15, 15),
        ("20", "4", 0, 15),
    ],
)
def test_long_sick_leave_costs_the_leave_of_the_year(career: str, months: str, this_year: int, next_year: int) -> None:
    decision = ask(sick_exclusion, cumulative_years=Decimal(career), sick_leave_months_this_year=Decimal(months))

    assert (decision.value.this_year_days, decision.value.next_year_days) == (this_year, next_year)
    assert {"AL 4", "ALM 8"} == cited(decision)
    assert taken(decision) == []
    lost = f"this year's leave has not been taken → it is lost; next year's {next_year} days stay"
    kept = f"the leave is untouched: {this_year} days this year and {next_year} next year"
    assert said(decision).splitlines()[-1] == (kept if this_year else lost)


@pytest.mark.covers("L-31")
@pytest.mark.parametrize(("career", "limit"), [("5", 60), ("15", 90), ("25", 120)])
def test_thirty_days_of_sick_leave_are_a_month(career: str, limit: int) -> None:
    below = ask(sick_exclusion, cumulative_years=Decimal(career), sick_leave_days_this_year=Decimal(limit - 1))
    at = ask(sick_exclusion, cumulative_years=Decimal(career), sick_leave_days_this_year=Decimal(limit))

    assert below.value.this_year_days > 0
    assert at.value.this_year_days == 0
    assert taken(at) == [
        "Thirty days of sick leave count as a month; the law says only “two, three, four months and more in total”"
    ]


@pytest.mark.covers("L-31")
def test_of_months_and_days_of_sick_leave_the_longer_counts() -> None:
    facts = {"cumulative_years": Decimal(5)}
    months = ask(sick_exclusion, sick_leave_months_this_year=Decimal(2), sick_leave_days_this_year=Decimal(3), **facts)
    days = ask(sick_exclusion, sick_leave_months_this_year=Decimal(1), sick_leave_days_this_year=Decimal(60), **facts)

    assert months.value.this_year_days == days.value.this_year_days == 0
    assert "sick leave of 2 months; for the band of 5 days the limit is 2 months → reached" in said(days)


@pytest.mark.covers("L-31")
def test_leave_already_taken_costs_the_next_year_in_its_place() -> None:
    facts = {"cumulative_years": Decimal(12), "sick_leave_months_this_year": Decimal(3)}
    whole = ask(sick_exclusion, leave_taken_this_year=Decimal(10), **facts)
    part = ask(sick_exclusion, leave_taken_this_year=Decimal("9.5"), **facts)

    assert (whole.value.this_year_days, whole.value.next_year_days) == (10, 0)
    assert "of this year's leave 10 days taken → this year's 10 stay" in said(whole)
    assert (taken(whole), whole.confidence.value) == ([], "statute")
    assert (part.value.this_year_days, part.value.next_year_days) == (10, 0)
    assert part.confidence.value == "interpretation"
    assert taken(part) == [
        "Only part of this year's leave has been taken; taken as leave enjoyed: one year is lost, not two"
    ]


@pytest.mark.covers("L-31")
@pytest.mark.parametrize(
    ("personal", "paid", "this_year", "step"),
    [
        ("19", True, 5, "19 days of paid personal leave: fewer than twenty"),
        ("20", True, 0, "20 days of paid personal leave: twenty are reached"),
        ("40", False, 5, "40 days of personal leave, unpaid: no leave is lost"),
    ],
)
def test_only_paid_personal_leave_costs_annual_leave(personal: str, paid: bool, this_year: int, step: str) -> None:
    decision = ask(
        sick_exclusion, cumulative_years=Decimal(5), personal_leave_days=Decimal(personal), personal_leave_paid=paid
    )  # fmt: skip

    assert decision.value.this_year_days == this_year
    assert step in said(decision).splitlines()


@pytest.mark.covers("L-31")
def test_without_personal_leave_nothing_is_said_of_it_and_the_reader_learns_the_limit() -> None:
    decision = ask(sick_exclusion, cumulative_years=Decimal(5), personal_leave_paid=True)

    assert said(decision).splitlines() == [
        "sick leave of 0 months; for the band of 5 days the limit is 2 months → not reached",
        "the leave is untouched: 5 days this year and 5 next year",
    ]
    assert changes(decision) == [
        "Sick leave of 2 months in the year, or twenty days of paid personal leave, would cost one year's leave"
    ]


def test_where_there_is_no_leave_none_can_be_lost() -> None:
    decision = ask(sick_exclusion, cumulative_years=Decimal("0.5"), sick_leave_months_this_year=Decimal(6))

    assert (decision.value.this_year_days, decision.value.next_year_days) == (0, 0)
    assert said(decision) == "0.5 years of work, less than one: there is no leave to lose"


@pytest.mark.parametrize(
    ("career", "band"), [("8.99", None), ("9", 10), ("9.99", 10), ("10", None), ("19", 20), ("0", 1), ("20", None)]
)
def test_a_higher_band_of_the_coming_year_is_announced(career: str, band: int | None) -> None:
    told = [
        change for change in changes(ask(sick_exclusion, cumulative_years=Decimal(career))) if "coming year" in change
    ]

    assert told == (
        [f"Once the years of work reach {band} in the coming year, its higher number of days applies"] if band else []
    )


@pytest.mark.covers("L-32")
def test_leave_is_carried_one_year_on_with_consent() -> None:
    decision = ask(carry_over, period="2027 leave not arranged", employee_consent=True)

    assert written(decision.value) == {
        "year": 2027,
        "may_carry_to": 2028,
        "may_carry_to_2028": True,
        "may_carry_to_2029": False,
        "may_carry_to_2030": False,
        "may_carry_to_2031": False,
        "may_carry_to_2032": False,
    }
    assert said(decision) == "the employee consents → leave of 2027 may be carried one year on, to 2028"
    assert changes(decision) == ["What is not granted by the end of 2028 is paid at 300 %; it does not lapse"]
    assert cited(decision) == {"AL 5", "ALM 9"}


@pytest.mark.covers("L-32")
def test_leave_is_not_carried_over_without_consent() -> None:
    decision = ask(carry_over, period=2026)

    assert decision.value.may_carry_to is None
    assert set(decision.value.more().values()) == {False}
    assert said(decision) == "the employee has not consented → leave of 2026 may not be carried over"
    assert changes(decision) == [
        "With the employee's consent it may be taken until 2027; "
        "days neither granted nor carried over are paid at 300 %"
    ]


@pytest.mark.covers("L-32")
def test_leave_cannot_be_spread_over_more_than_one_year() -> None:
    decision = ask(carry_over, period="年休假 2026 年", employee_consent=True, spread_years=2)

    assert decision.value.may_carry_to == 2027
    assert said(decision).splitlines()[0] == "to be spread over 2 years: one year on is the most"


@pytest.mark.parametrize("period", ["last year", "12027", 20270, "1850"])
def test_a_period_without_a_year_is_refused(period: str | int) -> None:
    with pytest.raises(FactError) as refused:
        ask(carry_over, period=period)

    assert refused.value.field == "period"
    assert f"“{period}”" in refused.value.text.said("zh-hans")


def test_a_spread_below_one_year_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(carry_over, period=2026, spread_years=0)

    assert refused.value.field == "spread_years"
    assert "spread_years is 0" in refused.value.text.said("en")


@pytest.mark.parametrize(
    ("rule", "field", "facts"),
    [
        (entitlement, "cumulative_years", {}),
        (new_joiner, "full_year_entitlement", {"join_date": date(2026, 1, 1)}),
        (sick_exclusion, "sick_leave_days_this_year", {"cumulative_years": Decimal(3)}),
    ],
)
def test_numbers_below_nought_are_refused(rule: Any, field: str, facts: dict[str, Any]) -> None:
    with pytest.raises(FactError) as refused:
        ask(rule, **{field: Decimal("-0.01")}, **facts)

    assert refused.value.field == field
    assert refused.value.text.said("en") == (
        f"{field} is -0.01, which cannot be below nought. Check it and enter it again."
    )


def test_the_measures_are_not_asked_for_days_before_they_were_law() -> None:
    facts = {"join_date": date(2008, 9, 1), "full_year_entitlement": Decimal(5)}

    with pytest.raises(NotInForce):
        ask(new_joiner, on=date(2008, 9, 17), **facts)
    assert ask(new_joiner, on=date(2008, 9, 18), **facts).value.days == 1


@settings(max_examples=200)
@given(career=YEARS, more=YEARS)
def test_a_longer_career_never_gives_fewer_days(career: Decimal, more: Decimal) -> None:
    assert statutory_days(career) <= statutory_days(career + more)


@settings(max_examples=200)
@given(joined=DAYS, full=st.sampled_from([5, 10, 15]))
def test_joining_a_day_later_never_gives_more(joined: date, full: int) -> None:
    value = ask(new_joiner, join_date=joined, full_year_entitlement=Decimal(full)).value
    later = ask(new_joiner, join_date=joined + timedelta(1), full_year_entitlement=Decimal(full)).value

    assert 0 <= value.days <= full
    if (joined + timedelta(1)).year == joined.year:
        assert later.days <= value.days
        assert later.remaining_calendar_days == value.remaining_calendar_days - 1


@settings(max_examples=200)
@given(career=st.decimals(1, 40, places=1), months=st.decimals(0, 12, places=1), used=st.integers(0, 15))
def test_sickness_never_costs_more_than_one_year(career: Decimal, months: Decimal, used: int) -> None:
    value = ask(
        sick_exclusion, cumulative_years=career, sick_leave_months_this_year=months,
        leave_taken_this_year=Decimal(used),
    ).value  # fmt: skip

    assert value.this_year_days + value.next_year_days >= statutory_days(career)
