"""Who is whose direct leader: for many people at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F

from dengta.domains.people.models import Employee, Membership, RoleGrant
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.foundation.access import Actor, Role, facts_of
from dengta.foundation.dated import valid_on


class Pair(NamedTuple):
    """A person and their direct leader: through which unit, since when the one is there and the other leads it."""

    employee_id: int
    leader: Employee
    unit_id: int
    joined: date
    began: date


def pairs_on(day: date, *, below: Collection[int] | None = None) -> dict[int, Pair]:
    """Everybody at work on `day` with their nearest leader, by employee id; `below`: only members of these units.

    The same answer as the first of `chain.leaders_of`, for a whole centre in two queries. Whoever is on a long leave
    or has left is not among them.
    """
    members = Membership.objects.on(day).filter(employee__status=Employee.Status.ACTIVE)
    if below is not None:
        members = members.filter(unit_id__in=below)
    places = list(members.values_list("employee_id", "unit_id", "valid_from"))
    chains = _chains(frozenset(unit_id for _who, unit_id, _since in places), day)
    found = {}
    for employee_id, unit_id, joined in places:
        chain = chains.get(unit_id, ())
        own = max((height for height, grant in chain if grant.account.employee.pk == employee_id), default=None)
        nearest = next((grant for height, grant in chain if own is None or height > own), None)
        if nearest is not None:
            leader = nearest.account.employee
            found[employee_id] = Pair(employee_id, leader, nearest.unit_id, joined, nearest.valid_from)
    return found


def reports_of(actor: Actor, day: date) -> dict[int, Pair]:
    """The people whose direct leader the reader is. Two queries at most."""
    facts = facts_of(actor)
    held = [role for role in facts.roles if role.role in LEADING_ROLES]
    if not held or facts.employee_id is None:
        return {}
    below = None if any(role.whole for role in held) else frozenset[int]().union(*(role.tree for role in held))
    return {who: pair for who, pair in pairs_on(day, below=below).items() if pair.leader.pk == facts.employee_id}


def _chains(unit_ids: frozenset[int], day: date) -> Mapping[int, list[tuple[tuple[int, int], RoleGrant]]]:
    """The roles of everybody who leads each of these units or one above it, nearest first, each with how high it
    stands: levels up, then the role. One query."""
    grants = RoleGrant.objects.on(day).filter(
        valid_on(day, "unit__below__"), unit__below__descendant__in=unit_ids, role__in=LEADING_ROLES,
        account__is_active=True, account__employee__isnull=False,
    )  # fmt: skip
    places = {"led": F("unit__below__descendant_id"), "depth": F("unit__below__depth")}
    chains: dict[int, list[tuple[tuple[int, int], RoleGrant]]] = defaultdict(list)
    rows: Iterable[Any] = grants.select_related("account__employee").annotate(**places)
    for grant in rows:
        chains[grant.led].append(((grant.depth, LEADING_ROLES.index(Role(grant.role))), grant))
    for chain in chains.values():
        chain.sort(key=lambda entry: (entry[0], entry[1].account.employee.pk))
    return chains
