"""How regularly leaders talk with their people: counts alone, never who or what."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, OuterRef, Q, Subquery

from dengta.domains.communication.models import OneOnOne
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors.cadence import OVERDUE_DAYS, WITHOUT_CONTACT, Rhythm, rhythms
from dengta.domains.communication.selectors.pairs import Place, at_work, chains_on, leading, paired
from dengta.domains.people.models import Employee
from dengta.foundation.access import Actor


class Leader(NamedTuple):
    """What is said of who leads."""

    pk: int
    name: str
    number: str
    pinyin: str


@dataclass(frozen=True)
class Regularity:
    """How regularly one leader talks."""

    leader: Leader
    people: int
    this_week: int
    overdue: int
    escalated: int
    without_contact: int

    @property
    def share(self) -> float:
        """The share of people with a talk in the last seven days."""
        return self.this_week / self.people if self.people else 0.0


def regularity(actor: Actor, *, today: date) -> list[Regularity]:
    """The cadence of the leaders the reader may see, the lowest share first. Seven queries for any number.

    Whoever was talked with a few days ago is only counted, by team. Looked at one by one are those who wait for longer,
    and whoever leads, because they are led by somebody further up.
    """
    chains = chains_on(today)
    leaders = policies.see_cadence.scope(actor, Employee.objects.filter(pk__in=leading(today)))
    seen = {row[0]: Leader(*row) for row in leaders.values_list("pk", "name", "number", "pinyin")}
    last = _looked_at(today)
    pairs = {who: pair for who, pair in paired(last, chains).items() if pair.leader_id in seen}
    known = rhythms(pairs, today=today, last={place.employee_id: on for place, on in last.items()})
    of_leader: dict[int, list[Rhythm]] = defaultdict(list)
    for rhythm in known.values():
        of_leader[rhythm.pair.leader_id].append(rhythm)
    in_rhythm: Counter[int] = Counter()
    looked_at = Counter(place.unit_id for place in last)
    for unit_id, people in _sizes(today).items():
        if unit_id in chains:
            in_rhythm[chains[unit_id][0].leader_id] += people - looked_at[unit_id]
    found = [_counted(one, of_leader[pk], in_rhythm[pk]) for pk, one in seen.items() if of_leader[pk] or in_rhythm[pk]]
    return sorted(found, key=lambda one: (one.share, one.leader.pinyin, one.leader.pk))


def _counted(leader: Leader, group: Collection[Rhythm], in_rhythm: int) -> Regularity:
    if not group:
        return Regularity(leader, in_rhythm, in_rhythm, 0, 0, 0)
    return Regularity(
        leader=leader,
        people=in_rhythm + len(group),
        this_week=in_rhythm + sum(one.this_week for one in group),
        overdue=sum(one.overdue for one in group),
        escalated=sum(one.escalated for one in group),
        without_contact=sum(one.without_contact for one in group),
    )


def _looked_at(today: date) -> dict[Place, date | None]:
    """Those who lead and everybody who waits for longer than a few days, with the day of their last talk. One query."""
    # Not even with every day worked could anything be said of a talk after this day.
    quiet = today - timedelta(days=min(OVERDUE_DAYS, WITHOUT_CONTACT.on(today) + 2))
    talks = OneOnOne.objects.filter(employee=OuterRef("employee"), complete=True).order_by()
    last = talks.values("employee").annotate(last=Max("held_on")).values("last")
    lately = OneOnOne.objects.filter(complete=True, held_on__gt=quiet).values("employee")
    rows = at_work(today).filter(Q(employee__in=leading(today)) | ~Q(employee__in=lately))
    found = rows.values_list("employee_id", "unit_id", "valid_from", Subquery(last))
    return {Place(*place): on for *place, on in found}


def _sizes(today: date) -> dict[int, int]:
    """How many people are in each unit. One query."""
    return dict(at_work(today).values_list("unit").annotate(Count("pk")).order_by())
