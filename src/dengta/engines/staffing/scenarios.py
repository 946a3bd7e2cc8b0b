"""What if: the same work under other assumptions, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dengta.engines.staffing.service import Service, serve
from dengta.engines.staffing.shrinkage import Shrinkage, whole_people
from dengta.engines.staffing.sizing import size
from dengta.engines.staffing.work import Floats, Target, Work, whole


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name and what is different: `volume`, `handle` and `patience` as factors, the target, the shrinkage.

    `scheduled`: people on the roster in each interval, if the question is what *they* would give; None to reckon how
    many are needed.
    """

    name: str
    volume: float = 1.0
    handle: float = 1.0
    patience: float = 1.0
    target: Target = field(default_factory=Target)
    shrinkage: Shrinkage = field(default_factory=Shrinkage)
    scheduled: ArrayLike | None = None

    def applied(self, work: Work) -> Work:
        """The work as it would be."""
        return Work(
            work.offered * self.volume,
            work.handle_seconds * self.handle,
            patience_seconds=work.patience_seconds * self.patience,
            interval_seconds=work.interval_seconds,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the table: sums over all intervals, and ratios of sums.

    `work_hours`: agents at work; `paid_hours`: with shrinkage; `cost`: paid hours × price; `peak`: most people
    scheduled in an interval. Service levels and abandonment are by volume, `occupancy` by the time of agents,
    `answer_seconds` by those answered. `intervals_met`: share of the intervals with work in which every part of the
    target is met.
    """

    scenario: str
    offered: float
    work_hours: float
    paid_hours: float
    cost: float
    peak: int
    of_offered: float
    of_staying: float
    abandonment: float
    occupancy: float
    answer_seconds: float
    intervals_met: float


def compare(work: Work, scenarios: Sequence[Scenario], *, hourly_cost: float = 0.0) -> tuple[Outcome, ...]:
    """One row for each scenario, in their order; the first is usually how things are today."""
    return tuple(_outcome(scenario, scenario.applied(work), hourly_cost) for scenario in scenarios)


def _outcome(scenario: Scenario, work: Work, hourly_cost: float) -> Outcome:
    shrinkage, target = scenario.shrinkage, scenario.target
    if scenario.scheduled is None:
        at_work: Floats = size(work, target).agents.astype(np.float64)
        paid = shrinkage.scheduled(at_work)
    else:
        paid = whole(scenario.scheduled, len(work.load))
        at_work = np.broadcast_to(shrinkage.at_work(paid), paid.shape)
    hours = work.interval_seconds / 3600
    service = serve(work, at_work, within_seconds=target.within_seconds)
    paid_hours = float((paid * hours).sum())
    answered = work.offered * (1 - service.abandonment)
    return Outcome(
        scenario=scenario.name,
        offered=float(work.offered.sum()),
        work_hours=float((at_work * hours).sum()),
        paid_hours=paid_hours,
        cost=paid_hours * hourly_cost,
        peak=int(whole_people(paid).max(initial=0)),
        of_offered=_mean(service.of_offered, work.offered),
        of_staying=_mean(service.of_staying, work.offered),
        abandonment=_mean(service.abandonment, work.offered),
        occupancy=_mean(service.occupancy, at_work * hours),
        answer_seconds=_mean(service.answer_seconds, answered),
        intervals_met=float(_met(service, target)[work.load > 0].mean()) if (work.load > 0).any() else 1.0,
    )


def _mean(values: Floats, weights: Floats) -> float:
    weighted = weights > 0
    total = weights[weighted].sum()
    return float((values[weighted] * weights[weighted]).sum() / total) if total else 0.0


def _met(service: Service, target: Target) -> NDArray[np.bool_]:
    level = service.level(target.definition) >= target.service_level
    staying = service.abandonment <= (1.0 if target.abandonment is None else target.abandonment)
    return level & staying & (service.occupancy <= (target.occupancy or 1.0))
