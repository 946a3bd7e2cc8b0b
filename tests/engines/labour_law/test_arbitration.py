"""Disputes: until when each step may be taken, whether an award is final, and who must prove what."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.arbitration import (
    AwardItem,
    Consequence,
    Issue,
    Item,
    Party,
    Treatment,
    acceptance,
    answer,
    award,
    burden,
    court,
    final_award,
    mediation,
)
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.law import CALENDAR, ask, cited, said, yuan

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 6, 30))


@pytest.mark.covers("L-74", "L6")
@pytest.mark.parametrize(
    ("filed", "deadline"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),
        (date(2026, 6, 5), date(2026, 6, 12)),  # from a Friday
        (date(2026, 6, 6), date(2026, 6, 12)),  # from a Saturday: Monday is the first day
        (date(2026, 9, 25), date(2026, 10, 9)),  # Mid-Autumn and National Day do not count
        (date(2026, 9, 30), date(2026, 10, 13)),  # the worked Saturday of 10 October does
    ],
)
def test_five_working_days_to_accept(filed: date, deadline: date) -> None:
    assert ask(acceptance, filed=filed).value.deadline == deadline


@pytest.mark.covers("L-74", "L6")
@pytest.mark.parametrize(
    ("received", "deadline"), [(date(2026, 6, 1), date(2026, 6, 15)), (date(2026, 9, 30), date(2026, 10, 20))]
)
def test_ten_working_days_to_answer(received: date, deadline: date) -> None:
    decision = ask(answer, copy_received=received)

    assert decision.value.deadline == deadline
    assert cited(decision) == {"ARB 30", "ARBR 80"}
    assert "10 个工作日" in said(decision, "zh-hans")


def test_a_year_without_a_holiday_notice_is_named() -> None:
    unknown = ask(acceptance, law=Law(), filed=date(2026, 6, 1))

    assert "holiday notice of 2026 is not known" in unknown.assumptions[0].text.said("en")
    assert not ask(acceptance, filed=date(2026, 6, 1)).assumptions


@pytest.mark.covers("L-74", "L6")
@pytest.mark.parametrize(
    ("complex_case", "approved", "deadline"),
    [
        (False, False, date(2026, 7, 18)),  # a Saturday: this time is not moved
        (True, False, date(2026, 7, 18)),
        (False, True, date(2026, 7, 18)),
        (True, True, date(2026, 8, 2)),
    ],
)
def test_forty_five_days_for_the_award_and_fifteen_more_only_if_complex_and_approved(
    complex_case: bool, approved: bool, deadline: date
) -> None:
    decision = ask(award, accepted=date(2026, 6, 3), complex=complex_case, extension_approved=approved)

    assert decision.value.deadline == deadline
    assert ("15 days more" in said(decision)) is (complex_case and approved)


@pytest.mark.covers("L-73", "L6")
@pytest.mark.parametrize(
    ("received", "party", "final", "deadline"),
    [
        (date(2026, 6, 1), Party.EMPLOYEE, None, date(2026, 6, 16)),
        (date(2026, 6, 1), Party.EMPLOYER, False, date(2026, 6, 16)),
        (date(2026, 6, 1), Party.EMPLOYEE, True, date(2026, 6, 16)),
        (date(2026, 6, 1), Party.EMPLOYER, True, date(2026, 7, 1)),  # set aside: thirty days
        (date(2026, 6, 5), Party.EMPLOYEE, None, date(2026, 6, 22)),  # Saturday, within the Dragon Boat days
        (date(2026, 9, 25), Party.EMPLOYEE, None, date(2026, 10, 10)),  # a Saturday that is worked
        (date(2026, 9, 17), Party.EMPLOYEE, None, date(2026, 10, 8)),  # National Day
    ],
)
def test_fifteen_days_for_the_court_and_on_to_the_next_working_day(
    received: date, party: Party, final: bool | None, deadline: date
) -> None:
    decision = ask(court, award_received=received, party=party, final=final)

    assert decision.value.deadline == deadline
    assert ("ARB 49" in cited(decision)) is (party is Party.EMPLOYER and final is True)
    assert bool(decision.assumptions) is (final is None)


@pytest.mark.covers("L-73")
def test_a_moved_deadline_is_said_with_the_article() -> None:
    decision = ask(court, award_received=date(2026, 9, 17))

    assert "2026 年 10 月 2 日不是工作日，顺延至 2026 年 10 月 8 日" in said(decision, "zh-hans")
    assert "not a working day" not in said(ask(court, award_received=date(2026, 6, 1)))


@pytest.mark.covers("L-73", "L6")
def test_mediation_has_fifteen_days_and_is_not_moved() -> None:
    assert ask(mediation, received=date(2026, 6, 5)).value.may_go_to_arbitration_after == date(2026, 6, 20)


@settings(max_examples=200)
@given(start=DAYS, later=st.integers(0, 60))
def test_deadlines_never_come_earlier_for_a_later_start(start: date, later: int) -> None:
    for rule, field in ((acceptance, "filed"), (answer, "copy_received"), (court, "award_received")):
        first = ask(rule, **{field: start}).value.deadline
        assert first <= ask(rule, **{field: start + timedelta(later)}).value.deadline
        assert CALENDAR.is_working(first)
    assert start + timedelta(15) <= ask(court, award_received=start).value.deadline


def item(kind: Item, amount: str | None = None) -> AwardItem:
    return AwardItem(type=kind, amount=None if amount is None else Decimal(amount))


@pytest.mark.covers("L-76")
@pytest.mark.parametrize(
    ("items", "final", "treated"),
    [
        ([item(Item.OVERTIME, "24000")], (True,), None),
        ([item(Item.OVERTIME, "24000.01")], (False,), Treatment.NON_FINAL),
        ([item(Item.SEVERANCE, "20000"), item(Item.ILLEGAL_DISMISSAL, "20000")], (True, True), None),
        ([item(Item.WAGES, "1"), item(Item.SEVERANCE, "30000")], (True, False), Treatment.NON_FINAL),
        ([item(Item.WORKING_TIME), item(Item.REST_AND_LEAVE), item(Item.SOCIAL_INSURANCE, "99999")], (True,) * 3, None),
        ([item(Item.REINSTATEMENT), item(Item.OVERTIME, "0")], (False, True), Treatment.NON_FINAL),
        ([item(Item.EMPLOYMENT_STATUS, "1")], (False,), Treatment.NON_FINAL),
    ],
)
def test_each_item_is_held_against_twelve_minimum_wages(
    items: list[AwardItem], final: tuple[bool, ...], treated: Treatment | None
) -> None:
    value = ask(final_award, items=tuple(items), local_min_wage=yuan(2000)).value

    assert (value.threshold, value.final, value.whole_award_treated_as) == (yuan("24000.00"), final, treated)


def test_an_award_without_items_amounts_or_minimum_wage_is_refused() -> None:
    paid = (item(Item.WAGES, "1"),)
    for items, wage, field in [
        ((), 2000, "items"),
        ((item(Item.WAGES),), 2000, "items"),
        ((item(Item.WAGES, "-1"),), 2000, "items"),
        (paid, 0, "local_min_wage"),
    ]:
        with pytest.raises(FactError) as refused:
            ask(final_award, items=items, local_min_wage=yuan(wage))
        assert refused.value.field == field


@settings(max_examples=200)
@given(amount=st.decimals(0, 100_000, places=2), more=st.decimals(0, 100_000, places=2), wage=st.integers(1, 9000))
def test_a_greater_item_is_never_final_where_a_smaller_one_is_not(amount: Decimal, more: Decimal, wage: int) -> None:
    items = tuple(AwardItem(type=Item.WAGES, amount=one) for one in (amount, amount + more))
    value = ask(final_award, items=items, local_min_wage=yuan(wage)).value

    assert value.final[0] >= value.final[1]
    assert value.final[0] is (amount <= 12 * wage)


@pytest.mark.covers("L-77", "L-65", "R-125")
@pytest.mark.parametrize("issue", [Issue.DISMISSAL, Issue.PAY_CUT, Issue.SENIORITY])
def test_the_employer_proves_what_it_decided(issue: Issue) -> None:
    decision = ask(burden, issue=issue)

    assert (decision.value.burden, decision.value.consequence) == (Party.EMPLOYER, None)
    assert "J1 44" in cited(decision)


@pytest.mark.covers("L-77")
@pytest.mark.parametrize(
    ("shown", "produced", "who", "consequence"),
    [
        (False, None, Party.EMPLOYEE, None),
        (False, False, Party.EMPLOYEE, None),
        (True, None, Party.EMPLOYER, None),
        (True, True, Party.EMPLOYER, None),
        (True, False, Party.EMPLOYER, Consequence.OVERTIME),
    ],
)
def test_overtime_is_presumed_where_the_employer_keeps_its_records_back(
    shown: bool, produced: bool | None, who: Party, consequence: Consequence | None
) -> None:
    decision = ask(
        burden, issue=Issue.OVERTIME, employee_shows_employer_holds_records=shown, employer_produces=produced
    )

    assert (decision.value.burden, decision.value.consequence) == (who, consequence)
    assert "J1 42" in cited(decision)


@pytest.mark.covers("L-77")
@pytest.mark.parametrize(
    ("years", "shown", "who"),
    [
        ("0.5", False, Party.EMPLOYER),
        ("2", False, Party.EMPLOYER),
        ("2.01", False, Party.EMPLOYEE),
        ("2.01", True, Party.EMPLOYER),
        (None, False, Party.EMPLOYER),
    ],
)
def test_records_of_wages_are_the_employers_to_show_for_two_years(years: str | None, shown: bool, who: Party) -> None:
    facts = {
        "issue": Issue.WAGE_RECORD, "employee_shows_employer_holds_records": shown,
        "years_before_filing": None if years is None else Decimal(years),
    }  # fmt: skip
    decision = ask(burden, employer_produces=False, **facts)

    assert decision.value.burden is who
    assert decision.value.consequence is (Consequence.CLAIM if who is Party.EMPLOYER else None)
    assert ask(burden, employer_produces=True, **facts).value.consequence is None
    assert (decision.confidence is Confidence.INTERPRETATION) is (who is Party.EMPLOYEE)
    assert {"WP 6", "ARB 39"} <= cited(decision)
