"""What a KPI of a person is worth between its baseline and its target: 0 at the baseline, 100 at the target.

Linear in between and cut off outside, whichever of the two is the higher: the direction of the KPI is in the two
values. The figure is the one that every screen shows: ratio of sums, sample, interval, minimum.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from dengta.domains.service.selectors.figures import By, Figure, kpi_values
from dengta.domains.service.selectors.kpis import Good, Kpi, registered_kpis
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.weekly import TheHouse
from dengta.foundation.access import ActorFacts, Role, RoleHeld

LOWEST, HIGHEST = 0.0, 100.0
# The house itself reads the figures of everybody; who may see what of it is for the pages to decide.
HOUSE = TheHouse(ActorFacts(roles=(RoleHeld(Role.HR, 0, frozenset(), whole=True),)))


@dataclass(frozen=True)
class Reading:
    """A figure as it is written down: value, sample, interval, the smallest sample that would do."""

    value: float | None
    n: int
    low: float | None
    high: float | None
    minimum: int
    solid: bool


NOTHING = Reading(None, 0, None, None, 0, solid=False)


def score_of(value: float, *, baseline: float, target: float) -> float:
    """0 at the baseline or worse, 100 at the target or better, linear in between."""
    share = (value - baseline) / (target - baseline)
    return min(HIGHEST, max(LOWEST, share * HIGHEST))


def measurable() -> tuple[Kpi, ...]:
    """The KPIs that can stand in a plan or formula: personal ones with a better direction."""
    return tuple(kpi for kpi in registered_kpis() if kpi.personal and kpi.good is not Good.NEITHER)


def kpi_choices() -> list[tuple[str, object]]:
    """The same, for forms."""
    return [(kpi.key, kpi.name) for kpi in measurable()]


def of_people(
    ids: Collection[int], kpis: Sequence[str], start: date, end: date, *, today: date
) -> Mapping[int, Mapping[str, Reading]]:
    """The readings of these people from `start` to `end`, both included; who has no fact is left out."""
    where = Slice(start=start, end=end + timedelta(days=1), agents=list(ids))
    return _read(kpis, where, today, By.AGENT) if ids and kpis else {}


def of_units(kpis: Sequence[str], start: date, end: date, *, today: date) -> Mapping[int, Mapping[str, Reading]]:
    """The same of every team."""
    return _read(kpis, Slice(start=start, end=end + timedelta(days=1)), today, By.UNIT) if kpis else {}


def _read(kpis: Sequence[str], where: Slice, today: date, by: By) -> dict[int, dict[str, Reading]]:
    groups = kpi_values(HOUSE, kpis=kpis, where=where, today=today, by=by)
    return {group.key: {key: _reading(group.figures[key]) for key in kpis} for group in groups if group.key is not None}


def _reading(figure: Figure) -> Reading:
    interval = figure.interval
    return Reading(
        figure.value, figure.n, interval and interval.low, interval and interval.high, figure.minimum,
        solid=figure.value is not None and figure.n >= figure.minimum,
    )  # fmt: skip


def rows_url(kpi: str, start: date, end: date, *, agent: int | None = None, unit: int | None = None) -> str:
    """The page with the rows behind a figure, of a person or of a team."""
    asked: dict[str, object] = {"kpi": kpi, "period": "custom", "start": start, "end": end}
    asked |= {"agent": agent} if agent is not None else {"unit": unit}
    return f"{reverse('service:rows')}?{urlencode(asked)}"
