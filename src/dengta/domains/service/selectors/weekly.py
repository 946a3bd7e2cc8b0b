"""What this room puts into the weekly report of a team."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dengta.domains.communication.selectors.weekly import Kept
from dengta.domains.service.selectors.figures import By, kpi_values
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import ActorFacts, Role, RoleHeld

# What the next level asks after first: how much, how fast, how good.
KPIS = ("answered", "aht", "fcr", "csat", "complaint_rate")


@dataclass
class TheHouse:
    """The house itself, which counts for every team; each report then shows its own team alone."""

    _access_facts: ActorFacts
    pk: Any = None
    is_authenticated: bool = True


HOUSE = TheHouse(ActorFacts(roles=(RoleHeld(Role.EXECUTIVE, 0, frozenset(), whole=True),)))


def weekly_values(unit_ids: Collection[int], start: date, end: date) -> Mapping[int, Sequence[Kept]]:
    """The figures of each unit for its week and the week before."""
    this, last = _by_unit(start, end), _by_unit(start - (end - start), start)
    return {
        unit_id: [
            {**row, "before": last.get(unit_id, {}).get(key, {}).get("value")}
            for key, row in this[unit_id].items()
        ]
        for unit_id in unit_ids
        if unit_id in this
    }  # fmt: skip


def _by_unit(start: date, end: date) -> dict[int, dict[str, dict[str, Any]]]:
    groups = kpi_values(HOUSE, kpis=KPIS, where=Slice(start=start, end=end), today=end, by=By.UNIT)
    return {
        group.key: {
            key: {"kpi": key, "value": figure.value, "n": figure.n, "few": not figure.is_solid}
            for key, figure in group.figures.items()
        }
        for group in groups
    }
