"""Days and moments: statutory days, yearly notices, time zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.calendar import services
from dengta.foundation.calendar.china import china_year, festival
from dengta.foundation.calendar.days import day_on, days_between, missing_notices
from dengta.foundation.calendar.models import DayKind
from dengta.foundation.calendar.zones import day_bounds, local_day, period_bounds, split_by_day
from dengta.foundation.errors import NotAllowed, RuleViolation

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLACES = ["Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "America/Havana", "Pacific/Apia"]
WORKED = {DayKind.WORKDAY, DayKind.MAKEUP}
NOTICE_2027 = {"rest": [date(2027, 2, 9), date(2027, 2, 10)], "makeup": [date(2027, 2, 20)], "source": "国务院办公厅"}


# --- what kind of day ------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_every_day_agrees_with_a_second_calendar_on_whether_people_work(db: None, year: int) -> None:
    days = days_between(start=date(year, 1, 1), end=date(year + 1, 1, 1))

    assert {day for day, found in days.items() if found.kind in WORKED} == {
        day for day in days if chinese_calendar.is_workday(day)
    }


@pytest.mark.covers("L-14")
def test_2026_has_exactly_the_thirteen_statutory_days(db: None) -> None:
    days = days_between(start=date(2026, 1, 1), end=date(2027, 1, 1)).values()

    assert sum(found.kind is DayKind.STATUTORY for found in days) == 13
    assert sum(found.kind is DayKind.SWAPPED_REST for found in days) == 9
    assert sum(found.kind is DayKind.MAKEUP for found in days) == 6


@pytest.mark.covers("L-14")
@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 10, 1), DayKind.STATUTORY),
        # The make-up day off for a statutory day on a weekend is a rest day, not a triple-pay day.
        (date(2026, 10, 5), DayKind.SWAPPED_REST),
        (date(2026, 10, 4), DayKind.REST),
        (date(2026, 10, 10), DayKind.MAKEUP),
        (date(2026, 11, 18), DayKind.WORKDAY),
        (date(2026, 11, 21), DayKind.REST),
    ],
)
def test_statutory_days_swapped_days_and_weekends_are_told_apart(db: None, day: date, kind: DayKind) -> None:
    assert day_on(day).kind is kind


def test_our_own_figures_and_the_package_agree_on_the_statutory_days() -> None:
    import holidays

    for year in (2025, 2026, 2027):
        package = holidays.country_holidays("CN", years=year, observed=False, language="en_US")
        assert china_year(year).statutory == {day for day, name in package.items() if "substituted" not in name}


@pytest.mark.covers("L-14")
def test_2020_has_its_coinciding_day_and_not_the_days_by_which_the_break_was_prolonged() -> None:
    year = china_year(2020)

    assert len(year.statutory) == 11
    assert date(2020, 10, 4) in year.statutory
    assert date(2020, 10, 5) in year.rest
    prolonged = {date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)}
    assert prolonged.isdisjoint(year.statutory)
    assert prolonged <= year.rest


def test_a_festival_has_its_name_in_both_languages() -> None:
    assert festival(date(2026, 10, 1), language="zh-hans") == "国庆节"
    assert festival(date(2026, 10, 1), language="en") == "National Day"
    assert festival(date(2026, 10, 5), language="zh-hans") == ""


# --- not announced -----------------------------------------------------------------------------------


def test_a_year_without_notice_says_so_and_guesses_nothing(db: None) -> None:
    days = days_between(start=date(2027, 1, 1), end=date(2028, 1, 1)).values()

    assert not any(found.announced for found in days)
    assert {found.kind for found in days} == {DayKind.STATUTORY, DayKind.REST, DayKind.WORKDAY}
    assert missing_notices(today=date(2026, 11, 18)) == [2027]
    assert missing_notices(today=date(2026, 9, 1)) == []


def test_an_entered_notice_ends_the_banner_and_is_on_record(hr: Employee) -> None:
    services.load_notice(year=2027, by=hr.account, **NOTICE_2027)

    assert missing_notices(today=date(2026, 11, 18)) == []
    assert day_on(date(2027, 2, 9)).kind is DayKind.SWAPPED_REST
    assert day_on(date(2027, 2, 20)).kind is DayKind.MAKEUP
    assert day_on(date(2027, 2, 6)).kind is DayKind.STATUTORY
    assert AuditEntry.objects.get().verb == "calendar.notice_loaded"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"rest": [date(2026, 2, 9)]}, "notice_day_of_other_year"),
        ({"makeup": [date(2027, 2, 19)]}, "makeup_day_not_on_weekend"),
        ({"rest": [date(2027, 2, 6)]}, "notice_day_named_twice"),
        ({"rest": [date(2027, 2, 20)]}, "notice_day_named_twice"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused(hr: Employee, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        services.load_notice(year=2027, by=hr.account, **{**NOTICE_2027, **wrong})

    assert refused.value.code == code
    assert missing_notices(today=date(2026, 11, 18)) == [2027]


# --- own decisions -----------------------------------------------------------------------------------


def test_a_decision_made_here_wins_over_the_notice_until_it_is_taken_back(hr: Employee) -> None:
    day = date(2026, 10, 10)
    services.set_day(day=day, kind=DayKind.REST, reason="园区停电", by=hr.account)
    assert (day_on(day).kind, day_on(day).decided_here) == (DayKind.REST, True)

    services.clear_day(day=day, reason="停电改期", by=hr.account)
    assert day_on(day).kind is DayKind.MAKEUP
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "calendar.day_set",
        "calendar.day_cleared",
    ]


def test_a_decision_needs_a_reason_and_the_right(hr: Employee, agent: Employee) -> None:
    with pytest.raises(RuleViolation) as refused:
        services.set_day(day=date(2026, 12, 1), kind=DayKind.REST, reason=" ", by=hr.account)
    assert refused.value.code == "day_reason_missing"
    with pytest.raises(NotAllowed):
        services.set_day(day=date(2026, 12, 1), kind=DayKind.REST, reason="想放假", by=agent.account)

    assert not day_on(date(2026, 12, 1)).decided_here


@pytest.mark.parametrize("length", [1, 400])
def test_a_long_period_costs_as_much_as_one_day(db: None, django_assert_num_queries: object, length: int) -> None:
    start = date(2026, 1, 1)
    with django_assert_num_queries(2):
        days_between(start=start, end=start + timedelta(days=length))


# --- zones ---------------------------------------------------------------------------------------------


def test_a_moment_belongs_to_the_day_of_the_site_not_of_the_server() -> None:
    late_in_london = datetime(2026, 11, 17, 16, 30, tzinfo=UTC)

    assert local_day(late_in_london, SHANGHAI) == date(2026, 11, 18)
    assert local_day(late_in_london, ZoneInfo("Europe/London")) == date(2026, 11, 17)
    with pytest.raises(ValueError, match="no time zone"):
        local_day(datetime(2026, 11, 17, 16, 30), SHANGHAI)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Shanghai", date(2026, 3, 29), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # midnight does not exist
        ("America/Havana", date(2022, 11, 6), 25),  # midnight comes again after one o'clock
        ("Pacific/Apia", date(2011, 12, 30), 0),  # the day the date line moved
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone: str, day: date, hours: int) -> None:
    start, end = day_bounds(day, ZoneInfo(zone))

    assert end - start == timedelta(hours=hours)


@given(
    zone=st.sampled_from(PLACES).map(ZoneInfo),
    moment=st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_every_moment_lies_within_its_day(zone: ZoneInfo, moment: datetime) -> None:
    start, end = day_bounds(local_day(moment, zone), zone)

    assert start <= moment < end


@given(
    zone=st.sampled_from(PLACES).map(ZoneInfo),
    start=st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    length=st.timedeltas(timedelta(seconds=1), timedelta(days=4)),
)
def test_an_interval_cut_at_midnight_loses_no_second(zone: ZoneInfo, start: datetime, length: timedelta) -> None:
    pieces = list(split_by_day(start, start + length, zone))

    assert sum((end - begin for _day, begin, end in pieces), timedelta()) == length
    assert all(local_day(begin, zone) == day for day, begin, _end in pieces)
    assert len({day for day, _begin, _end in pieces}) == len(pieces)


def test_a_month_of_days_is_one_half_open_period_of_moments() -> None:
    start, end = period_bounds(date(2026, 11, 1), date(2026, 12, 1), SHANGHAI)

    assert (start, end - start) == (datetime(2026, 10, 31, 16, tzinfo=UTC), timedelta(days=30))
