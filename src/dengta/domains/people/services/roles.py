"""Roles: given at a unit of the tree for a time, never to oneself, never two that exclude each other."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from dengta.domains.people import policies
from dengta.domains.people.models import Account, RoleGrant, Unit, UnitClosure
from dengta.foundation import access
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

LEADING = frozenset({Role.TEAM_LEAD, Role.SUPERVISOR, Role.EXECUTIVE})
# Whoever checks the record cannot also write what it checks.
NEVER_TOGETHER = (({Role.AUDITOR}, {Role.ADMIN, Role.HR}),)
# Whoever counsels somebody cannot also lead them: not where one unit contains the other.
NEVER_OF_THE_SAME_PEOPLE = (({Role.COUNSELLOR}, LEADING),)


@transaction.atomic
def grant_role(
    *, account_id: int, role: Role, unit: Unit, on: date, by: Account | None, until: date | None = None
) -> RoleGrant:
    """Give somebody a role at a unit from `on`, open-ended or until the day before `until`."""
    account = Account.objects.select_for_update().get(pk=account_id)
    policies.insist(policies.grant_roles, by, unit)
    if account == by:
        raise RuleViolation("people.not_about_yourself")
    if until is not None and until <= on:
        raise RuleViolation("people.ends_before_it_begins")
    held = RoleGrant.objects.overlapping(on, until).filter(account=account)
    if held.filter(role=role, unit=unit).exists():
        raise RuleViolation("people.role_held_already", role=role.label, unit=unit.name)
    _refuse_incompatible(held, role, unit, on=on, until=until)
    grant = RoleGrant.objects.create(account=account, role=role, unit=unit, valid_from=on, valid_to=until)
    employee = getattr(account, "employee", None)
    subject = employee.pk if employee else None
    record(by, "people.role_granted", account, subject=subject, role=role, unit=unit.pk, on=on, until=until)
    access.forget(account)
    return grant


@transaction.atomic
def revoke_role(*, grant_id: int, on: date, reason: str, by: Account | None) -> RoleGrant:
    """End a role: from `on` the right is gone."""
    rows = RoleGrant.objects.select_for_update(of=("self",)).select_related("account__employee", "unit")
    grant = rows.get(pk=grant_id)
    policies.insist(policies.grant_roles, by, grant.unit)
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    if grant.account == by:
        raise RuleViolation("people.not_about_yourself")
    employee = getattr(grant.account, "employee", None)
    subject = employee.pk if employee else None
    record(by, "people.role_revoked", grant.account, subject=subject, role=grant.role, on=on, reason=reason)
    if grant.valid_from >= on:
        grant.delete()
    else:
        grant.valid_to = on
        grant.save(update_fields=["valid_to"])
    return grant


def _refuse_incompatible(held: QuerySet[RoleGrant], role: Role, unit: Unit, *, on: date, until: date | None) -> None:
    closure = UnitClosure.objects.overlapping(on, until)
    related = held.filter(
        Q(unit__in=closure.filter(descendant=unit).values("ancestor"))
        | Q(unit__in=closure.filter(ancestor=unit).values("descendant"))
    )
    for pairs, rows in ((NEVER_TOGETHER, held), (NEVER_OF_THE_SAME_PEOPLE, related)):
        for one, other in pairs:
            excluded = other if role in one else one if role in other else frozenset()
            clash = rows.filter(role__in=excluded).first()
            if clash is not None:
                raise RuleViolation("people.roles_exclude", role=role.label, other=Role(clash.role).label)
