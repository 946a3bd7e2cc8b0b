"""Who checks a workplace, and who sees what was found."""

from dengta.domains.communication.models import WorkplaceCheck
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Permission, Reach

see = Permission(
    "communication.see_checks", WorkplaceCheck, data_class="workplace_check", action=Action.READ, reach=OF_UNIT
)
run = Permission(
    "communication.run_checks", WorkplaceCheck, data_class="workplace_check", action=Action.WRITE, reach=OF_UNIT
)
check_in = Permission(
    "communication.check_workplaces", Unit, data_class="workplace_check", action=Action.WRITE, reach=Reach(unit="pk")
)
