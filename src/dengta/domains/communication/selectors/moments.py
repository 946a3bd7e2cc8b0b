"""Moments as the house reads them: on which of its days they fall, and how they are written."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy

from dengta.foundation.calendar.zones import local_day

_said = lazy(date_format, str)


def day_of(moment: datetime) -> date:
    """The day of the installation on which this moment falls."""
    return local_day(moment, timezone.get_default_timezone())


def written(moment: datetime) -> str:
    """Day and time, short; lazy, so that a notice says it in the language of the house."""
    return _said(moment.astimezone(timezone.get_default_timezone()), "SHORT_DATETIME_FORMAT")


def day_in_words(day: date) -> str:
    """Month and day; lazy like the other."""
    return _said(day, "MONTH_DAY_FORMAT")
