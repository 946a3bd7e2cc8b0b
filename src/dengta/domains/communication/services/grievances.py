"""Bringing a grievance, and what whoever brought it decides.

The record keeps that something happened, never what it says, and not who complains: that stands in the row alone.
"""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import GrievanceBrought
from dengta.domains.communication.models import Grievance, GrievanceHandler, GrievanceStep
from dengta.domains.communication.policies import grievances as policies
from dengta.domains.communication.selectors.grievances import R_148, handled_before, handler_for, may_be_about
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account, Employee
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

CALM_DAYS = Parameter(
    "communication.grievance_first_talk_days",
    1,
    _("A grievance is heard in person within so many working days"),
    unit="working days",
    check=lambda days: days >= 1,
)
ANSWER_DAYS = Parameter(
    "communication.grievance_answer_days",
    7,
    _("A grievance is answered within so many working days"),
    unit="working days",
    check=lambda days: days >= 1,
)
# Without letters and figures that look alike: people read the number out on the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
HANDLE, REACT = "grievance.handle", "grievance.react"
NOTICE = "communication.matter"
NEUTRAL = _("Something waits for you")
Status, Kind = Grievance.Status, GrievanceStep.Kind


@transaction.atomic
def bring(*, what: str, by: Account, now: datetime, wish: str = "", accused_id: int | None = None) -> Grievance:
    """Take a grievance in: a number, a clock and somebody who handles it, in the same moment."""
    complainant, today = by.employee, now.date()
    if not what.strip():
        raise RuleViolation("communication.grievance_what")
    accused = None
    if accused_id is not None:
        accused = may_be_about(by, today).filter(pk=accused_id).first()
        if accused is None:
            raise RuleViolation("communication.grievance_whom")
    grievance = Grievance.objects.create(
        number=_number(today), complainant=complainant, accused=accused, what=what.strip(), wish=wish.strip(),
        received_at=now, calm_by=working_day_after(today, CALM_DAYS.on(today)),
        answer_by=working_day_after(today, ANSWER_DAYS.on(today)),
    )  # fmt: skip
    add_step(grievance, kind=Kind.RECEIVED, now=now, by=complainant)
    assign(grievance, handler_for(complainant=complainant, accused=accused, day=today), now=now)
    events.publish(GrievanceBrought(complainant.pk, today, secrets.token_hex(8)))
    record(None, "communication.matter_received", grievance)
    return grievance


@transaction.atomic
def react(*, grievance_id: UUID, accept: bool, text: str, by: Account, now: datetime) -> Grievance:
    """The complainant accepts the outcome, or takes it further: to somebody who has not had it, with a new clock."""
    grievance = _own(grievance_id, by)
    if grievance.status != Status.ANSWERED:
        raise RuleViolation("communication.grievance_no_outcome")
    todos.settle(kind=REACT, key=grievance.pk)
    if accept:
        add_step(grievance, kind=Kind.ACCEPTED, text=text, now=now, by=by.employee)
        grievance.status, grievance.closed_at = Status.ACCEPTED, now
        grievance.save(update_fields=["status", "closed_at"])
        record(None, "communication.matter_closed", grievance)
        return grievance
    if not text.strip():
        raise RuleViolation("communication.grievance_reason")
    other = handler_for(
        complainant=grievance.complainant, accused=grievance.accused, day=now.date(), beyond=handled_before(grievance)
    )
    if other is None:
        raise RuleViolation("communication.grievance_nobody_left")
    add_step(grievance, kind=Kind.FURTHER, text=text, now=now, by=by.employee)
    # A new level begins from the start: heard first, then solved.
    grievance.status, grievance.level = Status.OPEN, grievance.level + 1
    grievance.calmed_at = grievance.answered_at = None
    restart(grievance, now.date())
    assign(grievance, other, now=now)
    record(None, "communication.matter_taken_further", grievance)
    return grievance


@transaction.atomic
def ask_for_another(*, grievance_id: UUID, reason: str, by: Account, now: datetime) -> Grievance:
    """The complainant, or the handler, has it handed to somebody else, with a reason that both read."""
    grievance = locked(grievance_id, by=by)
    if grievance.status != Status.OPEN:
        raise RuleViolation("communication.grievance_over")
    if not reason.strip():
        raise RuleViolation("communication.grievance_reason")
    hand_on(grievance, reason=reason.strip(), by=by.employee, now=now)
    own = grievance.complainant_id == by.employee.pk
    record(None if own else by, "communication.matter_handed_on", grievance)
    return grievance


@transaction.atomic
def withdraw(*, grievance_id: UUID, reason: str, by: Account, now: datetime) -> Grievance:
    """The complainant takes it back; it stays readable for the same few."""
    grievance = _own(grievance_id, by)
    if grievance.status not in (Status.OPEN, Status.ANSWERED):
        raise RuleViolation("communication.grievance_over")
    add_step(grievance, kind=Kind.WITHDRAWN, text=reason, now=now, by=by.employee)
    grievance.status, grievance.closed_at = Status.WITHDRAWN, now
    grievance.save(update_fields=["status", "closed_at"])
    _nothing_waits(grievance)
    record(None, "communication.matter_closed", grievance)
    return grievance


def locked(grievance_id: UUID, *, by: Account) -> Grievance:
    """The grievance for whoever may write into it, locked; for anybody else it does not exist."""
    rows = Grievance.objects.select_for_update(of=("self",))
    rows = rows.select_related("complainant__account", "accused", "handler__account")
    grievance = rows.get(pk=grievance_id)
    policies.write.require(by, grievance)
    return grievance


def _own(grievance_id: UUID, by: Account) -> Grievance:
    grievance = locked(grievance_id, by=by)
    if grievance.complainant_id != by.employee.pk:
        raise NotAllowed("not_allowed", right="communication.own_grievance")
    return grievance


def hand_on(grievance: Grievance, *, reason: str, by: Employee | None, now: datetime) -> None:
    """Give it to the next who has not had it; refused where nobody is left."""
    other = handler_for(
        complainant=grievance.complainant, accused=grievance.accused, day=now.date(), beyond=handled_before(grievance)
    )
    if other is None:
        raise RuleViolation("communication.grievance_nobody_left")
    add_step(grievance, kind=Kind.HANDED_ON, text=reason, now=now, by=by)
    restart(grievance, now.date())
    assign(grievance, other, now=now)


def restart(grievance: Grievance, today: date) -> None:
    """A new handler has the same time as the first one; what was heard already stays heard."""
    grievance.calm_by = working_day_after(today, CALM_DAYS.on(today))
    grievance.answer_by = working_day_after(today, ANSWER_DAYS.on(today))
    grievance.escalated_at = grievance.escalated_to = None


def assign(grievance: Grievance, handler: Employee | None, *, now: datetime) -> None:
    """Put it into these hands, and only these; tell them without a word of what it is."""
    accused = grievance.accused_id
    R_148.refuse(when=handler is not None and handler.pk == accused, code="communication.grievance_route")
    grievance.handlers.filter(until__isnull=True).update(until=now)
    _nothing_waits(grievance)
    grievance.handler = handler
    grievance.save()
    if handler is not None:
        GrievanceHandler.objects.create(grievance=grievance, employee=handler, since=now)
        call(grievance, handler, now=now)


def call(grievance: Grievance, employee: Employee, *, now: datetime) -> None:
    """A neutral line in the inbox, and a neutral notice."""
    tell(grievance, employee, kind=HANDLE, due=grievance.calm_by if not grievance.calmed_at else grievance.answer_by,
         now=now)  # fmt: skip


def tell(grievance: Grievance, employee: Employee, *, kind: str, due: date | None, now: datetime) -> None:
    """Something waits: what, stands on the page alone."""
    url = reverse("grievances:one", args=[grievance.pk])
    end = None if due is None else datetime.combine(due, datetime.max.time(), now.tzinfo).replace(microsecond=0)
    todos.put(
        kind=kind, key=grievance.pk, to=[employee.pk], title=in_house_words(NEUTRAL), url=url, now=now, due_at=end
    )
    notify.send(to=employee, kind=NOTICE, title=NEUTRAL, url=url)


def add_step(grievance: Grievance, *, kind: str, now: datetime, by: Employee | None, text: str = "") -> GrievanceStep:
    """Write the next step down."""
    return GrievanceStep.objects.create(grievance=grievance, kind=kind, text=text.strip(), at=now, by=by)


def _nothing_waits(grievance: Grievance) -> None:
    for kind in (HANDLE, REACT):
        todos.settle(kind=kind, key=grievance.pk)


def _number(today: date) -> str:
    return f"{today.year}-" + "".join(secrets.choice(ALPHABET) for _place in range(8))
