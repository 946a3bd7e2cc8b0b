"""Everybody sees what they hold themselves; whoever leads sees and gives out what their people hold; HR books it.

The loyalty plan is everybody’s to read, as the rule book is. Chances are for HR and whoever leads the branch, and for
the person once a plan lies before them. Nobody books, gives out or plans for themselves.
"""

from django.db.models import Q

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import BenefitList, CareerChance, Grant, IdeaReward, LoyaltyPlan
from dengta.domains.recognition.policies.shared import members_of, own_id, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach, any_of

__all__ = ["own_id", "works_here"]

OF_PERSON = Reach(person="employee_id", unit="unit_id")
OF_UNIT = Reach(unit="unit_id")

see_grants = Permission(
    "recognition.see_grants", Grant, data_class="benefit", action=Action.READ, reach=OF_PERSON
)  # fmt: skip
give_out = Permission("recognition.give_out_grants", Grant, data_class="benefit", action=Action.WRITE, reach=OF_PERSON)
see_lists = Permission("recognition.see_benefit_lists", BenefitList, data_class="benefit", action=Action.READ,
                       reach=OF_UNIT)  # fmt: skip
# Which rule holds is decided by whoever may decide for all of the unit; a list never names people.
decide_lists = Permission("recognition.decide_benefit_lists", BenefitList, data_class="benefit", action=Action.DECIDE,
                          reach=OF_UNIT)  # fmt: skip
# Whoever decides about large bonuses there, as the head of the house does, fixes a rule that others wrote.
_fix_large = Permission("recognition.fix_benefit_lists", BenefitList, data_class="bonus_large", action=Action.DECIDE,
                        reach=OF_UNIT)  # fmt: skip
list_for = Permission("recognition.benefit_list_for", Unit, data_class="benefit", action=Action.DECIDE,
                      reach=Reach(unit="pk"))  # fmt: skip
see_plan = Permission("recognition.see_loyalty_plan", LoyaltyPlan, data_class="rule_book", action=Action.READ,
                      reach=Reach())  # fmt: skip
decide_plan = Permission("recognition.decide_loyalty_plan", LoyaltyPlan, data_class="rule_book", action=Action.DECIDE,
                         reach=Reach())  # fmt: skip
see_chances = Permission("recognition.see_career_chances", CareerChance, data_class="promotion_pool",
                         action=Action.READ, reach=OF_PERSON)  # fmt: skip
plan_chances = Permission("recognition.plan_career_chances", CareerChance, data_class="promotion_pool",
                          action=Action.DECIDE, reach=OF_PERSON)  # fmt: skip
reward_ideas = Permission("recognition.reward_ideas", IdeaReward, data_class="reward_points", action=Action.WRITE,
                          reach=OF_UNIT)  # fmt: skip


see_milestones = Permission("recognition.see_milestones", Employee, data_class="benefit", action=Action.READ,
                            reach=Reach(person="pk", unit=members_of))  # fmt: skip


def may_fix(actor: Actor, row: BenefitList) -> bool:
    """Whether the rule of a list is theirs to fix, by what they may decide: a second person alone does."""
    return decide_lists.allows(actor, row) or _fix_large.allows(actor, row)


def visible_chances(actor: Actor) -> Q:
    """Of others those the right reaches; of the own ones those with a plan, so that nobody reads a list about
    themselves."""
    mine = Q(employee_id=own_id(actor))
    return any_of(see_chances.condition(actor), mine) & ~(mine & Q(state=CareerChance.State.LISTED))
