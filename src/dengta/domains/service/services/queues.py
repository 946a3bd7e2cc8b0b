"""Opening queues, and saying what is promised for them."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction

from dengta.domains.people.models import Unit
from dengta.domains.service import policies
from dengta.domains.service.models import Queue
from dengta.foundation import jobs
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

ALL_WEEK = "1234567"
LONGEST_S = 60 * 86400
HOURS = frozenset({"opens_at", "closes_at", "weekdays"})


@dataclass(frozen=True, kw_only=True)
class Promises:
    """What customers of a queue may expect: `answer_goal` of them are answered within `answer_target_s` seconds.

    The other promises may be missing: for the first and every later reply, and for being resolved. Without opening
    hours the queue is open round the clock; hours that close before they open reach past midnight.
    """

    answer_target_s: int = 20
    answer_goal: Decimal = Decimal("0.800")
    reply_target_s: int | None = None
    next_target_s: int | None = None
    resolve_target_s: int | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    weekdays: str = ALL_WEEK

    @classmethod
    def of(cls, queue: Queue) -> "Promises":
        """Those of a queue as they stand."""
        return cls(**{field.name: getattr(queue, field.name) for field in fields(cls)})


@transaction.atomic
def open_queue(*, code: str, name: str, unit: Unit, promises: Promises, by: Actor | None) -> Queue:
    """A queue of `unit`, with its promises."""
    _refuse_impossible(promises)
    queue = Queue.objects.create(code=code, name=name, unit=unit, **asdict(promises))
    record(by, "service.queue_opened", queue, name=name, **_told(asdict(promises)))
    return queue


@transaction.atomic
def change_promises(
    *, queue_id: int, promises: Promises, past_midnight: bool = False, reason: str, by: Actor, now: datetime
) -> Queue:
    """Promise something else. It counts for all days: what was counted by the old promise is counted anew, and days
    whose figures change are on record as restated (C7).

    Whoever wants doors that close before they open says so (`past_midnight`), because it is more often a slip.
    """
    queue = Queue.objects.select_for_update().get(pk=queue_id)
    policies.manage_queues.require(by, queue)
    if not reason.strip():
        raise RuleViolation("promises_need_reason")
    _refuse_impossible(promises, past_midnight=past_midnight)
    before, after = asdict(Promises.of(queue)), asdict(promises)
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return queue
    for name in changed:
        setattr(queue, name, after[name])
    queue.save(update_fields=changed)
    record(
        by,
        "service.promises_changed",
        queue,
        before=_told({name: before[name] for name in changed}),
        after=_told({name: after[name] for name in changed}),
        reason=reason.strip(),
    )
    _have_recounted(queue, frozenset(changed), by=by, now=now)
    return queue


def _have_recounted(queue: Queue, changed: frozenset[str], *, by: Actor, now: datetime) -> None:
    """The goal itself is in no sum; everything else is."""
    if changed - {"answer_goal"}:
        # A recount that runs has read the promises before this change already: never the same key.
        key = f"{queue.pk} {now.isoformat()}"
        asked = {
            "queue_id": queue.pk,
            "hours": bool(changed & HOURS),
            "targets": bool(changed - HOURS - {"answer_goal"}),
        }
        jobs.enqueue("service.recount_queue", key=key, by=by, arguments=asked)


def _refuse_impossible(promises: Promises, *, past_midnight: bool = True) -> None:
    spans = (promises.answer_target_s, promises.reply_target_s, promises.next_target_s, promises.resolve_target_s)
    if any(span is not None and not 1 <= span <= LONGEST_S for span in spans):
        raise RuleViolation("promise_impossible", most=LONGEST_S // 86400)
    if not 0 < promises.answer_goal <= 1:
        raise RuleViolation("goal_impossible")
    _refuse_impossible_hours(promises, past_midnight=past_midnight)


def _refuse_impossible_hours(promises: Promises, *, past_midnight: bool) -> None:
    opens, closes, days = promises.opens_at, promises.closes_at, promises.weekdays
    if not days or set(days) - set(ALL_WEEK):
        raise RuleViolation("hours_without_days")
    if (opens is None) != (closes is None):
        raise RuleViolation("hours_half_said")
    if opens is None or closes is None:
        if set(days) != set(ALL_WEEK):
            raise RuleViolation("days_without_hours")
    elif opens == closes:
        raise RuleViolation("hours_of_nothing")
    elif closes < opens and not past_midnight:
        raise RuleViolation("closes_before_opening")


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """As the record keeps it."""
    return {name: str(value) if isinstance(value, time | Decimal) else value for name, value in values.items()}
