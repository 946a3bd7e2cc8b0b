"""Several queues, several skills: between which bounds the number of agents lies.

If every agent had one skill, each queue would need its own: the upper bound. If every agent had all of them, one queue
would do: the lower bound. What a roster of real skills needs lies between; `simulate` says whether a plan is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dengta.engines.staffing.sizing import Requirement, size
from dengta.engines.staffing.work import Definition, Floats, Target, Work, require


@dataclass(frozen=True, slots=True)
class Bounds:
    """Agents of each interval: `dedicated`, one requirement for each queue, and `pooled`, all queues as one."""

    dedicated: tuple[Requirement, ...]
    pooled: Requirement

    @property
    def most(self) -> Floats:
        """With one skill each: the sum of the fractions."""
        agents: Floats = np.sum([queue.fractional for queue in self.dedicated], axis=0)
        return agents

    @property
    def fewest(self) -> Floats:
        """With all skills. Where occupancy decides, pooling alone may ask for a little more: fewer leave, and whoever
        stays is work; but what is enough apart is enough together."""
        return np.minimum(self.pooled.fractional, self.most)


def pooling_bounds(queues: Sequence[tuple[Work, Target]]) -> Bounds:
    """Each queue alone, and all of them pooled: handle times by volume, the rate of leaving by volume as well, and of
    the targets the mildest of each kind, so that the lower bound is one.

    Queues with very different handle times are a little harder to serve as one than Erlang's formulas say.
    """
    if not queues:
        raise ValueError("At least one queue is expected.")
    works, targets = [work for work, _target in queues], [target for _work, target in queues]
    require(
        [np.array_equal(work.interval_seconds, works[0].interval_seconds) for work in works],
        "All queues have the same intervals.",
    )
    return Bounds(tuple(size(work, target) for work, target in queues), size(pooled(works), mildest(targets)))


def pooled(works: Sequence[Work]) -> Work:
    """All contacts as those of one queue."""
    offered = np.sum([work.offered for work in works], axis=0)
    some = np.where(offered > 0, offered, 1.0)
    handle = np.sum([work.offered * work.handle_seconds for work in works], axis=0) / some
    leaving = np.sum([work.offered / work.patience_seconds for work in works], axis=0) / some
    patience = np.divide(1.0, leaving, out=np.full_like(leaving, np.inf), where=leaving > 0)
    return Work(offered, handle, patience_seconds=patience, interval_seconds=works[0].interval_seconds)


def mildest(targets: Sequence[Target]) -> Target:
    """Of each part of the targets the one that asks least; a cap that one of them lacks falls away."""
    by_all = {target.definition for target in targets}
    return Target(
        service_level=min(target.service_level for target in targets),
        within_seconds=max(target.within_seconds for target in targets),
        # Those who left early count as missed by one definition and not by the other: the second asks less.
        definition=by_all.pop() if len(by_all) == 1 else Definition.OF_STAYING,
        abandonment=_loosest([target.abandonment for target in targets]),
        occupancy=_loosest([target.occupancy for target in targets]),
    )


def _loosest(caps: Sequence[float | None]) -> float | None:
    set_caps = [cap for cap in caps if cap is not None]
    return max(set_caps) if len(set_caps) == len(caps) else None
