"""Who plans events, and who sees them."""

from dengta.domains.communication.models import TeamEvent
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Permission, Reach

see = Permission("communication.see_team_events", TeamEvent, data_class="team_event", action=Action.READ, reach=OF_UNIT)
run = Permission(
    "communication.run_team_events", TeamEvent, data_class="team_event", action=Action.WRITE, reach=OF_UNIT
)
plan_for = Permission(
    "communication.plan_team_events", Unit, data_class="team_event", action=Action.WRITE, reach=Reach(unit="pk")
)
