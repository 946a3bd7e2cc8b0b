"""Who sees the group chats of units, and who says what goes there: the leaders of the unit, and administrators.

Connecting is the affair of whoever sets up channels (`notify.set_up_channels`): they alone know all groups of the house
by name, those of other clients included, and in which of them a robot sits.
"""

from dengta.domains.communication.models import TeamGroup
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.foundation.access import Action, Permission

see = Permission("communication.see_groups", TeamGroup, data_class="team_group", action=Action.READ, reach=OF_UNIT)
change = Permission(
    "communication.change_groups", TeamGroup, data_class="team_group", action=Action.WRITE, reach=OF_UNIT
)
