"""Whoever leads people gives them bonuses within the band; a second one says yes above it. Money lists are of those who
may see pay. Nobody decides about themselves."""

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import (
    Bonus,
    CatalogueItem,
    PayoutLine,
    PayoutList,
    PointsAccount,
    Reward,
    RewardBudget,
)
from dengta.domains.recognition.policies.rewards import OF_REWARD
from dengta.domains.recognition.policies.shared import for_below, members_of, own_id, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach, Role, facts_of

__all__ = ["own_id", "works_here"]

_OF_UNIT = Reach(unit="unit_id")
# The people.
see_people = Permission(
    "recognition.see_rewarded", Employee, data_class="reward_points", action=Action.READ,
    reach=Reach(person="pk", unit=members_of),
)  # fmt: skip
give_to = Permission(
    "recognition.give_bonus", Employee, data_class="reward_points", action=Action.WRITE, reach=Reach(unit=members_of)
)
# What is noted about somebody is not theirs to read before it is given: it may come to nothing.
see_noted = Permission(
    "recognition.see_bonuses", Bonus, data_class="reward_points", action=Action.READ, reach=_OF_UNIT
)  # fmt: skip
write_noted = Permission(
    "recognition.write_bonuses", Bonus, data_class="reward_points", action=Action.WRITE, reach=_OF_UNIT
)
see_large = Permission(
    "recognition.see_large_bonuses", Bonus, data_class="bonus_large", action=Action.READ, reach=_OF_UNIT
)  # fmt: skip
propose_large = Permission(
    "recognition.propose_large_bonus", Bonus, data_class="bonus_large", action=Action.WRITE, reach=_OF_UNIT
)
approve_large = Permission(
    "recognition.approve_large_bonus", Bonus, data_class="bonus_large", action=Action.DECIDE, reach=_OF_UNIT
)
# What was given above the band stands published, without a name, for everybody of the branch.
read_published = Permission(
    "recognition.read_published_bonuses", Bonus, data_class="rule_book", action=Action.READ, reach=_OF_UNIT
)
take_rewards = Permission(
    "recognition.export_rewards", Reward, data_class="reward_points", action=Action.EXPORT, reach=OF_REWARD
)
# Points and budgets.
see_budgets = Permission(
    "recognition.see_points_budgets", PointsAccount, data_class="reward_points", action=Action.READ, reach=_OF_UNIT
)
see_money = Permission(
    "recognition.see_reward_budgets", RewardBudget, data_class="reward_points", action=Action.READ, reach=_OF_UNIT
)
set_budget = Permission(
    "recognition.set_reward_budgets", Unit, data_class="reward_points", action=Action.DECIDE, reach=Reach(unit="pk")
)
# Whoever gives from a budget.
spend = Permission(
    "recognition.spend_reward_budgets", Unit, data_class="reward_points", action=Action.WRITE, reach=Reach(unit="pk")
)
browse = Permission(
    "recognition.browse_catalogue", CatalogueItem, data_class="rule_book", action=Action.READ,
    reach=Reach(unit=for_below),
)  # fmt: skip
furnish = Permission(
    "recognition.furnish_catalogue", CatalogueItem, data_class="reward_points", action=Action.DECIDE, reach=_OF_UNIT
)
# The lists by which money is paid.
see_lists = Permission(
    "recognition.see_payouts", PayoutList, data_class="pay_variable", action=Action.READ, reach=_OF_UNIT
)
see_lines = Permission(
    "recognition.see_payout_lines", PayoutLine, data_class="pay_variable", action=Action.READ,
    reach=Reach(person="employee_id", unit="payout__unit_id"),
)  # fmt: skip
prepare = Permission(
    "recognition.prepare_payouts", Unit, data_class="pay_variable", action=Action.WRITE, reach=Reach(unit="pk")
)
write_list = Permission(
    "recognition.write_payouts", PayoutList, data_class="pay_variable", action=Action.WRITE, reach=_OF_UNIT
)
approve = Permission(
    "recognition.approve_payouts", PayoutList, data_class="pay_variable", action=Action.DECIDE, reach=_OF_UNIT
)
# Whoever prepares lists there answers who did not get what stands on one.
answer = Permission(
    "recognition.answer_missing_payments", PayoutLine, data_class="pay_variable", action=Action.WRITE,
    reach=Reach(unit="payout__unit_id"),
)  # fmt: skip
take_lines = Permission(
    "recognition.export_payouts", PayoutLine, data_class="pay_variable", action=Action.EXPORT,
    reach=Reach(person="employee_id", unit="payout__unit_id"),
)  # fmt: skip


def sees_bonuses(actor: Actor) -> bool:
    """Whether bonuses of others are the reader's to see or to decide."""
    return see_noted.beyond_own(actor) or see_large.beyond_own(actor) or approve_large.beyond_own(actor)


def sees_sums(actor: Actor) -> bool:
    """Whether the reader sees how rewards are mixed: whoever leads, and whoever leads the house."""
    return see_noted.beyond_own(actor) or facts_of(actor).holds(Role.EXECUTIVE)
