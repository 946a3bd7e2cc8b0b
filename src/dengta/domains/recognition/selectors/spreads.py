"""Groups in which everybody got the same: the same rating, or the same reward (R-094). A question, never a ranking."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.performance.selectors.equal_ratings import closed_ratings
from dengta.domains.recognition.models import Reward, SpreadQuestion
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.judged_days import Span
from dengta.engines.scoring import no_difference
from dengta.foundation.access import Actor

# What everybody gets by its nature says nothing about whoever decides.
FOR_EVERYBODY = (Reward.Source.FESTIVAL, Reward.Source.LOYALTY, Reward.Source.REDEMPTION)
LOOKED_BACK = timedelta(days=100)


@dataclass(frozen=True)
class Alike:
    """A group that got one and the same."""

    kind: SpreadQuestion.Kind
    leader_id: int
    unit_id: int
    starts_on: date
    ends_on: date
    people: int


def alike_ratings(now: datetime, *, enough: int) -> list[Alike]:
    """Cycles closed of late in which a leader rated all of their people the same. One query."""
    return [
        Alike(
            SpreadQuestion.Kind.RATINGS, one.leader_id, one.unit_id, one.starts_on, one.ends_on, len(one.scores)
        )
        for one in closed_ratings(now - LOOKED_BACK)
        if no_difference(one.scores, minimum=enough)
    ]  # fmt: skip


def alike_rewards(span: Span, *, enough: int) -> list[Alike]:
    """Teams in which everybody was given rewards of the same worth in a quarter. Five queries."""
    given: Mapping[int, Mapping[int, Decimal]] = _worth(span)
    teams = list(open_teams(span.last).filter(pk__in=given).values_list("pk", flat=True))
    members: dict[int, list[int]] = defaultdict(list)
    lines = Membership.objects.on(span.last).filter(unit__in=teams, employee__status=Employee.Status.ACTIVE)
    for unit, person in lines.values_list("unit_id", "employee_id"):
        members[unit].append(person)
    leaders = _leaders(teams, span.last)
    found = []
    for unit in teams:
        worth = [given[unit].get(person, Decimal(0)) for person in members[unit] if person != leaders.get(unit)]
        if unit in leaders and any(worth) and no_difference([float(one) for one in worth], minimum=enough):
            found.append(
                Alike(SpreadQuestion.Kind.REWARDS, leaders[unit], unit, span.start, span.last, len(worth))
            )  # fmt: skip
    return found


def _worth(span: Span) -> dict[int, dict[int, Decimal]]:
    rows = Reward.objects.filter(Q(form=Reward.Form.CASH) | Q(form=Reward.Form.POINTS))
    rows = rows.filter(granted_on__gte=span.start, granted_on__lt=span.end).exclude(source__in=FOR_EVERYBODY)
    worth: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for unit, person, total in rows.order_by().values_list("unit_id", "employee_id").annotate(Sum("amount")):
        worth[unit][person] = total
    return worth


def _leaders(units: Sequence[int], day: date) -> dict[int, int]:
    found = nearest_leaders(units, day)
    people = dict(
        Employee.objects.filter(account__in={one for some in found.values() for one in some}).values_list(
            "account_id", "pk"
        )
    )
    return {unit: min(people[one] for one in some) for unit, some in found.items()}


def questions(actor: Actor) -> "QuerySet[SpreadQuestion]":
    """Those put to the reader, and to the leaders whose ratings the reader may read. One query."""
    return policies.see_questions.scope(actor, SpreadQuestion.objects.select_related("leader", "unit"))
