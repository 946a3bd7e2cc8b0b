"""Shifts as tests write them."""

from datetime import date, datetime, timedelta

from dengta.engines.labour_law.pack import Shift


def shift(start: str, hours: float, *, unpaid: int = 0, overtime: bool = False) -> Shift:
    begins = datetime.fromisoformat(start)
    return Shift(
        start=begins, end=begins + timedelta(hours=hours), unpaid_break_minutes=unpaid, overtime=overtime
    )  # fmt: skip


def every_day(first: date, days: int, *, clock: str = "09:00", hours: float = 8) -> list[Shift]:
    return [shift(f"{first + timedelta(day)}T{clock}", hours) for day in range(days)]
