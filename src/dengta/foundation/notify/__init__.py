"""The bell, e-mail and chat, through a transactional outbox; buttons answered in place; how much is too much."""

from typing import TYPE_CHECKING

from dengta.foundation.late import late_names
from dengta.foundation.notify.actions import Button, register_action
from dengta.foundation.notify.registry import register_channel, register_kind

if TYPE_CHECKING:
    from dengta.foundation.notify.load import overload
    from dengta.foundation.notify.services import post_to_group, send, send_many
else:
    __getattr__ = late_names(__name__, overload="load", post_to_group="services", send="services", send_many="services")

__all__ = [
    "Button",
    "overload",
    "post_to_group",
    "register_action",
    "register_channel",
    "register_kind",
    "send",
    "send_many",
]
