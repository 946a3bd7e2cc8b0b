"""Minimum standards of the European Union: the working time directive 2003/88/EC."""

from dengta.engines.labour_law.european_union.pack import PACK
from dengta.engines.labour_law.european_union.statutes import STATUTES
from dengta.engines.labour_law.european_union.switches import SWITCHES

RULES = PACK.rules

__all__ = ["PACK", "RULES", "STATUTES", "SWITCHES"]
