"""News from lower to upper rooms: durable rows, delivered by the worker."""

from typing import TYPE_CHECKING

from dengta.foundation.events.registry import subscribe, when_parked
from dengta.foundation.late import late_names

if TYPE_CHECKING:
    from dengta.foundation.events.delivery import deliver
    from dengta.foundation.events.publishing import publish
else:
    __getattr__ = late_names(__name__, deliver="delivery", publish="publishing")

__all__ = ["deliver", "publish", "subscribe", "when_parked"]
