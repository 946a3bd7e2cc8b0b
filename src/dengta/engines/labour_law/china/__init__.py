"""Labour law of mainland China: every rule by id."""

from dengta.engines.labour_law.china import (
    annual_leave,
    covenants,
    leave_pay,
    maternity,
    probation,
    severance,
    sickness,
    written_contract,
)
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches import SWITCHES
from dengta.engines.labour_law.rules import by_id

RULES = by_id(
    [
        severance.RULES,
        annual_leave.RULES,
        leave_pay.RULES,
        sickness.RULES,
        maternity.RULES,
        probation.RULES,
        written_contract.RULES,
        covenants.RULES,
    ]
)

__all__ = ["RULES", "STATUTES", "SWITCHES"]
