"""The words of group chats for refusals and the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.group_says_nothing": _("Please choose what is to be said in the group, or disconnect it."),
    "communication.group_unit_closed": _("{unit} is closed. Please connect the group with a unit where people work."),
    "communication.group_gone": _(
        "The robot of this group was removed. Under Channels it can be added again; then connect the group anew."
    ),
    "communication.group_off": _(
        "The robot of “{group}” is switched off. Please switch it on under Channels, then connect the group."
    ),
    "communication.group_twice": _(
        "“{group}” is connected with {unit} already. What goes there can be changed in the list."
    ),
    "communication.group_of_another_client": _(
        "“{group}” is the group of {unit}, which works for another client. Please choose a group of this unit’s own."
    ),
}
VERBS: dict[str, str | Promise] = {
    "communication.group_connected": _("connected a group chat with a unit"),
    "communication.group_changed": _("changed what is said in a group chat"),
    "communication.group_disconnected": _("disconnected a group chat from a unit"),
}
