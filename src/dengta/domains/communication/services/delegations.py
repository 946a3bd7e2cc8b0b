"""Handing tasks over with authority, and taking it back."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Delegation
from dengta.domains.communication.policies import delegations as policies
from dengta.domains.communication.selectors.delegations import receivers
from dengta.domains.people.models import Account, Unit
from dengta.domains.people.services.lending import lend, take_back
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

LONGEST = Parameter(
    "communication.longest_delegation_days",
    92,
    _("Rights are delegated for at most so many days"),
    unit="days",
    check=lambda days: days >= 1,
)


@transaction.atomic
def delegate(
    *,
    employee_id: int,
    unit_id: int,
    task: str,
    lent: Collection[str],
    starts_on: date,
    ends_on: date,
    by: Account,
    now: datetime,
    limits: str = "",
    most: int | None = None,
) -> Delegation:
    """Hand a task over to somebody, with the rights it needs, from one day up to and including another."""
    today = now.date()
    unit = Unit.objects.get(pk=unit_id)
    policies.give.require(by, unit)
    employee = receivers(by, today).select_related("account").filter(pk=employee_id).first()
    if employee is None:
        raise RuleViolation("communication.delegation_whom")
    if not task.strip():
        raise RuleViolation("communication.delegation_task")
    if starts_on < today or ends_on < starts_on:
        raise RuleViolation("communication.delegation_dates")
    if (ends_on - starts_on).days >= (longest := LONGEST.on(today)):
        raise RuleViolation("communication.delegation_too_long", days=longest)
    assert employee.account is not None  # receivers have one
    loan = lend(lender=by, to=employee.account, names=lent, unit=unit, on=starts_on, until=ends_on, most=most)
    delegation = Delegation.objects.create(
        giver_id=by.employee.pk, employee=employee, unit=unit, task=task.strip(), lent=sorted(lent), limits=limits,
        loan=loan, starts_on=starts_on, ends_on=ends_on, given_at=now,
    )  # fmt: skip
    record(
        by, "communication.delegated", delegation, subject=employee.pk, rights=loan.rights.split(), unit=unit.pk,
        task=delegation.task, starts_on=starts_on, ends_on=ends_on, most=most,
    )  # fmt: skip
    _tell_receiver(delegation, by)
    return delegation


@transaction.atomic
def end_delegation(*, delegation_id: int, reason: str, by: Account, now: datetime) -> Delegation:
    """Take it back, or give it back, before its day: from now on nothing is lent."""
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("giver__account", "employee__account")
    delegation = rows.get(pk=delegation_id)
    giver, receiver = delegation.giver.account_id, delegation.employee.account_id
    if by.pk not in {giver, receiver}:
        raise NotAllowed("not_allowed", right="communication.end_delegation")
    if delegation.ended_at is not None or delegation.ends_on < now.date():
        raise RuleViolation("communication.delegation_over")
    if not reason.strip():
        raise RuleViolation("communication.delegation_reason")
    if delegation.loan_id is not None:
        take_back(loan_id=delegation.loan_id, on=now.date())
        delegation.refresh_from_db(fields=["loan"])
    delegation.ended_at, delegation.end_reason = now, reason.strip()
    delegation.save(update_fields=["ended_at", "end_reason"])
    record(by, "communication.delegation_ended", delegation, subject=delegation.employee_id, reason=reason)
    other = delegation.employee if by.pk == giver else delegation.giver
    notify.send(
        to=other, kind="communication.delegation", title=_("A delegation has ended early"), body=delegation.end_reason,
        url=reverse("delegations:list"),
    )  # fmt: skip
    return delegation


def _tell_receiver(delegation: Delegation, by: Account) -> None:
    told = format_lazy(_("You may decide something on behalf of {name}"), name=by.employee.name)
    notify.send(
        to=delegation.employee, kind="communication.delegation", title=told, body=delegation.task,
        url=reverse("delegations:list"),
    )  # fmt: skip
