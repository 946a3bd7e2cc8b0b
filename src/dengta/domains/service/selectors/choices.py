"""What one may narrow a screen to, and the clock it runs by."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import CharField, Q, Value
from django.utils import timezone

from dengta.domains.people.models import Employee, Unit, UnitClosure
from dengta.domains.service import policies
from dengta.domains.service.models import ContactType, Queue, QueueTeam
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.calendar.zones import local_day

# From the company down; teams last, because there are most of them.
_ORDER = {kind: place for place, kind in enumerate(("company", "site", "client", "line", "team"))}


class Choice(NamedTuple):
    """Something a filter offers; a tuple, because a large centre has hundreds of them.

    `time_zone`: the one that stands at a unit itself; nothing where it takes that of the site above.
    """

    pk: int
    name: str
    time_zone: str = ""


def units_for(actor: Actor) -> list[Choice]:
    """The open units whose sums `actor` may see, from the company down. One query."""
    units = policies.see_units.aggregate_scope(actor, Unit.objects.filter(closed_on__isnull=True))
    return _from_the_top(units.order_by().values_list("pk", "name", "time_zone", "kind"))


def _from_the_top(units: Iterable[tuple[int, str, str, str]]) -> list[Choice]:
    """Id, name, time zone and kind of units as choices: the widest kind first, then by name."""
    return [
        Choice(pk, name, zone)
        for _place, name, pk, zone in sorted(
            (_ORDER.get(kind, len(_ORDER)), name, pk, zone) for pk, name, zone, kind in units
        )
    ]


def queues_for(actor: Actor, *, unit: int | None = None, to_take: bool = False) -> list[Queue]:
    """The queues whose sums `actor` may see, or `to_take` along as a file, by name; with `unit` those that it, or a
    unit below, owns or serves."""
    queues = policies.see_queues.aggregate_scope(actor, Queue.objects.all())
    if to_take:
        queues = policies.export_queues.scope(actor, queues)
    if unit is not None:
        below = UnitClosure.objects.filter(ancestor_id=unit, valid_to__isnull=True).values("descendant_id")
        served = QueueTeam.objects.filter(unit_id__in=below).values("queue_id")
        queues = queues.filter(Q(unit_id__in=below) | Q(pk__in=served))
    return list(queues.order_by("name", "pk").distinct())


@dataclass(frozen=True)
class Choices:
    """Everything the filters of a screen offer, the agent it is narrowed to, and the time zone it runs by."""

    units: Sequence[Choice] = ()
    queues: Sequence[Choice] = ()
    topics: Sequence[Choice] = ()
    agent: Choice | None = None
    clock: ZoneInfo = field(default_factory=lambda: clock_of(()))


def choices_for(actor: Actor, *, of: Collection[str] = ("unit", "queue", "type"), agent: int | None = None) -> Choices:
    """Units from the company down, queues and topics by name, as far as `actor` may see their sums; of these, what the
    screen has filters for.

    One query, and one for the clock of units below the site that names it.
    """
    parts = [_part("unit", policies.see_units.aggregate_scope(actor, Unit.objects.filter(closed_on__isnull=True)))]
    if "queue" in of:
        parts.append(_part("queue", policies.see_queues.aggregate_scope(actor, Queue.objects.all())))
    if "type" in of and _works_with_topics(actor):
        parts.append(_part("topic", ContactType.objects.all()))
    if agent is not None:
        parts.append(_part("agent", policies.see_person_figures.scope(actor, Employee.objects.filter(pk=agent))))
    found: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    # Each part may hold a row twice: a queue that several of one's teams serve.
    for what, *row in dict.fromkeys(parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]):
        found[what].append(tuple(row))
    units = _from_the_top(found["unit"])
    return Choices(
        units=units,
        queues=_from_the_top(found["queue"]),
        topics=_from_the_top(found["topic"]),
        agent=next(iter(_from_the_top(found["agent"])), None),
        clock=clock_of(units),
    )


def _works_with_topics(actor: Actor) -> bool:
    """Whether the reader handles contacts or may open rows of them; a client need not know what others ask about."""
    return bool(facts_of(actor).home_units) or policies.see_contacts.anywhere(actor)


def _part(what: str, rows: Any) -> Any:
    """One part of the union: what it is, id, name, and of a unit its time zone and kind."""
    of_unit = ("time_zone", "kind") if what == "unit" else (_text(""), _text(""))
    return rows.order_by().values_list(_text(what), "pk", "name", *of_unit)


def _text(value: str) -> Any:
    return Value(value, output_field=CharField())


def clock_of(units: Sequence[Choice | Unit]) -> ZoneInfo:
    """The time zone of these units, the widest of which comes first: its own, or that of the site nearest above it.

    Where neither has one, the first that a unit below it names; a single team abroad does not set the clock of all. At
    most one query.
    """
    if not units:
        return ZoneInfo(timezone.get_default_timezone_name())
    named = next((unit.time_zone for unit in units if unit.time_zone), "")
    zone = units[0].time_zone or _zone_above(units[0].pk) or named
    return ZoneInfo(zone or timezone.get_default_timezone_name())


def _zone_above(unit: int) -> str:
    """The time zone of the site nearest above a unit; nothing where there is none."""
    above = UnitClosure.objects.filter(descendant=unit, valid_to__isnull=True).exclude(ancestor__time_zone="")
    return above.order_by("depth", "pk").values_list("ancestor__time_zone", flat=True).first() or ""


def today_in(zone: ZoneInfo, now: datetime) -> date:
    """The calendar day at the site."""
    return local_day(now, zone)
