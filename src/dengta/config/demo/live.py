"""Keeps the demo centre alive: what has happened since the last look arrives, minute by minute, as from a connector."""

from datetime import datetime, time, timedelta

from dengta.config.demo.build import SOURCE, happened
from dengta.config.demo.stream import Names, catch_up
from dengta.domains.service.models import Contact, Source

# Ratings come in up to an hour after a contact, so the day before is looked at too.
LOOK_BACK = timedelta(hours=2)


def go_on(*, now: datetime) -> int:
    """Deliver what has happened since the newest contact, up to `now` (aware, in the centre's zone); how many rows."""
    source = Source.objects.filter(name=SOURCE).first()
    newest = Contact.objects.filter(source=source).order_by("-created_at").values_list("created_at", flat=True).first()
    if source is None or newest is None or now.tzinfo is None:
        return 0
    since = datetime.combine((newest.astimezone(now.tzinfo) - LOOK_BACK).date(), time.min, now.tzinfo)
    calls, states = happened(since.date(), now, now.tzinfo, exact_from=since.date())
    return catch_up(calls, states, names=Names.of(source), since=since, now=now)
