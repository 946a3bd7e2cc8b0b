"""What the goals room keeps, one module per part."""

from dengta.domains.goals.models.acknowledgements import Acknowledgement
from dengta.domains.goals.models.goals import Goal, GoalDriver, GoalVersion, PlanAgent, PlanGroup, PlanMonth
from dengta.domains.goals.models.replans import Rebase, ResourceQuestion
from dengta.domains.goals.models.targets import NamedGap, Target

__all__ = [
    "Acknowledgement",
    "Goal",
    "GoalDriver",
    "GoalVersion",
    "NamedGap",
    "PlanAgent",
    "PlanGroup",
    "PlanMonth",
    "Rebase",
    "ResourceQuestion",
    "Target",
]
