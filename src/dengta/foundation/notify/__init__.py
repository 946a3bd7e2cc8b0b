"""The bell, e-mail and chat, through a transactional outbox; buttons answered in place; how much is too much."""

from typing import TYPE_CHECKING

from dengta.foundation.late import late_names
from dengta.foundation.notify.actions import Button, register_action
from dengta.foundation.notify.registry import register_channel, register_kind

if TYPE_CHECKING:
    from dengta.foundation.notify.answers import end_questions
    from dengta.foundation.notify.load import Overload, overload, warn_sender
    from dengta.foundation.notify.services import post_to_group, send, send_many
else:
    __getattr__ = late_names(
        __name__, Overload="load", end_questions="answers", overload="load", post_to_group="services", send="services",
        send_many="services", warn_sender="load",
    )  # fmt: skip

__all__ = [
    "Button",
    "Overload",
    "end_questions",
    "overload",
    "post_to_group",
    "register_action",
    "register_channel",
    "register_kind",
    "send",
    "send_many",
    "warn_sender",
]
