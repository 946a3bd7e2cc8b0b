"""Days and moments by the clock of the house, and how they are written."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy

from dengta.foundation.calendar.zones import ONE_DAY, local_day

_said = lazy(date_format, str)


def day_of(moment: datetime) -> date:
    """The day of the house on which a moment falls, whatever zone it is told in."""
    return local_day(moment, timezone.get_default_timezone())


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The last second of a day: what is due on it reads as due on that day, not on the next at midnight."""
    return datetime.combine(day, time(23, 59, 59), timezone.get_default_timezone())


def midnight(moment: datetime, *, days: int = 0) -> datetime:
    """The beginning of the day of a moment, or of one so many days later."""
    return start_of(day_of(moment) + days * ONE_DAY)


def written(moment: datetime) -> str:
    """Day and time, short; lazy, so that a notice says it in the language of the house."""
    return _said(moment.astimezone(timezone.get_default_timezone()), "SHORT_DATETIME_FORMAT")


def day_in_words(day: date) -> str:
    """Month and day; lazy like the other."""
    return _said(day, "MONTH_DAY_FORMAT")
