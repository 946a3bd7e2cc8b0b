"""Severance: when it is due, how many months, which wage, and where the caps bite."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.severance import Ending, Offer, due, illegal, n_plus_one, pre2008, severance
from dengta.engines.labour_law.errors import FactError, NotInForce
from dengta.engines.labour_law.money import to_cent
from tests.engines.labour_law.answers import steps
from tests.engines.labour_law.law import ask, cited, said, yuan

WAGES = st.decimals(min_value=1, max_value=200_000, places=2)
STARTS = st.dates(min_value=date(2008, 1, 1), max_value=date(2020, 12, 31))
DAYS = st.integers(min_value=0, max_value=40 * 365)


@pytest.mark.covers("L3", "L-57")
@pytest.mark.parametrize(
    ("last_day", "months"),
    [
        (date(2023, 6, 1), "0.5"),  # the first day already counts
        (date(2023, 11, 29), "0.5"),
        (date(2023, 11, 30), "1"),  # six months to the day
        (date(2024, 5, 31), "1"),  # a full year adds nothing
        (date(2024, 6, 1), "1.5"),
        (date(2024, 11, 30), "2"),
    ],
)
def test_six_months_count_as_a_year_and_less_as_half_a_month(last_day: date, months: str) -> None:
    decision = ask(severance, start=date(2023, 6, 1), last_day=last_day, avg_wage_12m=yuan(8000))

    assert decision.value.months == Decimal(months)
    assert decision.value.amount == Decimal(months) * 8000
    assert {"LCL 46", "LCL 47"} <= cited(decision)


@pytest.mark.covers("L-58")
def test_a_wage_above_three_times_the_local_average_is_capped_and_so_are_the_years() -> None:
    facts = {"start": date(2010, 1, 1), "last_day": date(2026, 6, 30), "local_avg_wage": yuan(12000)}

    at_the_line = ask(severance, avg_wage_12m=yuan(36000), **facts)
    above = ask(severance, avg_wage_12m=yuan("36000.01"), **facts)

    assert (at_the_line.value.months, at_the_line.value.capped) == (17, False)
    assert at_the_line.value.amount == yuan(612_000)
    assert (above.value.months, above.value.base, above.value.capped) == (12, yuan(36000), True)
    assert above.value.amount == yuan(432_000)
    assert "3 × 12,000.00 = 36,000.00" in said(above)
    assert "17 months are more than 12" in said(above)


@pytest.mark.covers("L-57")
def test_no_month_is_reckoned_below_the_minimum_wage() -> None:
    facts = {"start": date(2025, 1, 1), "last_day": date(2026, 6, 30), "local_min_wage": yuan(2540)}

    assert ask(severance, avg_wage_12m=yuan("2539.99"), **facts).value.base == yuan(2540)
    assert "Regs 27" in cited(ask(severance, avg_wage_12m=yuan("2539.99"), **facts))
    at_the_line = ask(severance, avg_wage_12m=yuan(2540), **facts)
    assert at_the_line.value.base == yuan(2540)
    assert "Regs 27" not in cited(at_the_line)
    assert steps(at_the_line)[1] == "base: average gross wage of twelve months, 2,540.00"
    assert ask(severance, avg_wage_12m=yuan("2540.01"), **facts).value.base == yuan("2540.01")


@pytest.mark.covers("L-58")
@pytest.mark.parametrize(("last_day", "said_so"), [(date(2021, 12, 31), False), (date(2022, 1, 1), True)])
def test_only_months_beyond_twelve_are_cut(last_day: date, said_so: bool) -> None:
    decision = ask(
        severance, start=date(2010, 1, 1), last_day=last_day, avg_wage_12m=yuan(9001), local_avg_wage=yuan(3000)
    )  # fmt: skip

    assert (decision.value.months, decision.value.amount) == (12, yuan(108_000))
    assert ("12.5 months are more than 12: 12 count" in steps(decision)) is said_so
    assert ("more than 12" in said(decision)) is said_so


def test_the_reader_is_told_what_was_not_known_and_what_would_change_the_sum() -> None:
    decision = ask(severance, start=date(2023, 6, 1), last_day=date(2026, 11, 28), avg_wage_12m=yuan(8000))

    assert [taken.text.said("en") for taken in decision.assumptions] == [
        "No local average wage was given; the wage is taken as not above three times of it"
    ]
    assert [change.said("en") for change in decision.changes] == [
        "With 2 more days of service half a month's wage is added"
    ]
    assert "3 年 5 个月 28 天" in said(decision, "zh-hans")


@pytest.mark.parametrize(
    ("last_day", "days"), [(date(2024, 5, 31), 1), (date(2024, 6, 1), 182), (date(2023, 11, 30), 184)]
)
def test_the_days_until_the_next_half_month_are_counted(last_day: date, days: int) -> None:
    facts = {"start": date(2023, 6, 1), "avg_wage_12m": yuan(1000)}
    decision = ask(severance, last_day=last_day, **facts)

    assert decision.changes[0].facts["days"] == days
    assert ask(severance, last_day=last_day + timedelta(days - 1), **facts).value.months == decision.value.months
    later = ask(severance, last_day=last_day + timedelta(days), **facts)
    assert later.value.months == decision.value.months + Decimal("0.5")


def test_dates_the_wrong_way_round_are_refused_with_both_days() -> None:
    with pytest.raises(FactError) as refused:
        ask(severance, start=date(2026, 6, 2), last_day=date(2026, 6, 1), avg_wage_12m=yuan(1))

    assert refused.value.field == "last_day"
    assert refused.value.text.said("en") == (
        "The last day 1 June 2026 is before the first day 2 June 2026. Check the two dates."
    )


def test_the_contract_law_is_not_asked_for_days_before_it_was_law() -> None:
    with pytest.raises(NotInForce):
        ask(severance, on=date(2007, 12, 31), start=date(2007, 1, 1), last_day=date(2007, 6, 1), avg_wage_12m=yuan(1))


@pytest.mark.covers("L3", "L-59")
def test_the_plus_one_is_the_last_wage_and_only_without_notice() -> None:
    facts = {"months": Decimal(3), "avg_wage_12m": yuan(8000), "last_month_wage": yuan(8600)}

    assert ask(n_plus_one, notice_given_days=29, **facts).value.total == yuan(32_600)
    told = ask(n_plus_one, notice_given_days=30, **facts)
    assert (told.value.N, told.value.notice_pay, told.value.total) == (yuan(24_000), yuan(0), yuan(24_000))
    assert ask(n_plus_one, notice_given_days=29, **facts).changes
    assert not told.changes
    assert steps(told) == [
        "base: average gross wage of twelve months, 8,000.00",
        "severance N = 3 × 8,000.00 = 24,000.00",
        "30 days' written notice was given: no pay in its place",
        "total = 24,000.00 + 0.00 = 24,000.00",
    ]


def test_n_plus_one_is_reckoned_with_the_minimum_wage_and_with_all_months_below_the_cap() -> None:
    decision = ask(
        n_plus_one, months=Decimal(15), avg_wage_12m=yuan(2000), last_month_wage=yuan(1900), local_min_wage=yuan(2540)
    )  # fmt: skip

    assert (decision.value.N, decision.value.notice_pay, decision.value.total) == (
        yuan(38_100), yuan(1900), yuan(40_000)
    )  # fmt: skip
    assert steps(decision)[1:] == [
        "severance N = 15 × 2,540.00 = 38,100.00",
        "no thirty days' written notice: last month's wage, 1,900.00, in its place",
        "total = 38,100.00 + 1,900.00 = 40,000.00",
    ]


def test_the_plus_one_is_not_capped_with_n() -> None:
    decision = ask(
        n_plus_one, months=Decimal(15), avg_wage_12m=yuan(50_000), last_month_wage=yuan(50_000),
        local_avg_wage=yuan(10_000),
    )  # fmt: skip

    assert 12 * yuan(30_000) == decision.value.N
    assert decision.value.notice_pay == yuan(50_000)


@pytest.mark.covers("L3", "L-60")
def test_an_illegal_dismissal_costs_twice_and_nothing_beside() -> None:
    facts = {"start": date(2005, 1, 1), "last_day": date(2010, 12, 31), "avg_wage_12m": yuan(5000)}
    decision = ask(illegal, claimed_notice_pay=True, **facts)

    assert (decision.value.months, decision.value.amount) == (6, yuan(60_000))  # not split at 2008
    assert (decision.value.notice_pay, decision.value.plus_N) == (yuan(0), False)
    assert "not paid beside damages" in said(decision)
    assert "not paid beside damages" not in said(ask(illegal, **facts))
    assert "reinstatement" in decision.changes[-1].said("en")
    assert steps(decision)[-2].startswith("damages 2N = 2 × 6 × 5,000.00 = 60,000.00 ")


def test_damages_are_reckoned_with_the_minimum_wage_and_with_all_years_below_the_cap() -> None:
    decision = ask(
        illegal, start=date(2010, 1, 1), last_day=date(2026, 6, 30), avg_wage_12m=yuan(2000), local_min_wage=yuan(2540)
    )  # fmt: skip

    assert (decision.value.months, decision.value.amount) == (17, yuan(86_360))


def test_the_cap_halves_nothing_of_the_damages_but_the_wage_and_the_years() -> None:
    decision = ask(
        illegal, start=date(2010, 1, 1), last_day=date(2026, 6, 30), avg_wage_12m=yuan(60_000),
        local_avg_wage=yuan(12_000),
    )  # fmt: skip

    assert decision.value.amount == 2 * 12 * yuan(36_000)


@pytest.mark.covers("L-61")
def test_a_year_started_before_2008_counts_whole_and_the_rest_by_the_new_law() -> None:
    decision = ask(pre2008, start=date(2005, 7, 1), last_day=date(2026, 6, 30), avg_wage_12m=yuan(8000))

    assert (decision.value.pre2008_months, decision.value.post2008_months) == (3, 19)
    assert (decision.value.months, decision.value.base, decision.value.capped) == (22, yuan(8000), False)
    assert decision.value.amount == 22 * yuan(8000)
    assert "1994-481" in cited(decision)
    assert steps(decision) == [
        "before 2008: 1 July 2005 to 31 December 2007, a started year counts as one → 3 months",
        "service from 1 January 2008 to 30 June 2026: 18 years, 6 months, 0 days; "
        "six months and more count as one month's wage, less as half of one → 19 months",
        "base: average gross wage of twelve months, 8,000.00",
        "3 + 19 = 22 months; 22 × 8,000.00 = 176,000.00",
    ]
    low = ask(
        pre2008, start=date(2005, 7, 1), last_day=date(2026, 6, 30), avg_wage_12m=yuan(2000), local_min_wage=yuan(2540)
    )  # fmt: skip
    assert (low.value.base, low.value.amount) == (yuan(2540), yuan(55_880))


@pytest.mark.covers("L-61")
@pytest.mark.parametrize(
    ("start", "last_day", "old", "new"),
    [
        (date(2007, 12, 31), date(2007, 12, 31), "1", "0"),  # a day is a started year
        (date(2007, 12, 31), date(2008, 1, 1), "1", "0.5"),
        (date(2008, 1, 1), date(2008, 1, 1), "0", "0.5"),
    ],
)
def test_the_first_and_the_last_day_beside_2008_count(start: date, last_day: date, old: str, new: str) -> None:
    value = ask(pre2008, start=start, last_day=last_day, avg_wage_12m=yuan(1000)).value

    assert (value.pre2008_months, value.post2008_months) == (Decimal(old), Decimal(new))


@pytest.mark.covers("L-61")
def test_whether_the_cap_binds_the_old_years_is_a_switch() -> None:
    facts = {
        "start": date(2003, 1, 1), "last_day": date(2026, 6, 30), "avg_wage_12m": yuan(60_000),
        "local_avg_wage": yuan(12_000),
    }  # fmt: skip

    usual = ask(pre2008, **facts)
    strict = ask(pre2008, pre2008_policy="all_service", **facts)

    assert (usual.value.pre2008_months, usual.value.post2008_months) == (5, 12)
    assert (usual.value.base, usual.value.capped) == (yuan(36_000), True)
    assert (strict.value.pre2008_months, strict.value.post2008_months) == (0, 12)
    assert usual.assumptions[-1].option is not None
    assert usual.assumptions[-1].option.key == "from_2008"
    assert usual.confidence.value == "interpretation"


@pytest.mark.covers("L-61")
@pytest.mark.parametrize(
    ("ground", "old"),
    [
        (Ending.NO_FAULT, 16),
        (Ending.LAYOFF, 16),
        (Ending.EMPLOYER_FAULT, 16),
        (Ending.EMPLOYER_PROPOSED, 12),  # by agreement never more than twelve
        (Ending.NO_RENEWAL, 0),  # the end of a term earned nothing
        (Ending.EXPIRY, 0),
    ],
)
def test_service_before_2008_counts_by_the_rules_of_that_time(ground: Ending, old: int) -> None:
    facts = {"start": date(1992, 4, 1), "last_day": date(2020, 12, 31), "avg_wage_12m": yuan(5000)}
    decision = ask(pre2008, ground=ground, **facts)

    assert (decision.value.pre2008_months, decision.value.post2008_months) == (old, 13)
    assert decision.value.amount == (old + 13) * yuan(5000)
    assert ("16 months are more than 12: 12 count" in said(decision)) is (old == 12)
    assert ("earned no severance → 0 months" in said(decision)) is (old == 0)
    assert ({"1994-481", "1994-481 5"} & cited(decision)) == (
        {"1994-481", "1994-481 5"} if old == 12 else {"1994-481"} if old else set()
    )


def test_twelve_years_before_2008_are_not_cut() -> None:
    facts = {"start": date(1996, 1, 1), "last_day": date(2010, 6, 30), "avg_wage_12m": yuan(5000)}

    assert ask(pre2008, ground=Ending.EMPLOYER_PROPOSED, **facts).value.pre2008_months == 12


@pytest.mark.parametrize("policy", ["one base", True])
def test_a_policy_that_is_not_known_changes_nothing_and_is_told(policy: str | bool) -> None:
    facts = {
        "start": date(2003, 1, 1), "last_day": date(2026, 6, 30), "avg_wage_12m": yuan(60_000),
        "local_avg_wage": yuan(12_000),
    }  # fmt: skip
    decision = ask(pre2008, pre2008_policy=policy, **facts)

    assert decision.value == ask(pre2008, **facts).value
    assert f"The rule “{policy}” for service before 2008" in decision.assumptions[0].text.said("en")


def test_service_that_lies_on_one_side_of_2008_has_nothing_on_the_other() -> None:
    before = ask(pre2008, start=date(2004, 1, 1), last_day=date(2007, 12, 31), avg_wage_12m=yuan(1000))
    after = ask(pre2008, start=date(2008, 1, 1), last_day=date(2010, 12, 31), avg_wage_12m=yuan(1000))

    assert (before.value.pre2008_months, before.value.post2008_months) == (4, 0)
    assert (after.value.pre2008_months, after.value.post2008_months) == (0, 3)


@pytest.mark.covers("L-52")
@pytest.mark.parametrize("ground", [ground for ground in Ending if ground is not Ending.EXPIRY])
def test_each_way_of_ending_has_its_answer_and_its_article(ground: Ending) -> None:
    owed = {
        Ending.EMPLOYER_PROPOSED, Ending.EMPLOYER_FAULT, Ending.UNPAID_INSURANCE, Ending.BULLYING, Ending.NO_FAULT,
        Ending.LAYOFF, Ending.NO_RENEWAL, Ending.DISSOLVED,
    }  # fmt: skip
    decision = ask(due, ground=ground)

    assert decision.value.due is (ground in owed)
    assert decision.value.multiple == (1 if ground in owed else None)
    assert len(decision.articles) == 2
    assert said(decision).endswith("severance is due" if ground in owed else "severance is not due")


@pytest.mark.covers("L-52")
@pytest.mark.parametrize(
    ("offer", "declined", "owed"),
    [
        (Offer.SAME_OR_BETTER, True, False),
        (Offer.SAME_OR_BETTER, False, True),
        (Offer.WORSE, True, True),
        (Offer.NONE, False, True),
    ],
)
def test_a_term_that_ran_out_costs_unless_a_fair_offer_was_declined(offer: Offer, declined: bool, owed: bool) -> None:
    decision = ask(due, ground=Ending.EXPIRY, offer=offer, employee_declined=declined)

    assert decision.value.due is owed
    assert "LCL 46(5)" in cited(decision)
    assert said(decision) == (
        "the term ran out, and the employee did not decline the same or better terms → severance is due"
        if owed
        else "the same or better terms were offered and the employee declined → severance is not due"
    )


@settings(max_examples=200)
@given(start=STARTS, days=DAYS, more=st.integers(0, 800), wage=WAGES, raise_by=WAGES)
def test_more_service_or_more_wage_never_gives_less(
    start: date, days: int, more: int, wage: Decimal, raise_by: Decimal
) -> None:
    def amount(last: int, average: Decimal) -> Decimal:
        facts = {"start": start, "last_day": start + timedelta(last), "local_avg_wage": yuan(9000)}
        value: Decimal = ask(severance, avg_wage_12m=average, **facts).value.amount
        return value

    assert amount(days, wage) <= amount(days + more, wage)
    # Above three times the local average the years are capped too: there more wage may give less, as the law has it.
    if wage + raise_by <= 27_000 or wage > 27_000:
        assert amount(days, wage) <= amount(days, wage + raise_by)


@settings(max_examples=200)
@given(start=STARTS, days=DAYS, wage=WAGES, local=WAGES)
def test_no_severance_exceeds_its_caps(start: date, days: int, wage: Decimal, local: Decimal) -> None:
    value = ask(
        severance, start=start, last_day=start + timedelta(days), avg_wage_12m=wage, local_avg_wage=local
    ).value  # fmt: skip

    assert value.base <= max(3 * local, wage)
    assert value.capped is (wage > 3 * local)
    if value.capped:
        assert value.months <= 12
        assert value.base == 3 * local
    assert value.amount == to_cent(value.months * value.base)
