"""Private data: every reading on record; a change is asked for by the person and decided by somebody else."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import Account, ChangeRequest, Employee, PrivateData
from dengta.domains.people.selectors.organisation import accounts_holding, team_on
from dengta.domains.people.services.four_eyes import not_about_oneself
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def open_file(*, employee_id: int, by: Account) -> PrivateData:
    """Read somebody's private data. That it was read is on record, for the person to see."""
    employee = Employee.objects.get(pk=employee_id)
    policies.see_file.require(by, employee)
    record(by, "people.file_opened", employee, subject=employee.pk)
    return PrivateData.objects.filter(employee=employee).first() or PrivateData(employee=employee)


@transaction.atomic
def write_private(*, employee_id: int, by: Account | None, **changes: str) -> PrivateData:
    """Enter private data of somebody else. What changed is on record, the values are not."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_file, by, employee)
    not_about_oneself(employee, by=by)
    return _write(employee, changes, by=by)


@transaction.atomic
def edit_own_card(*, by: Account, nickname: str, about: str) -> Employee:
    """What everybody may say about themselves without asking."""
    employee = Employee.objects.select_for_update().get(account=by)
    employee.nickname, employee.about = nickname, about
    employee.save(update_fields=["nickname", "about"])
    record(by, "people.own_card_edited", employee, subject=employee.pk, nickname=nickname, about=about)
    return employee


@transaction.atomic
def ask_for_change(*, by: Account, wishes: Mapping[str, str], reason: str, now: datetime) -> ChangeRequest:
    """Ask to have the own private data changed; HR is told."""
    employee = Employee.objects.select_for_update().get(account=by)
    if not wishes:
        raise RuleViolation("people.nothing_to_change")
    if ChangeRequest.objects.filter(employee=employee, status=ChangeRequest.Status.OPEN).exists():
        raise RuleViolation("people.request_open_already")
    request = ChangeRequest.objects.create(
        employee=employee, wishes=json.dumps(_known(wishes), ensure_ascii=False), reason=reason, asked_at=now
    )
    record(by, "people.change_asked", request, subject=employee.pk, fields=sorted(wishes), reason=reason)
    team = team_on([employee.pk], now.date()).get(employee.pk)
    notify.send_many(
        to=[account for account in accounts_holding(Role.HR, above=team, day=now.date()) if account != by],
        broadcast=False,
        kind="people.change_request",
        title=_("Somebody asks for a change of private data"),
        url=reverse("people:change_request", kwargs={"pk": request.pk}),
    )
    return request


@transaction.atomic
def decide_change(*, request_id: UUID, approve: bool, note: str, by: Account, now: datetime) -> ChangeRequest:
    """Approve or decline a change; nobody decides about their own. Approved values stand in the file at once."""
    request = _locked(request_id)
    policies.decide_change_requests.require(by, request)
    not_about_oneself(request.employee, by=by)
    if not approve and not note.strip():
        raise RuleViolation("people.reason_missing")
    if approve:
        _write(request.employee, wishes_of(request), by=by)
    status = ChangeRequest.Status.APPROVED if approve else ChangeRequest.Status.DECLINED
    _close(request, status=status, note=note, by=by, now=now)
    record(by, f"people.change_{status}", request, subject=request.employee_id, note=note)
    told = _("Your change of private data is approved") if approve else _("Your change of private data was declined")
    notify.send(to=request.employee, kind="people.change_decided", title=told, body=note, url=reverse("people:me"))
    return request


@transaction.atomic
def withdraw_change(*, request_id: UUID, by: Account, now: datetime) -> ChangeRequest:
    """Take the own request back."""
    request = _locked(request_id)
    if request.employee.account_id != by.pk:
        raise RuleViolation("people.not_your_request")
    _close(request, status=ChangeRequest.Status.WITHDRAWN, note="", by=by, now=now)
    record(by, "people.change_withdrawn", request, subject=request.employee_id)
    return request


def wishes_of(request: ChangeRequest) -> dict[str, str]:
    """Which fields shall become what."""
    return _known(json.loads(request.wishes))


def _known(changes: Mapping[str, str]) -> dict[str, str]:
    unknown = set(changes) - set(PrivateData.FIELDS)
    if unknown:
        message = f"not private data: {sorted(unknown)}"
        raise ValueError(message)
    return dict(changes)


def _write(employee: Employee, changes: Mapping[str, str], *, by: Account | None) -> PrivateData:
    data = PrivateData.objects.select_for_update().filter(employee=employee).first() or PrivateData(employee=employee)
    for field, value in _known(changes).items():
        setattr(data, field, value)
    data.save()
    record(by, "people.private_data_changed", employee, subject=employee.pk, fields=sorted(changes))
    return data


def _locked(request_id: UUID) -> ChangeRequest:
    # Of the request only: on PostgreSQL an outer join to the account cannot be locked.
    rows = ChangeRequest.objects.select_for_update(of=("self",)).select_related("employee__account")
    request = rows.get(pk=request_id)
    if request.status != ChangeRequest.Status.OPEN:
        raise RuleViolation("people.decided_already")
    return request


def _close(request: ChangeRequest, *, status: str, note: str, by: Account, now: datetime) -> None:
    request.status, request.decision_note, request.decided_by, request.decided_at = status, note, by, now
    request.save(update_fields=["status", "decision_note", "decided_by", "decided_at"])
