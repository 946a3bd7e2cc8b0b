"""What the goals room keeps, one module per part."""

from dengta.domains.goals.models.gaming import GamingReview
from dengta.domains.goals.models.kpi_plans import KpiPlan, KpiWeight
from dengta.domains.goals.models.pay import (
    FactorStep,
    FactorTable,
    FormulaPart,
    PayBase,
    PayFormula,
    PayRun,
    PaySlip,
    SimulatedPay,
    Simulation,
    SlipLine,
)
from dengta.domains.goals.models.penalties import ClientPenalty
from dengta.domains.goals.models.raises import PayBand, RaiseBudget, RaiseProposal
from dengta.domains.goals.models.scorecards import Scorecard, ScorecardLine, ScorecardTask
from dengta.domains.goals.models.strategy import StrategyStep

__all__ = [
    "ClientPenalty",
    "FactorStep",
    "FactorTable",
    "FormulaPart",
    "GamingReview",
    "KpiPlan",
    "KpiWeight",
    "PayBand",
    "PayBase",
    "PayFormula",
    "PayRun",
    "PaySlip",
    "RaiseBudget",
    "RaiseProposal",
    "Scorecard",
    "ScorecardLine",
    "ScorecardTask",
    "SimulatedPay",
    "Simulation",
    "SlipLine",
    "StrategyStep",
]
