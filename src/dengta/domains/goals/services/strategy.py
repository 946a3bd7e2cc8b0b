"""Writing the chain: each link under one of the level above it; a goal may begin loose, and is then listed (R-008)."""

from datetime import date, datetime

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import StrategyStep
from dengta.domains.goals.policies import strategy as policies
from dengta.domains.goals.selectors.strategy import ORDER, Kind, goals_in_sight
from dengta.domains.people.models import Account, Employee, Unit
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def add_step(
    *, unit: Unit, kind: str, title: str, by: Account, now: datetime, parent: int | None = None, text: str = "",
    goal_id: int | None = None, owner: Employee | None = None, due_on: date | None = None,
) -> StrategyStep:  # fmt: skip
    """Put a link into the chain."""
    if not title.strip():
        raise RuleViolation("goals.step_untitled")
    above = _above(kind, parent, by=by)
    if goal_id is not None and goal_id not in {goal.goal_id for goal in goals_in_sight(by)}:
        raise RuleViolation("goals.goal_unknown")
    if kind == Kind.GOAL and goal_id and StrategyStep.objects.filter(goal_id=goal_id, closed_on=None).exists():
        raise RuleViolation("goals.goal_hangs_already")
    if kind == Kind.ACTION and (owner is None or due_on is None):
        raise RuleViolation("goals.action_incomplete")
    row = StrategyStep.objects.create(
        unit=unit, kind=kind, parent=above, title=title.strip(), text=text.strip(),
        goal_id=goal_id if kind == Kind.GOAL else None, owner=owner, due_on=due_on,
    )  # fmt: skip
    policies.write.require(by, row)
    record(by, "goals.strategy_step_added", row, kind=kind)
    return row


@transaction.atomic
def hang_step(*, step_id: int, parent: int, by: Account, now: datetime) -> StrategyStep:
    """Hang a link under another one of the level above."""
    row = _open(step_id, by=by)
    row.parent = _above(row.kind, parent, by=by)
    row.save(update_fields=["parent"])
    record(by, "goals.strategy_step_hung", row, parent=parent)
    return row


@transaction.atomic
def close_step(*, step_id: int, done: bool, by: Account, now: datetime) -> StrategyStep:
    """It is done, or given up: it leaves the page, and what hung below it is listed as loose."""
    row = _open(step_id, by=by)
    row.closed_on = day_of(now)
    row.done_on = row.closed_on if done else None
    row.save(update_fields=["closed_on", "done_on"])
    record(by, "goals.strategy_step_closed", row, done=done)
    return row


def _open(step_id: int, *, by: Account) -> StrategyStep:
    """A link that this person may write and that is not closed yet."""
    row = StrategyStep.objects.select_for_update(of=("self",)).get(pk=step_id)
    policies.write.require(by, row)
    if row.closed_on is not None:
        raise RuleViolation("goals.step_closed")
    return row


def _above(kind: str, parent: int | None, *, by: Account) -> StrategyStep | None:
    """The link it hangs under: one of the level above, which this person may read."""
    if parent is None:
        return None
    above = policies.read.scope(by, StrategyStep.objects.filter(closed_on=None)).filter(pk=parent).first()
    if above is None or ORDER.index(Kind(above.kind)) + 1 != ORDER.index(Kind(kind)):
        raise RuleViolation("goals.wrong_level")
    return above
