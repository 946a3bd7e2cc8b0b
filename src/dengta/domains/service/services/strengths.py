"""Strength profiles: what each agent does better or worse than peers on each topic, measured anew every week (A6)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Sum

from dengta.domains.people.models import UnitClosure
from dengta.domains.service.models import AgentTypeWeek, Strength
from dengta.domains.service.parameters import MIN_SAMPLE
from dengta.domains.service.selectors.strength import measured_weeks
from dengta.domains.service.services.bulk import insert_objects
from dengta.engines.metrics import (
    Interval,
    Prior,
    beta_binomial_prior,
    geometric_interval,
    geometric_mean,
    normal_prior,
    wilson,
)


class _Parts(NamedTuple):
    """The columns of a total, of its squares (of logarithms only) and of its sample."""

    total: str
    squares: str
    sample: str


MEASURED: Mapping[str, _Parts] = {
    "csat": _Parts("satisfied", "", "answers"),
    "fcr": _Parts("solved_first", "", "known_customer"),
    # A few very long contacts say more about those contacts than about who had them.
    "aht_typical": _Parts("handle_log", "handle_log_sq", "handle_logs"),
}
# With fewer people there are no peers to compare with.
LEAST_PEERS = 3
# Branch and topic: peers are those of the same client who handle the same topic.
_Peers = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Record:
    """Thirteen weeks of one agent on one topic, in the team of the latest of them."""

    agent: int
    unit: int
    type: int
    sums: Mapping[str, int]


@transaction.atomic
def refresh_strengths(*, today: date) -> int:
    """Measure all profiles anew over the last thirteen whole weeks; returns the number of lines.

    A sample below the minimum is kept and shown, but marked: it never orders anybody.
    """
    peers: dict[_Peers, list[_Record]] = defaultdict(list)
    branches = _branches(today)
    for one in _records(today):
        peers[branches.get(one.unit, one.unit), one.type].append(one)
    minimum = MIN_SAMPLE.on(today)
    lines = [
        line
        for group in peers.values()
        for kpi in MEASURED
        for line in _lines(kpi, group, minimum=minimum, today=today)
    ]
    Strength.objects.all().delete()
    insert_objects(Strength, lines)
    return len(lines)


def _branches(today: date) -> dict[int, int]:
    """Unit → the client (or line of business) it stands in."""
    above = UnitClosure.objects.on(today).filter(ancestor__kind="client")
    return dict(above.order_by("-depth").values_list("descendant_id", "ancestor_id"))


def _records(today: date) -> list[_Record]:
    first, end = measured_weeks(today)
    rows = AgentTypeWeek.objects.filter(week__gte=first, week__lt=end, type__isnull=False)
    columns = {column for parts in MEASURED.values() for column in parts if column}
    latest: dict[int, int] = dict(rows.order_by("week", "pk").values_list("agent_id", "unit_id"))
    sums = rows.order_by().values("agent_id", "type_id").annotate(**{f"sum_{name}": Sum(name) for name in columns})
    found: list[dict[str, Any]] = [dict(row) for row in sums]
    return [
        _Record(
            row["agent_id"],
            latest[row["agent_id"]],
            row["type_id"],
            {name: int(row[f"sum_{name}"]) for name in columns},
        )
        for row in found
    ]


def _lines(kpi: str, group: list[_Record], *, minimum: int, today: date) -> list[Strength]:
    parts = MEASURED[kpi]
    seen = [one for one in group if one.sums[parts.sample] > 0]
    if len(seen) < LEAST_PEERS:
        return []
    prior = _prior(seen, parts)
    lines = []
    for one in seen:
        n, value = one.sums[parts.sample], one.sums[parts.total]
        raw = _as_shown(value / n, parts)
        low, high = _interval(one, parts) or Interval(raw, raw)
        lines.append(
            Strength(
                agent_id=one.agent,
                unit_id=one.unit,
                type_id=one.type,
                kpi=kpi,
                measured_on=today,
                n=n,
                raw=raw,
                shrunk=_as_shown(prior.shrink(value, n), parts),
                peers=_as_shown(prior.mean, parts),
                low=low,
                high=high,
                reliable=n >= minimum,
            )
        )
    return lines


def _prior(seen: list[_Record], parts: _Parts) -> Prior:
    """What is known of the peers; of long times their logarithms, because only these spread alike to both sides."""
    totals, sizes = [one.sums[parts.total] for one in seen], [one.sums[parts.sample] for one in seen]
    if parts.squares:
        return normal_prior(totals, [one.sums[parts.squares] for one in seen], sizes)
    return beta_binomial_prior(totals, sizes)


def _interval(one: _Record, parts: _Parts) -> Interval | None:
    n, total = one.sums[parts.sample], one.sums[parts.total]
    return geometric_interval(n, total, one.sums[parts.squares]) if parts.squares else wilson(total, n)


def _as_shown(mean: float, parts: _Parts) -> float:
    """A mean logarithm as the duration it stands for; a share as it is."""
    return geometric_mean(1, mean) if parts.squares else mean
