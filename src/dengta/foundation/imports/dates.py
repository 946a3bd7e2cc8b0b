"""Dates as people write them. Which of 03/04 is the day is decided by the whole column, or asked; never guessed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

YMD, DMY, MDY, EXCEL, EXCEL_1904, UNIX = "ymd", "dmy", "mdy", "excel", "excel1904", "unix"
FORMATS = {
    YMD: _("Year-month-day: 2026-11-18"),
    DMY: _("Day/month/year: 18/11/2026"),
    MDY: _("Month/day/year: 11/18/2026"),
    EXCEL: _("Excel day number: 46344.5"),
    EXCEL_1904: _("Excel day number of a Mac (1904)"),
    UNIX: _("Seconds or milliseconds since 1970"),
}

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_PARTS = re.compile(r"(\d{1,4}|[A-Za-z]{3,9})[-/.年,\s]\s*(\d{1,2}|[A-Za-z]{3,9})[-/.月,\s]\s*(\d{1,4})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_WITH_TIME = re.compile(r"(.*?\S)(?:T|\s+|(?<=日))((?:上午|下午|AM|PM)?\s*\d{1,2}[:：]\d{2}.*)")
_TIME = re.compile(
    r"(上午|下午|AM|PM)?\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:[.,](\d{1,9}))?)?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_AFTERNOON, _FORENOON = {"下午", "PM"}, {"上午", "AM"}
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Day numbers between 1954 and 2118: a number outside is something else.
EXCEL_DAYS = range(20_000, 80_000)


class NotADate(ValueError):
    """The text is no date in the format of its column."""


def plain(text: str) -> str:
    """`text` with full-width digits and punctuation made ordinary."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def split_moment(text: str) -> tuple[str, str]:
    """The date and the time of day in `text`; either may be empty."""
    if matched := _WITH_TIME.fullmatch(text):
        return matched[1], matched[2]
    return ("", text) if _TIME.fullmatch(text) else (text, "")


@lru_cache(maxsize=20_000)
def possible_formats(text: str) -> frozenset[str]:
    """The formats in which `text` would be a date."""
    day, _time = split_moment(plain(text).strip())
    found = set()
    for order in (YMD, DMY, MDY, EXCEL, UNIX):
        try:
            _read_day(day, order)
        except ValueError:
            continue
        found.add(order)
    return frozenset(found)


@dataclass(frozen=True)
class Evidence:
    """What a column says about its date format: the only one that fits, or those to choose from."""

    format: str
    candidates: tuple[str, ...]
    # How many values fit one candidate only, and one such value to show.
    votes: dict[str, int]
    examples: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """For keeping in a JSON column."""
        return {**asdict(self), "candidates": list(self.candidates)}


def weigh(values: Iterable[str]) -> Evidence | None:
    """Decide the date format of a column by all its values; None where most of them are no dates."""
    total, readable = 0, Counter[str]()
    votes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for value in values:
        total += 1
        formats = possible_formats(value)
        readable.update(formats)
        if len(formats) == 1:
            (only,) = formats
            votes[only] += 1
            examples.setdefault(only, value)
    candidates = tuple(order for order, times in readable.most_common() if times > total / 2)
    if not candidates:
        return None
    decisive = [order for order in candidates if votes[order]]
    certain = candidates if len(candidates) == 1 else decisive
    return Evidence(
        certain[0] if len(certain) == 1 else "", candidates, {order: votes[order] for order in candidates}, examples
    )


def read_date(text: str, order: str) -> date:
    """The day in `text`; a time of day behind it is left out. Raises NotADate."""
    return _day(split_moment(text)[0] or text, order)


def read_time(text: str) -> time:
    """The time of day in `text`. Raises NotADate."""
    return _time_of_day(split_moment(text)[1] or text)


def read_moment(text: str, order: str, zone: ZoneInfo) -> datetime:
    """The moment in `text`, in UTC. A date alone means its midnight. Raises NotADate."""
    if order == YMD and text[4:5] == "-" and len(text) > 10:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return _in_utc(moment, zone)
    if order in {EXCEL, EXCEL_1904, UNIX}:
        return _from_number(text, order, zone)
    day, clock = split_moment(text)
    return join(_day(day, order), _time_of_day(clock) if clock else time(), zone)


def join(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A day and a time of day as one moment, in UTC."""
    return _in_utc(datetime.combine(day, clock), zone)


def _in_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    if not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise NotADate(moment)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


@lru_cache(maxsize=8192)
def _day(text: str, order: str) -> date:
    return _read_day(text, order)


def _read_day(text: str, order: str) -> date:
    if order in {EXCEL, EXCEL_1904, UNIX}:
        return _from_number(text, order, ZoneInfo("UTC")).date()
    if order == YMD and (compact := _COMPACT.fullmatch(text)):
        return _checked(int(compact[1]), int(compact[2]), int(compact[3]))
    matched = _PARTS.fullmatch(text)
    if not matched:
        raise NotADate(text)
    first, second, third = matched.groups()
    if order == YMD:
        # 26-11-18 may begin with the year; 18-Aug-23 never does.
        if len(first) != 4 and not second.isdigit():
            raise NotADate(text)
        return _checked(_year(first), _month(second), int(third))
    month, day = (second, first) if order == DMY else (first, second)
    return _checked(_year(third), _month(month), _number(day))


def _number(text: str) -> int:
    if not text.isdigit():
        raise NotADate(text)
    return int(text)


def _year(text: str) -> int:
    """Two digits mean 1970 to 2069. Three or one mean no year."""
    if len(text) not in {2, 4}:
        raise NotADate(text)
    year = _number(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(text[:3].lower(), 0)


def _checked(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise NotADate(year)
    return date(year, month, day)


def _from_number(text: str, order: str, zone: ZoneInfo) -> datetime:
    if not _NUMBER.fullmatch(text):
        raise NotADate(text)
    number = float(text)
    if order == UNIX:
        if not 10**9 <= number < 10**13 * 4:
            raise NotADate(text)
        return datetime.fromtimestamp(number / 1000 if number >= 10**11 else number, tz=UTC)
    if int(number) not in EXCEL_DAYS:
        raise NotADate(text)
    epoch = datetime(1899, 12, 30, tzinfo=zone) if order == EXCEL else datetime(1904, 1, 1, tzinfo=zone)
    return (epoch + timedelta(seconds=round(number * 86_400))).astimezone(UTC)


def _time_of_day(text: str) -> time:
    matched = _TIME.fullmatch(text.strip())
    if not matched:
        raise NotADate(text)
    half, hour_text, minute, second, fraction, half_behind, offset = matched.groups()
    half, hour = (half or half_behind or "").upper(), int(hour_text)
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _FORENOON and hour == 12:
        hour = 0
    microsecond = int((fraction or "0").ljust(6, "0")[:6])
    return time(hour, int(minute), int(second or 0), microsecond, tzinfo=_offset(offset) if offset else None)


def _offset(text: str) -> timezone:
    if text in {"Z", "z"}:
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
