"""Queue × channel × quarter of an hour."""

from datetime import UTC, date, datetime, timedelta

from django.db.models import Max, Q

from dengta.domains.service.models import Contact, QueueSlot
from dengta.domains.service.selectors.measures import SHORT, summed
from dengta.domains.service.services.bulk import insert
from dengta.domains.service.services.facts import QUARTER_S
from dengta.domains.service.services.rollups.scope import Round

_COLUMNS = (
    "offered",
    "answered",
    "abandoned",
    "short_abandons",
    "in_target",
    "waits",
    "wait_s",
    "handles",
    "handle_s",
)
QUARTERS_PER_DAY = 24 * 3600 // QUARTER_S


def first_quarter(day: date) -> int:
    """The first quarter of an hour of a UTC day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) // QUARTER_S


def recount_queues(scope: Round) -> None:
    """Write the slots of the queues of this round anew."""
    if not scope.queues:
        return
    start = first_quarter(min(scope.queue_days))
    end = first_quarter(max(scope.queue_days) + timedelta(days=1))
    which = Q(queue_id__in=scope.queues, quarter__gte=start, quarter__lt=end)
    QueueSlot.objects.filter(which).delete()
    rows = Contact.objects.filter(which).order_by().values("queue_id", "channel", "quarter")
    longest = rows.annotate(longest=Max("wait_s", filter=~SHORT, default=0))
    key = ("queue_id", "channel", "quarter", "longest")
    insert(
        QueueSlot,
        ("queue_id", "channel", "quarter", "wait_max", *_COLUMNS),
        ([row[name] for name in (*key, *_COLUMNS)] for row in summed(longest, _COLUMNS)),
    )
