"""Queue × client × channel × quarter of an hour."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q

from dengta.domains.people.models import Unit, UnitClosure
from dengta.domains.service.models import Contact, QueueSlot
from dengta.domains.service.selectors.course import QUARTER_S
from dengta.domains.service.selectors.measures import SHORT, summed
from dengta.domains.service.services.bulk import insert
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
_KEY = ("queue_id", "channel", "quarter", "client_id")
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
    insert(QueueSlot, (*_KEY, "wait_max", *_COLUMNS), _slots(which))


def _slots(which: Q) -> Iterator[tuple[Any, ...]]:
    """The sums of these contacts per client, whose teams took them on that day. Two queries."""
    rows = Contact.objects.filter(which).order_by().values(*_KEY[:3], "unit_id", "business_day")
    clients = _ClientsByDay()
    longest: dict[tuple[Any, ...], int] = defaultdict(int)
    sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * len(_COLUMNS))
    for row in summed(rows.annotate(longest=Max("wait_s", filter=~SHORT, default=0)), _COLUMNS):
        key = (*(row[name] for name in _KEY[:3]), clients.on(row["unit_id"], row["business_day"]))
        longest[key] = max(longest[key], row["longest"])
        sums[key] = [known + row[name] for known, name in zip(sums[key], _COLUMNS, strict=True)]
    return ((*key, longest[key], *counts) for key, counts in sums.items())


class _ClientsByDay:
    """In whose branch each unit stood on a day; a branch within a branch counts as the inner one. One query."""

    def __init__(self) -> None:
        self._above: dict[int, list[tuple[date, date | None, int]]] = defaultdict(list)
        rows = UnitClosure.objects.filter(ancestor__kind=Unit.Kind.CLIENT).order_by("depth")
        for unit, start, end, client in rows.values_list("descendant_id", "valid_from", "valid_to", "ancestor_id"):
            self._above[unit].append((start, end, client))

    def on(self, unit_id: int, day: date) -> int | None:
        """The client, or None outside every branch of one."""
        known = self._above.get(unit_id, ())
        return next((client for start, end, client in known if start <= day and (end is None or day < end)), None)
