"""What each agent did, taken apart by kind of work: what a comparison of people like with like is made of (G12).

Counted from the facts, exact to the day, with topic and shift, which the sums per agent and day do not know. Who may
read it is for the asking room to decide.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Model, Q

from dengta.domains.service.models import Contact, Survey
from dengta.domains.service.selectors.kpis import IntervalKind, Kpi, Table
from dengta.domains.service.selectors.measures import BY_COLUMN, Basis, summed
from dengta.domains.service.selectors.mix import NO_TYPE
from dengta.domains.service.selectors.slices import Slice

# Figures that are a share or a mean of rows of their own; a rate of rare events is not.
OF_ROWS = frozenset({IntervalKind.WILSON, IntervalKind.MEAN, IntervalKind.GEOMETRIC})
# Facts that know their topic, channel and shift.
_KNOWING: frozenset[type[Model]] = frozenset({Contact, Survey})


class AgentWork(NamedTuple):
    """Queue, topic (0 where none is known), channel and shift: what nobody can help who is given it."""

    queue: int
    topic: int
    channel: int
    shift: int


class Done(NamedTuple):
    """The rows of one agent on one kind of work that a figure counts: how many, their sum, the sum of squares."""

    agent: int
    work: AgentWork
    n: int
    total: int
    squares: int


def comparable(kpi: Kpi) -> bool:
    """Whether a figure of a person can be compared like with like: a share or mean of contacts, or of answers."""
    if not kpi.personal or kpi.table is not Table.CONTACTS or kpi.interval not in OF_ROWS or kpi.scale != 1:
        return False
    bases = {BY_COLUMN[column].basis for column in kpi.columns}
    return len(bases) == 1 and next(iter(bases)).model in _KNOWING


def agent_work(
    kpis: Sequence[Kpi], *, start: date, end: date, unit: int | None = None, agents: Collection[int] | None = None
) -> Mapping[str, list[Done]]:
    """Figure → what agents did from `start` to `end`, both included, for a branch, or these people anywhere.

    Figures that are not `comparable` are left out. One query for each kind of fact, and one for the branch.
    """
    by_basis: dict[Basis, list[Kpi]] = defaultdict(list)
    for kpi in filter(comparable, kpis):
        by_basis[BY_COLUMN[next(iter(kpi.denominator))].basis].append(kpi)
    where = Slice(start=start, end=end + timedelta(days=1), unit=unit)
    found: dict[str, list[Done]] = {kpi.key: [] for wanted in by_basis.values() for kpi in wanted}
    for basis, wanted in by_basis.items():
        rows = basis.model._default_manager.filter(where.days(basis.day), where.units(basis.day), _people(agents))
        grouped = rows.order_by().values("agent_id", "queue_id", "type_id", "channel", "shift")
        for row in summed(grouped, sorted({column for kpi in wanted for column in kpi.columns})):
            work = AgentWork(row["queue_id"], row["type_id"] or NO_TYPE, row["channel"], row["shift"])
            for kpi in wanted:
                if n := kpi.sum_of(kpi.denominator, row):
                    total = kpi.sum_of(kpi.numerator, row)
                    squares = row[kpi.squares] if kpi.squares else total
                    found[kpi.key].append(Done(row["agent_id"], work, n, total, squares))
    return found


def _people(agents: Collection[int] | None) -> Q:
    return Q(agent_id__isnull=False) if agents is None else Q(agent_id__in=agents)
