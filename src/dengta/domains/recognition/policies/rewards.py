"""Everybody sees what they were given; whoever leads sees what their people were given, never what is their own matter
of others."""

from dengta.domains.recognition.models import Reward
from dengta.foundation.access import Action, Permission, Reach

OF_REWARD = Reach(person="employee_id", unit="unit_id")

see = Permission(
    "recognition.see_rewards", Reward, data_class="reward_points", action=Action.READ, reach=OF_REWARD
)  # fmt: skip
