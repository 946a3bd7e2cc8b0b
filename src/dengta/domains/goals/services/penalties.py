"""The ledger of what clients deduct: written down with its cause, answered with a lesson, passed on to nobody."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import ClientPenalty
from dengta.domains.goals.policies import penalties as policies
from dengta.domains.goals.selectors.penalties import lesson_owners
from dengta.domains.people.models import Account, Unit
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def record_penalty(
    *, unit: Unit, start: date, end: date, amount: Decimal, cause: str, clause: str, what: str, by: Account,
    now: datetime,
) -> ClientPenalty:  # fmt: skip
    """Write down a deduction of a client: for what period, by which clause, what the cause was. Never who."""
    if amount <= 0:
        raise RuleViolation("goals.penalty_amount")
    if end < start or start > day_of(now):
        raise RuleViolation("goals.penalty_dates")
    if not clause.strip() or not what.strip():
        raise RuleViolation("goals.penalty_empty")
    if unit.kind not in (Unit.Kind.CLIENT, Unit.Kind.LINE):
        raise RuleViolation("goals.penalty_unit", name=unit.name)
    row = ClientPenalty.objects.create(
        unit=unit, start=start, end=end, amount=amount, cause=cause, clause=clause.strip(), what=what.strip(),
        recorded_by=by, recorded_at=now,
    )  # fmt: skip
    policies.write.require(by, row)
    record(by, "goals.penalty_recorded", row, amount=amount, cause=cause)
    return row


@transaction.atomic
def learn(*, penalty_id: int, lesson: str, owner: int, due_on: date, by: Account, now: datetime) -> ClientPenalty:
    """Say what is mended, which leader looks after it, and until when."""
    row = ClientPenalty.objects.select_for_update(of=("self",)).get(pk=penalty_id)
    policies.write.require(by, row)
    if row.lesson_done_on is not None:
        raise RuleViolation("goals.lesson_done")
    if not lesson.strip():
        raise RuleViolation("goals.lesson_empty")
    if due_on < day_of(now):
        raise RuleViolation("goals.day_passed")
    holder = lesson_owners(row.unit_id, day_of(now)).filter(pk=owner).first()
    if holder is None:
        raise RuleViolation("goals.lesson_owner")
    row.lesson, row.lesson_owner, row.lesson_due_on = lesson.strip(), holder, due_on
    row.save()
    record(by, "goals.lesson_written", row, due_on=due_on)
    return row


@transaction.atomic
def finish_lesson(*, penalty_id: int, by: Account, now: datetime) -> ClientPenalty:
    """It is mended."""
    row = ClientPenalty.objects.select_for_update(of=("self",)).get(pk=penalty_id)
    if row.lesson_owner_id != by.pk:
        policies.write.require(by, row)
    if not row.lesson or row.lesson_done_on is not None:
        raise RuleViolation("goals.lesson_done")
    row.lesson_done_on = day_of(now)
    row.save()
    record(by, "goals.lesson_finished", row)
    return row
