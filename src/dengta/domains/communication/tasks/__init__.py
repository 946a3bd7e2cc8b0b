"""Background work, one module per part of the room; found through this package."""

from dengta.domains.communication.tasks import library

__all__ = ["library"]
