"""Limitation of claims: when the year begins, what starts it anew, and when it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.limitation import (
    Claim,
    Interruption,
    LimitationType,
    Stage,
    arbitration,
    defence,
)
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError, NotInForce
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.periods import add_months
from tests.engines.labour_law.law import BEIJING, CALENDAR, ask, cited, said

DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2025, 12, 31))
GENERAL = [Claim.DOUBLE_WAGE, Claim.SEVERANCE, Claim.ILLEGAL_DISMISSAL, Claim.OTHER]


@pytest.mark.covers("L-75", "L6")
@pytest.mark.parametrize("claim", GENERAL)
def test_a_claim_lasts_one_year_from_knowing(claim: Claim) -> None:
    facts = {"claim": claim, "knew": date(2025, 3, 10)}
    last, late = (ask(arbitration, filed=day, **facts) for day in (date(2026, 3, 10), date(2026, 3, 11)))

    assert last.value.deadline == date(2026, 3, 10)
    assert (last.value.in_time, late.value.in_time) == (True, False)
    assert last.value.limitation_type is LimitationType.GENERAL
    assert ask(arbitration, **facts).value.in_time is None
    assert "too late, if the other side says so" in said(late)
    assert last.confidence is Confidence.STATUTE


@pytest.mark.covers("L-75", "L6")
@pytest.mark.parametrize("claim", [Claim.OVERTIME_PAY, Claim.WAGE_ARREARS])
def test_wages_have_no_limit_while_employment_lasts_and_a_year_from_its_end(claim: Claim) -> None:
    lasting = ask(arbitration, claim=claim, arrears_since=date(2018, 5, 1), knew=date(2018, 6, 1))
    ended = ask(arbitration, claim=claim, employment_end=date(2025, 6, 30), knew=date(2020, 1, 1))

    assert (lasting.value.deadline, lasting.value.in_time) == (None, None)
    assert lasting.value.limitation_type is LimitationType.WAGES
    assert ask(arbitration, claim=claim, filed=date(2026, 1, 1)).value.in_time is True
    assert "自 2018 年 5 月 1 日起拖欠" in said(lasting, "zh-hans")
    assert "ARB 27(4)" in cited(lasting)
    assert (ended.value.deadline, ended.value.limitation_type) == (date(2026, 6, 30), LimitationType.WAGES)


@pytest.mark.covers("L-75")
@pytest.mark.parametrize(
    ("knew", "deadline"),
    [
        (date(2025, 3, 13), date(2026, 3, 13)),  # a Friday
        (date(2025, 3, 14), date(2026, 3, 16)),  # Saturday: on Monday
        (date(2025, 9, 20), date(2026, 9, 20)),  # a Sunday that is worked for the holidays
        (date(2025, 10, 1), date(2026, 10, 8)),  # National Day: after the holidays
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_year_that_ends_on_a_day_off_ends_on_the_next_working_day(knew: date, deadline: date) -> None:
    decision = ask(arbitration, claim=Claim.ILLEGAL_DISMISSAL, knew=knew)

    assert decision.value.deadline == deadline
    assert ("CC 203" in cited(decision)) is (deadline > add_months(knew, 12))


@pytest.mark.covers("L-75")
@pytest.mark.parametrize("how", [None, *Interruption])
def test_a_demand_a_complaint_or_a_promise_starts_the_year_anew(how: Interruption | None) -> None:
    decision = ask(
        arbitration, claim=Claim.SEVERANCE, knew=date(2025, 3, 10), interruption=how,
        interrupted_on=date(2025, 11, 5), filed=date(2026, 11, 5),
    )  # fmt: skip

    assert (decision.value.deadline, decision.value.in_time) == (date(2026, 11, 5), True)
    assert "ARB 27(2)" in cited(decision)


@pytest.mark.covers("L-75")
@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        (date(2025, 3, 9), date(2026, 3, 10)),
        (date(2025, 3, 10), date(2026, 3, 10)),
        (date(2025, 3, 11), date(2026, 3, 11)),
        (date(2026, 3, 10), date(2027, 3, 10)),
        (date(2026, 3, 11), date(2026, 3, 10)),
    ],
)
def test_an_interruption_counts_only_within_the_running_year(day: date, deadline: date) -> None:
    decision = ask(arbitration, claim=Claim.SEVERANCE, knew=date(2025, 3, 10), interrupted_on=day)

    assert decision.value.deadline == deadline
    outside = not date(2025, 3, 10) <= day <= date(2026, 3, 10)
    assert ("lies outside the year" in said(decision)) is outside


@pytest.mark.covers("L-75")
def test_leave_pay_counts_from_the_end_of_the_year_into_which_leave_may_slip() -> None:
    facts = {"claim": Claim.UNUSED_LEAVE_PAY, "leave_year": 2024}
    beijing = ask(arbitration, law=BEIJING, filed=date(2026, 12, 31), **facts)

    assert (beijing.value.deadline, beijing.value.in_time) == (date(2026, 12, 31), True)
    assert ask(arbitration, filed=date(2027, 1, 4), **facts).value.in_time is False
    left = ask(arbitration, employment_end=date(2025, 4, 30), **facts)
    assert left.value.deadline == date(2026, 4, 30)
    assert ask(arbitration, employment_end=date(2026, 4, 30), **facts).value.deadline == date(2026, 12, 31)
    assert beijing.confidence is Confidence.INTERPRETATION


@pytest.mark.covers("L-75")
def test_how_leave_pay_lapses_is_a_switch() -> None:
    facts = {"claim": Claim.UNUSED_LEAVE_PAY, "leave_year": 2024}
    strict = Law(calendar=CALENDAR, answers={"limitation.leave_pay": "after_leave_year"})
    wages = Law(calendar=CALENDAR, answers={"limitation.leave_pay": "as_wages"})

    within_the_year = ask(arbitration, law=strict, **facts)
    assert within_the_year.value.deadline == date(2025, 12, 31)
    assert "leave of 2024: the year begins after the end of that year, 31 December 2024" in said(within_the_year)
    assert ask(arbitration, law=wages, **facts).value.deadline is None
    ended = ask(arbitration, law=wages, employment_end=date(2025, 6, 30), **facts).value
    assert (ended.deadline, ended.limitation_type) == (date(2026, 6, 30), LimitationType.WAGES)


def test_without_a_day_of_knowing_the_end_of_employment_is_taken_and_said() -> None:
    decision = ask(arbitration, claim=Claim.SEVERANCE, employment_end=date(2025, 6, 30))

    assert decision.value.deadline == date(2026, 6, 30)
    assert "end of employment is taken" in decision.assumptions[0].text.said("en")
    with pytest.raises(FactError) as refused:
        ask(arbitration, claim=Claim.SEVERANCE)
    assert refused.value.field == "knew"


def test_an_interruption_without_its_day_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(arbitration, claim=Claim.OVERTIME_PAY, interruption=Interruption.PROMISE)

    assert refused.value.field == "interrupted_on"


def test_a_year_without_a_holiday_notice_is_named() -> None:
    unknown = ask(arbitration, law=Law(), claim=Claim.SEVERANCE, knew=date(2025, 3, 14))

    assert unknown.value.deadline == date(2026, 3, 16)
    assert "holiday notice of 2026 is not known" in unknown.assumptions[0].text.said("en")
    assert not ask(arbitration, claim=Claim.SEVERANCE, knew=date(2025, 3, 14)).assumptions


@settings(max_examples=200)
@given(knew=DAYS, later=st.integers(0, 400), filed_after=st.integers(0, 500))
def test_who_knows_later_has_never_less_time(knew: date, later: int, filed_after: int) -> None:
    filed = knew + timedelta(filed_after)
    first = ask(arbitration, claim=Claim.OTHER, knew=knew, filed=filed).value
    second = ask(arbitration, claim=Claim.OTHER, knew=knew + timedelta(later), filed=filed).value

    assert first.deadline <= second.deadline
    assert add_months(knew, 12) <= first.deadline <= add_months(knew, 12) + timedelta(12)
    assert CALENDAR.is_working(first.deadline)
    assert first.in_time is (filed <= first.deadline)
    assert second.in_time or not first.in_time


@pytest.mark.covers("L-75")
@pytest.mark.parametrize(
    ("at_arbitration", "stage", "evidence", "accepted"),
    [
        (True, None, False, True),
        (True, Stage.RETRIAL, False, True),
        (False, Stage.ARBITRATION, False, True),
        (False, Stage.FIRST_INSTANCE, False, False),
        (False, Stage.FIRST_INSTANCE, True, True),
        (False, Stage.SECOND_INSTANCE, True, True),
        (False, Stage.SECOND_INSTANCE, False, False),
        (False, Stage.RETRIAL, True, False),
        (False, None, False, False),
    ],
)
def test_the_defence_is_raised_at_arbitration_or_rests_on_new_evidence(
    at_arbitration: bool, stage: Stage | None, evidence: bool, accepted: bool
) -> None:
    decision = ask(defence, raised_at_arbitration=at_arbitration, raised_first_at=stage, new_evidence=evidence)

    assert decision.value.defence_accepted is accepted
    assert cited(decision) == {"J2 20"}


def test_the_defence_is_not_asked_for_before_the_second_interpretation() -> None:
    with pytest.raises(NotInForce):
        ask(defence, on=date(2025, 8, 31))


@pytest.mark.covers("L-75")
@pytest.mark.parametrize("claim", [Claim.SEVERANCE, Claim.ILLEGAL_DISMISSAL])
def test_a_claim_that_arises_with_the_end_runs_from_it_however_early_it_was_known(claim: Claim) -> None:
    early = ask(arbitration, claim=claim, knew=date(2026, 3, 2), employment_end=date(2026, 6, 30))
    late = ask(arbitration, claim=claim, knew=date(2026, 7, 6), employment_end=date(2026, 6, 30))
    double = ask(arbitration, claim=Claim.DOUBLE_WAGE, knew=date(2026, 3, 2), employment_end=date(2026, 6, 30))

    assert early.value.deadline == date(2027, 6, 30)
    assert "arises with the end of employment" in said(early)
    assert late.value.deadline == date(2027, 7, 6)
    assert double.value.deadline == date(2027, 3, 2)
