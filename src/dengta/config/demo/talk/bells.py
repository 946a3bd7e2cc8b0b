"""What services of the demo ring in people's bells, put on the day it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Max

from dengta.foundation.notify.models import Notice

# Whatever is older has been read.
FRESH = timedelta(hours=30)


@contextmanager
def rung_at(moment: datetime, *, now: datetime) -> Iterator[None]:
    """Notices that are sent inside rang at that moment, not when the demo was built."""
    last = Notice.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    read_at = moment + timedelta(minutes=18) if moment < now - FRESH else None
    Notice.objects.filter(pk__gt=last).update(created_at=moment, day=moment.date(), read_at=read_at)
