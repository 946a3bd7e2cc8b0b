"""What one may narrow a screen to, and the clock it runs by."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from dengta.domains.people.models import Employee, Unit, UnitClosure
from dengta.domains.service import policies
from dengta.domains.service.models import ContactType, Queue, QueueTeam
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.calendar.zones import local_day

# From the company down; teams last, because there are most of them.
_ORDER = {kind: place for place, kind in enumerate(("company", "site", "client", "line", "team"))}


def units_for(actor: Actor) -> list[Unit]:
    """The open units whose sums `actor` may see, from the company down. One query."""
    units = policies.see_units.aggregate_scope(actor, Unit.objects.filter(closed_on__isnull=True))
    return sorted(units, key=lambda unit: (_ORDER.get(unit.kind, len(_ORDER)), unit.name, unit.pk))


def queues_for(actor: Actor, *, unit: int | None = None) -> list[Queue]:
    """The queues whose sums `actor` may see, by name; with `unit` those that it, or a unit below, owns or serves."""
    queues = policies.see_queues.aggregate_scope(actor, Queue.objects.all())
    if unit is not None:
        below = UnitClosure.objects.filter(ancestor_id=unit, valid_to__isnull=True).values("descendant_id")
        served = QueueTeam.objects.filter(unit_id__in=below).values("queue_id")
        queues = queues.filter(Q(unit_id__in=below) | Q(pk__in=served))
    return list(queues.order_by("name", "pk").distinct())


@dataclass(frozen=True)
class Choice:
    """Something a filter offers. `zone`: the time zone that stands at a unit; the first one takes it from above."""

    pk: int
    name: str
    zone: str = ""


@dataclass(frozen=True)
class Choices:
    """Everything the filters of a screen offer, and the agent it is narrowed to."""

    units: Sequence[Choice] = ()
    queues: Sequence[Choice] = ()
    topics: Sequence[Choice] = ()
    agent: Choice | None = None

    @property
    def clock(self) -> ZoneInfo:
        """The time zone of the widest unit that has one."""
        named = (unit.zone for unit in self.units if unit.zone)
        return ZoneInfo(next(named, timezone.get_default_timezone_name()))


def choices_for(actor: Actor, *, agent: int | None = None) -> Choices:
    """Units from the company down, queues and topics by name, as far as `actor` may see their sums. One query."""
    units = policies.see_units.aggregate_scope(actor, Unit.objects.filter(closed_on__isnull=True))
    parts = [
        _part("unit", units, _clock(units), F("kind")),
        _part("queue", policies.see_queues.aggregate_scope(actor, Queue.objects.all()), _text(""), _text("")),
    ]
    if _works_with_topics(actor):
        parts.append(_part("topic", ContactType.objects.all(), _text(""), _text("")))
    if agent is not None:
        people = policies.see_person_figures.scope(actor, Employee.objects.filter(pk=agent))
        parts.append(_part("agent", people, _text(""), _text("")))
    found: dict[str, list[tuple[int, str, Choice]]] = defaultdict(list)
    for what, pk, name, clock, kind in parts[0].union(*parts[1:]):
        found[what].append((_ORDER.get(kind, len(_ORDER)), name, Choice(pk, name, clock)))
    ordered = {what: [choice for _place, _name, choice in sorted(rows, key=_sorting)] for what, rows in found.items()}
    return Choices(
        units=ordered.get("unit", []),
        queues=ordered.get("queue", []),
        topics=ordered.get("topic", []),
        agent=next(iter(ordered.get("agent", [])), None),
    )


def _clock(units: "QuerySet[Unit]") -> Any:
    """The time zone of a unit. One of them, the first that was founded, inherits it: asking for that of all would cost
    more than everything else, and one is enough to know by which clock the others run."""
    above = UnitClosure.objects.filter(descendant=OuterRef("pk"), valid_to__isnull=True).exclude(ancestor__time_zone="")
    inherited = Subquery(above.order_by("depth", "pk").values("ancestor__time_zone")[:1])
    first = Subquery(units.order_by("pk").values("pk")[:1])
    return Case(When(pk=first, then=Coalesce(inherited, _text(""))), default=F("time_zone"))


def _works_with_topics(actor: Actor) -> bool:
    """Whether the reader handles contacts or may open rows of them; a client need not know what others ask about."""
    return bool(facts_of(actor).home_units) or policies.see_contacts.anywhere(actor)


def _sorting(row: tuple[int, str, Choice]) -> tuple[int, str, int]:
    return row[0], row[1], row[2].pk


def _text(value: str) -> Any:
    return Value(value, output_field=CharField())


def _part(what: str, rows: Any, clock: Any, kind: Any) -> Any:
    """One part of the union: what it is, id, name, clock, kind of unit."""
    columns = {"of": _text(what), "at_clock": clock, "of_kind": kind}
    return rows.order_by().values_list(
        columns["of"], Cast("pk", BigIntegerField()), Cast("name", CharField()), columns["at_clock"], columns["of_kind"]
    )


def clock_of(units: Sequence[Unit]) -> ZoneInfo:
    """The time zone of these units: the one of the site nearest above the first. At most one query."""
    named = next((unit.time_zone for unit in units if unit.time_zone), "")
    return ZoneInfo(named or _zone_above([unit.pk for unit in units]))


def _zone_above(units: Sequence[int]) -> str:
    """The time zone of the site nearest above the last of these units; the installation's where there is none."""
    if units:
        above = UnitClosure.objects.filter(descendant=units[-1], valid_to__isnull=True).exclude(ancestor__time_zone="")
        name = above.order_by("depth", "pk").values_list("ancestor__time_zone", flat=True).first()
        if name:
            return str(name)
    return timezone.get_default_timezone_name()


def today_in(zone: ZoneInfo, now: datetime) -> date:
    """The calendar day at the site."""
    return local_day(now, zone)
