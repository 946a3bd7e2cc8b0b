"""Days by the clock of the house."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def day_of(moment: datetime) -> date:
    """The day a moment falls on here, whatever zone it is told in."""
    return timezone.localdate(moment)


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def end_of(day: date) -> datetime:
    """The moment a day is over."""
    return start_of(day + timedelta(days=1))
