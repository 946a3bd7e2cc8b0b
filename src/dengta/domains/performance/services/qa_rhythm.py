"""Sampling plans that draw by themselves: on which day, pausing, and the draw that the morning's job makes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account
from dengta.domains.performance.models import QaDraw, QaPlan
from dengta.domains.performance.selectors.qa_rhythm import MOST_DAYS, latest_due
from dengta.domains.performance.services.qa_sampling import draw_period, planned
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

SEED_BITS = 40


@transaction.atomic
def set_rhythm(*, plan_id: int, draw_day: int | None, by: Account, now: datetime) -> QaPlan:
    """Say on which day of each period the plan draws the period before by itself; None: by hand only. Days that have
    passed are not made up."""
    row = planned(plan_id, by=by)
    if draw_day is not None and not 1 <= draw_day <= MOST_DAYS[row.period]:
        raise RuleViolation("performance.qa_draw_day")
    row.draw_day, row.paused_at = draw_day, None
    row.draws_since = None if draw_day is None else day_of(now)
    row.save(update_fields=["draw_day", "draws_since", "paused_at"])
    record(by, "performance.qa_rhythm_set", row, period=row.period, day=draw_day)
    return row


@transaction.atomic
def pause_plan(*, plan_id: int, by: Account, now: datetime) -> QaPlan:
    """Draw nothing by itself until further notice; by hand it can still be drawn."""
    row = _with_rhythm(plan_id, by=by)
    if row.paused_at is not None:
        raise RuleViolation("performance.qa_paused_already", name=row.name)
    row.paused_at = now
    row.save(update_fields=["paused_at"])
    record(by, "performance.qa_plan_paused", row)
    return row


@transaction.atomic
def resume_plan(*, plan_id: int, by: Account, now: datetime) -> QaPlan:
    """Draw by itself again, from the next draw day on; what passed in the meantime is not made up."""
    row = _with_rhythm(plan_id, by=by)
    if row.paused_at is None:
        raise RuleViolation("performance.qa_not_paused", name=row.name)
    row.paused_at, row.draws_since = None, day_of(now)
    row.save(update_fields=["paused_at", "draws_since"])
    record(by, "performance.qa_plan_resumed", row)
    return row


@transaction.atomic
def draw_by_rhythm(*, plan_id: int, now: datetime) -> QaDraw | None:
    """Draw what is due from one plan, as a whole or not at all; None where nothing is due any more, or no contact of
    these days is in yet: then the next morning tries again."""
    row = QaPlan.objects.select_for_update(of=("self",)).select_related("unit", "form").get(pk=plan_id)
    due = latest_due(row, day_of(now))
    if due is None or QaDraw.objects.filter(plan=row, first_day=due.first).exists():
        return None
    try:
        return draw_period(
            plan=row, first=due.first, last=due.last, seed=seed_of(row, due.first), by=None, now=now
        )  # fmt: skip
    except RuleViolation as refusal:
        if refusal.code != "performance.qa_nothing_to_draw":
            raise
        return None


def seed_of(plan: QaPlan, first: date) -> int:
    """The seed of a draw without a hand: an attempt that was cut off draws the same sample again, and nobody without
    the house's key can tell it beforehand."""
    digest: str = salted_hmac("performance.qa_draw", f"{plan.pk} {first}").hexdigest()
    return int(digest, 16) % (1 << SEED_BITS)


def _with_rhythm(plan_id: int, *, by: Account) -> QaPlan:
    row = planned(plan_id, by=by)
    if row.draw_day is None:
        raise RuleViolation("performance.qa_no_rhythm", name=row.name)
    return row
