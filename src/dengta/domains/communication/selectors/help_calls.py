"""Calls for help: those that wait now, the own ones, how long answers took, and what was learned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dengta.domains.communication.models import HelpCall, KnowledgeEntry
from dengta.domains.communication.policies import help_calls as policies
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.selectors.clock import start_of
from dengta.foundation.access import Actor

# With fewer answers than this a percentile says nothing, and could be one person's.
LEAST_FOR_P90 = 10
WEEKS_SHOWN = 12
OPEN = Q(answered_at=None, withdrawn_at=None)


def help_calls(actor: Actor) -> QuerySet[HelpCall]:
    """The calls this person may read: the own ones, and those of the team led or stood in for. One query."""
    return policies.see.scope(actor, HelpCall.objects.all()).select_related("caller", "answered_by", "unit", "entry")


def waiting(actor: Actor) -> QuerySet[HelpCall]:
    """The calls that wait for somebody like the reader to answer, longest first. One query."""
    rows = policies.answer.scope(actor, HelpCall.objects.filter(OPEN)).exclude(caller_id=own_id(actor))
    return rows.select_related("caller", "unit").order_by("called_at", "pk")


def own_open(actor: Actor) -> HelpCall | None:
    """The own call that waits, if there is one. One query."""
    return HelpCall.objects.filter(OPEN, caller_id=own_id(actor)).first()


def knowledge(actor: Actor) -> QuerySet[KnowledgeEntry]:
    """What the team knows from answers. One query."""
    rows = KnowledgeEntry.objects.filter(retired_at=None)
    return policies.read_knowledge.scope(actor, rows).select_related("unit", "written_by")


@dataclass(frozen=True)
class Week:
    """How answers went in one week: `median_s` and `p90_s` in seconds, `in_time` of `n` within the target.

    `unanswered` are calls nobody answered and nobody took back: they are in no median, so they stand beside it.
    """

    monday: date
    n: int
    median_s: int | None
    p90_s: int | None
    in_time: int
    unanswered: int


def answer_times(actor: Actor, *, today: date, target_s: int, now: datetime) -> list[Week]:
    """Week by week, the newest first, over all calls whose sums the reader may see. One query."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS_SHOWN - 1)
    rows = policies.see.aggregate_scope(actor, HelpCall.objects.filter(withdrawn_at=None))
    start = start_of(first)
    times: dict[date, list[int]] = defaultdict(list)
    unanswered: dict[date, int] = defaultdict(int)
    for called_at, answered_at in rows.filter(called_at__gte=start).values_list("called_at", "answered_at"):
        day = timezone.localdate(called_at)
        monday = day - timedelta(days=day.weekday())
        if answered_at is not None:
            times[monday].append(int((answered_at - called_at).total_seconds()))
        elif (now - called_at).total_seconds() > target_s:
            unanswered[monday] += 1
    mondays = [first + timedelta(weeks=place) for place in range(WEEKS_SHOWN)]
    weeks = [_week(monday, sorted(times[monday]), unanswered[monday], target_s) for monday in reversed(mondays)]
    return [week for week in weeks if week.n or week.unanswered]


def _week(monday: date, seconds: Sequence[int], unanswered: int, target_s: int) -> Week:
    n = len(seconds)
    return Week(
        monday=monday,
        n=n,
        median_s=nearest_rank(seconds, 0.5),
        p90_s=nearest_rank(seconds, 0.9) if n >= LEAST_FOR_P90 else None,
        in_time=sum(one <= target_s for one in seconds),
        unanswered=unanswered,
    )


def nearest_rank(ordered: Sequence[int], share: float) -> int | None:
    """The smallest value that so large a share of them does not exceed; None of none."""
    place = max(1, -(-len(ordered) * int(share * 100) // 100))
    return ordered[place - 1] if ordered else None


def seconds_to_answer(call: HelpCall) -> int | None:
    """How long the caller waited; None while nobody has answered."""
    return None if call.answered_at is None else int((call.answered_at - call.called_at).total_seconds())
