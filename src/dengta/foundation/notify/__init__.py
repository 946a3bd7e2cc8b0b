"""The bell and e-mail, through a transactional outbox."""

from typing import TYPE_CHECKING

from dengta.foundation.late import late_names
from dengta.foundation.notify.registry import register_channel, register_kind

if TYPE_CHECKING:
    from dengta.foundation.notify.services import send, send_many
else:
    __getattr__ = late_names(__name__, send="services", send_many="services")

__all__ = ["register_channel", "register_kind", "send", "send_many"]
