"""Who sees how much reached whom: the person, the leaders above, and whoever looks after the whole."""

from dengta.domains.communication.policies.reach import of_members
from dengta.domains.people.models import Employee
from dengta.foundation.access import Action, Permission, Reach

# Asked of people: what is counted are their notices, which nobody else reads.
REACH = Reach(person="pk", unit=of_members("pk"))

see_load = Permission("communication.see_load", Employee, data_class="message_load", action=Action.READ, reach=REACH)
export_load = Permission(
    "communication.export_load", Employee, data_class="message_load", action=Action.EXPORT, reach=REACH
)
