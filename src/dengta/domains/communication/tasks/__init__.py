"""Background work, one module per part of the room; found through this package."""

from dengta.domains.communication.tasks import (
    announcements,
    culture,
    floor,
    grievances,
    library,
    meetings,
    one_on_ones,
    photos,
    requests,
    standups,
    team_events,
    todos,
)

__all__ = [
    "announcements",
    "culture",
    "floor",
    "grievances",
    "library",
    "meetings",
    "one_on_ones",
    "photos",
    "requests",
    "standups",
    "team_events",
    "todos",
]
