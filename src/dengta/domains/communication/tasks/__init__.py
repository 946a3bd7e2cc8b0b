"""Background work, one module per part of the room; found through this package."""

from dengta.domains.communication.tasks import culture, library, team_events

__all__ = ["culture", "library", "team_events"]
