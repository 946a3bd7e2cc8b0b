"""Which day a moment belongs to, by the clock of the installation."""

from datetime import date, datetime

from django.utils import timezone

from dengta.foundation.calendar.zones import ONE_DAY


def day_of(moment: datetime) -> date:
    """The calendar day of a moment."""
    return timezone.localdate(moment)


def midnight(moment: datetime, *, days: int = 0) -> datetime:
    """The beginning of the day of a moment, or of one so many days later."""
    day = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + days * ONE_DAY
