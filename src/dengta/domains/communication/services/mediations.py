"""Settling something between two colleagues: both are heard, something is agreed, somebody looks back at it.

The record keeps that it happened. What was said stands in the row alone, sealed.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Mediation
from dengta.domains.communication.policies import mediations as policies
from dengta.domains.communication.selectors.chain import leaders_of, next_level
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.people import people
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

VIEW_DAYS = Parameter(
    "communication.mediation_view_days",
    3,
    _("Working days within which both sides of a mediation are heard"),
    unit="working days",
    check=lambda days: 1 <= days <= 30,
)
WAITS = "mediation.waits"
NOTICE = "communication.mediation"
NEUTRAL = _("A talk between colleagues waits for you")
Status = Mediation.Status


@transaction.atomic
def open_mediation(*, first_id: int, second_id: int, topic: str, by: Account, now: datetime) -> Mediation:
    """Open it: a leader between two people, or one of the two, who then gets the next leader as mediator."""
    today, me = now.date(), by.employee
    known = {one.pk: one for one in people(by, today).filter(pk__in={first_id, second_id}).select_related("account")}
    known.setdefault(me.pk, me)
    if first_id == second_id or not {first_id, second_id} <= known.keys():
        raise RuleViolation("communication.mediation_whom")
    if not topic.strip():
        raise RuleViolation("communication.mediation_topic")
    first, second = known[first_id], known[second_id]
    if me.pk in {first_id, second_id}:
        mediator = next_level(me, today, beyond={first_id, second_id})
        if mediator is None:
            raise RuleViolation("communication.mediation_nobody")
    else:
        if not any(me.pk == leader.pk for one in (first, second) for leader in leaders_of(one, today)):
            raise NotAllowed("not_allowed", right="communication.mediate")
        mediator = me
    mediation = Mediation.objects.create(
        first=first, second=second, mediator=mediator, topic=topic.strip(), opened_at=now
    )
    _wait(mediation, [first, second, mediator], now=now)
    record(None, "communication.mediation_opened", mediation)
    return mediation


@transaction.atomic
def say_view(*, mediation_id: UUID, view: str, by: Account, now: datetime, of: str = "") -> Mediation:
    """A party writes how they see it; or the mediator notes what the party (`of`: first, second) said."""
    mediation = _locked(mediation_id, by)
    me = by.employee.pk
    own = {mediation.first_id: "first", mediation.second_id: "second"}.get(me)
    whose = own or of
    if whose not in {"first", "second"} or not view.strip():
        raise RuleViolation("communication.mediation_view")
    _need_status(mediation, Status.OPEN)
    if own is None and getattr(mediation, f"{whose}_view"):
        # What somebody wrote themself is not written over by anybody else.
        raise RuleViolation("communication.mediation_heard")
    setattr(mediation, f"{whose}_view", view.strip())
    mediation.save()
    if own is not None:
        todos.settle(kind=WAITS, key=mediation.pk, of=[me])
    record(None, "communication.mediation_heard", mediation)
    return mediation


@transaction.atomic
def agree(*, mediation_id: UUID, agreement: str, follow_up_on: date, by: Account, now: datetime) -> Mediation:
    """The mediator writes down what both agreed, once both were heard, and when one looks back."""
    mediation = _as_mediator(mediation_id, by)
    _need_status(mediation, Status.OPEN)
    if not (mediation.first_view and mediation.second_view):
        raise RuleViolation("communication.mediation_both")
    if not agreement.strip():
        raise RuleViolation("communication.mediation_agreement")
    if follow_up_on < now.date():
        raise RuleViolation("communication.request_past")
    mediation.status, mediation.agreement = Status.AGREED, agreement.strip()
    mediation.agreed_at, mediation.follow_up_on = now, follow_up_on
    mediation.save()
    todos.settle(kind=WAITS, key=mediation.pk)
    _wait(mediation, [mediation.mediator], now=now, due=follow_up_on)
    record(None, "communication.mediation_agreed", mediation)
    return mediation


@transaction.atomic
def look_back(*, mediation_id: UUID, outcome: str, by: Account, now: datetime) -> Mediation:
    """The mediator writes down whether it holds; with that it is closed."""
    mediation = _as_mediator(mediation_id, by)
    _need_status(mediation, Status.AGREED)
    if not outcome.strip():
        raise RuleViolation("communication.mediation_outcome")
    mediation.status, mediation.outcome, mediation.closed_at = Status.CLOSED, outcome.strip(), now
    mediation.save()
    todos.settle(kind=WAITS, key=mediation.pk)
    record(None, "communication.mediation_closed", mediation)
    return mediation


@transaction.atomic
def another_mediator(*, mediation_id: UUID, by: Account, now: datetime) -> Mediation:
    """Either party, without a reason, has somebody else mediate; the one before sees it no more."""
    mediation = _locked(mediation_id, by)
    if by.employee.pk not in {mediation.first_id, mediation.second_id}:
        raise NotAllowed("not_allowed", right="communication.own_mediation")
    _need_status(mediation, Status.OPEN)
    before = {*mediation.declined, mediation.mediator_id}
    other = next_level(by.employee, now.date(), beyond={*before, mediation.first_id, mediation.second_id})
    if other is None:
        raise RuleViolation("communication.mediation_nobody")
    todos.settle(kind=WAITS, key=mediation.pk, of=[mediation.mediator_id])
    mediation.declined, mediation.mediator = sorted(before), other
    mediation.save()
    _wait(mediation, [other], now=now)
    record(None, "communication.mediation_handed_on", mediation)
    return mediation


def _locked(mediation_id: UUID, by: Account) -> Mediation:
    rows = Mediation.objects.select_for_update(of=("self",))
    mediation = rows.select_related("first__account", "second__account", "mediator__account").get(pk=mediation_id)
    policies.see.require(by, mediation)
    return mediation


def _as_mediator(mediation_id: UUID, by: Account) -> Mediation:
    mediation = _locked(mediation_id, by)
    if mediation.mediator_id != by.employee.pk:
        raise NotAllowed("not_allowed", right="communication.mediate")
    return mediation


def _need_status(mediation: Mediation, status: str) -> None:
    if mediation.status != status:
        raise RuleViolation("communication.mediation_over")


def _wait(mediation: Mediation, whom: list[Employee], *, now: datetime, due: date | None = None) -> None:
    url = reverse("mediations:one", args=[mediation.pk])
    due = due or working_day_after(day_of(now), VIEW_DAYS.on(day_of(now)))
    todos.put(kind=WAITS, key=mediation.pk, to=[one.pk for one in whom], title=in_house_words(NEUTRAL), url=url,
              now=now, due_at=end_of(due))  # fmt: skip
    notify.send_many(to=whom, broadcast=False, kind=NOTICE, title=NEUTRAL, url=url)
