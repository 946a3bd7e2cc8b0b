"""Scorecards: written by the manager, complete in all four perspectives, confirmed by the level above (R-006)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import Scorecard, ScorecardLine, ScorecardTask
from dengta.domains.goals.policies import scorecards as policies
from dengta.domains.goals.policies.covering import own_id
from dengta.domains.people.models import Account, Employee, RoleGrant
from dengta.domains.people.selectors.organisation import LEADING_ROLES, leading
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_006 = Rule("R-006", _("Supervisors' goals cover four scorecard views, each with goal, metric, value, action, task"))
Status, Perspective = Scorecard.Status, ScorecardLine.Perspective


@transaction.atomic
def begin_scorecard(*, start: date, end: date, by: Account, now: datetime) -> Scorecard:
    """Begin the own scorecard of a period, for the unit that one leads."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=own_id(by))
    grants = RoleGrant.objects.on(day_of(now)).filter(account=by, role__in=LEADING_ROLES)
    grant = min(grants, key=lambda one: (-LEADING_ROLES.index(Role(one.role)), one.pk), default=None)
    if grant is None:
        raise NotAllowed("not_allowed", right="goals.write_scorecard")
    if end <= start:
        raise RuleViolation("goals.period_dates")
    if Scorecard.objects.filter(employee=employee, start__lt=end, end__gt=start).exists():
        raise RuleViolation("goals.scorecard_overlaps")
    row = Scorecard.objects.create(employee=employee, unit_id=grant.unit_id, start=start, end=end)
    policies.write.require(by, row)
    record(by, "goals.scorecard_begun", row, subject=employee.pk)
    return row


@transaction.atomic
def put_line(
    *, scorecard_id: int, perspective: str, goal: str, measure: str, target: str, actions: str, task: str,
    due_on: date, by: Account, now: datetime,
) -> ScorecardLine:  # fmt: skip
    """A goal of a perspective: measure, target value, action plan, and its first task with a day."""
    row = _own_draft(scorecard_id, by=by)
    told = [text.strip() for text in (goal, measure, target, actions, task)]
    if not all(told):
        raise RuleViolation("goals.line_incomplete")
    line = ScorecardLine.objects.create(
        scorecard=row, perspective=perspective, goal=told[0], measure=told[1], target=told[2], actions=told[3]
    )
    ScorecardTask.objects.create(line=line, title=told[4], due_on=due_on)
    record(by, "goals.scorecard_line_put", row, subject=row.employee_id, perspective=perspective)
    return line


@transaction.atomic
def add_task(*, line_id: int, title: str, due_on: date, by: Account, now: datetime) -> ScorecardTask:
    """One more task, also after the scorecard is confirmed: plans go on."""
    line = ScorecardLine.objects.select_related("scorecard").get(pk=line_id)
    _mine(line.scorecard, by=by)
    if not title.strip():
        raise RuleViolation("goals.line_incomplete")
    task = ScorecardTask.objects.create(line=line, title=title.strip(), due_on=due_on)
    record(by, "goals.scorecard_task_added", line.scorecard, subject=line.scorecard.employee_id)
    return task


@transaction.atomic
def drop_line(*, scorecard_id: int, line_id: int, by: Account, now: datetime) -> None:
    """Take a goal out of a draft."""
    row = _own_draft(scorecard_id, by=by)
    row.lines.get(pk=line_id).delete()
    record(by, "goals.scorecard_line_dropped", row, subject=row.employee_id)


@transaction.atomic
def finish_task(*, task_id: int, by: Account, now: datetime) -> ScorecardTask:
    """A task is done."""
    task = ScorecardTask.objects.select_for_update(of=("self",)).select_related("line__scorecard").get(pk=task_id)
    _mine(task.line.scorecard, by=by)
    task.done_on = task.done_on or day_of(now)
    task.save()
    record(by, "goals.scorecard_task_done", task.line.scorecard, subject=task.line.scorecard.employee_id)
    return task


def empty_perspectives(row: Scorecard) -> list[str]:
    """The perspectives without a whole goal: goal, measure, target, action plan and a task. One query."""
    whole = row.lines.filter(tasks__isnull=False).exclude(goal="").exclude(measure="").exclude(target="")
    there = set(whole.exclude(actions="").values_list("perspective", flat=True))
    return [one for one in Perspective.values if one not in there]


@transaction.atomic
def submit_scorecard(*, scorecard_id: int, by: Account, now: datetime) -> Scorecard:
    """Hand it to the next level. A perspective without a goal blocks it (R-006)."""
    row = _own_draft(scorecard_id, by=by)
    empty = empty_perspectives(row)
    R_006.refuse(
        when=bool(empty), code="goals.perspective_empty",
        names="、".join(str(Perspective(one).label) for one in empty),
    )  # fmt: skip
    row.status, row.submitted_at, row.note = Status.SUBMITTED, now, ""
    row.save()
    record(by, "goals.scorecard_submitted", row, subject=row.employee_id)
    return row


@transaction.atomic
def confirm_scorecard(*, scorecard_id: int, by: Account, now: datetime) -> Scorecard:
    """The next level agrees."""
    row = _submitted(scorecard_id, by=by, today=day_of(now))
    row.status, row.confirmed_by, row.confirmed_at = Status.CONFIRMED, by, now
    row.save()
    record(by, "goals.scorecard_confirmed", row, subject=row.employee_id)
    return row


@transaction.atomic
def return_scorecard(*, scorecard_id: int, note: str, by: Account, now: datetime) -> Scorecard:
    """The next level asks for something else first."""
    row = _submitted(scorecard_id, by=by, today=day_of(now))
    if not note.strip():
        raise RuleViolation("goals.reason_missing")
    row.status, row.note = Status.DRAFT, note.strip()
    row.save()
    record(by, "goals.scorecard_returned", row, subject=row.employee_id)
    return row


def is_above(row: Scorecard, account: Account, today: date) -> bool:
    """Whether somebody leads at a higher level than the manager of this scorecard. Two queries."""
    line = leading(row.unit_id, today)
    place = next((at for at, one in enumerate(line) if one.employee.pk == row.employee_id), -1)
    own = line[place] if place >= 0 else None
    return any(
        one.employee.account_id == account.pk and (own is None or (one.depth, one.role) != (own.depth, own.role))
        for one in line[place + 1 :]
    )


def _submitted(scorecard_id: int, *, by: Account, today: date) -> Scorecard:
    row = Scorecard.objects.select_for_update(of=("self",)).get(pk=scorecard_id)
    policies.confirm.require(by, row)
    if row.employee_id == own_id(by):
        raise RuleViolation("goals.not_about_yourself")
    if not is_above(row, by, today):
        raise NotAllowed("not_allowed", right="goals.confirm_scorecard")
    if row.status != Status.SUBMITTED:
        raise RuleViolation("goals.scorecard_not_submitted")
    return row


def _own_draft(scorecard_id: int, *, by: Account) -> Scorecard:
    row = Scorecard.objects.select_for_update(of=("self",)).get(pk=scorecard_id)
    _mine(row, by=by)
    if row.status != Status.DRAFT:
        raise RuleViolation("goals.scorecard_fixed")
    return row


def _mine(row: Scorecard, *, by: Account) -> None:
    policies.write.require(by, row)
    if row.employee_id != own_id(by):
        raise NotAllowed("not_allowed", right="goals.write_scorecard")
