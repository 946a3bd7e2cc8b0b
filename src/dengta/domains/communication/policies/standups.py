"""Who sees the stand-ups of a team, and who leads them: the own team reads, its leaders write."""

from dengta.domains.communication.models import Blocker, Standup
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Permission, Reach

see = Permission("communication.see_standups", Standup, data_class="standup", action=Action.READ, reach=OF_UNIT)
see_blockers = Permission(
    "communication.see_blockers", Blocker, data_class="standup", action=Action.READ, reach=OF_UNIT
)
lead_blockers = Permission(
    "communication.lead_blockers", Blocker, data_class="standup", action=Action.WRITE, reach=OF_UNIT
)
# Asked of teams, because a team may have had no stand-up yet.
see_team = Permission(
    "communication.see_standup_teams", Unit, data_class="standup", action=Action.READ, reach=Reach(unit="pk")
)
lead = Permission(
    "communication.lead_standups", Unit, data_class="standup", action=Action.WRITE, reach=Reach(unit="pk")
)
