"""Months and days as the law counts them."""

from datetime import date

import pytest

from dengta.engines.labour_law.periods import Span, add_months, service, span


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 11, 30), 2, date(2027, 1, 30)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("start", "end", "months", "days"),
    [
        (date(2026, 6, 15), date(2026, 6, 15), 0, 0),
        (date(2026, 6, 15), date(2026, 7, 14), 0, 29),
        (date(2026, 6, 15), date(2026, 7, 15), 1, 0),
        (date(2026, 6, 15), date(2026, 8, 14), 1, 30),
        (date(2025, 6, 15), date(2026, 8, 14), 13, 30),
        (date(2026, 1, 31), date(2026, 3, 1), 1, 1),
        (date(2026, 6, 15), date(2026, 5, 20), 0, 0),  # nothing, where the end is before the start
        (date(2026, 6, 15), date(2026, 6, 14), 0, 0),
    ],
)
def test_a_span_is_whole_months_and_what_is_left(start: date, end: date, months: int, days: int) -> None:
    assert span(start, end) == Span(months, days)


def test_years_are_twelve_months_and_service_holds_its_last_day() -> None:
    worked = service(date(2020, 2, 29), date(2026, 11, 27))

    assert worked == Span(80, 30)
    assert (worked.years, worked.rest) == (6, 8)
    assert service(date(2026, 6, 15), date(2027, 6, 14)) == Span(12, 0)
    assert (Span(12, 0).years, Span(12, 0).rest, Span(11, 29).years, Span(11, 29).rest) == (1, 0, 0, 11)
