"""Whether reward and discipline treat people alike and serve the customer: the policy is judged here, never a person.

Counts in, words out. Small groups are looked at and never found guilty; what cannot be concluded is not concluded.
"""

from dengta.engines.fairness.climate import Climate, Spread, climate, gini, praise_spread, same_few
from dengta.engines.fairness.judging import Limits, Word, holm
from dengta.engines.fairness.policy_change import Doubt, Judgement, Outcome, Period, judge
from dengta.engines.fairness.precedents import Consistency, Facts, Precedent, consistency, similar
from dengta.engines.fairness.rates import Cell, Rate, audit, chances
from dengta.engines.fairness.release import releasable
from dengta.engines.fairness.severity import Severity, severity
from dengta.engines.fairness.shares import Reach, reach, reach_chances

__all__ = [
    "Cell",
    "Climate",
    "Consistency",
    "Doubt",
    "Facts",
    "Judgement",
    "Limits",
    "Outcome",
    "Period",
    "Precedent",
    "Rate",
    "Reach",
    "Severity",
    "Spread",
    "Word",
    "audit",
    "chances",
    "climate",
    "consistency",
    "gini",
    "holm",
    "judge",
    "praise_spread",
    "reach",
    "reach_chances",
    "releasable",
    "same_few",
    "severity",
    "similar",
]
