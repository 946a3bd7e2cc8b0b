"""What the room tells the house when it starts: menu, slots, gates, words, recurring work. One module per part."""

from dengta.domains.communication.panels import (
    announcements,
    checks,
    culture,
    delegations,
    flags,
    grievances,
    groups,
    help_calls,
    library,
    meetings,
    messages,
    one_on_ones,
    reports,
    requests,
    standups,
    suggestions,
    talks,
    team_events,
    todos,
)

PARTS = (
    todos,
    standups,
    one_on_ones,
    talks,
    delegations,
    grievances,
    requests,
    announcements,
    suggestions,
    reports,
    flags,
    help_calls,
    meetings,
    library,
    culture,
    team_events,
    checks,
    messages,
    groups,
)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
