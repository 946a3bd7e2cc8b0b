"""Everybody sees what they were given; whoever leads sees what their people were given, never what is their own matter
of others. What a part of the house gave, whoever decides in that part takes back."""

from django.db.models import Q

from dengta.domains.recognition.models import Reward
from dengta.foundation.access import Action, Actor, Permission, Reach, any_of

OF_REWARD = Reach(person="employee_id", unit="unit_id")
OF_UNIT = Reach(unit="unit_id")
Source = Reward.Source

see = Permission(
    "recognition.see_rewards", Reward, data_class="reward_points", action=Action.READ, reach=OF_REWARD
)  # fmt: skip
take_back = Permission(
    "recognition.take_back_reward", Reward, data_class="reward_points", action=Action.DECIDE, reach=OF_UNIT
)
take_back_large = Permission(
    "recognition.take_back_large_bonus", Reward, data_class="bonus_large", action=Action.DECIDE, reach=OF_UNIT
)
take_back_award = Permission(
    "recognition.take_back_award", Reward, data_class="award", action=Action.DECIDE, reach=OF_UNIT
)
take_back_benefit = Permission(
    "recognition.take_back_benefit", Reward, data_class="benefit", action=Action.DECIDE, reach=OF_UNIT
)
take_back_chance = Permission(
    "recognition.take_back_chance", Reward, data_class="promotion_pool", action=Action.DECIDE, reach=OF_UNIT
)
# Above the band, by vote or by a rule that holds for all: what two gave, or the house, is nobody's alone to undo.
BY_ONE = Q(source__in=(Source.SUGGESTION, Source.REDEMPTION)) | Q(source=Source.BONUS, bonus__proposed_by=None)
PARTS = (
    (take_back, BY_ONE),
    (take_back_large, Q(source=Source.BONUS, bonus__proposed_by__isnull=False)),
    (take_back_award, Q(source__in=(Source.SERVICE_STAR, Source.CONTEST, Source.TIER))),
    (take_back_benefit, Q(source__in=(Source.LOYALTY, Source.FESTIVAL))),
    (take_back_chance, Q(source=Source.CAREER)),
)


def takes_back(actor: Actor) -> bool:
    """Whether rewards of any part are the reader's to take back."""
    return any(right.beyond_own(actor) for right, _rows in PARTS)


def to_take_back(actor: Actor) -> Q:
    """The rewards that are the reader's to take back, alone or with a second person."""
    return any_of(*(right.condition(actor) & rows for right, rows in PARTS))
