"""Questions about the tree on any day: its shape, its people, who leads what, which team somebody was in."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from dengta.domains.people import policies
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit, UnitClosure, UnitLink
from dengta.foundation.access import Actor, Role

# A tree of more units than this is shown folded; these kinds are always open.
MOST_UNFOLDED = 60
WIDE = (Unit.Kind.COMPANY, Unit.Kind.SITE)


@dataclass
class Node:
    """A unit of the tree on a day. `people` counts its own members, `total` those of the whole branch."""

    unit: Unit
    depth: int
    people: int = 0
    total: int = 0
    leaders: list[str] = field(default_factory=list)
    has_children: bool = False
    is_open: bool = True


def unit_tree(actor: Actor, day: date) -> list[Node]:
    """The visible tree on `day` in reading order, each branch below its root; without leaders. Three queries."""
    units = {unit.pk: unit for unit in visible_units(actor, day)}
    children: dict[int | None, list[Unit]] = defaultdict(list)
    parents = dict(UnitLink.objects.on(day).values_list("child_id", "parent_id"))
    for unit in units.values():
        parent = parents.get(unit.pk)
        children[parent if parent in units else None].append(unit)
    nodes = list(_walk(children, None, 0))
    _count(nodes, day)
    return nodes


def name_leaders(nodes: Iterable[Node], day: date) -> None:
    """Write into nodes who leads them on `day`: into those that are shown. One query."""
    leaders = leaders_of([node.unit.pk for node in nodes], day)
    for node in nodes:
        node.leaders = leaders.get(node.unit.pk, [])


def unfolded(nodes: Sequence[Node], *, opened: int | None) -> list[Node]:
    """A tree as it is shown: whole where it is small; else down to the clients, and below the one that is opened."""
    if len(nodes) <= MOST_UNFOLDED:
        return list(nodes)
    path: list[Node] = []
    way: set[int] = set()
    for node in nodes:
        path = [*path[: node.depth], node]
        if node.unit.pk == opened:
            way = {above.unit.pk for above in path}
    shown, hidden_below = [], len(nodes)
    for node in nodes:
        if node.depth > hidden_below:
            continue
        node.is_open = node.unit.kind in WIDE or node.unit.pk in way
        hidden_below = len(nodes) if node.is_open else node.depth
        shown.append(node)
    return shown


def visible_units(actor: Actor, day: date) -> QuerySet[Unit]:
    """Units that exist on `day` and that `actor` may know of, by kind and name."""
    linked = UnitLink.objects.on(day).values("child_id")
    existing = Unit.objects.filter(pk__in=linked) | Unit.objects.filter(kind=Unit.Kind.COMPANY)
    return policies.see_organisation.scope(actor, existing.exclude(closed_on__lte=day)).order_by("name", "pk")


def known_names(actor: Actor) -> dict[int, str]:
    """Names of the units that `actor` may know of, those included that were closed since. One query."""
    return dict(policies.see_organisation.scope(actor, Unit.objects.all()).values_list("pk", "name"))


def teams_of(actor: Actor, day: date) -> QuerySet[Unit]:
    """The units one can filter by or move to: all that are visible, teams first to last."""
    return visible_units(actor, day).exclude(kind=Unit.Kind.COMPANY)


def _walk(children: dict[int | None, list[Unit]], parent: int | None, depth: int) -> Iterable[Node]:
    for unit in children[parent]:
        yield Node(unit, depth, has_children=bool(children.get(unit.pk)))
        yield from _walk(children, unit.pk, depth + 1)


def _count(nodes: list[Node], day: date) -> None:
    counts = dict(Membership.objects.on(day).values_list("unit").annotate(Count("pk")).order_by())
    # Backwards through the reading order every child comes before its parent.
    totals: dict[int, int] = defaultdict(int)
    for node in reversed(nodes):
        node.people = counts.get(node.unit.pk, 0)
        node.total = node.people + totals.pop(node.depth + 1, 0)
        totals[node.depth] += node.total


def leaders_of(unit_ids: Collection[int], day: date) -> dict[int, list[str]]:
    """The names of those who hold a leading role exactly at these units. One query."""
    grants = RoleGrant.objects.on(day).filter(unit__in=unit_ids, role__in=LEADING_ROLES).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for unit_id, name in grants.values_list("unit_id", Coalesce("account__employee__name", "account__username")):
        if name not in found[unit_id]:
            found[unit_id].append(name)
    return dict(found)


class Leading(NamedTuple):
    """Somebody who leads a unit, or one above it; `depth` counts the levels up."""

    employee: Employee
    role: str
    unit_id: int
    depth: int


# Whoever stands lower decides first, also where two of them lead the same unit.
LEADING_ROLES = (Role.TEAM_LEAD, Role.SUPERVISOR, Role.EXECUTIVE)


def leading(unit_id: int, day: date) -> list[Leading]:
    """Everybody who leads this unit or one above it on `day`, nearest first: their own team lead, then the supervisor,
    then who leads the house. Employees come with their account. Two queries."""
    depths = dict(UnitClosure.objects.on(day).filter(descendant=unit_id).values_list("ancestor_id", "depth"))
    grants = RoleGrant.objects.on(day).filter(unit__in=depths, role__in=LEADING_ROLES, account__is_active=True)
    found = [
        Leading(grant.account.employee, grant.role, grant.unit_id, depths[grant.unit_id])
        for grant in grants.filter(account__employee__isnull=False).select_related("account__employee")
    ]
    return sorted(found, key=lambda one: (one.depth, LEADING_ROLES.index(Role(one.role)), one.employee.pk))


def nearest_leaders(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """The accounts of who leads each unit on `day`; where nobody leads it itself, of the nearest level above that
    somebody leads. Two queries, however many units."""
    above = UnitClosure.objects.on(day).filter(descendant__in=unit_ids).order_by("depth")
    lines = list(above.values_list("descendant_id", "ancestor_id"))
    people = {"account__is_active": True, "account__employee__isnull": False}
    grants = RoleGrant.objects.on(day).filter(role__in=LEADING_ROLES, **people)
    holding: dict[int, set[int]] = defaultdict(set)
    for unit_id, account_id in grants.filter(unit__in={unit for _below, unit in lines}).values_list("unit", "account"):
        holding[unit_id].add(account_id)
    found: dict[int, set[int]] = {}
    for below, unit_id in lines:
        if holding[unit_id]:
            found.setdefault(below, holding[unit_id])
    return found


def accounts_holding(*roles: Role, above: int | None, day: date) -> list[Account]:
    """Open accounts that hold one of `roles` at the unit `above` or over it; with None, anywhere. One query."""
    grants = RoleGrant.objects.on(day).filter(role__in=roles)
    if above is not None:
        grants = grants.filter(unit__in=UnitClosure.objects.on(day).filter(descendant=above).values("ancestor"))
    return list(Account.objects.filter(pk__in=grants.values("account"), is_active=True).order_by("pk"))


def path_of(unit_id: int, day: date) -> list[str]:
    """The names from the company down to the unit on `day`. One query."""
    above = UnitClosure.objects.on(day).filter(descendant=unit_id).order_by("-depth")
    return list(above.values_list("ancestor__name", flat=True))


def units_below(unit_ids: Collection[int], day: date) -> frozenset[int]:
    """These units and all below them on `day`. One query."""
    pairs = UnitClosure.objects.on(day).filter(ancestor__in=unit_ids)
    return frozenset(pairs.values_list("descendant_id", flat=True)) | frozenset(unit_ids)


def team_on(employee_ids: Collection[int], day: date) -> dict[int, int]:
    """The team of each of these people on `day`; who had none is left out. One query."""
    return dict(Membership.objects.on(day).filter(employee__in=employee_ids).values_list("employee_id", "unit_id"))


class TeamHistory:
    """All memberships of some people at once, for facts that carry the team of their day. One query."""

    def __init__(self, employee_ids: Collection[int] | None = None) -> None:
        rows = (
            Membership.objects.all() if employee_ids is None else Membership.objects.filter(employee__in=employee_ids)
        )
        self._starts: dict[int, list[date]] = defaultdict(list)
        self._rows: dict[int, list[tuple[date | None, int]]] = defaultdict(list)
        for employee_id, start, end, unit_id in rows.order_by("valid_from").values_list(
            "employee_id", "valid_from", "valid_to", "unit_id"
        ):
            self._starts[employee_id].append(start)
            self._rows[employee_id].append((end, unit_id))

    def team(self, employee_id: int, day: date) -> int | None:
        """The team of one person on `day`."""
        if employee_id not in self._starts:
            return None
        place = bisect_right(self._starts[employee_id], day) - 1
        if place < 0:
            return None
        end, unit_id = self._rows[employee_id][place]
        return None if end is not None and end <= day else unit_id
