"""Background work, one module per part of the room; found through this package."""

from dengta.domains.communication.tasks import one_on_ones

__all__ = ["one_on_ones"]
from dengta.domains.communication.tasks import grievances, requests

__all__ = ["grievances", "requests"]
from dengta.domains.communication.tasks import announcements

__all__ = ["announcements"]
from dengta.domains.communication.tasks import floor

__all__ = ["floor"]
from dengta.domains.communication.tasks import culture, library, team_events

__all__ = ["culture", "library", "team_events"]
