"""What one may narrow a screen to, and the clock it runs by."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from dengta.domains.people.models import Unit, UnitClosure
from dengta.domains.service import policies
from dengta.domains.service.models import ContactType, Queue, QueueTeam
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import local_day

# From the company down; teams last, because there are most of them.
_ORDER = {kind: place for place, kind in enumerate(("company", "site", "client", "line", "team"))}


def units_for(actor: Actor) -> list[Unit]:
    """The open units whose sums `actor` may see, from the company down. One query."""
    units = policies.see_units.aggregate_scope(actor, Unit.objects.filter(closed_on__isnull=True))
    return sorted(units, key=lambda unit: (_ORDER.get(unit.kind, len(_ORDER)), unit.name, unit.pk))


def queues_for(actor: Actor) -> list[Queue]:
    """The queues whose sums `actor` may see, by name. One query."""
    queues = policies.see_queues.aggregate_scope(actor, Queue.objects.all())
    return list(queues.order_by("name", "pk").distinct())


def topics() -> list[ContactType]:
    """All topics by name. One query."""
    return list(ContactType.objects.order_by("name", "pk"))


def clock_of(units: Sequence[Unit]) -> ZoneInfo:
    """The time zone of these units: the one of the site nearest above the first. At most one query."""
    for unit in units:
        if unit.time_zone:
            return ZoneInfo(unit.time_zone)
    if units:
        above = UnitClosure.objects.filter(descendant=units[-1], valid_to__isnull=True).exclude(ancestor__time_zone="")
        name = above.order_by("depth", "pk").values_list("ancestor__time_zone", flat=True).first()
        if name:
            return ZoneInfo(name)
    return ZoneInfo(timezone.get_default_timezone_name())


def today_in(zone: ZoneInfo, now: datetime) -> date:
    """The calendar day at the site."""
    return local_day(now, zone)


def queues_within(unit: Unit, queues: Sequence[Queue]) -> list[Queue]:
    """Those of these queues that a unit owns or serves, itself or below it. Two queries."""
    below = set(
        UnitClosure.objects.filter(ancestor=unit, valid_to__isnull=True).values_list("descendant_id", flat=True)
    )
    below.add(unit.pk)
    served = set(QueueTeam.objects.filter(unit_id__in=below).values_list("queue_id", flat=True))
    return [queue for queue in queues if queue.unit_id in below or queue.pk in served]
