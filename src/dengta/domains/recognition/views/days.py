"""Days as the pages of this room write them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def on(moment: date | datetime | None) -> str:
    """A day in short, or nothing."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    return date_format(moment, "SHORT_DATE_FORMAT") if moment else ""
