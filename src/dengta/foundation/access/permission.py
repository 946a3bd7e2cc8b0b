"""One `Permission` object per right: the same predicate answers "which rows" and "this row"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Case, Model, Q, QuerySet, When
from django.http import Http404

from dengta.foundation.access import matrix
from dengta.foundation.access.facts import Actor, ActorFacts, RoleHeld, acts_by, facts_of
from dengta.foundation.access.matrix import Action, Detail, Role, Scope
from dengta.foundation.errors import NotAllowed

M = TypeVar("M", bound=Model)

EVERY_ROW = Q()
NO_ROW = Q(pk__in=())
# How far a role reaches from its unit on downwards: from the root, over everything.
FAR = frozenset({Scope.TREE, Scope.ORGANISATION})
ROWS_ALONE = frozenset({Detail.ROWS})
WITH_SUMS = frozenset({Detail.ROWS, Detail.AGGREGATE})
WITH_OUTLINES = frozenset({Detail.ROWS, Detail.META})


def _no_wall(facts: ActorFacts) -> Q:
    return EVERY_ROW


def _nothing_assigned(actor: Actor, facts: ActorFacts) -> Q:
    return NO_ROW


@dataclass(frozen=True)
class Reach:
    """How rows of a model hang on people and on the tree.

    `person` is the ORM path to the employee id. `unit` is the path to the unit id, or a function from unit ids to a
    condition where the tie is dated. `assigned` says which rows were given to the actor by name; `wall` how far what
    is their own stays theirs, where a move takes it from them.
    A reach without `unit` is a shared catalogue: any grant beyond "own" opens all of it.
    """

    person: str | None = None
    unit: str | Callable[[frozenset[int]], Q] | None = None
    assigned: Callable[[Actor, ActorFacts], Q] = _nothing_assigned
    wall: Callable[[ActorFacts], Q] = _no_wall

    def of_person(self, employee_id: int | None) -> Q:
        """Rows about this employee."""
        return Q(**{self.person: employee_id}) if self.person and employee_id is not None else NO_ROW

    def of_units(self, unit_ids: frozenset[int]) -> Q:
        """Rows that belong to these units."""
        if self.unit is None:
            return EVERY_ROW
        if not unit_ids:
            return NO_ROW
        return self.unit(unit_ids) if callable(self.unit) else Q(**{f"{self.unit}__in": unit_ids})


_registry: dict[str, "Permission[Model]"] = {}


class Permission(Generic[M]):
    """A right, by name: read its rows with `scope`, ask about one with `allows`, insist with `require`.

    `data_class` and `action` name the cell of the access matrix that rules it.
    """

    def __init__(self, name: str, model: type[M], *, data_class: str, action: Action, reach: Reach) -> None:
        if data_class not in matrix.data_classes():
            message = f"{name}: the access matrix has no class {data_class!r}"
            raise ValueError(message)
        self.name, self.model, self.data_class, self.action, self.reach = name, model, data_class, action, reach
        _registry[name] = self  # type: ignore[assignment]

    def condition(self, actor: Actor, details: frozenset[Detail] = ROWS_ALONE) -> Q:
        """The rows that `actor` has this right on, as one condition."""
        return self._condition(actor, facts_of(actor), details)

    def _condition(self, actor: Actor, facts: ActorFacts, details: frozenset[Detail] = ROWS_ALONE) -> Q:
        granted = [
            (grant.scope, held)
            for held in self._columns(facts)
            for grant in matrix.grants(self.data_class, held.role, self.action)
            if grant.detail in details
        ]
        # Asked first: whoever reaches everything needs no condition of what else they reach.
        if any(held.whole and scope in FAR for scope, held in granted):
            return EVERY_ROW
        condition = NO_ROW
        for scope, held in granted:
            part = self._reached(scope, held, actor, facts)
            if part == EVERY_ROW:
                return EVERY_ROW
            condition |= part
        return condition

    def _columns(self, facts: ActorFacts) -> tuple[RoleHeld, ...]:
        """The roles that this right can come from: of those that were lent, those lent with it."""
        lent = tuple(held for held in facts.lent if held.only is not None and self.name in held.only)
        return (*_columns(facts), *lent)

    def _reached(self, scope: Scope, held: RoleHeld, actor: Actor, facts: ActorFacts) -> Q:
        if held.is_lent:
            return self._lent(scope, held, facts)
        if scope is Scope.SELF:
            return self.reach.of_person(facts.employee_id) & self.reach.wall(facts)
        if scope is Scope.ASSIGNED:
            return self.reach.assigned(actor, facts)
        if scope is Scope.UNIT:
            return self.reach.of_units(facts.home_units)
        if scope is Scope.DIRECT:
            return self.reach.of_units(frozenset({held.unit_id}))
        return EVERY_ROW if held.whole else self.reach.of_units(held.tree)

    def _lent(self, scope: Scope, held: RoleHeld, facts: ActorFacts) -> Q:
        """What is lent reaches down the tree only, not beyond the own client, and never to rows about one of the two:
        nobody decides about themselves, nor lets somebody else do it on their behalf."""
        if scope not in FAR:
            return NO_ROW
        tree = held.tree if facts.branch is None else held.tree & facts.branch
        about_the_two = self.reach.of_person(facts.employee_id) | self.reach.of_person(held.lender)
        return self.reach.of_units(tree) & ~about_the_two

    def scope(self, actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
        """Those of `rows` that `actor` has this right on."""
        return _narrowed(rows, self.condition(actor))

    def aggregate_scope(self, actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
        """Those of `rows` that may go into sums shown to `actor` (a client sees the sums of the own branch only)."""
        return _narrowed(rows, self.condition(actor, WITH_SUMS))

    def outline_scope(self, actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
        """Those of `rows` that may be counted, and named by kind and time, for `actor`; never what they say."""
        return _narrowed(rows, self.condition(actor, WITH_OUTLINES))

    def allows(self, actor: Actor, row: M) -> bool:
        """Whether `actor` has this right on this row. One query; none where they have it on every row or on none."""
        return self in rights_on(actor, row, self)

    def anywhere(self, actor: Actor, *, aggregates: bool = False) -> bool:
        """Whether `actor` holds this right on any row at all; no query. For menus, never for rows."""
        details = {Detail.ROWS, Detail.AGGREGATE} if aggregates else {Detail.ROWS}
        # What is nobody's own cannot be reached through a grant on one's own.
        nowhere = {Scope.ASSIGNED} if self.reach.person else {Scope.ASSIGNED, Scope.SELF}
        return any(
            grant.detail in details and grant.scope not in nowhere
            for held in self._columns(facts_of(actor))
            for grant in matrix.grants(self.data_class, held.role, self.action)
        )

    def reaches_as_far(self, actor: Actor, other: Actor) -> bool:
        """Whether `actor` holds this right wherever `other` holds it over others: one could stand in for the other."""
        mine, theirs = self._units(actor), self._units(other)
        return mine is None or (bool(mine) and theirs is not None and theirs <= mine)

    def beyond_own(self, actor: Actor) -> bool:
        """Whether `actor` holds this right over others than themselves; no query beyond the facts about them."""
        return self._units(actor) != frozenset()

    def _units(self, actor: Actor) -> frozenset[int] | None:
        """The units in which `actor` holds this right; None for all of them."""
        units: set[int] = set()
        for held in self._columns(facts_of(actor)):
            for grant in matrix.grants(self.data_class, held.role, self.action):
                if grant.detail is not Detail.ROWS or grant.scope not in {Scope.TREE, Scope.ORGANISATION}:
                    continue
                if held.whole:
                    return None
                units |= held.tree
        return frozenset(units)

    def outlines(self, actor: Actor) -> bool:
        """Whether a role of `actor` gives the outline (counts, kinds) of rows that it does not give the content of."""
        return any(
            grant.detail is Detail.META
            for held in self._columns(facts_of(actor))
            for grant in matrix.grants(self.data_class, held.role, self.action)
        )

    def require(self, actor: Actor, row: M) -> None:
        """Raise `NotAllowed` unless `actor` has this right on this row."""
        if not self.allows(actor, row):
            raise NotAllowed("not_allowed", right=self.name)
        facts = facts_of(actor)
        acts_by(actor, self._loan_for(actor, facts, row) if facts.lent else 0)

    def _loan_for(self, actor: Actor, facts: ActorFacts, row: M) -> int:
        """The loan that gives the right on this row, where the own roles do not. One query per role asked."""
        rows = self.model._default_manager.filter(pk=row.pk)
        if rows.filter(self._condition(actor, facts.own)).exists():
            return 0
        return next(
            (
                held.loan
                for held in facts.lent
                if rows.filter(self._condition(actor, replace(facts, roles=(), lent=(held,)))).exists()
            ),
            0,
        )

    def get_or_404(self, actor: Actor, rows: QuerySet[M], **lookup: object) -> M:
        """The one row, or 404 where it is unknown *or* out of reach: both look the same from outside."""
        try:
            return self.scope(actor, rows).get(**lookup)
        except (ObjectDoesNotExist, ValueError) as missing:
            raise Http404 from missing

    def __repr__(self) -> str:
        return f"<Permission {self.name}>"


def any_of(*conditions: Q) -> Q:
    """Rows that meet one of these. An empty condition is every row, which `|` alone would forget."""
    found = NO_ROW
    for condition in conditions:
        if condition == EVERY_ROW:
            return EVERY_ROW
        found |= condition
    return found


def _narrowed(rows: QuerySet[M], condition: Q) -> QuerySet[M]:
    """The rows that meet the condition; of everything, everything, without building a query anew."""
    return rows if condition is EVERY_ROW else rows.filter(condition)


def rights_on(actor: Actor, row: M, *rights: "Permission[M]") -> "frozenset[Permission[M]]":
    """Those of `rights` that `actor` has on this row. One query for all of them; none where each is had on every row or
    on none."""
    conditions = {right: right.condition(actor) for right in rights}
    held = {right for right, condition in conditions.items() if condition == EVERY_ROW}
    open_ones = {right: condition for right, condition in conditions.items() if condition not in (EVERY_ROW, NO_ROW)}
    if open_ones:
        flags = [Case(When(condition, then=True), default=False) for condition in open_ones.values()]
        # A condition that joins may give the row more than once.
        for answers in rights[0].model._default_manager.filter(pk=row.pk).values_list(*flags):
            held |= {right for right, answer in zip(open_ones, answers, strict=True) if answer}
    return frozenset(held)


def _columns(facts: ActorFacts) -> tuple[RoleHeld, ...]:
    """The roles held, with what every employee has about themselves in front."""
    if facts.employee_id is None:
        return facts.roles
    everybody = RoleHeld(Role.AGENT, unit_id=0, tree=facts.branch or frozenset(), whole=facts.branch is None)
    return (everybody, *(held for held in facts.roles if held.role is not Role.AGENT))


def registered_permissions() -> dict[str, "Permission[Model]"]:
    """All rights by name, for the matrix test and the documentation."""
    return dict(_registry)
