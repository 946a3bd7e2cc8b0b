"""Pay for leave not taken: on leaving, during employment, and above the statutory days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.leave_pay import contractual, on_exit, unused_pay
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.money import to_cent
from tests.engines.labour_law.law import ask, cited, said, yuan
from tests.engines.labour_law.reasons import changes, taken

WAGES = st.decimals(min_value=1, max_value=200_000, places=2)


@pytest.mark.covers("L4", "L-34")
@pytest.mark.parametrize(
    ("left", "elapsed", "days"),
    [
        (date(2026, 1, 1), 1, 0),
        (date(2026, 3, 13), 72, 0),  # 72 ÷ 365 × 5 = 0.986
        (date(2026, 3, 14), 73, 1),  # one day exactly
        (date(2026, 12, 31), 365, 5),
        (date(2028, 12, 31), 366, 5),
    ],
)
def test_the_part_of_the_year_worked_gives_whole_days(left: date, elapsed: int, days: int) -> None:
    value = ask(on_exit, exit_date=left, full_year_entitlement=Decimal(5)).value

    assert (value.elapsed_calendar_days, value.days, value.clawback) == (elapsed, days, False)
    assert (value.extra_pay, value.total_300_percent) == (None, None)


@pytest.mark.covers("L4", "L-34")
def test_leave_owed_on_leaving_is_paid_with_200_percent_on_top() -> None:
    decision = ask(
        on_exit, exit_date=date(2026, 8, 31), full_year_entitlement=Decimal(10), taken=Decimal("2.5"),
        avg_wage_12m_excl_overtime=yuan(8700), join_date=date(2020, 3, 1),
    )  # fmt: skip

    assert (decision.value.days, decision.value.elapsed_calendar_days) == (4, 243)
    assert (decision.value.extra_pay, decision.value.total_300_percent) == (yuan(3200), yuan(4800))
    assert said(decision).splitlines() == [
        "with this employer this year: 1 January 2026 to 31 August 2026, 243 calendar days, the last included",
        "243 ÷ 365 × 10 − 2.5 taken = 4.1575… days; less than a whole day is not paid → 4 days",
        "a day's wage = 8,700.00 (average of twelve months without overtime) ÷ 21.75 = 400",
        "200 % on top: 4 × 400 × 2 = 3,200.00; 300 % with the normal pay: 4,800.00",
    ]
    assert taken(decision) == []
    assert changes(decision) == ["With 31 more days of service one more day of leave is earned"]
    assert {"ALM 10", "ALM 11", "ALM 12"} == cited(decision)


@pytest.mark.covers("L-34")
def test_who_joined_this_year_is_reckoned_from_that_day() -> None:
    facts = {"exit_date": date(2026, 8, 31), "full_year_entitlement": Decimal(10)}
    value = ask(on_exit, join_date=date(2026, 4, 1), **facts).value

    assert (value.elapsed_calendar_days, value.days) == (153, 4)
    assert ask(on_exit, join_date=date(2026, 8, 31), **facts).value.elapsed_calendar_days == 1
    assert ask(on_exit, join_date=date(2025, 12, 31), **facts).value.elapsed_calendar_days == 243
    with pytest.raises(FactError) as refused:
        ask(on_exit, join_date=date(2026, 9, 1), **facts)
    assert refused.value.field == "join_date"
    assert refused.value.text.said("en") == (
        "The first day 1 September 2026 is after the last day 31 August 2026. Check the two dates."
    )


@pytest.mark.covers("L-34")
def test_leave_taken_too_early_is_never_clawed_back() -> None:
    facts = {"exit_date": date(2026, 3, 14), "full_year_entitlement": Decimal(5)}
    more = ask(on_exit, taken=Decimal(5), avg_wage_12m_excl_overtime=yuan(8700), **facts)
    even = ask(on_exit, taken=Decimal(1), **facts)

    assert (more.value.days, more.value.clawback, more.value.extra_pay) == (0, False, yuan(0))
    assert "days taken beyond what was earned are not clawed back" in said(more)
    assert even.value.days == 0
    assert "clawed back" not in said(even)


def test_what_nobody_stated_is_said() -> None:
    assert taken(ask(on_exit, exit_date=date(2026, 3, 14), full_year_entitlement=Decimal(5))) == [
        "No first day was given; the person is taken as employed since 1 January of that year",
        "No average wage of the twelve months before (overtime excluded) was given; no amount was reckoned",
    ]


@pytest.mark.parametrize(
    ("left", "used", "more"),
    [
        (date(2026, 3, 13), "0", 1),
        (date(2026, 3, 14), "0", 73),
        (date(2026, 3, 14), "1", 73),
        (date(2026, 10, 19), "0", 73),  # the last day of the year
        (date(2026, 10, 20), "0", 72),
        (date(2026, 3, 14), "4", 292),
        (date(2026, 3, 14), "4.5", None),
        (date(2026, 12, 31), "0", None),
    ],
)
def test_the_days_until_one_more_day_is_earned_are_counted(left: date, used: str, more: int | None) -> None:
    facts = {"full_year_entitlement": Decimal(5), "taken": Decimal(used)}
    decision = ask(on_exit, exit_date=left, **facts)

    assert [change.facts["more"] for change in decision.changes] == ([more] if more else [])
    if more:
        assert ask(on_exit, exit_date=left + timedelta(more - 1), **facts).value.days == decision.value.days
        assert ask(on_exit, exit_date=left + timedelta(more), **facts).value.days == decision.value.days + 1


def test_without_any_leave_nothing_is_earned() -> None:
    decision = ask(on_exit, exit_date=date(2026, 3, 14), full_year_entitlement=Decimal(0))

    assert decision.value.days == 0
    assert changes(decision) == []


@pytest.mark.covers("L4", "L-33")
@pytest.mark.parametrize(
    ("received", "waived", "pay"), [(True, False, 2400), (False, False, 3600), (True, True, 0), (False, True, 1200)]
)
def test_a_day_not_taken_costs_300_percent_the_normal_pay_included(received: bool, waived: bool, pay: int) -> None:
    decision = ask(
        unused_pay, wage=yuan(8700), unused_days=Decimal(3), normal_pay_already_received=received,
        employee_wrote_not_taking_for_personal_reason=waived,
    )  # fmt: skip

    assert decision.value.extra_pay == yuan(pay)
    assert {"AL 5", "ALM 10", "ALM 11"} == cited(decision)
    assert said(decision).endswith(f"owed: 3 × 400 × {pay // 1200} = {yuan(pay):,}.00")


@pytest.mark.covers("L-32", "L-33")
def test_silence_is_no_waiver_and_a_lapse_clause_frees_from_nothing() -> None:
    facts = {"wage": yuan(8700), "unused_days": Decimal("0.5")}
    plain, lapsed = ask(unused_pay, **facts), ask(unused_pay, handbook_lapse_clause=True, **facts)
    waived = ask(unused_pay, employee_wrote_not_taking_for_personal_reason=True, **facts)

    assert plain.value.extra_pay == lapsed.value.extra_pay == yuan(400)
    assert said(plain).splitlines()[1:3] == [
        "no written waiver for personal reasons (silence is none) → 300 % of a day's wage, normal pay included",
        "the normal pay of 100 % has been paid and is taken off",
    ]
    assert "a clause of the handbook that unused leave lapses does not free from pay" in said(lapsed)
    assert changes(plain) == [
        "Had leave been offered and declined in writing for personal reasons, only normal pay would be due; "
        "lateness cannot be set off against leave"
    ]
    assert changes(waived) == [
        "If the waiver was not for personal reasons, or leave was never offered, 200 % more is due"
    ]
    assert "declined in writing for personal reasons → only the normal pay (100 %)" in said(waived)


def test_normal_pay_not_received_is_owed_as_well() -> None:
    decision = ask(unused_pay, wage=yuan(8700), unused_days=Decimal(1), normal_pay_already_received=False)

    assert "the normal pay of 100 % has not been paid and is owed as well" in said(decision)


@pytest.mark.covers("L-35")
@pytest.mark.parametrize(
    ("multiple", "statutory", "due", "pay"),
    [
        ("1", "0", False, 1200),
        ("2", "0", False, 2400),
        ("0", "0", False, 0),
        ("1", "2", True, 2800),
        ("1", "0.5", True, 1600),
    ],
)
def test_days_above_the_statutory_ones_follow_the_company_rule(
    multiple: str, statutory: str, due: bool, pay: int
) -> None:
    decision = ask(
        contractual, wage=yuan(8700), company_extra_unused_days=Decimal(3),
        company_rule_pay_multiple=Decimal(multiple), statutory_unused_days=Decimal(statutory),
    )  # fmt: skip

    assert (decision.value.extra_200_percent_due, decision.value.pay) == (due, yuan(pay))
    assert cited(decision) == ({"ALM 13", "ALM 10"} if due else {"ALM 13"})
    assert taken(decision) == []


@pytest.mark.covers("L-35")
def test_company_days_and_statutory_days_are_shown_apart() -> None:
    both = ask(
        contractual, wage=yuan(8700), company_extra_unused_days=Decimal(3), statutory_unused_days=Decimal("1.5")
    )  # fmt: skip
    company = ask(contractual, wage=yuan(8700), company_extra_unused_days=Decimal(3))

    assert said(both).splitlines()[1:] == [
        "days above the statutory ones follow the company rule: 3 × 400 × 1 = 1,200.00; "
        "the statutory 200 % is not due for them",
        "for the statutory days 200 % on top: 1.5 × 400 × 2 = 1,200.00",
        "total = 1,200.00 + 1,200.00 = 2,400.00",
    ]
    assert taken(both) == [
        "Nobody stated what the company rule pays for days above the statutory ones; once the wage is taken"
    ]
    assert "the statutory days are all taken → no extra 200 % is due" in said(company)
    assert changes(company) == ["Where company rule, contract or collective contract give more, that is due"]


@pytest.mark.parametrize("rule", [unused_pay, contractual])
def test_a_wage_below_nought_is_refused(rule: object) -> None:
    facts = {"unused_days": Decimal(1)} if rule is unused_pay else {}
    with pytest.raises(FactError) as refused:
        ask(rule, wage=yuan(-1), **facts)  # type: ignore[arg-type]

    assert refused.value.field == "wage"


def test_taken_days_below_nought_are_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(on_exit, exit_date=date(2026, 1, 1), full_year_entitlement=Decimal(5), taken=Decimal(-1))

    assert refused.value.field == "taken"


@settings(max_examples=200)
@given(wage=WAGES, raise_by=WAGES, days=st.integers(0, 15), more=st.integers(0, 15))
def test_more_wage_or_more_days_never_pay_less(wage: Decimal, raise_by: Decimal, days: int, more: int) -> None:
    def pay(monthly: Decimal, unused: int) -> Decimal:
        value: Decimal = ask(unused_pay, wage=monthly, unused_days=Decimal(unused)).value.extra_pay
        return value

    assert pay(wage, days) <= pay(wage + raise_by, days)
    assert pay(wage, days) <= pay(wage, days + more)
    # Rounded once each, two sums differ from their whole by a cent at most.
    assert abs(pay(wage, days) + pay(wage, more) - pay(wage, days + more)) <= yuan("0.01")


@settings(max_examples=200)
@given(
    left=st.dates(date(2009, 1, 1), date(2040, 12, 31)), full=st.sampled_from([5, 10, 15]), used=st.integers(0, 15),
    wage=WAGES,
)  # fmt: skip
def test_leave_on_leaving_never_exceeds_the_year(left: date, full: int, used: int, wage: Decimal) -> None:
    value = ask(
        on_exit, exit_date=left, full_year_entitlement=Decimal(full), taken=Decimal(used),
        avg_wage_12m_excl_overtime=wage,
    ).value  # fmt: skip

    assert 0 <= value.days <= max(0, full - used)
    assert value.extra_pay == to_cent(value.days * 2 * wage / Decimal("21.75"))
    assert value.clawback is False
