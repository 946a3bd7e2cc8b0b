"""What the room tells the house when it starts: menu, slots, gates, words, recurring work. One module per part."""

from dengta.domains.communication.panels import one_on_ones, standups, talks, todos

PARTS = (todos, standups, one_on_ones, talks)
from dengta.domains.communication.panels import delegations, grievances, requests, todos

PARTS = (todos, delegations, grievances, requests)
from dengta.domains.communication.panels import announcements, todos

PARTS = (todos, announcements)
from dengta.domains.communication.panels import flags, help_calls, reports, suggestions, todos

PARTS = (todos, suggestions, reports, flags, help_calls)
from dengta.domains.communication.panels import checks, culture, library, meetings, team_events, todos

PARTS = (todos, meetings, library, culture, team_events, checks)
from dengta.domains.communication.panels import messages, todos

PARTS = (todos, messages)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
