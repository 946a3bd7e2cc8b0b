"""Recurring jobs: each tick enqueued once, whatever the number of machines."""

from dengta.foundation.schedule.registry import every

__all__ = ["every"]
