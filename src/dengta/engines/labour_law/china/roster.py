"""Rosters under the law of mainland China, as every pack answers for them."""

from dengta.engines.labour_law.china.roster_checks import check_roster
from dengta.engines.labour_law.china.segments import classify, day_type, overtime_pay

__all__ = ["check_roster", "classify", "day_type", "overtime_pay"]
