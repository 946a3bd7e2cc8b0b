"""Who came back about the same thing within seven days: noted on the earlier contact when the later one arrives."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from dengta.domains.service.models import Contact
from dengta.domains.service.services.marks import Mark, agent_and_unit

WITHIN = timedelta(days=7)
CHUNK = 4000

# Customer and topic.
_Matter = tuple[int, int | None]


def link_repeats(rows: Sequence[Contact], *, left: Sequence[Contact] = ()) -> set[Mark]:
    """Set `repeat_s` on `rows` (about to be saved) and on contacts in the database; returns the marks of the latter.

    `left` are rows as they stood before a change: whoever pointed at them is linked anew.
    """
    moved = [row for row in (*rows, *left) if row.customer is not None]
    if not moved:
        return set()
    matters: dict[_Matter, list[Contact]] = {(row.customer or 0, row.type_id): [] for row in moved}
    for row in rows:
        if row.customer is not None:
            matters[row.customer, row.type_id].append(row)
    first, last = min(row.created_at for row in moved), max(row.created_at for row in moved)
    stored = _stored(matters, first, last, {row.pk for row in moved})
    before = {row.pk: row.repeat_s for row in stored}
    for row in stored:
        matters[row.customer or 0, row.type_id].append(row)
    for contacts in matters.values():
        _link(contacts, certain_until=last + WITHIN)
    changed = [row for row in stored if row.repeat_s != before[row.pk]]
    Contact.objects.bulk_update(changed, ["repeat_s"], batch_size=500)
    return {mark for row in changed for mark in agent_and_unit(row.agent_id, row.unit_id, row.business_day)}


def _link(contacts: list[Contact], *, certain_until: datetime) -> None:
    contacts.sort(key=lambda row: row.created_at)
    for earlier, later in pairwise(contacts):
        gap = later.created_at - earlier.created_at
        earlier.repeat_s = int(gap.total_seconds()) if gap <= WITHIN else None
    if contacts and contacts[-1].created_at <= certain_until:
        contacts[-1].repeat_s = None


def _stored(
    matters: dict[_Matter, list[Contact]], first: datetime, last: datetime, ours: set[int | None]
) -> list[Contact]:
    """Other contacts of the same customers and topics, as far around as a link can reach."""
    customers = sorted({customer for customer, _type in matters})
    found: list[Contact] = []
    for place in range(0, len(customers), CHUNK):
        chunk = Contact.objects.filter(
            customer__in=customers[place : place + CHUNK], created_at__range=(first - WITHIN, last + 2 * WITHIN)
        )
        found += [
            row
            for row in chunk.only(
                "customer", "type_id", "created_at", "repeat_s", "agent_id", "unit_id", "business_day"
            )
            if (row.customer, row.type_id) in matters and row.pk not in ours
        ]
    return found
