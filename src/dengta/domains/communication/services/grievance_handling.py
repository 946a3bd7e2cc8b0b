"""What whoever handles a grievance does: hear, then solve, then tell the outcome; and what happens when days pass."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Grievance, GrievanceStep
from dengta.domains.communication.selectors.grievances import R_148, handled_before, handler_for, late, stranded
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.grievances import (
    HANDLE,
    REACT,
    add_step,
    call,
    hand_on,
    locked,
    tell,
)
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import WORKED, day_on
from dengta.foundation.errors import NotAllowed, RuleViolation

Status, Kind = Grievance.Status, GrievanceStep.Kind
BY_HANDLERS = (Kind.CALMING, Kind.SOLVING, Kind.NOTE)


@transaction.atomic
def add_handling_step(*, grievance_id: UUID, kind: str, text: str, by: Account, now: datetime) -> GrievanceStep:
    """Write down that the person was heard, a step towards a solution (which needs the hearing), or a note."""
    grievance = _in_hand(grievance_id, by)
    if kind not in BY_HANDLERS or not text.strip():
        raise RuleViolation("communication.grievance_step")
    _calm_first(grievance, when=kind == Kind.SOLVING)
    step = add_step(grievance, kind=kind, text=text, now=now, by=by.employee)
    if kind == Kind.CALMING and grievance.calmed_at is None:
        grievance.calmed_at = now
        grievance.save(update_fields=["calmed_at"])
    record(by, "communication.matter_step", grievance, kind=kind)
    return step


@transaction.atomic
def tell_outcome(*, grievance_id: UUID, outcome: str, by: Account, now: datetime) -> Grievance:
    """Tell the complainant what came of it; they accept it or take it further."""
    grievance = _in_hand(grievance_id, by)
    if not outcome.strip():
        raise RuleViolation("communication.grievance_outcome")
    _calm_first(grievance, when=True)
    grievance.status, grievance.outcome, grievance.answered_at = Status.ANSWERED, outcome.strip(), now
    grievance.save(update_fields=["status", "outcome", "answered_at"])
    add_step(grievance, kind=Kind.OUTCOME, text=outcome, now=now, by=by.employee)
    todos.settle(kind=HANDLE, key=grievance.pk)
    tell(grievance, grievance.complainant, kind=REACT, due=None, now=now)
    record(by, "communication.matter_answered", grievance)
    return grievance


@transaction.atomic
def escalate_late_grievances(*, now: datetime) -> int:
    """Call the next level into what nobody heard or answered in time, once each. Answers for how many."""
    done = 0
    if day_on(now.date()).kind not in WORKED:
        return done
    rows = Grievance.objects.select_for_update(of=("self",)).filter(pk__in=late(now.date()).values("pk"))
    for grievance in rows.select_related("complainant", "accused"):
        other = handler_for(
            complainant=grievance.complainant, accused=grievance.accused, day=now.date(),
            beyond=handled_before(grievance),
        )  # fmt: skip
        grievance.escalated_at, grievance.escalated_to = now, other
        grievance.save(update_fields=["escalated_at", "escalated_to"])
        add_step(grievance, kind=Kind.ESCALATED, now=now, by=None)
        if other is not None:
            call(grievance, other, now=now)
        record(None, "communication.matter_escalated", grievance)
        done += 1
    return done


@transaction.atomic
def move_stranded_grievances(*, now: datetime) -> int:
    """Give on what lies with somebody who may not handle it any more. Answers for how many found a new hand."""
    done = 0
    reason = in_house_words(_("The one before does not hold this office any more."))
    for grievance in stranded(now.date()):
        beyond = handled_before(grievance)
        if handler_for(
            complainant=grievance.complainant, accused=grievance.accused, day=now.date(), beyond=beyond
        ) is None:  # fmt: skip
            continue
        hand_on(grievance, reason=reason, by=None, now=now)
        if grievance.status == Status.ANSWERED:
            todos.settle(kind=HANDLE, key=grievance.pk)
            tell(grievance, grievance.complainant, kind=REACT, due=None, now=now)
        record(None, "communication.matter_handed_on", grievance)
        done += 1
    return done


def overdue_on(grievance: Grievance, day: date) -> bool:
    """Whether a day has passed that somebody was promised."""
    if grievance.status != Status.OPEN:
        return False
    return grievance.answer_by < day or (grievance.calmed_at is None and grievance.calm_by < day)


def _in_hand(grievance_id: UUID, by: Account) -> Grievance:
    grievance = locked(grievance_id, by=by)
    if by.employee.pk not in {grievance.handler_id, grievance.escalated_to_id}:
        raise NotAllowed("not_allowed", right="communication.handle_grievance")
    if grievance.status != Status.OPEN:
        raise RuleViolation("communication.grievance_over")
    return grievance


def _calm_first(grievance: Grievance, *, when: bool) -> None:
    R_148.refuse(when=when and grievance.calmed_at is None, code="communication.grievance_calm_first")
