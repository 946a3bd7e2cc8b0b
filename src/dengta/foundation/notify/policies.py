"""Notices belong to one account; what leaves the house, and through what, is looked after by administrators."""

from django.db.models import Q

from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach
from dengta.foundation.notify.models import ChatAddress, ChatApp, Notice, OutboxMessage


def _addressed_to(actor: Actor, facts: ActorFacts) -> Q:
    return Q(account_id=actor.pk)


OWN = Reach(person="account__employee", assigned=_addressed_to)

read_notices = Permission("notify.read_notices", Notice, data_class="notice", action=Action.READ, reach=OWN)
export_notices = Permission("notify.export_notices", Notice, data_class="notice", action=Action.EXPORT, reach=OWN)

see_messages = Permission(
    "notify.see_messages", OutboxMessage, data_class="outgoing_message", action=Action.READ, reach=Reach()
)
resend = Permission("notify.resend", OutboxMessage, data_class="outgoing_message", action=Action.WRITE, reach=Reach())
export_messages = Permission(
    "notify.export_messages", OutboxMessage, data_class="outgoing_message", action=Action.EXPORT, reach=Reach()
)

# Secrets of chat systems go in and never come out: nobody has the right to read them, auditors see that they are there.
see_channels = Permission(
    "notify.see_channels", ChatApp, data_class="integration_secret", action=Action.READ, reach=Reach()
)
set_up_channels = Permission(
    "notify.set_up_channels", ChatApp, data_class="integration_secret", action=Action.WRITE, reach=Reach()
)

ADDRESSES = Reach(person="account__employee")
see_addresses = Permission(
    "notify.see_addresses", ChatAddress, data_class="chat_address", action=Action.READ, reach=ADDRESSES
)
write_addresses = Permission(
    "notify.write_addresses", ChatAddress, data_class="chat_address", action=Action.WRITE, reach=ADDRESSES
)
