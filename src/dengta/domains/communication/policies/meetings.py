"""Who calls and leads meetings, and who reads what was said there."""

from dengta.domains.communication.models import Meeting, MeetingAction, MeetingCase, Statement
from dengta.domains.communication.policies.reach import OF_UNIT, wall_at
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Permission, Reach

see = Permission("communication.see_meetings", Meeting, data_class="meeting", action=Action.READ, reach=OF_UNIT)
lead = Permission("communication.lead_meetings", Meeting, data_class="meeting", action=Action.WRITE, reach=OF_UNIT)
call = Permission(
    "communication.call_meetings", Unit, data_class="meeting", action=Action.WRITE, reach=Reach(unit="pk")
)
# A statement is read by whoever may write it or lead its meeting; the team reads what its author shared. Who works for
# another client by now reads the own words and changes nothing any more.
work_on_statements = Permission(
    "communication.work_on_statements", Statement, data_class="meeting", action=Action.WRITE,
    reach=Reach(person="employee_id", unit="meeting__unit_id", wall=wall_at("meeting__unit_id")),
)  # fmt: skip
see_cases = Permission(
    "communication.see_learning_items", MeetingCase, data_class="meeting", action=Action.READ,
    reach=Reach(unit="meeting__unit_id"),
)  # fmt: skip
finish_actions = Permission(
    "communication.finish_actions", MeetingAction, data_class="meeting", action=Action.WRITE,
    reach=Reach(person="owner_id", unit="meeting__unit_id", wall=wall_at("meeting__unit_id")),
)  # fmt: skip
