"""A schedule in words ("09:00-21:00 six days a week", "早 9 点至晚 9 点，每周六天") as hours a day and days a week."""

import re
from dataclasses import dataclass
from fractions import Fraction

from dengta.engines.labour_law.china.hourly import HOURS_OF_A_DAY
from dengta.engines.labour_law.china.worktime import HOURS_OF_A_WEEK

MINUTES = 60
HOURS = 24
NOON = 12
WEEKS_OF_A_MONTH = Fraction(52, 12)
DAYS_UNSTATED = 5
_CLOCK = (
    r"(?P<half{n}>早|上午|晚|下午)?上?\s*(?P<hour{n}>\d{{1,2}})(?:\s*[:：点时]\s*(?P<minute{n}>\d{{2}})?)?"
    r"\s*(?P<m{n}>[ap]m)?"
)
SPAN = re.compile(_CLOCK.format(n=1) + r"\s*(?:-|–|—|~|～|to|until|至|到)\s*" + _CLOCK.format(n=2), re.IGNORECASE)
# As people say it: "996" is from nine to nine, six days a week.
SHORTHAND = re.compile(r"(?<!\d)(?P<start>[1-9]|1[0-2])(?P<end>[1-9]|1[0-2])(?P<days>[1-7])(?!\d)")
WORDS = ("one", "two", "three", "four", "five", "six", "seven")
NUMERALS = "一二三四五六七"
DAYS = re.compile(rf"(?P<days>[1-7]|{'|'.join(WORDS)}|[{NUMERALS}])[\s-]*(?:days?|天|日)", re.IGNORECASE)
AFTERNOON = frozenset({"晚", "下午", "pm"})
# Twelve o'clock of these is the beginning of a day, and so the end of the day before.
MIDNIGHT = frozenset({"晚", "am"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Hours of work a day, and days of work a week (None: not stated)."""

    hours: Fraction
    days: int | None

    @property
    def extra(self) -> Fraction:
        """Hours beyond the daily standard."""
        return max(Fraction(0), self.hours - HOURS_OF_A_DAY)

    @property
    def week(self) -> Fraction:
        """Overtime of a week: beyond 40 hours, or beyond 8 a day where that is more."""
        days = self.days or DAYS_UNSTATED
        return max(Fraction(0), self.hours * days - HOURS_OF_A_WEEK, self.extra * days)

    @property
    def month(self) -> Fraction:
        """Overtime of an average month."""
        return self.week * WEEKS_OF_A_MONTH


def plan(schedule: str) -> Plan | None:
    """The schedule read; None where it names no times."""
    span = SPAN.search(schedule)
    if span is None:
        return _shorthand(schedule)
    start, end = _clock(span, "1"), _clock(span, "2")
    length = end - start if end > start else end - start + HOURS
    days = DAYS.search(schedule)
    return Plan(length, _number(days["days"]) if days else None)


def _shorthand(schedule: str) -> Plan | None:
    found = SHORTHAND.search(schedule)
    if found is None:
        return None
    return Plan(Fraction(int(found["end"]) + NOON - int(found["start"])), int(found["days"]))


def _clock(span: re.Match[str], place: str) -> Fraction:
    hour = int(span[f"hour{place}"])
    half = (span[f"half{place}"] or span[f"m{place}"] or "").lower()
    if hour == NOON and half in MIDNIGHT:
        hour = 0
    afternoon = half in AFTERNOON and 0 < hour < NOON
    return hour + afternoon * NOON + Fraction(int(span[f"minute{place}"] or 0), MINUTES)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return 1 + (NUMERALS.index(word) if word in NUMERALS else WORDS.index(word.lower()))
