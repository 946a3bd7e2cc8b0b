"""Moments as the house reads them: on which of its days they fall, and how they are written."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from dengta.foundation.calendar.zones import local_day


def day_of(moment: datetime) -> date:
    """The day of the installation on which this moment falls."""
    return local_day(moment, timezone.get_default_timezone())


def written(moment: datetime) -> str:
    """Day and time, short."""
    return date_format(moment.astimezone(timezone.get_default_timezone()), "SHORT_DATETIME_FORMAT")
