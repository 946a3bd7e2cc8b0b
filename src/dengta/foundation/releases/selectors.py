"""Which requests there are, and who may decide them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from dengta.foundation.access import Action, Actor, Permission, Role, holders_of, registered_permissions
from dengta.foundation.access.matrix import RED_CLASSES, grants
from dengta.foundation.exports.gate import BULK, Parcel
from dengta.foundation.releases.models import ExportRequest

# A second person has so long to decide, and the first so long to take the file along.
HOURS = 72
State = ExportRequest.State


@dataclass(frozen=True)
class Need:
    """What an export needs before it leaves."""

    reason: bool
    second_person: bool


def need_of(right: Permission[Any], *, people: int, now: datetime) -> Need:
    """Many people need a second person (R4), the most private classes a reason however few they are (R13)."""
    second = people > BULK.on(now.date())
    return Need(reason=second or right.data_class in RED_CLASSES, second_person=second)


def requests_of(actor: Actor) -> QuerySet[ExportRequest]:
    """The own requests, and those that one was asked to decide. One query."""
    rows = ExportRequest.objects.filter(Q(by_id=actor.pk) | Q(told=actor.pk)).distinct()
    return rows.select_related("by__employee", "decided_by__employee")


def valid_release(parcel: Parcel, *, by: Actor, now: datetime) -> ExportRequest | None:
    """The approval that lets this very list out: same filter, and no more people than were approved."""
    rows = ExportRequest.objects.filter(
        by_id=by.pk,
        right=parcel.permission.name,
        address=parcel.address,
        state=State.APPROVED,
        decided_at__gt=now - timedelta(hours=HOURS),
        people__gte=parcel.people,
    )
    return rows.order_by("-pk").first()


def open_request(parcel: Parcel, *, by: Actor, now: datetime) -> ExportRequest | None:
    """The request for this very list that still waits."""
    since = now - timedelta(hours=HOURS)
    rows = ExportRequest.objects.filter(by_id=by.pk, address=parcel.address, state=State.OPEN, asked_at__gt=since)
    return rows.filter(people__gte=parcel.people).order_by("-pk").first()


def roles_with(right: Permission[Any]) -> list[Role]:
    """The roles that give this right over others."""
    return [role for role in Role if role is not Role.AGENT and grants(right.data_class, role, right.action)]


def second_persons(right: Permission[Any], *, by: Actor) -> list[Actor]:
    """Everybody else who may take along all that `by` may. A few queries per holder of such a role."""
    others = (account for account in holders_of(roles_with(right)) if account.pk != by.pk)
    return [account for account in others if right.reaches_as_far(account, by)]


def takes_others_along(actor: Actor) -> bool:
    """Whether the reader may export anything about others; no query. For the menu."""
    rights = registered_permissions().values()
    return any(right.action is Action.EXPORT and right.reach.person and right.beyond_own(actor) for right in rights)
