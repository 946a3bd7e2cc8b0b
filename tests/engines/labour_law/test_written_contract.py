"""The written contract: double wage while there is none, and when it must be open-ended."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.written_contract import Exemption, Status, double_wage
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.money import to_cent
from tests.engines.labour_law.law import BEIJING, CALENDAR, ask, cited, said, yuan
from tests.engines.labour_law.reasons import changes, options, taken

AVERAGE = Law(calendar=CALENDAR, answers={"written_contract.part_month": "average_21_75"})
ALWAYS = {"LCL 10", "LCL 82", "Regs 6", "Regs 7"}
LIMITATION = "A claim for double wage lapses a year on; from when it is counted differs by region"
PROOF = "The employer has to prove this, by written requests to sign for instance; otherwise double wage is due"
HIRED = {"hired": date(2026, 3, 2), "monthly_wage": yuan(7000)}


@pytest.mark.covers("L4", "L-41")
@pytest.mark.parametrize(
    ("signed", "months"),
    [
        (date(2026, 3, 2), "0"),
        (date(2026, 4, 2), "0"),  # the day itself is not owed
        (date(2026, 5, 2), "1"),
        (date(2026, 8, 2), "4"),
        (date(2027, 2, 2), "10"),
        (date(2027, 3, 2), "11"),
        (date(2027, 3, 3), "11"),
        (date(2030, 1, 1), "11"),
    ],
)
def test_double_wage_runs_from_the_second_month_to_the_day_before_signing(signed: date, months: str) -> None:
    decision = ask(double_wage, signed=signed, **HIRED)

    assert decision.value.months == Fraction(months)
    assert decision.value.extra_pay == 7000 * Decimal(months)
    assert cited(decision) >= ALWAYS
    assert options(decision) == []


@pytest.mark.covers("L-41")
def test_a_part_month_counts_by_the_working_days_of_that_month() -> None:
    decision = ask(double_wage, signed=date(2026, 6, 15), **HIRED)

    # 2 to 14 June 2026 holds 9 working days, 2 June to 1 July 21: Dragon Boat on 19 June is off.
    assert decision.value.months == 2 + Fraction(9, 21)
    assert decision.value.extra_pay == yuan(17_000)
    assert said(decision).splitlines() == [
        "work since 2 March 2026; a contract is due within a month "
        "→ double wage from 2 April 2026 to 1 March 2027 at the latest (11 months)",
        "owed from 2 April 2026 to 14 June 2026",
        "2 whole months",
        "part month 2 June 2026 to 14 June 2026: 9 working days of the 21 in that month (to 1 July 2026) "
        "→ 0.4286… months",
        "a second wage = 2.4286… × 7,000.00 = 17,000.00, beside the wage paid",
    ]
    assert options(decision) == ["working_days_of_the_month"]
    assert decision.confidence.value == "interpretation"
    assert changes(decision) == [LIMITATION]
    assert cited(decision) == ALWAYS | {"ARB 27", "J2 6"}


@pytest.mark.covers("L-41")
def test_a_part_month_may_be_counted_over_21_75_and_is_never_more_than_a_month() -> None:
    decision = ask(double_wage, law=AVERAGE, signed=date(2026, 6, 15), **HIRED)
    # 1 to 30 July 2026: 22 working days of 23, more than 21.75.
    long_month = ask(
        double_wage, law=AVERAGE, hired=date(2026, 6, 1), signed=date(2026, 7, 31), monthly_wage=yuan(8700)
    )

    assert decision.value.months == 2 + Fraction(9) / Fraction("21.75")
    assert "part month 2 June 2026 to 14 June 2026: 9 working days ÷ 21.75 → 0.4138… months" in said(decision)
    assert options(decision) == ["average_21_75"]
    assert (long_month.value.months, long_month.value.extra_pay) == (1, yuan(8700))


def test_a_part_month_of_a_year_without_its_notice_says_so() -> None:
    known = ask(double_wage, hired=date(2025, 1, 1), signed=date(2025, 12, 16), monthly_wage=yuan(7000))
    over = ask(double_wage, hired=date(2026, 1, 16), signed=date(2026, 12, 31), monthly_wage=yuan(7000))
    whole = ask(double_wage, hired=date(2026, 5, 1), signed=date(2027, 2, 1), monthly_wage=yuan(7000))
    after = ask(double_wage, hired=date(2026, 5, 1), signed=date(2027, 2, 11), monthly_wage=yuan(7000))
    unknown = "The holiday notice of 2027 is not known; Monday to Friday count as worked, less the statutory holidays"

    assert unknown not in taken(known)
    assert taken(over).count(unknown) == 1
    assert unknown not in taken(whole)
    assert taken(after).count(unknown) == 1


@pytest.mark.covers("L-41")
def test_while_nothing_is_signed_the_day_asked_for_counts_as_well() -> None:
    decision = ask(double_wage, as_of=date(2026, 6, 1), **HIRED)

    assert decision.value.months == 2
    assert changes(decision) == ["Signing now stops the double wage, which else grows until 1 March 2027", LIMITATION]
    assert ask(double_wage, as_of=date(2026, 5, 31), **HIRED).value.months < 2
    # Asked on 22 November 2026 and without a day of its own: from 2 November on the part of an eighth month.
    asked = ask(double_wage, on=date(2026, 11, 22), **HIRED).value.months
    assert asked == 7 + Fraction(15, 22)
    assert ask(double_wage, on=date(2026, 12, 1), **HIRED).value.months == 8


@pytest.mark.covers("L-41")
def test_a_contract_signed_later_than_the_day_asked_for_was_not_there_yet() -> None:
    facts = {"signed": date(2026, 9, 2), **HIRED}

    assert ask(double_wage, as_of=date(2026, 6, 1), **facts).value.months == 2
    assert ask(double_wage, as_of=date(2026, 12, 1), **facts).value.months == 5
    assert ask(double_wage, on=date(2026, 6, 1), **facts).value.months == 5


@pytest.mark.covers("L-41")
def test_within_the_month_of_grace_nothing_is_owed() -> None:
    unsigned = ask(double_wage, as_of=date(2026, 4, 1), **HIRED)
    signed = ask(double_wage, signed=date(2026, 4, 2), **HIRED)
    not_yet = ask(double_wage, signed=date(2026, 4, 20), as_of=date(2026, 3, 20), **HIRED)

    assert unsigned.value.extra_pay == yuan(0)
    assert said(unsigned).endswith("by 1 April 2026 the time of grace has not run out → no double wage")
    assert changes(unsigned) == ["With a contract signed by 2 April 2026 there is no double wage"]
    assert said(signed).endswith("signed on 2 April 2026, not after 2 April 2026 → no double wage")
    assert changes(signed) == []
    assert said(not_yet).endswith("by 20 March 2026 the time of grace has not run out → no double wage")
    assert ask(double_wage, as_of=date(2026, 4, 2), **HIRED).value.months > 0


@pytest.mark.covers("L-42")
def test_after_a_year_the_contract_is_deemed_open_ended_and_double_wage_ends() -> None:
    full = ask(double_wage, as_of=date(2027, 3, 1), on=date(2027, 3, 1), **HIRED)
    later = ask(double_wage, signed=date(2027, 6, 1), **HIRED)
    before = ask(double_wage, as_of=date(2027, 2, 28), **HIRED)

    for decision in (full, later):
        assert decision.value.months == 11
        assert said(decision).endswith(
            "a year without a contract → deemed open-ended from 2 March 2027; no more double wage after that"
        )
        assert cited(decision) >= {"LCL 14", "J2 9", "ARB 27"}
        assert changes(decision) == [LIMITATION]
    assert before.value.months < 11
    assert "J2 9" not in cited(before)


def test_months_do_not_drift_after_a_short_month() -> None:
    decision = ask(double_wage, hired=date(2025, 1, 31), as_of=date(2026, 6, 30), monthly_wage=yuan(7000))

    assert decision.value.months == 11
    assert "double wage from 28 February 2025 to 30 January 2026" in said(decision)


@pytest.mark.covers("L-42")
@pytest.mark.parametrize(
    ("exemption", "article", "reason"),
    [
        (Exemption.REFUSED, "J2 7", "the employee refused to sign in bad faith"),
        (Exemption.NEGLIGENT, "J2 7", "the employee was grossly negligent in not signing"),
        (Exemption.FORCE_MAJEURE, "J2 7", "force majeure prevented signing"),
        (Exemption.EXTENDED, "J2 8", "the old contract was extended by law"),
    ],
)
def test_exemptions_free_from_double_wage(exemption: Exemption, article: str, reason: str) -> None:
    decision = ask(double_wage, exemption=exemption, **HIRED)

    assert (decision.value.months, decision.value.extra_pay) == (0, yuan(0))
    assert said(decision) == f"{reason} → no double wage"
    assert article in cited(decision)
    assert changes(decision) == [PROOF]


@pytest.mark.covers("L-42")
def test_the_second_interpretation_is_cited_only_once_it_was_law() -> None:
    facts = {"exemption": Exemption.REFUSED, **HIRED}
    before, since = ask(double_wage, on=date(2025, 8, 31), **facts), ask(double_wage, on=date(2025, 9, 1), **facts)

    assert before.value == since.value
    assert (cited(before), before.confidence.value) == (ALWAYS, "interpretation")
    assert (cited(since), since.confidence.value) == (ALWAYS | {"J2 7"}, "statute")


def test_the_steps_are_said_in_chinese_as_well() -> None:
    decision = ask(double_wage, signed=date(2026, 6, 15), **HIRED)

    assert said(decision, "zh-hans").splitlines()[-1] == (
        "另付一倍工资 = 2.4286… × 7,000.00 = 17,000.00 元（已付的正常工资之外）"
    )
    assert taken(decision, "zh-hans") == ["二倍工资不满一个月的部分怎样计算？按：该月的实际工作日"]


@pytest.mark.covers("L-42")
@pytest.mark.parametrize("status", list(Status))
def test_a_protected_status_extends_a_contract_that_ran_out(status: Status) -> None:
    decision = ask(double_wage, old_contract_end=date(2026, 1, 31), employee_status=status)

    assert (decision.value.months, decision.value.extra_pay) == (0, yuan(0))
    assert said(decision) == "the old contract was extended by law → no double wage"
    assert "J2 8" in cited(decision)
    assert taken(decision) == [
        "The reason of the extension is taken as lasting throughout; work that goes on after it ends needs a contract"
    ]


@pytest.mark.covers("L-42")
def test_a_protected_status_does_not_excuse_a_contract_never_made() -> None:
    decision = ask(double_wage, signed=date(2026, 8, 2), employee_status=Status.PREGNANT, **HIRED)

    assert decision.value.months == 4
    assert said(decision).startswith(
        "pregnancy, medical period and the like extend a contract that ran out; they excuse no contract never made"
    )


@pytest.mark.covers("L-43")
def test_a_renewal_has_a_new_month_of_grace_except_in_beijing() -> None:
    facts = {"old_contract_end": date(2026, 1, 31), "signed": date(2026, 6, 1), "monthly_wage": yuan(7000)}
    nation, beijing = ask(double_wage, **facts), ask(double_wage, law=BEIJING, **facts)

    assert (nation.value.months, nation.value.extra_pay) == (3, yuan(21_000))
    assert options(nation) == ["new_month"]
    assert "work since 1 February 2026" in said(nation)
    assert (beijing.value.months, beijing.value.extra_pay) == (4, yuan(28_000))
    assert options(beijing) == ["no_grace"]
    assert "BJQA 40–42" in cited(beijing) - cited(nation)
    assert said(beijing).startswith(
        "the contract ran out on 31 January 2026 and work went on; a renewal has no new month of grace "
        "→ double wage from 1 February 2026 to 31 January 2027 at the latest (12 months)"
    )


@pytest.mark.covers("L-43")
def test_the_most_a_renewal_costs_is_eleven_months_and_twelve_in_beijing() -> None:
    facts = {"old_contract_end": date(2024, 1, 31), "as_of": date(2026, 6, 1), "monthly_wage": yuan(7000)}

    assert ask(double_wage, **facts).value.months == 11
    assert ask(double_wage, law=BEIJING, **facts).value.months == 12
    # A first contract has its month of grace in Beijing too.
    first = ask(double_wage, law=BEIJING, signed=date(2026, 8, 2), **HIRED)
    assert (first.value.months, options(first)) == (4, [])


@pytest.mark.covers("L-43")
def test_work_that_did_not_go_on_after_the_term_costs_nothing() -> None:
    decision = ask(double_wage, old_contract_end=date(2026, 1, 31), continued_working=False)

    assert decision.value.extra_pay == yuan(0)
    assert said(decision) == "the contract ran out on 31 January 2026 and work did not go on → no double wage"
    # Without an old contract the fact says nothing.
    assert ask(double_wage, signed=date(2026, 8, 2), continued_working=False, **HIRED).value.months == 4


@pytest.mark.covers("L-43")
def test_dating_back_cures_where_it_is_genuine_and_the_region_accepts_it() -> None:
    facts = {"signed": date(2026, 8, 2), "backdated_to_hire_date": True, **HIRED}
    beijing = ask(double_wage, law=BEIJING, genuine=True, **facts)
    nation = ask(double_wage, genuine=True, **facts)
    forced = ask(double_wage, law=BEIJING, **facts)
    honest = ask(double_wage, law=BEIJING, signed=date(2026, 8, 2), genuine=True, **HIRED)

    assert (beijing.value.months, options(beijing)) == (0, ["cures"])
    assert said(beijing) == "the contract was genuinely dated back to the first day of work → no double wage"
    assert "BJQA 40–42" in cited(beijing)
    assert (nation.value.months, options(nation)) == (4, ["cures_nothing"])
    assert (forced.value.months, options(forced)) == (4, [])
    assert said(forced).startswith("dating the contract back was not the employee's genuine will: it cures nothing")
    assert honest.value.months == 4


@pytest.mark.parametrize(
    ("field", "facts", "sentence"),
    [
        (
            "hired",
            {"signed": date(2026, 8, 2)},
            "The first day of work (hired) is missing; for a renewal give the day the old contract ran out",
        ),
        (
            "old_contract_end",
            {"hired": date(2026, 3, 2), "old_contract_end": date(2026, 3, 1)},
            "The old contract ran out on 1 March 2026, before the first day of work 2 March 2026. Check the two dates.",
        ),
        (
            "monthly_wage",
            {"hired": date(2026, 3, 2), "signed": date(2026, 5, 2)},
            "The monthly wage (monthly_wage) is missing: the 1 month owed cannot be reckoned without it.",
        ),
        ("monthly_wage", {"monthly_wage": yuan(-1)}, "monthly_wage is -1, which cannot be below nought."),
    ],
)
def test_facts_that_cannot_be_or_are_missing_are_refused(field: str, facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(double_wage, **facts)

    assert refused.value.field == field
    assert refused.value.text.said("en").startswith(sentence)


def test_a_contract_of_one_day_may_have_run_out() -> None:
    day = date(2026, 3, 2)
    decision = ask(double_wage, hired=day, old_contract_end=day, signed=date(2026, 5, 3), monthly_wage=yuan(7000))

    assert decision.value.months == 1


@settings(max_examples=200)
@given(
    hired=st.dates(date(2008, 1, 1), date(2026, 12, 31)), days=st.integers(0, 800), more=st.integers(0, 60),
    wage=st.decimals(1, 200_000, places=2), law=st.sampled_from([BEIJING, AVERAGE]),
)  # fmt: skip
def test_signing_later_never_costs_less_and_never_more_than_eleven_months(
    hired: date, days: int, more: int, wage: Decimal, law: Law
) -> None:
    def owed(after: int) -> Any:
        return ask(double_wage, law=law, hired=hired, signed=hired + timedelta(after), monthly_wage=wage).value

    early, late = owed(days), owed(days + more)
    assert 0 <= early.months <= late.months <= 11
    assert early.extra_pay <= late.extra_pay
    assert late.extra_pay == to_cent(late.months * Fraction(wage))
