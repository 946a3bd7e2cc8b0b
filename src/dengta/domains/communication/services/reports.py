"""Reports from the floor: reported, given an owner, answered to whoever reported them, told to customers, closed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import ConcernedCustomer, FloorReport, ReportVoice
from dengta.domains.communication.policies import reports as policies
from dengta.domains.communication.selectors.answering import is_worked, last_day, who_answers, who_can_do_it
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.crews import elsewhere
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.passing_up import Matter, pass_up
from dengta.domains.communication.services.reminding import remind_once
from dengta.domains.communication.services.suggestions import author_of
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import team_on
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

Status = FloorReport.Status
ANSWER, MEND, TELL = "communication.report", "communication.report_mending", "communication.report_telling"
R_035 = Rule("R-035", _("A problem reported from the floor is answered in time, or goes to the next level"))
R_036 = Rule("R-036", _("A report is closed only with an answer that its author can read"))
ANSWER_DAYS = Parameter(
    "communication.report_days",
    3,
    _("Working days within which a report from the floor gets its answer"),
    unit="working days",
    check=lambda days: 1 <= days <= 30,
)
TELLING_DAYS = Parameter(
    "communication.customer_telling_days",
    1,
    _("Working days within which customers are told the answer to a report"),
    unit="working days",
    check=lambda days: 0 <= days <= 30,
)


@transaction.atomic
def report_problem(
    *, kind: str, title: str, what: str, by: Account, now: datetime,
    effect: str = "", topic: str = "", customers: Sequence[tuple[str, str]] = (),
) -> FloorReport:  # fmt: skip
    """Report what goes wrong for customers. `customers`: (reference, contact) of those to whom an answer is owed."""
    reporter, today = author_of(by), day_of(now)
    team = team_on([reporter.pk], today).get(reporter.pk)
    if team is None:
        raise RuleViolation("communication.no_team_here")
    if not title.strip() or not what.strip():
        raise RuleViolation("communication.report_empty")
    if FloorReport.objects.filter(
        reporter=reporter, status=Status.OPEN, title=title.strip(), what=what.strip()
    ).exists():
        raise RuleViolation("communication.sent_already", title=title.strip())
    row = FloorReport.objects.create(
        kind=kind, title=title.strip(), what=what.strip(), effect=effect.strip(), topic=topic, reporter=reporter,
        unit_id=team, created_at=now, holder=who_answers(team, today, beyond=(reporter.pk,)),
        due_on=last_day(today, ANSWER_DAYS.on(today)),
    )  # fmt: skip
    ReportVoice.objects.create(report=row, employee=reporter, at=now)
    for reference, contact in customers:
        _name_customer(row, reference, contact, named_by=reporter)
    if row.holder is not None:
        due_at = end_of(row.due_on)
        todos.put(kind=ANSWER, key=row.pk, to=[row.holder.pk], title=row.title, url=url_of(row), now=now, due_at=due_at)
        notify.send(to=row.holder, kind=ANSWER, title=_("A report from the floor"), body=row.title, url=url_of(row))
    record(by, "communication.report_made", row, subject=reporter.pk, kind=kind, due_on=row.due_on)
    return row


@transaction.atomic
def join_voice(*, report_id: int, by: Account, now: datetime) -> ReportVoice:
    """I see it too: instead of reporting it once more. The answer reaches this person as well."""
    person = author_of(by)
    row = _unclosed(_worked_on(report_id, by=by))
    voice, new = ReportVoice.objects.get_or_create(report=row, employee=person, defaults={"at": now})
    if new:
        record(by, "communication.report_joined_in", row, subject=person.pk)
    return voice


@transaction.atomic
def name_customer(
    *, report_id: int, reference: str, by: Account, now: datetime, contact: str = ""
) -> ConcernedCustomer:
    """One more customer to whom the answer is owed."""
    row = _unclosed(_worked_on(report_id, by=by))
    customer = _name_customer(row, reference, contact, named_by=author_of(by))
    ask_to_tell(row, now=now)
    record(by, "communication.customer_named", row, reference=customer.reference)
    return customer


@transaction.atomic
def give_owner(*, report_id: int, owner: int, mend_by: date, by: Account, now: datetime) -> FloorReport:
    """Say who sees to it, and until when."""
    row = _unclosed(_answerable(report_id, by=by))
    today = day_of(now)
    person = who_can_do_it(row.unit_id, today).filter(pk=owner).select_related("account").first()
    if person is None:
        raise RuleViolation("communication.doer_unknown")
    if mend_by < today:
        raise RuleViolation("communication.until_in_the_past")
    row.owner, row.mend_by = person, mend_by
    row.save(update_fields=["owner", "mend_by"])
    todos.settle(kind=MEND, key=row.pk)
    due_at = end_of(mend_by)
    todos.put(kind=MEND, key=row.pk, to=[person.pk], title=row.title, url=url_of(row), now=now, due_at=due_at)
    notify.send(to=person, kind=ANSWER, title=_("You see to a report from the floor"), body=row.title, url=url_of(row))
    record(by, "communication.report_owned", row, owner=person.pk, mend_by=mend_by)
    return row


@transaction.atomic
def answer_report(
    *, report_id: int, answer: str, by: Account, now: datetime, tell_again: bool = False
) -> FloorReport:  # fmt: skip
    """Answer everybody who reported it; a better answer later replaces this one, and both stay on record.

    `tell_again`: customers who heard the answer before it was changed are owed the new one.
    """
    row = _unclosed(_answerable(report_id, by=by))
    R_036.refuse(when=not answer.strip(), code="communication.answer_missing")
    row.status, row.answer, row.answered_at, row.answered_by = Status.ANSWERED, answer.strip(), now, by
    row.save(update_fields=["status", "answer", "answered_at", "answered_by"])
    todos.settle(kind=ANSWER, key=row.pk)
    told = _told_so_far(row) if tell_again else []
    if tell_again:
        row.customers.exclude(outcome="").update(outcome="", told_by=None, told_at=None, words="")
    ask_to_tell(row, now=now)
    _tell_reporters(row, _("Your report is answered"), now=now)
    record(by, "communication.report_answered", row, answer=row.answer, tell_again=tell_again, told_before=told)
    return row


@transaction.atomic
def close_report(*, report_id: int, by: Account, now: datetime) -> FloorReport:
    """Done: whoever reported it has an answer (R-036), and so have the customers it concerns."""
    row = _unclosed(_answerable(report_id, by=by))
    R_036.refuse(when=row.status != Status.ANSWERED, code="communication.closed_without_answer", title=row.title)
    untold = list(row.customers.filter(outcome="").order_by("pk").values_list("reference", flat=True))
    if untold:
        raise RuleViolation("communication.customers_untold", n=len(untold), names=", ".join(untold[:5]))
    row.status, row.closed_at = Status.CLOSED, now
    row.save(update_fields=["status", "closed_at"])
    todos.settle(kind=MEND, key=row.pk)
    todos.settle(kind=TELL, key=row.pk)
    _tell_reporters(row, _("Your report is closed"), now=now)
    record(by, "communication.report_closed", row)
    return row


@transaction.atomic
def escalate_reports(*, now: datetime) -> int:
    """Hand what was not answered in time to the next level, once each; the daily job calls it. Answers how many."""
    today = day_of(now)
    if not is_worked(today):
        return 0
    late = FloorReport.objects.select_for_update(of=("self",)).filter(status=Status.OPEN, escalated_at=None)
    passed = 0
    for row in late.filter(due_on__lt=today).order_by("pk") if R_035.applies else ():
        told, verb = _("A report from the floor waits beyond its time"), "communication.report_escalated"
        matter = Matter(ANSWER, row.title, url_of(row), told, verb, policies.answer)
        passed += pass_up(row, matter, author_id=row.reporter_id, now=now)
    return passed


@transaction.atomic
def remind_of_customers(*, now: datetime) -> int:
    """Remind whoever still owes customers the answer to a report, once (R-036); the daily job calls it."""
    if not is_worked(day_of(now)):
        return 0
    return remind_once(
        TELL, FloorReport.objects.all(), notice=ANSWER, title=_("Customers still wait for the answer to a report"),
        body="title", verb="communication.customers_reminded", now=now,
    )  # fmt: skip


def ask_to_tell(row: FloorReport, *, now: datetime) -> None:
    """Once there is an answer, the calls wait for whoever named customers that have not been told; for nobody else."""
    waiting = set(row.customers.filter(outcome="").values_list("named_by_id", flat=True))
    named = set(row.customers.values_list("named_by_id", flat=True))
    todos.settle(kind=TELL, key=row.pk, of=named - waiting)
    if row.status == Status.ANSWERED:
        callers = _who_still_calls(row, waiting, now=now)
        due_at = end_of(last_day(day_of(now), TELLING_DAYS.on(day_of(now))))
        todos.put(kind=TELL, key=row.pk, to=callers, title=row.title, url=url_of(row), now=now, due_at=due_at)


def _who_still_calls(row: FloorReport, people: set[int], *, now: datetime) -> set[int]:
    """Those of them who do not work for another client by now; in the place of these the leader of the team calls."""
    day = day_of(now)
    moved = set(elsewhere(row.unit_id, day).filter(employee__in=people).values_list("employee_id", flat=True))
    leader = who_answers(row.unit_id, day) if moved else None
    return (people - moved) | ({leader.pk} if leader is not None else set())


def _told_so_far(row: FloorReport) -> list[dict[str, Any]]:
    """Who heard the answer that is replaced, from whom, and what was said: the row begins anew, the record keeps it."""
    told = row.customers.exclude(outcome="").order_by("pk")
    return [
        {"reference": one.reference, "outcome": one.outcome, "words": one.words, "told_by": one.told_by_id,
         "told_at": one.told_at}
        for one in told
    ]  # fmt: skip


def url_of(row: FloorReport) -> str:
    """Where it stands."""
    return reverse("reports:report", args=[row.pk])


def _worked_on(report_id: int, *, by: Account) -> FloorReport:
    return FloorReport.objects.filter(policies.inside(by)).select_for_update(of=("self",)).get(pk=report_id)


def _answerable(report_id: int, *, by: Account) -> FloorReport:
    row = FloorReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    policies.answer.require(by, row)
    return row


def _unclosed(row: FloorReport) -> FloorReport:
    if row.status in (Status.CLOSED, Status.MERGED):
        raise RuleViolation("communication.report_closed_already", title=row.title)
    return row


def _name_customer(row: FloorReport, reference: str, contact: str, *, named_by: Employee) -> ConcernedCustomer:
    if not reference.strip():
        raise RuleViolation("communication.reference_missing")
    first = {"contact": contact.strip(), "named_by": named_by}
    customer, _new = ConcernedCustomer.objects.get_or_create(report=row, reference=reference.strip(), defaults=first)
    return customer


def _tell_reporters(row: FloorReport, title: str | Promise, *, now: datetime) -> None:
    """Of those who work for another client by now only whoever wrote it."""
    people = Employee.objects.filter(pk__in=row.voices.values("employee_id")).select_related("account")
    people = people.exclude(~Q(pk=row.reporter_id), pk__in=elsewhere(row.unit_id, day_of(now)))
    notify.send_many(to=people, broadcast=False, kind=ANSWER, title=title, body=row.answer, url=url_of(row))
