"""Who gives does not set how much there is to give."""

from datetime import date

from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors.bonuses import budgeted_by_others
from dengta.foundation.errors import RuleViolation


def insist_on_budget_from_above(unit: Unit, *, by: Account, day: date) -> None:
    """A budget is set by somebody entitled who does not give from it, as long as the house has such a person."""
    policies.set_budget.require(by, unit)
    if policies.spend.allows(by, unit) and budgeted_by_others([unit.pk], by, day):
        raise RuleViolation("recognition.budget_set_by_who_gives", unit=unit.name)
