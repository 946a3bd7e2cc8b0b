"""Answering a request and keeping track of it to the end."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import WorkRequest
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.requests import follower_of, left_behind
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.communication.services.refusals import R_043
from dengta.domains.communication.services.requests import ANSWER, ANSWER_DAYS, CLOSE, KEEP, NOTICE, page_of
from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_037 = Rule("R-037", _("A cross-department issue has an owner, a deadline, and its result goes back to the customer"))
Status, Verdict = WorkRequest.Status, WorkRequest.Verdict
HANDED_OVER = "communication.request_handed_over"


@transaction.atomic
def answer(
    *,
    request_id: int,
    verdict: str,
    text: str,
    by: Account,
    now: datetime,
    owner: str = "",
    promised: str = "",
    promised_until: date | None = None,
) -> WorkRequest:
    """Say yes, in part, or no: a yes names what, by whom and until when; a no its reason."""
    request = _locked(request_id, by)
    if by.employee.pk not in {request.addressee_id, request.escalated_to_id}:
        raise NotAllowed("not_allowed", right="communication.answer_request")
    if request.status != Status.OPEN:
        raise RuleViolation("communication.request_answered")
    enter_answer(
        request, verdict=verdict, text=text, answered_by=by.employee.name, owner=owner or by.employee.name,
        promised=promised, promised_until=promised_until, keeper_id=by.employee.pk, now=now,
    )  # fmt: skip
    record(by, "communication.request_answered", request, subject=request.employee_id, verdict=verdict,
           until=promised_until)  # fmt: skip
    return request


def enter_answer(
    request: WorkRequest,
    *,
    verdict: str,
    text: str,
    answered_by: str,
    owner: str,
    promised: str,
    promised_until: date | None,
    keeper_id: int | None,
    now: datetime,
) -> None:
    """Write an answer into a locked request; let whoever asked follow it up, or whoever does so in their place, and
    `keeper_id` keep what is promised. Refuses what promises nothing."""
    if verdict not in Verdict.values:
        raise RuleViolation("communication.request_verdict")
    wordless = not text.strip()
    if verdict == Verdict.NO:
        R_043.refuse(when=wordless, code="communication.request_no_reason")
        request.status = Status.REFUSED
    else:
        nameless = not owner.strip() or not promised.strip() or promised_until is None
        R_037.refuse(when=nameless, code="communication.request_no_promise")
        if promised_until is not None and promised_until < now.date():
            raise RuleViolation("communication.request_past")
        # In part is a no to the rest.
        R_043.refuse(when=verdict == Verdict.PART and wordless, code="communication.request_part")
        request.status = Status.PROMISED
        request.owner, request.promised, request.promised_until = owner.strip(), promised.strip(), promised_until
    request.verdict, request.answer = verdict, text.strip()
    request.answered_at, request.answered_by = now, answered_by
    request.save()
    _let_follow_up(request, keeper_id, now=now)
    title = format_lazy(_("Answered: {what}"), what=request.summary)
    notify.send(to=request.employee, kind=NOTICE, title=title, url=page_of(request), urgent=request.urgent)


def _let_follow_up(request: WorkRequest, keeper_id: int | None, *, now: datetime) -> None:
    """Whoever asked, or finishes it for them, looks after what becomes of it; whoever promised keeps it."""
    todos.settle(kind=ANSWER, key=request.pk)
    follower = follower_of(request, day_of(now))
    if follower is not None:
        _wait_for_its_end(request, follower, now=now)
    if keeper_id is not None and request.promised_until is not None:
        todos.put(
            kind=KEEP, key=request.pk, to=[keeper_id], title=request.summary, url=page_of(request), now=now,
            due_at=end_of(request.promised_until),
        )  # fmt: skip


def _wait_for_its_end(request: WorkRequest, follower: Employee, *, now: datetime) -> None:
    today = day_of(now)
    follow_up = request.promised_until if request.status == Status.PROMISED else request.needed_by
    # Where nobody named a day, as many as the other side had to answer.
    due = working_day_after(today, ANSWER_DAYS.on(today)) if follow_up is None else max(follow_up, today)
    todos.put(
        kind=CLOSE, key=request.pk, to=[follower.pk], title=request.summary, url=page_of(request), now=now,
        due_at=end_of(due),
    )  # fmt: skip


@transaction.atomic
def hand_over(*, now: datetime, employee_ids: Collection[int] | None = None) -> int:
    """What somebody left behind answered and not closed waits for whoever finishes it in their place; of everybody, or
    of these people. Done again it finds nothing left to do, until somebody else leads there. Answers how many."""
    rows = left_behind() if employee_ids is None else left_behind().filter(employee__in=employee_ids)
    followers = {row: follower_of(row, day_of(now)) for row in rows.select_related("employee")}
    found = {f"{row.pk} {one.pk}": (row, one) for row, one in followers.items() if one is not None}
    fresh = first_time(kind=HANDED_OVER, keys=found, now=now)
    for key in sorted(fresh):
        row, follower = found[key]
        _wait_for_its_end(row, follower, now=now)
        record(None, HANDED_OVER, row, subject=row.employee_id, to=follower.pk)
    return len(fresh)


@transaction.atomic
def close(
    *,
    request_id: int,
    kept: bool,
    result: str,
    by: Account,
    now: datetime,
    customer_reply: str = "",
    cause_code: str = "",
) -> WorkRequest:
    """Whoever asked, or finishes it for them, says what came of it: kept or not; where a customer waits, what the
    customer was told."""
    request = _followed_up(request_id, by)
    if request.status not in (Status.PROMISED, Status.REFUSED):
        raise RuleViolation("communication.request_not_answered")
    if not result.strip():
        raise RuleViolation("communication.request_result")
    untold = request.concerns_customer and not customer_reply.strip()
    R_037.refuse(when=untold, code="communication.request_customer")
    if cause_code:
        request.cause_code = WorkRequest.Cause(cause_code)
    request.kept = kept if request.status == Status.PROMISED else None
    request.status, request.result, request.closed_at = Status.CLOSED, result.strip(), now
    request.customer_reply, request.closed_by = customer_reply.strip(), by.employee
    request.save()
    todos.settle(kind=CLOSE, key=request.pk)
    todos.settle(kind=KEEP, key=request.pk)
    record(by, "communication.request_closed", request, subject=request.employee_id, kept=request.kept,
           cause=request.cause_code)  # fmt: skip
    return request


@transaction.atomic
def withdraw(
    *, request_id: int, reason: str, by: Account, now: datetime, customer_reply: str = ""
) -> WorkRequest:  # fmt: skip
    """Take a request back that nobody has answered. A customer who waits for it is told, as with any other end."""
    request = _followed_up(request_id, by)
    if request.status != Status.OPEN:
        raise RuleViolation("communication.request_answered")
    if not reason.strip():
        raise RuleViolation("communication.request_withdrawn_why")
    untold = request.concerns_customer and not customer_reply.strip()
    R_037.refuse(when=untold, code="communication.request_customer")
    request.customer_reply, request.closed_by = customer_reply.strip(), by.employee
    request.status, request.result, request.closed_at = Status.WITHDRAWN, reason.strip(), now
    request.save()
    request.links.filter(revoked_at__isnull=True).update(revoked_at=now)
    todos.settle(kind=ANSWER, key=request.pk)
    record(by, "communication.request_withdrawn", request, subject=request.employee_id, reason=reason)
    return request


def _locked(request_id: int, by: Account) -> WorkRequest:
    rows = WorkRequest.objects.select_for_update(of=("self",)).select_related("employee__account")
    request = rows.get(pk=request_id)
    policies.write.require(by, request)
    return request


def _followed_up(request_id: int, by: Account) -> WorkRequest:
    request = _locked(request_id, by)
    policies.follow_up.require(by, request)
    return request
