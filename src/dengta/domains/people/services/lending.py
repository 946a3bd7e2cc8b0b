"""Rights lent for a time: what is lent is named, lies within what the lender holds, and ends by itself.

Which rights may be lent at all is a closed list that rooms write at start-up; none of them opens the most private data.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.functional import Promise

from dengta.domains.people.models import Account, RightsLent, Unit
from dengta.domains.people.selectors.acting import card_of, facts_on
from dengta.domains.people.selectors.organisation import units_below
from dengta.domains.people.selectors.second_factor import asks_for_second_factor, has_second_factor
from dengta.foundation import access
from dengta.foundation.access import Permission, Role, matrix
from dengta.foundation.access.matrix import Detail, Scope
from dengta.foundation.errors import NotAllowed, RuleViolation

# Who holds which role, what is on record, and who decides about somebody's case is never passed on.
NEVER_LENT = matrix.RED_CLASSES | {
    "role_grant", "audit_log", "delegation", "private_note", "grievance", "mediation", "discipline_case",
    "dismissal_decision", "appeal",
}  # fmt: skip
REACHES_DOWN = frozenset({Scope.TREE, Scope.ORGANISATION})


@dataclass(frozen=True)
class Lendable:
    """A task in the words of people, and the rights it needs."""

    name: str
    label: str | Promise
    rights: tuple[Permission, ...]  # type: ignore[type-arg]  # of any model


_lendable: dict[str, Lendable] = {}


def register_lendable(name: str, label: str | Promise, *rights: Permission) -> None:  # type: ignore[type-arg]
    """Let leaders lend these rights together; called in `apps.ready()`."""
    # A right without units would reach the whole house, however small the unit it was lent for.
    never = sorted(right.name for right in rights if right.data_class in NEVER_LENT or right.reach.unit is None)
    if never or name in _lendable:
        message = f"{name}: {never or 'registered already'}"
        raise ValueError(message)
    _lendable[name] = Lendable(name, label, rights)


def lendable() -> tuple[Lendable, ...]:
    """Everything that may be lent, in the order of registration."""
    return tuple(_lendable.values())


def may_lend(lender: Account, *, names: Collection[str], unit_id: int, day: date) -> bool:
    """Whether the lender holds every one of these rights in the unit and all below it, by own roles."""
    return all(_roles_behind(lender, names=names, unit_id=unit_id, day=day))


def _roles_behind(lender: Account, *, names: Collection[str], unit_id: int, day: date) -> list[set[Role]]:
    """For each of these rights the lender's own roles that give it in the unit and all below it."""
    below = units_below([unit_id], day)
    own = facts_on(lender, day).own
    return [
        {
            one.role
            for one in own.roles
            for grant in matrix.grants(right.data_class, one.role, right.action)
            if grant.detail is Detail.ROWS and grant.scope in REACHES_DOWN and (one.whole or below <= one.tree)
        }
        for right in _rights(names)
    ]


@transaction.atomic
def lend(
    *, lender: Account, to: Account, names: Collection[str], unit: Unit, on: date, until: date, most: int | None
) -> RightsLent:
    """Lend these rights from `on` up to and including `until`. The room that asks for it records it."""
    if to == lender:
        raise RuleViolation("people.not_about_yourself")
    roles = _roles_behind(lender, names=names, unit_id=unit.pk, day=on)
    if not names or not set(names) <= _lendable.keys() or not all(roles):
        raise RuleViolation("people.not_yours_to_lend")
    _insist_on_receiver(to, unit, roles, on=on)
    rights = sorted({right.name for right in _rights(names)})
    loan = RightsLent.objects.create(
        account=to, lender=lender, unit=unit, rights="\n".join(rights), most=most, valid_from=on,
        valid_to=until + timedelta(days=1),
    )  # fmt: skip
    access.forget(to)
    return loan


def _insist_on_receiver(to: Account, unit: Unit, roles: list[set[Role]], *, on: date) -> None:
    """Nothing is lent across the wall between clients, nor to somebody with less security than the lender needs."""
    branch = facts_on(to, on).branch
    if branch is not None and unit.pk not in branch:
        raise RuleViolation("people.lent_within_client", name=card_of(to)[0], unit=unit.name)
    guarded = any(all(asks_for_second_factor(role) for role in held) for held in roles)
    if guarded and not has_second_factor(to):
        raise RuleViolation("people.lent_with_second_factor", name=card_of(to)[0])


@transaction.atomic
def take_back(*, loan_id: int, on: date) -> None:
    """From `on` nothing is lent any more."""
    loan = RightsLent.objects.select_for_update().get(pk=loan_id)
    if loan.valid_from >= on:
        loan.delete()
    elif loan.valid_to is not None and loan.valid_to > on:
        loan.valid_to = on
        loan.save(update_fields=["valid_to"])


def use(loan_id: int) -> int:
    """One more decision by this loan; answers on whose behalf. Two at once cannot both take the last one."""
    free = Q(most__isnull=True) | Q(used__lt=F("most"))
    if not RightsLent.objects.filter(free, pk=loan_id).update(used=F("used") + 1):
        raise NotAllowed("not_allowed", right="people.use_loan")
    return RightsLent.objects.values_list("lender_id", flat=True).get(pk=loan_id)


def _rights(names: Collection[str]) -> list[Permission]:  # type: ignore[type-arg]
    return [right for name in names if name in _lendable for right in _lendable[name].rights]
