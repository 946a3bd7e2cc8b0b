"""How figures, durations, days and periods are written on a screen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from dengta.domains.service.selectors.kpis import Good, Kpi, Unit
from dengta.domains.service.selectors.periods import PERIODS, Period

DASH = "–"


def value_and_unit(unit: Unit, value: float | None) -> tuple[str, str]:
    """A value as people read it, and its unit; a dash where nothing is known."""
    if value is None:
        return "", ""
    if unit is Unit.SHARE:
        return number_format(value * 100, 1), "%"
    if unit is Unit.SECONDS:
        return (clock(value), _("min")) if value >= 100 else (number_format(value, 0), _("s"))
    if unit is Unit.COUNT:
        return number_format(value, 0, force_grouping=True), ""
    if unit is Unit.PER_1000:
        return number_format(value, 1), _("per 1,000")
    return number_format(value, 2), ""


def text(unit: Unit, value: float | None) -> str:
    """Value and unit in one string, for table cells."""
    shown, word = value_and_unit(unit, value)
    if not shown:
        return DASH
    return f"{shown}%" if word == "%" else f"{shown} {word}".strip() if unit is not Unit.PER_1000 else shown


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are some: 5:12, 1:02:30."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def share(value: float | None) -> str:
    """A share as per cent."""
    return DASH if value is None else f"{number_format(value * 100, 1)}%"


def count(value: float | None) -> str:
    """A whole number with thousands marked."""
    return DASH if value is None else number_format(value, 0, force_grouping=True)


def points(difference: float) -> str:
    """A difference of two shares in percentage points, signed: +1.2."""
    return f"{difference * 100:+.1f}".replace("-", "−")


def interval_text(unit: Unit, low: float, high: float) -> str:
    """Both ends of an interval with one unit: 82.1–86.4%."""
    first, _unit = value_and_unit(unit, low)
    last, word = value_and_unit(unit, high)
    tail = "%" if word == "%" else f" {word}" if word and unit is not Unit.PER_1000 else ""
    return f"{first}–{last}{tail}"


def day_text(day: date) -> str:
    """A day, short enough for a heading."""
    return date_format(day, "DATE_FORMAT")


def period_text(period: Period) -> str:
    """The period in words, always with its days, because "7 days" alone leaves open which."""
    if period.days == 1:
        return date_format(period.start, "DATE_FORMAT")
    return _("{first} – {last} ({days} days)").format(
        first=date_format(period.start, "DATE_FORMAT"), last=date_format(period.last, "DATE_FORMAT"), days=period.days
    )


def period_word(period: Period) -> str:
    """The name of the period on its button."""
    return str(PERIODS.get(period.key, PERIODS["custom"]))


def moment_text(moment: datetime, zone: ZoneInfo) -> str:
    """Day and time at the site."""
    return date_format(moment.astimezone(zone).replace(tzinfo=None), "DATETIME_FORMAT")


def time_text(moment: datetime, zone: ZoneInfo) -> str:
    """The time at the site."""
    return moment.astimezone(zone).strftime("%H:%M")


def is_better(kpi: Kpi, difference: float) -> bool | None:
    """Whether a difference is for the better; None for figures that have no good side."""
    if kpi.good is Good.NEITHER or not difference:
        return None
    return (difference > 0) is (kpi.good is Good.UP)
