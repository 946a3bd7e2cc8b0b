"""How the rows of this room hang on people and on the tree."""

from collections.abc import Callable, Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.foundation.access import EVERY_ROW, ActorFacts, Reach


def of_members(path: str = "employee_id") -> Callable[[frozenset[int]], Q]:
    """Rows whose employee (behind `path`) belongs today to one of the units asked for."""

    def condition(unit_ids: frozenset[int]) -> Q:
        members = Membership.objects.on(timezone.localdate()).filter(unit_id__in=unit_ids)
        return Q(**{f"{path}__in": members.values("employee_id")})

    return condition


def inside_the_wall(facts: ActorFacts, path: str = "unit_id") -> Q:
    """Rows of no other client than the reader's own: what somebody was given by name they keep within it, and lose with
    a move to another one. Of units that stand under no client nobody is walled off."""
    if facts.branch is None or any(held.whole for held in facts.roles):
        return EVERY_ROW
    own = facts.branch.union(*(held.tree for held in facts.roles))
    return Q(**{f"{path}__in": own}) | ~Q(**{f"{path}__in": _under_clients().values("descendant_id")})


def wall_at(path: str) -> Callable[[ActorFacts], Q]:
    """The same for rows that find their unit behind `path`."""
    return lambda facts: inside_the_wall(facts, path)


def beside(unit_id: int) -> Q:
    """Rows of the same client as this unit; of the house itself where it stands under none. One query."""
    client = client_of(unit_id)
    if client is None:
        return ~Q(unit_id__in=_under_clients().values("descendant_id"))
    return Q(unit_id__in=_under_clients().filter(ancestor=client).values("descendant_id"))


def beyond_the_wall(unit_id: int) -> Q:
    """Rows of another client than that of this unit; none where it stands under none. One query."""
    client = client_of(unit_id)
    if client is None:
        return Q(pk__in=())
    return Q(unit_id__in=_under_clients().exclude(ancestor=client).values("descendant_id"))


def asker_is_gone() -> Q:
    """Rows whose employee has left, is on long leave, or works for another client today than the unit of the row stands
    under: what they asked is finished by others. No query of its own."""
    here = _under_clients().filter(descendant=OuterRef("unit_id"))
    same = _under_clients().filter(descendant=OuterRef(OuterRef("unit_id")))
    at_work = Membership.objects.on(timezone.localdate()).filter(employee=OuterRef(OuterRef("employee_id")))
    theirs = _under_clients().filter(descendant__in=at_work.values("unit"))
    beyond = theirs.exclude(ancestor__in=same.values("ancestor"))
    return ~Q(employee__status=Employee.Status.ACTIVE) | (Q(Exists(here)) & Q(Exists(beyond)))


def same_side(unit_ids: Collection[int]) -> Q:
    """Rows of the clients that these units belong to, and of units that stand under none. No query of its own."""
    clients = _under_clients().filter(descendant__in=unit_ids).values("ancestor")
    beside_them = _under_clients().filter(ancestor__in=clients).values("descendant_id")
    return Q(unit_id__in=beside_them) | ~Q(unit_id__in=_under_clients().values("descendant_id"))


def client_of(unit_id: int) -> int | None:
    """The client that this unit stands under, or is; None for units of the house. One query."""
    above = _under_clients().filter(descendant=unit_id).order_by("depth")
    return above.values_list("ancestor", flat=True).first()


def _under_clients() -> QuerySet[UnitClosure]:
    return UnitClosure.objects.on(timezone.localdate()).filter(ancestor__kind=Unit.Kind.CLIENT)


OF_EMPLOYEE = Reach(person="employee_id", unit=of_members())
OF_UNIT = Reach(unit="unit_id")
