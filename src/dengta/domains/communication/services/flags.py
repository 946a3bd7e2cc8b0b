"""The flag at a customer: one tap, a decision on the same working day, and an end."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import CustomerFlag
from dengta.domains.communication.policies import flags as policies
from dengta.domains.communication.selectors.answering import is_worked, last_day, who_answers
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.flags import TAKEN_OVER
from dengta.domains.communication.selectors.ticket_system import customer_behind
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.passing_up import Matter, pass_up
from dengta.domains.communication.services.suggestions import author_of
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.organisation import team_on
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

KIND = "communication.flag"
R_155 = Rule("R-155", _("A flag at a difficult customer is decided by a leader on the same working day"))
STANDS_DAYS = Parameter(
    "communication.flag_days",
    30,
    _("Days for which a decision about a customer stands unless the leader says otherwise"),
    unit="days",
    check=lambda days: 1 <= days <= 180,
)
LONGEST = timedelta(days=180)


@transaction.atomic
def raise_flag(*, reference: str, line: str, by: Account, now: datetime) -> CustomerFlag:
    """Ask the leader what to do about a customer, by a number of the ticket system and one line."""
    agent, today = author_of(by), day_of(now)
    team = team_on([agent.pk], today).get(agent.pk)
    if team is None:
        raise RuleViolation("communication.no_team_here")
    if not reference.strip() or not line.strip():
        raise RuleViolation("communication.flag_empty")
    if CustomerFlag.objects.filter(unit=team, reference=reference.strip(), decision="").exists():
        raise RuleViolation("communication.flag_waits_already", reference=reference.strip())
    row = CustomerFlag.objects.create(
        raised_by=agent, unit_id=team, reference=reference.strip(), line=line.strip(), created_at=now,
        customer=customer_behind(by, reference), holder=who_answers(team, today, beyond=(agent.pk,)),
        due_on=last_day(today, 0),
    )  # fmt: skip
    if row.holder is not None:
        told, due_at = _("A customer needs your decision today"), end_of(row.due_on)
        todos.put(kind=KIND, key=row.pk, to=[row.holder.pk], title=row.line, url=url_of(row), now=now, due_at=due_at)
        notify.send(to=row.holder, kind=KIND, title=told, body=row.line, url=url_of(row))
    record(by, "communication.flag_raised", row, subject=agent.pk, reference=row.reference)
    return row


@transaction.atomic
def decide_flag(
    *, flag_id: int, decision: str, words: str, ends_on: date, by: Account, now: datetime
) -> CustomerFlag:  # fmt: skip
    """Take over, say how to speak, or where to stop; whoever serves the customer next reads it, until it ends."""
    row = CustomerFlag.objects.select_for_update(of=("self",)).select_related("raised_by__account").get(pk=flag_id)
    policies.decide.require(by, row)
    today = day_of(now)
    if row.raised_by.account_id == by.pk:
        raise RuleViolation("communication.own_flag")
    if row.decision:
        raise RuleViolation("communication.flag_decided", reference=row.reference)
    if not words.strip():
        raise RuleViolation("communication.decision_needs_words")
    if not today <= ends_on <= today + LONGEST:
        raise RuleViolation("communication.flag_end", days=LONGEST.days)
    row.decision, row.words, row.ends_on = CustomerFlag.Decision(decision), words.strip(), ends_on
    row.decided_by, row.decided_at = by, now
    row.save(update_fields=["decision", "words", "ends_on", "decided_by", "decided_at"])
    todos.settle(kind=KIND, key=row.pk)
    if row.decision == CustomerFlag.Decision.TAKEOVER:
        _let_speak_with_customer(row, author_of(by).pk, now=now)
    told = format_lazy(_("Decided: {decision}"), decision=CustomerFlag.Decision(decision).label)
    notify.send(to=row.raised_by, kind=KIND, title=told, body=row.words, url=url_of(row))
    record(by, "communication.flag_decided", row, decision=decision, words=row.words, ends_on=ends_on)
    return row


@transaction.atomic
def end_flag(*, flag_id: int, by: Account, now: datetime) -> CustomerFlag:
    """The decision stands no longer: the matter is settled, or the customer is like any other. Whoever took them over
    is done with it, also where the time of the decision has run out before."""
    row = CustomerFlag.objects.select_for_update(of=("self",)).get(pk=flag_id)
    policies.decide.require(by, row)
    today = day_of(now)
    was_taken_over = todos.settle(kind=TAKEN_OVER, key=row.pk) > 0
    stands = bool(row.decision) and row.ends_on is not None and row.ends_on >= today
    if not stands and not was_taken_over:
        raise RuleViolation("communication.flag_does_not_stand")
    if stands:
        row.ends_on = today - timedelta(days=1)
        row.save(update_fields=["ends_on"])
    record(by, "communication.flag_ended", row)
    return row


@transaction.atomic
def escalate_flags(*, now: datetime) -> int:
    """Hand what was not decided on its working day to the next level, once each; the daily job calls it."""
    today = day_of(now)
    if not is_worked(today):
        return 0
    late = CustomerFlag.objects.select_for_update(of=("self",)).filter(decision="", escalated_at=None)
    passed = 0
    for row in late.filter(due_on__lt=today).order_by("pk") if R_155.applies else ():
        told, verb = _("A customer waits for a decision since yesterday"), "communication.flag_escalated"
        matter = Matter(KIND, row.line, url_of(row), told, verb, policies.decide, same_day=True)
        passed += pass_up(row, matter, author_id=row.raised_by_id, now=now)
    return passed


def _let_speak_with_customer(row: CustomerFlag, leader_id: int, *, now: datetime) -> None:
    """Whoever takes a customer over speaks with them by the next working day, or before the decision ends."""
    due_on = min(row.ends_on or day_of(now), working_day_after(day_of(now), 1))
    todos.put(
        kind=TAKEN_OVER, key=row.pk, to=[leader_id], title=row.line, url=url_of(row), now=now, due_at=end_of(due_on)
    )


def url_of(row: CustomerFlag) -> str:
    """Where it stands."""
    return reverse("flags:flag", args=[row.pk])
