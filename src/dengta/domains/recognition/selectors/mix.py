"""Whether people were given more than money: by unit and quarter, in counts of rewards (R-082)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Reward
from dengta.domains.recognition.policies import rewards as policies
from dengta.domains.recognition.selectors.bonuses import COUNTS
from dengta.domains.recognition.selectors.judged_days import quarter
from dengta.foundation.access import Actor

CASH = Reward.Form.CASH


@dataclass(frozen=True)
class Mix:
    """How often each form was given in a unit in a quarter."""

    unit: Unit
    counts: Mapping[str, int]

    @property
    def n(self) -> int:
        """All rewards."""
        return sum(self.counts.values())

    @property
    def cash(self) -> int:
        """Those in money."""
        return self.counts.get(CASH, 0)

    @property
    def money_share(self) -> int:
        """In percent of the rewards."""
        return round(100 * self.cash / self.n) if self.n else 0

    @property
    def is_money_only(self) -> bool:
        """Whether there was nothing else."""
        return self.n > 0 and self.cash == self.n


def in_quarter(start: date) -> QuerySet[Reward]:
    """Everything given in a quarter that stands; redeemed points were counted when they were given."""
    return Reward.objects.filter(COUNTS, granted_on__gte=start, granted_on__lt=quarter(start).end)


def mixes(rows: QuerySet[Reward]) -> Sequence[Mix]:
    """By unit, in the order of their names. Two queries."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for unit_id, form in rows.order_by().values_list("unit", "form"):
        found[unit_id][form] += 1
    units = Unit.objects.filter(pk__in=found).order_by("name", "pk")
    return [Mix(unit, dict(found[unit.pk])) for unit in units]


def mixes_of(actor: Actor, start: date) -> Sequence[Mix]:
    """The same as far as the reader may see sums. Two queries."""
    return mixes(policies.see.aggregate_scope(actor, in_quarter(start)))
