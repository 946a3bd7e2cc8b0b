"""Labour law of mainland China: every rule by id, the figures that ship, and the open questions."""

from datetime import date

from dengta.engines.labour_law.china import (
    annual_leave,
    arbitration,
    covenants,
    days,
    deductions,
    dismissal,
    evidence,
    leave_pay,
    leaving,
    limitation,
    maternity,
    midnight,
    minimum_wage,
    overtime_base,
    overtime_caps,
    overtime_pay,
    privacy,
    probation,
    protected,
    rest,
    severance,
    sickness,
    special_hours,
    worktime,
    written_contract,
)
from dengta.engines.labour_law.china.pack import China
from dengta.engines.labour_law.china.parameters import PARAMETERS, VALUES
from dengta.engines.labour_law.china.regions import REGIONS
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches import SWITCHES
from dengta.engines.labour_law.pack import RulePack
from dengta.engines.labour_law.rules import by_id

RULES = by_id(
    module.RULES
    for module in (
        annual_leave,
        arbitration,
        covenants,
        days,
        deductions,
        dismissal,
        evidence,
        leave_pay,
        leaving,
        limitation,
        maternity,
        midnight,
        minimum_wage,
        overtime_base,
        overtime_caps,
        overtime_pay,
        privacy,
        probation,
        protected,
        rest,
        severance,
        sickness,
        special_hours,
        worktime,
        written_contract,
    )
)


PACK: RulePack = China(
    code="CN",
    version="2026.11",
    valid_from=date(1995, 1, 1),
    rules=RULES,
    parameters=PARAMETERS,
    switches=SWITCHES,
)

__all__ = ["PACK", "PARAMETERS", "REGIONS", "RULES", "STATUTES", "SWITCHES", "VALUES"]
