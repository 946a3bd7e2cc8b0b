"""Who is acting: the organisation facts behind every permission."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import cast

from django.db.models import FilteredRelation, OuterRef, Subquery
from django.utils import timezone

from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.foundation.access import Actor, ActorFacts, Role, RoleHeld, facts_of
from dengta.foundation.dated import valid_on


def facts_for(actor: Actor) -> ActorFacts:
    """The facts about `actor` today: own employee and team, roles and the subtrees under them. Three queries."""
    return facts_on(cast("Account", actor), timezone.localdate())


def holding(roles: Collection[Role]) -> list[Account]:
    """The open accounts that hold any of these roles today. One query."""
    grants = RoleGrant.objects.on(timezone.localdate()).filter(role__in=roles)
    return list(Account.objects.filter(pk__in=grants.values("account"), is_active=True).order_by("pk"))


def facts_on(account: Account, day: date) -> ActorFacts:
    """The same for any day: a former leader has lost the right at 00:00 of the day the grant ends."""
    employee_id, home_unit, branch = _place(account, day)
    return ActorFacts(
        employee_id=employee_id,
        home_units=frozenset({home_unit}) if home_unit else frozenset(),
        branch=_within(branch, home_unit, subtrees({branch} if branch else set(), day)),
        roles=_roles(account, day),
    )


def _roles(account: Account, day: date) -> tuple[RoleHeld, ...]:
    """The roles held on `day`, each with the units below it."""
    below = FilteredRelation("unit__below", condition=valid_on(day, "unit__below__"))
    rows = RoleGrant.objects.on(day).filter(account=account).annotate(tree=below).order_by("pk")
    trees: dict[tuple[int, str, int, str], set[int]] = defaultdict(set)
    fields = ("pk", "role", "unit_id", "unit__kind", "tree__descendant_id")
    for pk, role, unit_id, kind, unit_below in rows.values_list(*fields):
        grant = (pk, role, unit_id, kind)
        trees[grant] |= {unit_id, unit_below} - {None}
    return tuple(
        RoleHeld(Role(role), unit_id, frozenset(tree), whole=kind == Unit.Kind.COMPANY)
        for (_pk, role, unit_id, kind), tree in trees.items()
    )


def _within(branch: int | None, home_unit: int | None, trees: dict[int, frozenset[int]]) -> frozenset[int] | None:
    """The branch a colleague may look around in: nothing without a team, everything where no client is above it."""
    if branch:
        return trees[branch]
    return None if home_unit else frozenset()


def _place(account: Account, day: date) -> tuple[int | None, int | None, int | None]:
    """The employee behind the account, the team on `day`, and the client whose branch that stands in: the wall that no
    list, search or export crosses. No team for somebody about to start, or who has left and reads the own file."""
    team = Membership.objects.on(day).filter(employee=OuterRef("pk")).values("unit")[:1]
    clients = UnitClosure.objects.on(day).filter(descendant=OuterRef("team"), ancestor__kind=Unit.Kind.CLIENT)
    company = Unit.objects.filter(kind=Unit.Kind.COMPANY).order_by("pk").values("name")[:1]
    rows = Employee.objects.filter(account=account).annotate(team=Subquery(team), company=Subquery(company))
    rows = rows.annotate(branch=Subquery(clients.order_by("depth").values("ancestor")[:1]))
    found = rows.values_list("pk", "team", "branch", "name", "number", "company").first()
    if found is None:
        return None, None, None
    # The shell names who is signed in on every page: read along, so that it costs no query of its own.
    account.card = (found[3], found[4], found[5] or "")
    return found[:3]


def card_of(account: Account) -> tuple[str, str, str]:
    """Name, staff number and company of who is signed in; the user name for an account without an employee."""
    facts_of(account)
    return account.card or (account.username, "", "")


def subtrees(unit_ids: set[int], day: date) -> dict[int, frozenset[int]]:
    """For each unit the ids of itself and of all units below it on `day`. One query; none for no units."""
    found: dict[int, set[int]] = defaultdict(set)
    if unit_ids:
        pairs = UnitClosure.objects.on(day).filter(ancestor_id__in=unit_ids)
        for ancestor, descendant in pairs.values_list("ancestor_id", "descendant_id"):
            found[ancestor].add(descendant)
    return {unit_id: frozenset({unit_id, *found[unit_id]}) for unit_id in unit_ids}
