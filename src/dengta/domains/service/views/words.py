"""How figures, durations, days and periods are written on a screen."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dengta.domains.service.selectors.kpis import Kpi, Unit
from dengta.domains.service.selectors.periods import Period

DASH = "–"


def fixed(value: float, places: int) -> str:
    """A number with so many decimals, rounded, and thousands marked.

    Both our languages write numbers alike (`web.formats`), so this is Django's `number_format` in a tenth of its time:
    a report has hundreds of numbers.
    """
    return f"{value:,.{places}f}"


def value_and_unit(unit: Unit, value: float | None) -> tuple[str, str]:
    """A value as people read it, and its unit; a dash where nothing is known."""
    if value is None:
        return "", ""
    if unit is Unit.SHARE:
        return fixed(value * 100, 1), "%"
    if unit is Unit.SECONDS:
        return _duration(value)
    if unit is Unit.COUNT:
        return fixed(value, 0), ""
    return (fixed(value, 1), _("per 1,000")) if unit is Unit.PER_1000 else (fixed(value, 2), "")


def _duration(seconds: float) -> tuple[str, str]:
    if seconds < 100:
        return fixed(seconds, 0), _("s")
    return clock(seconds), ""


def text(unit: Unit, value: float | None) -> str:
    """Value and unit in one string, for table cells; minutes and seconds say themselves what they are."""
    shown, word = value_and_unit(unit, value)
    if not shown:
        return DASH
    return f"{shown}%" if word == "%" else f"{shown} {word}".strip() if unit is not Unit.PER_1000 else shown


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are some: 5:12, 1:02:30."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def span(seconds: float | None) -> str:
    """A length of time in the unit in which people would say it: 45 s, 30 min, 4 h, 2.5 days."""
    if seconds is None:
        return DASH
    for unit_s, least, word in ((86400, 2, _("{n} days")), (3600, 1, _("{n} h")), (60, 2, _("{n} min"))):
        if seconds >= least * unit_s:
            amount = seconds / unit_s
            places = 0 if amount >= 10 or abs(amount - round(amount)) < 0.05 else 1
            return word.format(n=fixed(amount, places))
    return _("{n} s").format(n=fixed(seconds, 0))


def share(value: float | None) -> str:
    """A share as per cent."""
    return DASH if value is None else f"{fixed(value * 100, 1)}%"


def count(value: float | None) -> str:
    """A whole number with thousands marked."""
    return DASH if value is None else fixed(value, 0)


def interval_text(unit: Unit, low: float, high: float) -> str:
    """Both ends of an interval with one unit: 82.1–86.4%. No time is shorter than none."""
    low = max(low, 0.0) if unit is Unit.SECONDS else low
    first, _unit = value_and_unit(unit, low)
    last, word = value_and_unit(unit, high)
    if unit is Unit.SECONDS and high >= 100:
        return f"{clock(low)}–{clock(high)}"
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


def still_moving(kpis: Iterable[Kpi], *, last: date, today: date) -> str:
    """Which of these figures of a period up to `last` are not mature yet, and until when; nothing where all are."""
    final_after = {str(kpi.name): last + timedelta(days=kpi.lag_days) for kpi in kpis if kpi.lag_days}
    moving = [
        _("{kpi} until {day}").format(kpi=name, day=date_format(day, "MONTH_DAY_FORMAT"))
        for name, day in final_after.items()
        if day >= today
    ]
    return _("Not mature yet: {figures}.").format(figures=_(", ").join(moving)) if moving else ""


def origin_text(origin: str) -> str:
    """Where a change of the sums came from, as it was noted with the facts: a file, a correction, a finding."""
    what, _space, rest = origin.partition(" ")
    if what == "import" and rest:
        return _("import from {source}").format(source=rest)
    if origin.startswith("correction of "):
        return _("correction of {number}").format(number=origin.removeprefix("correction of "))
    if origin.startswith("promises of "):
        return _("changed promises of {queue}").format(queue=origin.removeprefix("promises of "))
    return _("finding on a complaint") if what == "complaint" else origin


def moment_text(moment: datetime, zone: ZoneInfo) -> str:
    """Day and time at the site."""
    return date_format(moment.astimezone(zone).replace(tzinfo=None), "DATETIME_FORMAT")
