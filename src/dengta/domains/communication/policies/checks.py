"""Who checks a workplace, and who sees what was found."""

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from dengta.domains.communication.policies.reach import OF_UNIT, wall_at
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Permission, Reach

see = Permission(
    "communication.see_checks", WorkplaceCheck, data_class="workplace_check", action=Action.READ, reach=OF_UNIT
)
run = Permission(
    "communication.run_checks", WorkplaceCheck, data_class="workplace_check", action=Action.WRITE, reach=OF_UNIT
)
# Also whoever took it on to see to a finding, until they work for another client.
put_right = Permission(
    "communication.put_findings_right", CheckItem, data_class="workplace_check", action=Action.WRITE,
    reach=Reach(person="owner_id", unit="check_of__unit_id", wall=wall_at("check_of__unit_id")),
)  # fmt: skip
check_in = Permission(
    "communication.check_workplaces", Unit, data_class="workplace_check", action=Action.WRITE, reach=Reach(unit="pk")
)
