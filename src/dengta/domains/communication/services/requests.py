"""Asking the next level or another department: what a request must say before it goes, and whom it reaches."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import MonthlyStatement, RequestOption, WorkRequest
from dengta.domains.communication.models.requests import SUMMARY
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.requests import (
    follower_of,
    home_of,
    level_above,
    unanswered,
)
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.passing_up import next_level_due, say_nobody_is_left
from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import WORKED, day_on, working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_146 = Rule("R-146", _("An upward request has facts, options and a recommendation; an overdue answer escalates"))
R_147 = Rule(
    "R-147", _("A horizontal request names own authority, the other side's need, two options and a short summary")
)
ANSWER_DAYS = Parameter(
    "communication.request_answer_days",
    3,
    _("A request is answered within so many working days"),
    unit="working days",
    check=lambda days: days >= 1,
)
OPTIONS_UP, OPTIONS_ACROSS = 1, 2
ANSWER, CLOSE, KEEP = "request.answer", "request.close", "request.keep"
NOTICE = "communication.request"


@transaction.atomic
def ask_up(
    *,
    summary: str,
    facts: str,
    options: Sequence[str],
    proposal: str,
    urgent: bool,
    by: Account,
    now: datetime,
    statement: MonthlyStatement | None = None,
) -> WorkRequest:
    """Ask the next level for something: facts, at least one option, and what you recommend."""
    asker, chosen = by.employee, _cleaned(options)
    if statement is not None and not policies.may_add_asks(by, statement):
        raise NotAllowed("not_allowed", right="communication.own_statement")
    _say_everything(summary=summary, facts=facts, proposal=proposal)
    R_146.refuse(when=len(chosen) < OPTIONS_UP, code="communication.request_no_option")
    home = home_of(by, asker.pk, now.date())
    addressee = None if home is None else who_answers(home, now.date(), beyond=[asker.pk])
    if addressee is None:
        raise RuleViolation("communication.request_no_level")
    written = {"summary": summary, "facts": facts, "proposal": proposal}
    return _send(
        WorkRequest(direction=WorkRequest.Direction.UP, employee=asker, addressee=addressee, urgent=urgent,
                    statement=statement, **{name: text.strip() for name, text in written.items()}),
        chosen, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def ask_across(
    *,
    summary: str,
    department: str,
    addressee_id: int | None,
    authority: str,
    their_need: str,
    facts: str,
    cause: str,
    cause_code: str,
    proposal: str,
    options: Sequence[str],
    needed_by: date,
    concerns_customer: bool,
    urgent: bool,
    by: Account,
    now: datetime,
) -> WorkRequest:
    """Ask another department: own authority, their need, the fact, its cause, a proposal, two options."""
    asker, chosen = by.employee, _cleaned(options)
    written = {"facts": facts, "cause": cause, "proposal": proposal, "department": department}
    _say_everything(summary=summary, **written)
    two_sided = authority.strip() and their_need.strip()
    R_147.refuse(when=not two_sided, code="communication.request_both_sides")
    R_147.refuse(when=len(chosen) < OPTIONS_ACROSS, code="communication.request_two_options", given=len(chosen))
    if needed_by < now.date():
        raise RuleViolation("communication.request_past")
    if addressee_id == asker.pk:
        raise RuleViolation("communication.request_to_oneself")
    addressee = Employee.objects.select_related("account").get(pk=addressee_id) if addressee_id else None
    return _send(
        WorkRequest(direction=WorkRequest.Direction.ACROSS, employee=asker, addressee=addressee, urgent=urgent,
                    summary=summary.strip(), authority=authority.strip(), their_need=their_need.strip(),
                    cause_code=WorkRequest.Cause(cause_code), needed_by=needed_by, concerns_customer=concerns_customer,
                    **{name: text.strip() for name, text in written.items()}),
        chosen, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def escalate_unanswered(*, now: datetime) -> int:
    """Call the next level into what nobody answered in time, once each; the first one asked may still answer."""
    done = 0
    rows = WorkRequest.objects.select_for_update(of=("self",)).filter(pk__in=unanswered(now.date()).values("pk"))
    # The day after the last one is a working day too: on a rest day nobody could have answered.
    if not R_146.applies or day_on(now.date()).kind not in WORKED:
        return done
    for request in rows.select_related("employee__account", "addressee__account"):
        above = level_above(request, now.date())
        if above is None:
            author = follower_of(request, now.date())
            if author is not None:
                say_nobody_is_left(request, author, kind=NOTICE, title=request.summary, url=page_of(request), now=now)
            continue
        _call(request, above, now=now)
        done += 1
    return done


def _call(request: WorkRequest, above: Employee, *, now: datetime) -> None:
    """Somebody else is asked as well, and whoever asked, or finishes it for them, reads by name who it is."""
    request.escalated_at, request.escalated_to = now, above
    request.save(update_fields=["escalated_at", "escalated_to"])
    _wait(request, above, due_at=next_level_due(now.date()), now=now)
    _tell(request, [above], _("No answer in time: {what}"), urgent=request.urgent)
    asked = format_lazy(_("{name} is asked as well: {what}"), name=above.name, what=request.summary)
    follower = follower_of(request, now.date())
    if follower is not None and follower.pk != above.pk:
        notify.send(to=follower, kind=NOTICE, title=asked, url=page_of(request))
    record(None, "communication.request_escalated", request, subject=request.employee_id, to=above.pk)


def _cleaned(options: Sequence[str]) -> list[str]:
    """Options that say something, each once."""
    return list(dict.fromkeys(text.strip() for text in options if text.strip()))


def _say_everything(*, summary: str, **texts: str) -> None:
    missing = not summary.strip() or any(not text.strip() for text in texts.values())
    if missing:
        raise RuleViolation("communication.request_incomplete")
    R_147.refuse(when=len(summary.strip()) > SUMMARY, code="communication.request_long", most=SUMMARY)


def _send(request: WorkRequest, options: Sequence[str], *, by: Account, now: datetime) -> WorkRequest:
    today = now.date()
    home = home_of(by, request.employee_id, today)
    if home is None:
        raise RuleViolation("communication.request_no_team")
    request.unit_id, request.asked_at = home, now
    request.answer_by = working_day_after(today, ANSWER_DAYS.on(today))
    request.save()
    RequestOption.objects.bulk_create(
        RequestOption(request=request, position=place, text=text) for place, text in enumerate(options, start=1)
    )
    if request.addressee is not None:
        _wait(request, request.addressee, due_at=end_of(request.answer_by), now=now)
        # An ordinary request waits in the inbox; only what cannot wait rings the bell, quiet hours or not.
        if request.urgent:
            _tell(request, [request.addressee], _("Urgent request: {what}"), urgent=True)
    verb = f"communication.requested_{request.direction}"
    record(by, verb, request, subject=request.employee_id, summary=request.summary, urgent=request.urgent,
           to=request.addressee_id, department=request.department)  # fmt: skip
    return request


def _wait(request: WorkRequest, employee: Employee, *, due_at: datetime, now: datetime) -> None:
    todos.put(
        kind=ANSWER, key=request.pk, to=[employee.pk], title=request.summary, url=page_of(request), now=now,
        due_at=due_at,
    )  # fmt: skip


def _tell(request: WorkRequest, people: Collection[Any], title: Any, *, urgent: bool = False) -> None:
    notify.send_many(
        to=people, broadcast=False, kind=NOTICE, title=format_lazy(title, what=request.summary), url=page_of(request),
        urgent=urgent,
    )  # fmt: skip


def page_of(request: WorkRequest) -> str:
    """Where it is read."""
    return reverse("requests:one", args=[request.pk])
