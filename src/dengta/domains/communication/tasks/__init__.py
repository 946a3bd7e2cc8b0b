"""Background work, one module per part of the room; found through this package."""

from dengta.domains.communication.tasks import culture, library

__all__ = ["culture", "library"]
