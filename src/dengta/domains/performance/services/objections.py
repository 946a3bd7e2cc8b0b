"""When somebody does not agree: an objection to one number, then the whole to somebody who had no part in it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, FrozenScore, Objection, ScoreChange
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import own_id
from dengta.domains.performance.selectors.appraisal_people import names_of, uninvolved, who_answers, whom_to_ask
from dengta.domains.performance.selectors.appraisals import LEADER
from dengta.domains.service.services.corrections import R_015
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

State = Appraisal.State
OPEN_TO_OBJECTION = (State.TALK, State.TALKED, State.SIGNED)
OBJECTION, APPEAL = "performance.objection", "performance.appeal"
DAYS = Parameter(
    "performance.objection_days", 5, _("Working days in which an appraisal can be objected to or appealed against"),
    unit="working days", check=lambda days: 1 <= days <= 30,
)  # fmt: skip


@transaction.atomic
def object_to(*, appraisal_id: int, key: str, words: str, by: Account, now: datetime) -> Objection:
    """The person says which number is wrong and why. Somebody else than who judged it answers."""
    row = _own(appraisal_id, by=by)
    if not words.strip():
        raise RuleViolation("performance.words_missing")
    _known(row, key)
    if row.objections.filter(key=key).exists():
        raise RuleViolation("performance.objected_already")
    today = day_of(now)
    _in_time(row.released_at, today)
    answering = who_answers(row, key, today)
    if not answering:
        raise RuleViolation("performance.nobody_answers", names=names_of(whom_to_ask(row, today)))
    due = last_day(today, DAYS.on(today))
    objection = Objection.objects.create(appraisal=row, key=key, words=words.strip(), made_at=now, due_on=due)
    ask_to_answer(objection, answering, now=now)
    record(by, "performance.objected", objection, subject=row.employee_id, number=key)
    return objection


def ask_to_answer(objection: Objection, people: Sequence[Employee], *, now: datetime) -> None:
    """Let it wait for them."""
    row = objection.appraisal
    url = reverse("appraisals:appraisal", args=[row.pk])
    todos.put(kind=OBJECTION, key=objection.pk, to=[one.pk for one in people], title=row.cycle.title, url=url, now=now,
              due_at=end_of(objection.due_on))  # fmt: skip
    notify.send_many(
        to=people, broadcast=False, kind=OBJECTION, title=_("A number of an appraisal is objected to"),
        body=row.cycle.title, url=url,
    )  # fmt: skip


@transaction.atomic
def answer_objection(
    *, objection_id: int, upheld: bool, answer: str, score: float | None = None, by: Account, now: datetime
) -> Objection:
    """Correct the number, or say why it stands. Never by whoever judged or calibrated it, and never about oneself."""
    objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("appraisal__cycle").get(pk=objection_id)
    )
    row = objection.appraisal
    policies.hear_objections.require(by, objection)
    if own_id(by) in policies.kept_from_answering(row, objection.key):
        raise NotAllowed("not_allowed", right="performance.hear_objections")
    if objection.state != Objection.State.OPEN:
        raise RuleViolation("performance.answered_already")
    R_015.refuse(when=not answer.strip(), code="performance.answer_missing")
    if upheld:
        _correct(row, objection.key, score, kind=ScoreChange.Kind.OBJECTION, reason=answer, by=by, now=now)
    objection.state = Objection.State.UPHELD if upheld else Objection.State.DISMISSED
    objection.answer, objection.decided_by, objection.decided_at = answer.strip(), by, now
    objection.save()
    todos.settle(kind=OBJECTION, key=objection.pk)
    notify.send(to=row.employee, kind=OBJECTION, title=_("Your objection is answered"), body=row.cycle.title,
                url=reverse("appraisals:appraisal", args=[row.pk]))  # fmt: skip
    record(by, "performance.objection_answered", objection, subject=row.employee_id, upheld=upheld)
    return objection


@transaction.atomic
def appeal_against(*, appraisal_id: int, words: str, by: Account, now: datetime) -> Appeal:
    """Take the whole to somebody who had no part in it. Every objection is answered before."""
    row = _own(appraisal_id, by=by)
    today = day_of(now)
    if not words.strip():
        raise RuleViolation("performance.words_missing")
    if Appeal.objects.filter(appraisal=row).exists():
        raise RuleViolation("performance.appealed_already")
    if row.objections.filter(state=Objection.State.OPEN).exists():
        raise RuleViolation("performance.objection_open")
    answered = row.objections.order_by("-decided_at").values_list("decided_at", flat=True).first()
    _in_time(max(filter(None, (row.released_at, row.signed_at, answered))), today)
    handler = uninvolved(row, today)
    if handler is None:
        raise RuleViolation("performance.nobody_uninvolved", names=names_of(whom_to_ask(row, today)))
    due = last_day(today, DAYS.on(today))
    appeal = Appeal.objects.create(appraisal=row, words=words.strip(), made_at=now, due_on=due, handler=handler)
    ask_handler(appeal, now=now)
    record(by, "performance.appealed", appeal, subject=row.employee_id, handler=handler.pk)
    return appeal


def ask_handler(appeal: Appeal, *, now: datetime) -> None:
    """Let it wait for whoever it is given to."""
    row, handler = appeal.appraisal, appeal.handler
    url = reverse("appraisals:appraisal", args=[row.pk])
    todos.put(kind=APPEAL, key=appeal.pk, to=[handler.pk], title=row.cycle.title, url=url, now=now,
              due_at=end_of(appeal.due_on))  # fmt: skip
    notify.send(to=handler, kind=APPEAL, title=_("An appeal against an appraisal was given to you"),
                body=row.cycle.title, url=url)  # fmt: skip


@transaction.atomic
def decide_appeal(
    *, appeal_id: int, granted: bool, reason: str, score: float | None = None, key: str = LEADER, by: Account,
    now: datetime,
) -> Appeal:  # fmt: skip
    """The last word within the house, by whom it was given to. Granted, one number is set anew: that of `key`."""
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("appraisal__cycle").get(pk=appeal_id)
    row = appeal.appraisal
    policies.hear_appeals.require(by, appeal)
    if appeal.handler_id != own_id(by) or appeal.handler_id in policies.took_part(row):
        raise NotAllowed("not_allowed", right="performance.hear_appeals")
    if appeal.state != Appeal.State.OPEN:
        raise RuleViolation("performance.answered_already")
    R_015.refuse(when=not reason.strip(), code="performance.answer_missing")
    if granted:
        _known(row, key)
        _correct(row, key, score, kind=ScoreChange.Kind.APPEAL, reason=reason, by=by, now=now)
    appeal.state = Appeal.State.GRANTED if granted else Appeal.State.REJECTED
    appeal.reason, appeal.decided_at = reason.strip(), now
    appeal.save()
    todos.settle(kind=APPEAL, key=appeal.pk)
    notify.send(to=row.employee, kind=APPEAL, title=_("Your appeal is decided"), body=row.cycle.title,
                url=reverse("appraisals:appraisal", args=[row.pk]))  # fmt: skip
    record(by, "performance.appeal_decided", appeal, subject=row.employee_id, granted=granted,
           number=key if granted else "")  # fmt: skip
    return appeal


def _own(appraisal_id: int, *, by: Account) -> Appraisal:
    """The own appraisal, locked, while it can be spoken against."""
    row = Appraisal.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=appraisal_id)
    if row.employee_id != own_id(by) or row.state in policies.UNRELEASED:
        raise NotAllowed("not_allowed", right="performance.object")
    if row.state not in OPEN_TO_OBJECTION or row.cycle.state != Cycle.State.TALKS:
        raise RuleViolation("performance.appraisal_elsewhere", state=row.get_state_display())
    return row


def _known(row: Appraisal, key: str) -> None:
    if key != LEADER and not row.scores.filter(key=key).exists():
        raise RuleViolation("performance.number_unknown")


def _in_time(since: datetime | None, today: date) -> None:
    assert since is not None
    until = last_day(day_of(since), DAYS.on(today))
    if today > until:
        raise RuleViolation("performance.objection_late", day=until)


def open_until(appraisal: Appraisal, today: date) -> date | None:
    """Until when numbers can be objected to; None before the release."""
    return last_day(day_of(appraisal.released_at), DAYS.on(today)) if appraisal.released_at else None


def _correct(
    row: Appraisal, key: str, score: float | None, *, kind: ScoreChange.Kind, reason: str, by: Account, now: datetime
) -> None:
    """Put the right number in, and keep what stood there."""
    if score is None or not 0 <= score <= 100:
        raise RuleViolation("performance.score_of_a_hundred", score="" if score is None else score)
    if key == LEADER:
        before = row.leader_score
        row.leader_score, row.second_score = score, None
        row.save(update_fields=["leader_score", "second_score"])
    else:
        frozen = FrozenScore.objects.get(appraisal=row, key=key)
        before, frozen.score = frozen.score, score
        frozen.save(update_fields=["score"])
    ScoreChange.objects.create(
        appraisal=row, key=key, kind=kind, before=before, after=score, reason=reason.strip(), by=by, at=now
    )
