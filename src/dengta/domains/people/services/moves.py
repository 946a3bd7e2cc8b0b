"""Moves with consent: a leader proposes, the person answers, and only a yes puts them into another team."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import Account, Employee, Move, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.people.services.four_eyes import not_about_oneself
from dengta.domains.people.services.membership import place
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation


@transaction.atomic
def propose_move(
    *, employee_id: int, to: Unit, on: date, reason: str, by: Account, now: datetime, kind: str = Move.Kind.LATERAL
) -> Move:
    """Propose that somebody works in another team from `on`; they are asked."""
    employee = Employee.objects.select_for_update(of=("self",)).select_related("account").get(pk=employee_id)
    policies.propose_moves.require(by, employee)
    not_about_oneself(employee, by=by)
    team = team_on([employee.pk], on).get(employee.pk)
    if team is None:
        raise RuleViolation("people.no_team", name=employee.name)
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    if team == to.pk:
        raise RuleViolation("people.already_there", name=employee.name, team=to.name)
    if on < now.date():
        raise RuleViolation("people.move_in_the_past")
    if Move.objects.filter(employee=employee, status=Move.Status.PROPOSED).exists():
        raise RuleViolation("people.proposal_open_already", name=employee.name)
    move = Move.objects.create(
        employee=employee, kind=kind, from_unit_id=team, to_unit=to, effective_on=on, reason=reason, proposed_by=by,
        proposed_at=now,
    )  # fmt: skip
    record(by, "people.move_proposed", move, subject=employee.pk, to=to.pk, team=to.name, on=on, reason=reason)
    told = _("You are asked whether you would like to work in another team")
    notify.send(to=employee, kind="people.move", title=told, body=reason, url=reverse("people:me"))
    return move


@transaction.atomic
def answer_move(*, move_id: int, agree: bool, note: str, by: Account, now: datetime) -> Move:
    """The person says yes or no: a yes takes effect on its date (today where that has passed), a no changes nothing."""
    move = _open_move(move_id)
    if move.employee.account_id != by.pk:
        raise NotAllowed("not_allowed", right="people.answer_move")
    if agree:
        move.effective_on = max(move.effective_on, now.date())
        place(move.employee, unit=move.to_unit, on=move.effective_on)
    move.status = Move.Status.AGREED if agree else Move.Status.DECLINED
    move.answered_at, move.answer_note = now, note
    move.save()
    record(by, f"people.move_{move.status}", move, subject=move.employee_id, note=note, on=move.effective_on)
    told = _("{name} agrees to the move") if agree else _("{name} would rather stay")
    notify.send(
        to=move.proposed_by,
        kind="people.move",
        title=format_lazy(told, name=move.employee.name),
        body=note,
        url=reverse("people:moves"),
    )
    return move


@transaction.atomic
def withdraw_move(*, move_id: int, reason: str, by: Account, now: datetime) -> Move:
    """Take a proposal back before it is answered."""
    move = _open_move(move_id)
    policies.withdraw_moves.require(by, move)
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    move.status, move.answered_at, move.answer_note = Move.Status.WITHDRAWN, now, reason
    move.save()
    record(by, "people.move_withdrawn", move, subject=move.employee_id, reason=reason)
    return move


def _open_move(move_id: int) -> Move:
    rows = Move.objects.select_for_update(of=("self",)).select_related("employee", "to_unit", "proposed_by")
    move = rows.get(pk=move_id)
    if move.status != Move.Status.PROPOSED:
        raise RuleViolation("people.decided_already")
    return move
