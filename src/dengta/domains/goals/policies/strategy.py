"""The strategy is read by everybody of the branch and written by who leads it."""

from dengta.domains.goals.models import StrategyStep
from dengta.domains.goals.policies.covering import HOLDS_FOR, OF_UNIT
from dengta.foundation.access import Action, Permission

read = Permission("goals.read_strategy", StrategyStep, data_class="strategy", action=Action.READ, reach=HOLDS_FOR)
write = Permission("goals.write_strategy", StrategyStep, data_class="strategy", action=Action.WRITE, reach=OF_UNIT)
