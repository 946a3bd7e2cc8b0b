""" "Leader, please": a call for help, its answer, and what the team keeps of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import HelpCall, KnowledgeEntry
from dengta.domains.communication.policies import help_calls as policies
from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.help_calls import OPEN, seconds_to_answer
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.suggestions import author_of
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import accounts_holding, team_on
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify import Button
from dengta.foundation.settings.parameters import Parameter

KIND = "communication.help_call"
TARGET_MINUTES = Parameter(
    "communication.help_target_minutes",
    3,
    _("Within so many minutes a call for help from the floor is to be answered"),
    unit="minutes",
    check=lambda minutes: 1 <= minutes <= 60,
)


@transaction.atomic
def call_for_help(*, line: str, by: Account, now: datetime) -> HelpCall:
    """Ask the leader, and who stands in, to help at once; one call at a time."""
    caller, today = author_of(by), day_of(now)
    team = team_on([caller.pk], today).get(caller.pk)
    if team is None:
        raise RuleViolation("communication.no_team_here")
    if not line.strip():
        raise RuleViolation("communication.line_missing")
    if HelpCall.objects.filter(OPEN, caller=caller).exists():
        raise RuleViolation("communication.called_already")
    call = HelpCall.objects.create(caller=caller, unit_id=team, line=line.strip(), called_at=now)
    leader = who_answers(team, today, beyond=(caller.pk,))
    stand_ins = accounts_holding(*policies.STAND_INS, above=team, day=today)
    helpers = list(Employee.objects.filter(account__in=stand_ins).exclude(pk=caller.pk).select_related("account"))
    helpers += [leader] if leader is not None and leader not in helpers else []
    due_at = now + timedelta(minutes=TARGET_MINUTES.on(today))
    title = format_lazy(_("{name} asks for help: {line}"), name=caller.name, line=call.line)
    ids = [one.pk for one in helpers]
    todos.put(kind=KIND, key=call.pk, to=ids, title=title, url=url_of(call), now=now, due_at=due_at)
    notify.send_many(
        to=helpers, broadcast=False, kind=KIND, title=title, url=url_of(call), urgent=True,
        actions=[Button(KIND, str(call.pk))], until=end_of(today),
    )  # fmt: skip
    record(by, "communication.help_called", call, subject=caller.pk)
    return call


@transaction.atomic
def withdraw_call(*, call_id: int, by: Account, now: datetime) -> HelpCall:
    """Solved meanwhile: the caller takes it back, and it counts in no figure."""
    call = _locked(call_id)
    if call.caller.account_id != by.pk:
        raise NotAllowed("not_allowed", right="communication.withdraw_call")
    _still_open(call)
    call.withdrawn_at = now
    call.save(update_fields=["withdrawn_at"])
    todos.settle(kind=KIND, key=call.pk)
    record(by, "communication.help_withdrawn", call, subject=call.caller_id)
    return call


@transaction.atomic
def answer_call(*, call_id: int, answer: str, by: Account, now: datetime) -> HelpCall:
    """Answer, in words or by coming over: the clock stops, and everybody else is free of it."""
    call = _locked(call_id)
    policies.answer.require(by, call)
    _still_open(call)
    if call.caller.account_id == by.pk:
        raise RuleViolation("communication.own_call")
    call.answered_at, call.answered_by, call.answer = now, author_of(by), answer.strip()
    call.save(update_fields=["answered_at", "answered_by", "answer"])
    todos.settle(kind=KIND, key=call.pk)
    told = format_lazy(_("{name} answers"), name=call.answered_by.name)
    body = call.answer or _("is on the way to you")
    notify.send(to=call.caller, kind=KIND, title=told, body=body, url=url_of(call), urgent=True)
    record(by, "communication.help_answered", call, subject=call.caller_id, seconds=seconds_to_answer(call))
    return call


@transaction.atomic
def keep_as_knowledge(*, call_id: int, question: str, answer: str, by: Account, now: datetime) -> KnowledgeEntry:
    """Keep a question and its answer for the team. The words of the entry are the leader's; the caller is not in it."""
    call = HelpCall.objects.select_for_update(of=("self",)).get(pk=call_id)
    policies.keep.require(by, call)
    if call.answered_at is None:
        raise RuleViolation("communication.help_not_answered")
    if KnowledgeEntry.objects.filter(call=call).exists():
        raise RuleViolation("communication.kept_already")
    if not question.strip() or not answer.strip():
        raise RuleViolation("communication.knowledge_empty")
    entry = KnowledgeEntry.objects.create(
        unit_id=call.unit_id, question=question.strip(), answer=answer.strip(), call=call, written_by=author_of(by),
        written_at=now,
    )  # fmt: skip
    record(by, "communication.knowledge_kept", entry)
    return entry


@transaction.atomic
def retire_knowledge(*, entry_id: int, by: Account, now: datetime) -> KnowledgeEntry:
    """What is no longer true leaves the list."""
    entry = KnowledgeEntry.objects.select_for_update().get(pk=entry_id)
    policies.write_knowledge.require(by, entry)
    if entry.retired_at is None:
        entry.retired_at = now
        entry.save(update_fields=["retired_at"])
        record(by, "communication.knowledge_retired", entry)
    return entry


def url_of(call: HelpCall) -> str:
    """Where it stands."""
    return reverse("help_calls:call", args=[call.pk])


def _locked(call_id: int) -> HelpCall:
    return HelpCall.objects.select_for_update(of=("self",)).select_related("caller__account").get(pk=call_id)


def _still_open(call: HelpCall) -> None:
    """Asked after the right: whether a call was answered is nobody's business who may not answer it."""
    if call.answered_at is not None:
        raise RuleViolation("communication.help_answered_already")
    if call.withdrawn_at is not None:
        raise RuleViolation("communication.help_withdrawn_already")
