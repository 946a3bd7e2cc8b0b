"""A 1:1 from its date to the word of both: plan, prepare, write, calm before solving, end, confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import OneOnOne, Promise
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors.chain import leading_above
from dengta.domains.communication.selectors.clock import day_of, written
from dengta.domains.communication.selectors.one_on_ones import OPENING_QUESTIONS, open_promises
from dengta.domains.communication.services import one_on_one_todos as inbox
from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.access import Permission
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_029 = Rule("R-029", _("A 1:1 has two sides: without the person's own part it is not complete"))
R_030 = Rule("R-030", _("Where somebody is upset, calming comes before solving"))
Outcome, Status = Promise.Outcome, OneOnOne.Status
# A promise that is carried on gets another week.
CARRIED_ON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NewPromise:
    """Something one of the two promises."""

    side: str
    text: str
    due_on: date


@transaction.atomic
def plan_one_on_one(*, employee_id: int, at: datetime, by: Account, now: datetime) -> OneOnOne:
    """Agree a date with somebody whose direct leader one is; they are asked what they would like to talk about."""
    employee = Employee.objects.select_for_update(of=("self",)).select_related("account").get(pk=employee_id)
    me, unit_id = _direct_leader(employee, by, day_of(now))
    if employee.status != Employee.Status.ACTIVE:
        raise RuleViolation("communication.person_away", name=employee.name)
    _not_in_the_past(at, now)
    if OneOnOne.objects.filter(employee=employee, leader=me, status=Status.PLANNED).exists():
        raise RuleViolation("communication.talk_planned_already", name=employee.name)
    first = not OneOnOne.objects.filter(employee=employee, leader=me, complete=True).exists()
    talk = OneOnOne.objects.create(employee=employee, leader=me, unit_id=unit_id, planned_for=at, is_first=first)
    inbox.ask_to_prepare(talk, now=now)
    record(by, "communication.one_on_one_planned", talk, subject=employee.pk, at=at)
    told = _("1:1 with {name} on {moment}: what would you like to talk about?")
    _tell(employee, talk, format_lazy(told, name=me.name, moment=written(at)))
    return talk


@transaction.atomic
def replan_one_on_one(*, talk_id: int, at: datetime, by: Account, now: datetime) -> OneOnOne:
    """Move a planned talk to another time; the person is told."""
    talk = _as_leader(talk_id, by)
    _still_planned(talk)
    _not_in_the_past(at, now)
    talk.planned_for = at
    talk.save(update_fields=["planned_for"])
    inbox.done_preparing(talk)
    inbox.ask_to_prepare(talk, now=now)
    record(by, "communication.one_on_one_moved", talk, subject=talk.employee_id, at=at)
    _tell(talk.employee, talk, format_lazy(_("Your 1:1 is moved to {moment}"), moment=written(at)))
    return talk


@transaction.atomic
def cancel_one_on_one(*, talk_id: int, reason: str, by: Account) -> OneOnOne:
    """Call a planned talk off, with a reason the person reads. The week goes on being counted.

    The reason may be private, and notices leave the house: they say that it is called off, its page says why.
    """
    talk = _as_leader(talk_id, by)
    _still_planned(talk)
    if not reason.strip():
        raise RuleViolation("communication.text_missing")
    talk.status, talk.called_off_because = Status.CANCELLED, reason.strip()
    talk.save(update_fields=["status", "called_off_because"])
    inbox.done_preparing(talk)
    record(by, "communication.one_on_one_cancelled", talk, subject=talk.employee_id)
    _tell(talk.employee, talk, _("Your 1:1 is called off"))
    return talk


@transaction.atomic
def prepare_own_part(
    *, talk_id: int, mood: str, topic: str, own_words: str, opening: Mapping[str, str], by: Account, now: datetime
) -> OneOnOne:
    """The person says how they are and what they want to talk about; until they have confirmed, and again if they like.

    Whoever says that they are upset is heard first: what is to be solved waits until calming is on record.
    """
    talk = _as_person(talk_id, by)
    if talk.status in {Status.DONE, Status.CANCELLED}:
        raise RuleViolation("communication.talk_closed")
    talk.mood, talk.topic, talk.own_words = mood, topic.strip(), own_words.strip()
    talk.opening = {code: opening.get(code, "").strip() for code in OPENING_QUESTIONS} if talk.is_first else {}
    talk.upset = talk.upset or mood == OneOnOne.Mood.UPSET
    talk.complete = _is_complete(talk)
    talk.save()
    if talk.has_own_part:
        inbox.done_preparing(talk)
    if talk.complete:
        inbox.gap_is_over(talk)
    record(by, "communication.one_on_one_prepared", talk, subject=talk.employee_id)
    return talk


@transaction.atomic
def mark_upset(*, talk_id: int, by: Account) -> OneOnOne:
    """The leader notices that somebody is upset: the two steps appear."""
    talk = _as_leader(talk_id, by)
    _still_planned(talk)
    talk.upset = True
    talk.save(update_fields=["upset"])
    record(by, "communication.one_on_one_written", talk, subject=talk.employee_id)
    return talk


@transaction.atomic
def record_calming(*, talk_id: int, text: str, by: Account, now: datetime) -> OneOnOne:
    """Step one: how somebody who is upset was heard and calmed. The record does not tell of it: a mood is private."""
    talk = _as_leader(talk_id, by)
    _still_planned(talk)
    if not text.strip():
        raise RuleViolation("communication.calming_missing")
    talk.upset, talk.calming, talk.calmed_at = True, text.strip(), now
    talk.save(update_fields=["upset", "calming", "calmed_at"])
    record(by, "communication.one_on_one_written", talk, subject=talk.employee_id)
    return talk


@transaction.atomic
def record_solution(*, talk_id: int, text: str, by: Account) -> OneOnOne:
    """Step two: what is done about it. Not before the first one."""
    talk = _as_leader(talk_id, by)
    _still_planned(talk)
    if not talk.upset:
        raise RuleViolation("communication.nobody_upset", name=talk.employee.name)
    _calmed_first(talk)
    if not text.strip():
        raise RuleViolation("communication.text_missing")
    talk.solution = text.strip()
    talk.save(update_fields=["solution"])
    record(by, "communication.one_on_one_written", talk, subject=talk.employee_id)
    return talk


@transaction.atomic
def write_leader_part(
    *,
    talk_id: int,
    praise: str,
    words: str,
    outcomes: Mapping[int, str],
    promises: Sequence[NewPromise],
    minutes: int | None,
    minutes_reason: str,
    end: bool,
    by: Account,
    now: datetime,
) -> OneOnOne:
    """What the leader writes in the sheet: kept as it is, or ended and confirmed, so that the person is asked to."""
    talk = _as_leader(talk_id, by)
    _still_planned(talk)
    if promises or end:
        _calmed_first(talk)
    talk.praise, talk.leader_words = praise.strip(), words.strip()
    talk.minutes, talk.minutes_reason = minutes, minutes_reason.strip()
    _judge(talk, outcomes)
    _promise(talk, promises, today=day_of(now))
    if end:
        _end(talk, now=now)
    talk.save()
    # What is written on the way leaves the same line whatever it is: the record must not tell of a mood.
    verb = "communication.one_on_one_ended" if end else "communication.one_on_one_written"
    facts = {"minutes": talk.minutes, "complete": talk.complete} if end else {}
    record(by, verb, talk, subject=talk.employee_id, **facts)
    if end:
        inbox.ask_to_confirm(talk, now=now)
        _tell(talk.employee, talk, _("Please read and confirm what you agreed in your 1:1"))
    return talk


@transaction.atomic
def confirm_one_on_one(*, talk_id: int, by: Account, now: datetime) -> OneOnOne:
    """The person confirms what was agreed: each promise becomes a to-do of whoever made it."""
    talk = _as_person(talk_id, by)
    if talk.status != Status.HELD:
        raise RuleViolation("communication.talk_not_to_confirm")
    talk.status, talk.employee_confirmed_at, talk.objection = Status.DONE, now, ""
    talk.save()
    inbox.confirmed(talk)
    for promise in talk.promises.all():
        inbox.remind_of(promise, now=now)
    record(by, "communication.one_on_one_confirmed", talk, subject=talk.employee_id, complete=talk.complete)
    _tell(talk.leader, talk, format_lazy(_("{name} has confirmed your 1:1"), name=talk.employee.name))
    return talk


@transaction.atomic
def return_one_on_one(*, talk_id: int, reason: str, by: Account, now: datetime) -> OneOnOne:
    """The person says that something was agreed differently: the sheet goes back to the leader, unconfirmed."""
    talk = _as_person(talk_id, by)
    if talk.status != Status.HELD:
        raise RuleViolation("communication.talk_not_to_confirm")
    if not reason.strip():
        raise RuleViolation("communication.text_missing")
    if OneOnOne.objects.filter(employee=talk.employee_id, leader=talk.leader_id, status=Status.PLANNED).exists():
        raise RuleViolation("communication.next_talk_planned")
    talk.status, talk.objection = Status.PLANNED, reason.strip()
    talk.leader_confirmed_at, talk.held_on, talk.complete = None, None, False
    talk.save()
    inbox.confirmed(talk)
    record(by, "communication.one_on_one_returned", talk, subject=talk.employee_id)
    told = format_lazy(_("{name} remembers your 1:1 differently"), name=talk.employee.name)
    _tell(talk.leader, talk, told)
    return talk


def _end(talk: OneOnOne, *, now: datetime) -> None:
    if not talk.has_leader_part:
        raise RuleViolation("communication.leader_part_missing")
    if talk.minutes is None:
        raise RuleViolation("communication.minutes_missing")
    talk.status, talk.held_on, talk.leader_confirmed_at = Status.HELD, day_of(now), now
    talk.complete = _is_complete(talk)
    if talk.complete:
        inbox.gap_is_over(talk)


def _is_complete(talk: OneOnOne) -> bool:
    """Held, with both parts: what the leader wrote alone is no talk."""
    return talk.held_on is not None and not R_029.warns(when=not talk.has_own_part)


def _judge(talk: OneOnOne, outcomes: Mapping[int, str]) -> None:
    """Say of each earlier promise whether it held; one that is carried on is promised anew."""
    for promise in open_promises(talk):
        outcome = outcomes.get(promise.pk)
        if not outcome or outcome == promise.outcome:
            continue
        if promise.outcome == Outcome.CARRIED:
            talk.promises.filter(side=promise.side, text=promise.text).delete()
        promise.outcome, promise.judged_in = outcome, None if outcome == Outcome.OPEN else talk
        promise.save(update_fields=["outcome", "judged_in"])
        inbox.promise_is_over(promise)
        if outcome == Outcome.CARRIED:
            due = max(promise.due_on, day_of(talk.planned_for)) + CARRIED_ON
            Promise.objects.create(talk=talk, side=promise.side, owner=promise.owner, text=promise.text, due_on=due)


def _promise(talk: OneOnOne, promises: Sequence[NewPromise], *, today: date) -> None:
    for new in promises:
        if new.due_on < today:
            raise RuleViolation("communication.promise_in_the_past", text=new.text)
        owner = talk.employee if new.side == Promise.Side.PERSON else talk.leader
        Promise.objects.create(talk=talk, side=new.side, owner=owner, text=new.text, due_on=new.due_on)


def _calmed_first(talk: OneOnOne) -> None:
    R_030.refuse(when=talk.upset and not talk.calming, code="communication.calm_first", name=talk.employee.name)


def _still_planned(talk: OneOnOne) -> None:
    if talk.status != Status.PLANNED:
        raise RuleViolation("communication.talk_closed")


def _not_in_the_past(at: datetime, now: datetime) -> None:
    if at < now - timedelta(hours=1):
        raise RuleViolation("communication.talk_in_the_past")


def _direct_leader(employee: Employee, by: Account, day: date) -> tuple[Employee, int]:
    """The acting person as the direct leader of somebody, and the unit through which they are."""
    found = leading_above(employee, day)
    if not found or found[0].employee.account_id != by.pk:
        raise NotAllowed("not_allowed", right=policies.hold.name)
    return found[0].employee, found[0].unit_id


def _locked(talk_id: int) -> OneOnOne:
    rows = OneOnOne.objects.select_for_update(of=("self",))
    return rows.select_related("employee__account", "leader__account").get(pk=talk_id)


def _as_leader(talk_id: int, by: Account) -> OneOnOne:
    talk = _locked(talk_id)
    return _allowed(talk, by, policies.write, side=talk.leader)


def _as_person(talk_id: int, by: Account) -> OneOnOne:
    talk = _locked(talk_id)
    return _allowed(talk, by, policies.write, side=talk.employee)


def _allowed(talk: OneOnOne, by: Account, right: "Permission[OneOnOne]", *, side: Employee) -> OneOnOne:
    """Each of the two writes their own part and confirms for themselves alone."""
    right.require(by, talk)
    if side.account_id != by.pk:
        raise NotAllowed("not_allowed", right=right.name)
    return talk


def _tell(to: Employee, talk: OneOnOne, title: str | Lazy) -> None:
    """That there is something, never what: what the two say to each other stays on the page of the talk."""
    notify.send(to=to, kind="communication.one_on_one", title=title, url=reverse("one_on_ones:talk", args=[talk.pk]))
