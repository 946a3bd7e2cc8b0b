"""Who is whose direct leader: for many people at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from dengta.domains.people.models import Employee, Membership, RoleGrant
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.dated import valid_on

# Of more units than this all are read: a list of thousands in a query is dearer than the table.
MANY = 500
# Of two who lead the same unit the earlier of these is the nearer one.
RANKS = {role.value: rank for rank, role in enumerate(LEADING_ROLES)}


class Pair(NamedTuple):
    """A person and their direct leader: through which unit, since when the one is there and the other leads it."""

    employee_id: int
    leader_id: int
    unit_id: int
    joined: date
    began: date


class Place(NamedTuple):
    """Where somebody is, and since when."""

    employee_id: int
    unit_id: int
    joined: date


class Link(NamedTuple):
    """Somebody who leads a unit or one above it: how high they stand (levels up, then the role), and through which unit
    they lead since when."""

    height: tuple[int, int]
    leader_id: int
    unit_id: int
    began: date


Chains = Mapping[int, Sequence[Link]]


def pairs_on(day: date) -> dict[int, Pair]:
    """Everybody at work on `day` with their nearest leader, by employee id.

    The same answer as the first of `chain.leaders_of`, for a whole centre in two queries. Whoever is on a long leave
    or has left is not among them.
    """
    places = [Place(*row) for row in at_work(day).values_list("employee_id", "unit_id", "valid_from")]
    return paired(places, chains_on(day))


def reports_of(actor: Actor, day: date) -> dict[int, Pair]:
    """The people whose direct leader the reader is. Two queries at most."""
    facts = facts_of(actor)
    held = [role for role in facts.roles if role.role in LEADING_ROLES]
    if not held or facts.employee_id is None:
        return {}
    below = None if any(role.whole for role in held) else frozenset[int]().union(*(role.tree for role in held))
    chains = chains_on(day, below)
    nearest = [unit for unit, chain in chains.items() if chain[0].leader_id == facts.employee_id]
    # Whoever leads is led by somebody above, who may be the reader.
    members = at_work(day).filter(Q(unit_id__in=nearest) | Q(employee_id__in=leading(day)))
    if below is not None:
        members = members.filter(unit_id__in=below)
    places = [Place(*row) for row in members.values_list("employee_id", "unit_id", "valid_from")]
    return {who: pair for who, pair in paired(places, chains).items() if pair.leader_id == facts.employee_id}


def at_work(day: date) -> QuerySet[Membership]:
    """Where everybody is on `day` who is not on a long leave and has not left."""
    return Membership.objects.on(day).filter(employee__status=Employee.Status.ACTIVE)


def leading(day: date) -> QuerySet[RoleGrant, Any]:
    """The ids of all who lead something on `day`, for use in a query: they are led by somebody further up."""
    held = RoleGrant.objects.on(day).filter(role__in=LEADING_ROLES, account__employee__isnull=False)
    return held.values("account__employee")


def nearest_link(place: Place, chains: Chains) -> Link | None:
    """Through whom this person is led: whoever leads their unit, or for whoever does so themself the next one up."""
    chain = chains.get(place.unit_id, ())
    own = max((link.height for link in chain if link.leader_id == place.employee_id), default=None)
    return next((link for link in chain if own is None or link.height > own), None)


def paired(places: Iterable[Place], chains: Chains) -> dict[int, Pair]:
    """These people with their nearest leader, by employee id. No query."""
    links = ((place, nearest_link(place, chains)) for place in places)
    return {
        place.employee_id: Pair(place.employee_id, link.leader_id, link.unit_id, place.joined, link.began)
        for place, link in links
        if link is not None
    }


def chains_on(day: date, unit_ids: Collection[int] | None = None) -> Chains:
    """Everybody who leads each of these units (without any, of all) or one above it, nearest first. One query."""
    grants = RoleGrant.objects.on(day).filter(
        valid_on(day, "unit__below__"), role__in=LEADING_ROLES,
        account__is_active=True, account__employee__isnull=False,
    )  # fmt: skip
    if unit_ids is not None and len(unit_ids) <= MANY:
        grants = grants.filter(unit__below__descendant__in=unit_ids)
    rows = grants.annotate(led=F("unit__below__descendant_id"), depth=F("unit__below__depth"))
    chains: dict[int, list[Link]] = defaultdict(list)
    found: Any = rows.values_list("led", "depth", "role", "account__employee", "unit_id", "valid_from")
    for led, depth, role, leader_id, unit_id, began in found:
        if unit_ids is None or led in unit_ids:
            chains[led].append(Link((depth, RANKS[role]), leader_id, unit_id, began))
    for chain in chains.values():
        chain.sort()
    return chains
