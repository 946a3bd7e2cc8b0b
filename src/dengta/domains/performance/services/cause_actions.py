"""What is done about the causes that were found: by one owner, until a day."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import CauseAction
from dengta.domains.performance.policies import cause_analyses as policies
from dengta.domains.performance.services.cause_analyses import ACT, written
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def add_action(
    *, analysis_id: int, what: str, owner: Employee, due_on: date, by: Account, now: datetime
) -> CauseAction:
    """Note who does what until when; it waits for the owner from now on."""
    analysis = written(analysis_id, by=by)
    if not what.strip():
        raise RuleViolation("performance.cause_text_missing")
    if due_on < day_of(now):
        raise RuleViolation("performance.cause_due_in_the_past")
    if not who_can_do_it(analysis.unit_id, day_of(now)).filter(pk=owner.pk).exists():
        raise RuleViolation("performance.cause_owner_unknown", name=owner.name)
    action = CauseAction.objects.create(analysis=analysis, what=what.strip(), owner=owner, due_on=due_on)
    url = reverse("cause_analyses:action", args=[action.pk])
    todos.put(kind=ACT, key=action.pk, to=[owner.pk], title=action.what, url=url, now=now, due_at=end_of(due_on))
    record(by, "performance.cause_action_added", analysis, subject=owner.pk, what=action.what, due_on=due_on)
    return action


@transaction.atomic
def finish_action(*, action_id: int, note: str, by: Account, now: datetime) -> CauseAction:
    """The owner, or whoever leads the team, says what came of it."""
    action = CauseAction.objects.select_for_update(of=("self",)).select_related("analysis").get(pk=action_id)
    policies.finish_actions.require(by, action)
    if action.done_at is not None:
        raise RuleViolation("performance.cause_action_done")
    if not note.strip():
        raise RuleViolation("performance.cause_text_missing")
    action.done_at, action.done_note = now, note.strip()
    action.save(update_fields=["done_at", "done_note"])
    todos.settle(kind=ACT, key=action.pk)
    record(by, "performance.cause_action_finished", action, subject=action.owner_id, note=action.done_note)
    return action
