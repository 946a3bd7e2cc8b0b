"""The answer comes back to the customer; duplicates are one matter, with all who reported it and all it concerns."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import ConcernedCustomer, FloorReport, ReportVoice
from dengta.domains.communication.policies import reports as policies
from dengta.domains.communication.policies.reach import beside
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.crews import elsewhere
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.reports import ANSWER, MEND, TELL, ask_to_tell, url_of
from dengta.domains.communication.services.suggestions import author_of
from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Status = FloorReport.Status
Outcome = ConcernedCustomer.Outcome


@transaction.atomic
def tell_customer(
    *, customer_id: int, outcome: str, words: str, by: Account, now: datetime
) -> ConcernedCustomer:  # fmt: skip
    """Say that a customer has the answer, or that nobody could reach them and what was tried."""
    customer = ConcernedCustomer.objects.select_for_update(of=("self",)).select_related("report").get(pk=customer_id)
    report = customer.report
    if not policies.may_tell(by, report):
        raise NotAllowed("not_allowed", right="communication.tell_customer")
    if report.status != Status.ANSWERED:
        raise RuleViolation("communication.nothing_to_tell", title=report.title)
    if customer.outcome == Outcome.TOLD:
        raise RuleViolation("communication.customer_told_already", reference=customer.reference)
    if outcome == Outcome.UNREACHABLE and not words.strip():
        raise RuleViolation("communication.say_what_was_tried")
    customer.outcome, customer.words = Outcome(outcome), words.strip()
    customer.told_by, customer.told_at = author_of(by), now
    customer.save(update_fields=["outcome", "words", "told_by", "told_at"])
    ask_to_tell(report, now=now)
    record(
        by, "communication.customer_told", report, reference=customer.reference, outcome=outcome, words=customer.words
    )
    return customer


@transaction.atomic
def join_reports(*, report_id: int, into: int, by: Account, now: datetime) -> FloorReport:
    """Join a report to one about the same matter: reporters and customers go along, and each gets the answer."""
    if report_id == into:
        raise RuleViolation("communication.join_itself")
    locked = FloorReport.objects.select_for_update(of=("self",))
    # Both in one order, so that two leaders who join crosswise wait for each other.
    rows = {row.pk: row for row in locked.filter(pk__in=(report_id, into)).order_by("pk")}
    row, target = rows[report_id], rows[into]
    policies.answer.require(by, row)
    policies.answer.require(by, target)
    if not FloorReport.objects.filter(beside(row.unit_id), pk=into).exists():
        raise RuleViolation("communication.join_other_client")
    for one in (row, target):
        if one.status in (Status.CLOSED, Status.MERGED):
            raise RuleViolation("communication.report_closed_already", title=one.title)
    for voice in row.voices.all():
        ReportVoice.objects.get_or_create(report=target, employee_id=voice.employee_id, defaults={"at": voice.at})
    there = set(target.customers.values_list("reference", flat=True))
    row.customers.exclude(reference__in=there).update(report=target)
    row.status, row.merged_into = Status.MERGED, target
    row.save(update_fields=["status", "merged_into"])
    todos.settle(kind=ANSWER, key=row.pk)
    todos.settle(kind=MEND, key=row.pk)
    todos.settle(kind=TELL, key=row.pk)
    ask_to_tell(target, now=now)
    people = Employee.objects.filter(pk__in=row.voices.values("employee_id")).select_related("account")
    people = people.exclude(pk__in=elsewhere(target.unit_id, day_of(now)))
    told = _("Your report was joined to one about the same matter; the answer reaches you there")
    body = target.answer or target.title
    notify.send_many(to=people, broadcast=False, kind=ANSWER, title=told, body=body, url=url_of(target))
    record(by, "communication.report_joined", row, into=target.pk)
    record(by, "communication.report_took_in", target, joined=row.pk)
    return target
