"""The people of a team, and the teams somebody leads: asked for by meetings, events and everything a team reads."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from dengta.domains.communication.policies.reach import beyond_the_wall
from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitLink
from dengta.domains.people.selectors.organisation import units_below
from dengta.foundation.access import Actor, Role, facts_of

LEADING = (Role.TEAM_LEAD, Role.SUPERVISOR)


def members(unit_id: int, day: date) -> QuerySet[Employee]:
    """Whoever works in the unit or below it on `day`, with their account, by name. Two queries."""
    inside = Membership.objects.on(day).filter(unit_id__in=units_below([unit_id], day)).values("employee_id")
    people = Employee.objects.filter(pk__in=inside, status=Employee.Status.ACTIVE)
    return people.select_related("account").order_by("pinyin", "pk")


def agents_of(unit_id: int, day: date) -> QuerySet[Employee]:
    """Those of them who do not lead this unit themselves."""
    leading = RoleGrant.objects.on(day).filter(unit_id=unit_id, role__in=LEADING).values("account_id")
    return members(unit_id, day).exclude(Q(account__isnull=False) & Q(account__in=leading))


def elsewhere(unit_id: int, day: date) -> QuerySet[Membership, Any]:
    """Whoever works for another client than this unit does on `day`, to be taken out of those who are told of its
    matters. One query for its client."""
    return Membership.objects.on(day).filter(beyond_the_wall(unit_id)).values("employee_id")


def still_of(unit_id: int, day: date) -> QuerySet[Employee]:
    """Whoever worked there on `day`, without those who work for another client today: what is told of a day that is
    over goes no further. Three queries."""
    return members(unit_id, day).exclude(pk__in=elsewhere(unit_id, timezone.localdate()))


def open_teams(day: date) -> QuerySet[Unit]:
    """Teams that exist on `day`."""
    return Unit.objects.filter(
        kind=Unit.Kind.TEAM, pk__in=UnitLink.objects.on(day).values("child_id"), closed_on__isnull=True
    )


def teams_led(actor: Actor, day: date) -> QuerySet[Unit]:
    """The teams that `actor` answers for as team lead or supervisor; for everybody else none. One query."""
    held = [role for role in facts_of(actor).roles if role.role in LEADING]
    teams = open_teams(day)
    if any(role.whole for role in held):
        return teams
    return teams.filter(pk__in={unit for role in held for unit in role.tree})
