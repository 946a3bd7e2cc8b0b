"""Labour law of mainland China: every rule by id."""

from dengta.engines.labour_law.china import (
    arbitration,
    deductions,
    dismissal,
    evidence,
    leaving,
    limitation,
    privacy,
    severance,
)
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches import SWITCHES
from dengta.engines.labour_law.rules import by_id

RULES = by_id(
    [
        severance.RULES,
        dismissal.RULES,
        leaving.RULES,
        deductions.RULES,
        limitation.RULES,
        arbitration.RULES,
        evidence.RULES,
        privacy.RULES,
    ]
)

__all__ = ["RULES", "STATUTES", "SWITCHES"]
