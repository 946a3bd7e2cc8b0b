"""Events as their readers see them, and what the rules miss about them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import EventPart, SignUp, TeamEvent
from dengta.domains.communication.policies import team_events as policies
from dengta.domains.people.models import Unit
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.rules import Rule

R_112 = Rule("R-112", _("Events have a relaxing part, and are not business training alone"))
IN_A_ROW = 3
COMING, WAITING = SignUp.State.COMING, SignUp.State.WAITING


def events(actor: Actor) -> QuerySet[TeamEvent]:
    """Events the reader may know of, with how many come and wait, and what the reader said. One query."""
    own = SignUp.objects.filter(event=OuterRef("pk"), employee_id=facts_of(actor).employee_id or 0)
    rows = policies.see.scope(actor, TeamEvent.objects.select_related("unit"))
    return rows.annotate(
        coming=Count("sign_ups", filter=Q(sign_ups__state=COMING), distinct=True),
        waiting=Count("sign_ups", filter=Q(sign_ups__state=WAITING), distinct=True),
        my_state=Subquery(own.values("state")[:1]),
    )


def only_business(units: Collection[int]) -> list[Unit]:
    """Of these units, those whose last three events had no relaxing part. One query, and one for the names."""
    relaxing = EventPart.objects.filter(event=OuterRef("pk"), kind=EventPart.Kind.RELAXING)
    rows = TeamEvent.objects.filter(unit__in=units).exclude(state=TeamEvent.State.CANCELLED)
    last: dict[int, list[bool]] = {}
    found = rows.annotate(relaxes=Exists(relaxing)).order_by("-starts_at", "-pk").values_list("unit_id", "relaxes")
    for unit_id, relaxes in found:
        last.setdefault(unit_id, []).append(relaxes)
    dry = [pk for pk, row in last.items() if len(row) >= IN_A_ROW and not any(row[:IN_A_ROW])]
    return list(Unit.objects.filter(pk__in=dry).order_by("name")) if R_112.warns(when=bool(dry)) else []


def units_run(actor: Actor) -> frozenset[int]:
    """Units with events that the reader plans for. One query."""
    return frozenset(policies.run.scope(actor, TeamEvent.objects.all()).values_list("unit_id", flat=True).distinct())


def events_ahead(actor: Actor, now: datetime) -> QuerySet[TeamEvent]:
    """Planned events that are still to come and that the reader plans for. One query."""
    rows = TeamEvent.objects.filter(state=TeamEvent.State.PLANNED, starts_at__gt=now).order_by("starts_at", "pk")
    return policies.run.scope(actor, rows)
