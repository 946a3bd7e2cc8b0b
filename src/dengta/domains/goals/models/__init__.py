"""What the goals room keeps, one module per part."""

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

__all__ = [
    "FactorStep",
    "FactorTable",
    "FormulaPart",
    "PayBase",
    "PayFormula",
    "PayRun",
    "PaySlip",
    "SimulatedPay",
    "Simulation",
    "SlipLine",
]
