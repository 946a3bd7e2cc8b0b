"""Labour law of mainland China: every rule by id."""

from dengta.engines.labour_law.china import severance
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches import SWITCHES
from dengta.engines.labour_law.rules import by_id

RULES = by_id([severance.RULES])

__all__ = ["RULES", "STATUTES", "SWITCHES"]
