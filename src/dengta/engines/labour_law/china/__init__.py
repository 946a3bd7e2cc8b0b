"""Labour law of mainland China: every rule by id."""

from dengta.engines.labour_law.china import (
    days,
    midnight,
    overtime_base,
    overtime_caps,
    overtime_pay,
    protected,
    rest,
    severance,
    special_hours,
    worktime,
)
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches import SWITCHES
from dengta.engines.labour_law.rules import by_id

RULES = by_id(
    [
        severance.RULES,
        days.RULES,
        worktime.RULES,
        overtime_pay.RULES,
        midnight.RULES,
        overtime_base.RULES,
        overtime_caps.RULES,
        special_hours.RULES,
        rest.RULES,
        protected.RULES,
    ]
)

__all__ = ["RULES", "STATUTES", "SWITCHES"]
