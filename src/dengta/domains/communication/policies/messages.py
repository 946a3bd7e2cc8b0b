"""Who sees how much reached whom: the person, the leaders above, and whoever looks after the whole."""

from dengta.domains.communication.policies.reach import of_members
from dengta.foundation.access import Action, Permission, Reach
from dengta.foundation.notify.models import Notice

REACH = Reach(person="account__employee", unit=of_members("account__employee"))

see_load = Permission("communication.see_load", Notice, data_class="message_load", action=Action.READ, reach=REACH)
export_load = Permission(
    "communication.export_load", Notice, data_class="message_load", action=Action.EXPORT, reach=REACH
)
