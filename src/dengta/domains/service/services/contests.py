"""An agent may object to any figure about them; somebody with a name answers (R-015)."""

from datetime import date, datetime
from typing import cast

from django.db import transaction

from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.models import Contact, Contest
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.services.teams import TeamsByDay
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def open_contest(
    *, kpi: str, day: date, reason: str, at: datetime, by: Actor, contact_id: int | None = None
) -> Contest:
    """Object to one's own figure of a day, or to one contact in it. The leader of that day's team sees it."""
    employee_id = facts_of(by).employee_id
    if employee_id is None:
        raise RuleViolation("contest_needs_employee")
    if not reason.strip():
        raise RuleViolation("contest_needs_reason")
    employee = Employee.objects.get(pk=employee_id)
    unit_id = TeamsByDay([employee_id]).on(employee_id, day)
    if contact_id is not None:
        contact = policies.see_contacts.get_or_404(by, Contact.objects.filter(agent_id=employee_id), pk=contact_id)
        day, unit_id = contact.business_day, contact.unit_id
    if unit_id is None:
        raise RuleViolation("contest_without_team", day=day)
    contest = Contest.objects.create(
        agent=employee,
        unit_id=unit_id,
        kpi=kpi_named(kpi).key,
        day=day,
        contact_id=contact_id,
        reason=reason.strip(),
        opened_at=at,
    )
    record(by, "service.contest_opened", contest, subject=employee_id, kpi=kpi, day=day)
    return contest


@transaction.atomic
def answer_contest(*, contest_id: int, upheld: bool, answer: str, at: datetime, by: Actor) -> Contest:
    """Answer an objection. An upheld one is put right by correcting the record, which is a decision of its own."""
    contest = Contest.objects.select_for_update().get(pk=contest_id)
    policies.answer_contests.require(by, contest)
    if facts_of(by).employee_id == contest.agent_id:
        raise RuleViolation("contest_own")
    if contest.state != Contest.State.OPEN:
        raise RuleViolation("contest_answered_already")
    if not answer.strip():
        raise RuleViolation("contest_needs_answer")
    contest.state = Contest.State.UPHELD if upheld else Contest.State.REJECTED
    contest.answer, contest.answered_at, contest.answered_by_id = answer.strip(), at, cast("int", by.pk)
    contest.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record(by, "service.contest_answered", contest, subject=contest.agent_id, state=contest.state, answer=answer)
    return contest
