"""Places on a screen that upper rooms fill with their panels."""

from dengta.foundation.slots.registry import Panel, panels, register

__all__ = ["Panel", "panels", "register"]
