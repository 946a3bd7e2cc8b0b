"""What the goals room keeps, one module per part."""

from dengta.domains.goals.models.acknowledgements import Acknowledgement
from dengta.domains.goals.models.gaming import GamingReview
from dengta.domains.goals.models.goals import Goal, GoalDriver, GoalVersion, PlanAgent, PlanGroup, PlanMonth
from dengta.domains.goals.models.kpi_plans import KpiPlan, KpiWeight
from dengta.domains.goals.models.pay import (
    FactorStep,
    FactorTable,
    FormulaPart,
    PayFactor,
    PayFormula,
    PayRun,
    PaySlip,
    SimulatedPay,
    Simulation,
    SlipLine,
)
from dengta.domains.goals.models.pay_bases import FixedPer, PayBase, PayBaseChange, WorkedHours
from dengta.domains.goals.models.penalties import ClientPenalty
from dengta.domains.goals.models.raises import PayBand, RaiseBudget, RaiseProposal
from dengta.domains.goals.models.replans import Rebase, ResourceQuestion
from dengta.domains.goals.models.scorecards import Scorecard, ScorecardLine, ScorecardTask
from dengta.domains.goals.models.strategy import StrategyStep
from dengta.domains.goals.models.targets import NamedGap, Target

__all__ = [
    "Acknowledgement",
    "ClientPenalty",
    "FactorStep",
    "FactorTable",
    "FixedPer",
    "FormulaPart",
    "GamingReview",
    "Goal",
    "GoalDriver",
    "GoalVersion",
    "KpiPlan",
    "KpiWeight",
    "NamedGap",
    "PayBand",
    "PayBase",
    "PayBaseChange",
    "PayFactor",
    "PayFormula",
    "PayRun",
    "PaySlip",
    "PlanAgent",
    "PlanGroup",
    "PlanMonth",
    "RaiseBudget",
    "RaiseProposal",
    "Rebase",
    "ResourceQuestion",
    "Scorecard",
    "ScorecardLine",
    "ScorecardTask",
    "SimulatedPay",
    "Simulation",
    "SlipLine",
    "StrategyStep",
    "Target",
    "WorkedHours",
]
