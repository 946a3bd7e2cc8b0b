"""The mathematics of goals: readings of "+20 %", months, groups, agents, the rest of the year, mix, drivers.

Pure functions over frozen problems. Values are in the unit of the measure (shares in percent points, 0 to 100),
weights and volumes in any unit. What the numbers do not allow is answered with the reason and the nearest that they
do. Source: management rules 5.1 to 5.9.
"""

from dengta.engines.goals.changes import MixSplit, PlanPart, Rest, mix_effect, required_rest
from dengta.engines.goals.drivers import DriverModel, Effect, fit_drivers
from dengta.engines.goals.errors import Impossible
from dengta.engines.goals.measures import (
    SECONDS,
    SHARE,
    WITHIN_THRESHOLD,
    Bounds,
    Direction,
    MeasureKind,
    alternative_to,
    kind_of,
)
from dengta.engines.goals.ramps import Ramp, RampProblem, Scope, Shape, ramp, shares, weighted_mean
from dengta.engines.goals.readings import Reading, Readings, readings
from dengta.engines.goals.splits import (
    PRIOR_STRENGTH,
    AgentSample,
    AgentSplit,
    Method,
    Part,
    Split,
    shrunk_baseline,
    split,
    split_agents,
    split_sum,
)
from dengta.engines.goals.trees import (
    TOLERANCE,
    Gap,
    GroupPlan,
    Leaf,
    Node,
    Tree,
    TreeProblem,
    decompose,
    gaps,
    rebalance,
)

__all__ = [
    "PRIOR_STRENGTH",
    "SECONDS",
    "SHARE",
    "TOLERANCE",
    "WITHIN_THRESHOLD",
    "AgentSample",
    "AgentSplit",
    "Bounds",
    "Direction",
    "DriverModel",
    "Effect",
    "Gap",
    "GroupPlan",
    "Impossible",
    "Leaf",
    "MeasureKind",
    "Method",
    "MixSplit",
    "Node",
    "Part",
    "PlanPart",
    "Ramp",
    "RampProblem",
    "Reading",
    "Readings",
    "Rest",
    "Scope",
    "Shape",
    "Split",
    "Tree",
    "TreeProblem",
    "alternative_to",
    "decompose",
    "fit_drivers",
    "gaps",
    "kind_of",
    "mix_effect",
    "ramp",
    "readings",
    "rebalance",
    "required_rest",
    "shares",
    "shrunk_baseline",
    "split",
    "split_agents",
    "split_sum",
    "weighted_mean",
]
