"""The working time directive: rest, hours, night work and leave; what it leaves to member states is not known."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.european_union import PACK
from dengta.engines.labour_law.european_union.hours import Reference, night_work, weekly_average
from dengta.engines.labour_law.european_union.leave import paid_leave
from dengta.engines.labour_law.european_union.rest import Work, break_in_day, daily_rest, weekly_rest
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Finding, Severity, Shift, Terms, Worker
from dengta.engines.labour_law.params import Unknown
from tests.engines.labour_law.law import ask, cited, said

MONDAY = date(2026, 6, 1)
TERMS = Terms(monthly_wage=Decimal(3000))
OPT_OUT_USED = Law(region="EU", answers={"eu.opt_out": "used"})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """So many days after the Monday, at that time; hours beyond 24 lie on the next day."""
    return datetime.combine(MONDAY, time()) + timedelta(days=day, hours=hour, minutes=minute)


def shift(day: int, start: int, end: int, *, minutes: int = 0) -> Work:
    return Work(start=at(day, start), end=at(day, end, minutes))


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("shifts", "violations", "shortest"),
    [
        ([shift(0, 8, 20), shift(1, 7, 15)], [], "11"),
        ([shift(0, 8, 20, minutes=1), shift(1, 7, 15)], [at(0, 8)], "10.98"),
        ([shift(0, 8, 21)], [], "11"),
        ([shift(0, 8, 22)], [at(0, 8)], "10"),  # one shift of fourteen hours leaves no eleven
        ([shift(0, 8, 12), shift(0, 16, 20), shift(1, 8, 12)], [], "12"),  # split, with the night free
        ([shift(0, 6, 14), shift(0, 22, 30), shift(1, 14, 22)], [at(0, 6)], "8"),
        ([shift(0, 14, 22), shift(1, 6, 14), shift(2, 6, 14)], [at(0, 14)], "8"),  # late, then early
    ],
)
def test_each_24_hours_from_the_start_of_work_hold_eleven_hours_of_rest(
    shifts: list[Work], violations: list[datetime], shortest: str
) -> None:
    decision = ask(daily_rest, shifts=tuple(reversed(shifts)))

    assert decision.value.violations == tuple(violations)
    assert decision.value.compliant is not bool(violations)
    assert decision.value.shortest == Decimal(shortest)
    assert bool(decision.changes) is bool(violations)


@pytest.mark.parametrize(
    "shifts",
    [(), (shift(0, 8, 8),), (shift(0, 9, 8),), (shift(0, 8, 12), shift(0, 11, 15))],
)
def test_shifts_that_cannot_be_are_refused(shifts: tuple[Work, ...]) -> None:
    with pytest.raises(FactError) as refused:
        ask(daily_rest, shifts=shifts)

    assert refused.value.field == "shifts"


@settings(max_examples=200)
@given(
    starts=st.lists(st.integers(0, 20), min_size=1, max_size=6), length=st.integers(1, 16), shorter=st.integers(0, 15)
)
def test_shorter_shifts_never_leave_less_rest(starts: list[int], length: int, shorter: int) -> None:
    def facts(size: int) -> tuple[Work, ...]:
        # Two days apart, so that no two can overlap and each 24 hours hold one shift.
        return tuple(shift(2 * day, start, start + size) for day, start in enumerate(starts))

    brief = max(1, length - shorter)
    assert ask(daily_rest, shifts=facts(brief)).value.shortest >= ask(daily_rest, shifts=facts(length)).value.shortest
    assert ask(daily_rest, shifts=facts(length)).value.compliant is (length <= 13)


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("hours", "minutes", "required", "compliant"),
    [("6", 0, False, True), ("6.01", 0, True, False), ("6.01", 1, True, True), ("12", 30, True, True)],
)
def test_more_than_six_hours_need_a_break_whose_length_is_left_open(
    hours: str, minutes: int, required: bool, compliant: bool
) -> None:
    decision = ask(break_in_day, hours=Decimal(hours), break_minutes=minutes)

    assert (decision.value.break_required, decision.value.compliant) == (required, compliant)
    assert decision.value.min_minutes is None
    assert bool(decision.assumptions) is required


WEEK_OF_SIX = tuple(shift(day, 8, 16) for day in range(6))  # rest from Saturday 16:00, 32 hours
WEEK_OF_FIVE = tuple(shift(day, 8, 16) for day in range(5))


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("shifts", "days", "only_24", "compliant", "longest"),
    [
        (WEEK_OF_FIVE, 7, False, True, "56"),
        (WEEK_OF_SIX, 7, False, False, "32"),
        (WEEK_OF_SIX, 7, True, True, "32"),
        ((*WEEK_OF_FIVE, shift(5, 5, 13)), 7, False, True, "35"),
        ((*WEEK_OF_FIVE, shift(5, 5, 13, minutes=1)), 7, False, False, "34.98"),
        (tuple(shift(day, 8, 16) for day in range(11)), 14, False, True, "80"),  # one rest of 59 hours stands for two
        (tuple(shift(day, 5, 13) for day in range(12)), 14, False, True, "59"),
        (tuple(shift(day, 6, 14) for day in range(12)), 14, False, False, "58"),
        (tuple(shift(day, 6, 14) for day in range(12)), 14, True, True, "58"),
        ((shift(20, 8, 16),), 7, False, True, "168"),  # nothing within the week
    ],
)
def test_a_week_holds_24_hours_of_rest_beside_the_daily_eleven(
    shifts: tuple[Work, ...], days: int, only_24: bool, compliant: bool, longest: str
) -> None:
    value = ask(weekly_rest, first_day=MONDAY, shifts=shifts, reference_days=days, only_24_hours=only_24).value

    assert (value.compliant, value.longest_rest_hours) == (compliant, Decimal(longest))
    assert value.needed_hours == (24 if only_24 else 35)


@pytest.mark.covers("L9")
def test_the_reference_period_of_weekly_rest_is_a_switch() -> None:
    facts = {"first_day": MONDAY, "shifts": tuple(shift(day, 5, 13) for day in range(12))}
    fortnight = Law(region="EU", answers={"eu.weekly_rest_days": "14"})

    assert ask(weekly_rest, **facts).value.compliant is False
    assert ask(weekly_rest, law=fortnight, **facts).value.compliant is True
    assert ask(weekly_rest, **facts).assumptions[0].switch is not None
    with pytest.raises(FactError):
        ask(weekly_rest, reference_days=10, **facts)


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("hours", "neutral", "average", "compliant"),
    [
        ("384", 0, "48.00", True),  # eight weeks
        ("384.01", 0, "48.00", False),  # compared exactly, shown rounded
        ("336", 7, "48.00", True),
        ("337", 7, "48.14", False),
        ("0", 55, "0.00", True),
    ],
)
def test_the_average_is_48_hours_and_days_of_leave_do_not_thin_it(
    hours: str, neutral: int, average: str, compliant: bool
) -> None:
    decision = ask(
        weekly_average, hours=Decimal(hours), period_start=MONDAY, period_end=date(2026, 7, 26), neutral_days=neutral
    )

    assert (decision.value.average, decision.value.compliant) == (Decimal(average), compliant)
    assert bool(decision.changes) is not compliant


def test_the_hours_that_are_too_many_are_named() -> None:
    decision = ask(weekly_average, hours=Decimal(390), period_start=MONDAY, period_end=date(2026, 7, 26))

    assert decision.changes[0].said("en") == "With 6 fewer hours it would be within"
    assert "390 hours × 7 ÷ (56 days − 0 days of leave and sickness) = 48.75 hours a week" in said(decision)


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("reference", "last", "months"),
    [
        (Reference.STANDARD, date(2026, 9, 30), 4),
        (Reference.DEROGATION, date(2026, 11, 30), 6),
        (Reference.COLLECTIVE, date(2027, 5, 31), 12),
    ],
)
def test_the_reference_period_ends_in_time(reference: Reference, last: date, months: int) -> None:
    facts = {"hours": Decimal(100), "period_start": MONDAY, "reference": reference}

    decision = ask(weekly_average, period_end=last, **facts)
    assert decision.value.max_reference_months == months
    assert ("WTD 19" in cited(decision)) is (reference is not Reference.STANDARD)
    with pytest.raises(FactError) as refused:
        ask(weekly_average, period_end=last + timedelta(1), **facts)
    assert refused.value.field == "period_end"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"period_end": date(2026, 5, 31)}, "period_end"),
        ({"neutral_days": 7}, "neutral_days"),
        ({"neutral_days": -1}, "neutral_days"),
        ({"hours": Decimal(-1)}, "hours"),
    ],
)
def test_an_average_over_nothing_is_refused(facts: dict[str, object], field: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(weekly_average, **{"hours": Decimal(1), "period_start": MONDAY, "period_end": date(2026, 6, 7)} | facts)

    assert refused.value.field == field


@pytest.mark.covers("L9")
def test_agreeing_to_more_counts_only_where_the_member_state_uses_the_opt_out() -> None:
    facts = {"hours": Decimal(60), "period_start": MONDAY, "period_end": date(2026, 6, 7), "opted_out": True}
    without, used = ask(weekly_average, **facts), ask(weekly_average, law=OPT_OUT_USED, **facts)

    assert (without.value.compliant, without.value.opt_out_applies) == (False, False)
    assert (used.value.compliant, used.value.opt_out_applies) == (True, True)
    assert "WTD 22" in cited(without)
    assert ask(weekly_average, law=OPT_OUT_USED, **facts | {"opted_out": False}).value.compliant is False


@settings(max_examples=200)
@given(hours=st.integers(0, 2000), more=st.integers(0, 200), days=st.integers(1, 120), neutral=st.integers(0, 119))
def test_more_hours_or_more_leave_never_lower_the_average(hours: int, more: int, days: int, neutral: int) -> None:
    def average(worked: int, off: int) -> Decimal:
        end = MONDAY + timedelta(days - 1)
        value = ask(weekly_average, hours=Decimal(worked), period_start=MONDAY, period_end=end, neutral_days=off).value
        assert value.compliant is (worked * 7 <= 48 * (days - off))
        found: Decimal = value.average
        return found

    neutral = min(neutral, days - 1)
    assert average(hours, 0) <= average(hours, neutral) <= average(hours + more, neutral)


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("hours", "days", "longest", "average", "compliant"),
    [
        ("48", 7, None, "8.00", True),
        ("48.01", 7, None, "8.00", False),
        ("48", 6, None, "8.00", True),  # no weekly rest within six days
        ("96", 14, None, "8.00", True),
        ("40", 7, "8", "6.67", True),
        ("40", 7, "8.25", "6.67", False),
        ("50", 7, "8", "8.33", False),
    ],
)
def test_night_work_has_eight_hours_on_average_and_heavy_work_eight_in_any_24(
    hours: str, days: int, longest: str | None, average: str, compliant: bool
) -> None:
    value = ask(
        night_work, hours=Decimal(hours), period_days=days, heavy=longest is not None,
        longest_in_24_hours=None if longest is None else Decimal(longest),
    ).value  # fmt: skip

    assert (value.average, value.limit, value.compliant) == (Decimal(average), 8, compliant)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"heavy": True}, "longest_in_24_hours"), ({"period_days": 0}, "period_days"), ({"hours": Decimal(-1)}, "hours")],
)
def test_night_work_that_cannot_be_judged_is_refused(facts: dict[str, object], field: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(night_work, **{"hours": Decimal(40), "period_days": 7} | facts)

    assert refused.value.field == field


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("days_per_week", "granted", "least", "compliant"),
    [("5", "20", "20", True), ("5", "19.5", "20", False), ("6", "24", "24", True), ("2.5", "10", "10", True)],
)
def test_leave_is_four_weeks_of_the_days_one_works(
    days_per_week: str, granted: str, least: str, compliant: bool
) -> None:
    value = ask(paid_leave, days_per_week=Decimal(days_per_week), granted_days=Decimal(granted)).value

    assert (value.minimum_weeks, value.minimum_days, value.compliant) == (4, Decimal(least), compliant)


@pytest.mark.covers("L9")
@pytest.mark.parametrize(
    ("paid", "ended", "allowed", "compliant"),
    [(False, False, False, True), (True, False, False, False), (True, True, True, True), (False, True, True, True)],
)
def test_leave_is_paid_out_only_where_employment_ends(paid: bool, ended: bool, allowed: bool, compliant: bool) -> None:
    value = ask(paid_leave, paid_in_lieu=paid, employment_ended=ended).value

    assert (value.payment_in_lieu_allowed, value.compliant) == (allowed, compliant)


@pytest.mark.parametrize("facts", [{"days_per_week": Decimal(0)}, {"days_per_week": Decimal("7.5")}])
def test_a_week_of_no_days_or_of_eight_is_refused(facts: dict[str, Decimal]) -> None:
    with pytest.raises(FactError):
        ask(paid_leave, **facts)


# --- a roster -----------------------------------------------------------------------------------------


def found(*shifts: Shift, law: Law = Law(region="EU")) -> dict[str, Finding]:  # noqa: B008 - a frozen value
    findings = PACK.check_roster(Worker(), shifts, TERMS, on=date(2026, 11, 22), law=law)
    return {finding.rule: finding for finding in findings}


def roster(days: range, start: int, end: int, *, rest: int = 30) -> list[Shift]:
    return [Shift(start=at(day, start), end=at(day, end), unpaid_break_minutes=rest) for day in days]


@pytest.mark.covers("L9")
def test_a_usual_week_and_an_empty_roster_have_nothing_against_them() -> None:
    assert found() == {}
    assert found(*roster(range(5), 8, 16)) == {}
    assert found(*roster(range(5), 22, 30)) == {}  # five nights: forty hours less breaks


@pytest.mark.covers("L9")
def test_each_article_has_its_finding() -> None:
    daily = found(*roster(range(1), 8, 16), *roster(range(1), 22, 30))["eu.daily_rest"]
    assert (daily.severity, daily.facts["start"]) == (Severity.BLOCK, at(0, 8))
    assert [str(article.place) for article in daily.articles] == ["3"]

    assert found(*roster(range(1), 8, 14, rest=0)) == {}
    assert found(*roster(range(1), 8, 15, rest=0))["eu.break"].severity is Severity.WARN

    week = found(*roster(range(6), 8, 16))
    assert set(week) == {"eu.weekly_rest"}
    assert week["eu.weekly_rest"].text.said("en").endswith("in the 7 days from 1 June 2026")


def test_long_nights_are_warned_of_on_average() -> None:
    assert "eu.night_work" not in found(*roster(range(5), 20, 30, rest=24))  # 5 × 9.6 = 48 = 6 × 8
    warned = found(*roster(range(5), 20, 30, rest=23))["eu.night_work"]

    assert (warned.severity, warned.facts["average"]) == (Severity.WARN, Decimal("8.01"))
    assert "eu.night_work" not in found(*roster(range(5), 17, 26, rest=0))  # two hours of the night only


@pytest.mark.covers("L9")
def test_the_average_warns_early_and_blocks_over_four_months() -> None:
    long_days = [day for day in range(7 * 18) if day % 7 < 5]
    over = [one for day in long_days for one in roster(range(day, day + 1), 8, 18)]  # 47.5 hours a week
    more = [one for day in long_days for one in roster(range(day, day + 1), 8, 18, rest=20)]

    assert "eu.weekly_average" not in found(*over)
    assert found(*more)["eu.weekly_average"].severity is Severity.BLOCK
    early = found(*more[:5])["eu.weekly_average"]
    assert (early.severity, early.facts["average"]) == (Severity.WARN, Decimal("48.33"))


def test_what_is_left_to_member_states_is_not_known() -> None:
    law, on = Law(region="EU"), date(2026, 11, 22)
    answers = [
        PACK.day_type(on, (5, 6), law=law),
        PACK.classify(roster(range(1), 8, 16), TERMS, law=law),
        PACK.classify((), TERMS, law=law),
        PACK.overtime_pay((), TERMS, on=on, law=law),
        PACK.leave_payout(None, on=on, law=law),
        PACK.severance(None, on=on, law=law),
        PACK.deduction_limit(None, on=on, law=law),
        PACK.limitation(None, on=on, law=law),
        PACK.data_policy(None, on=on, law=law),
    ]

    assert all(isinstance(one, Unknown) and one.region == "EU" for one in answers)
    assert isinstance(answers[5], Unknown)
    assert "severance, which national law rules" in answers[5].text.said("en")
