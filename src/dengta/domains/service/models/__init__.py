"""What happened in service: contacts, answers, complaints and states as facts, and the roll-ups derived from them."""

from dengta.domains.service.models.answers import Complaint, Contest, Survey
from dengta.domains.service.models.contacts import Contact
from dengta.domains.service.models.dimensions import Channel, ContactType, Queue, QueueTeam, Shift, Source
from dengta.domains.service.models.rollups import (
    AgentDay,
    AgentTypeWeek,
    AgentWeekShape,
    Dirty,
    QueueSlot,
    Restatement,
    TeamDay,
    TeamDayShape,
    TeamMixWeek,
    Turn,
    UnitDay,
)
from dengta.domains.service.models.screens import BoardLink, SavedView
from dengta.domains.service.models.states import AgentState, QueueInterval, StateDay
from dengta.domains.service.models.strengths import Strength

__all__ = [
    "AgentDay",
    "AgentState",
    "AgentTypeWeek",
    "AgentWeekShape",
    "BoardLink",
    "Channel",
    "Complaint",
    "Contact",
    "ContactType",
    "Contest",
    "Dirty",
    "Queue",
    "QueueInterval",
    "QueueSlot",
    "QueueTeam",
    "Restatement",
    "SavedView",
    "Shift",
    "Source",
    "StateDay",
    "Strength",
    "Survey",
    "TeamDay",
    "TeamDayShape",
    "TeamMixWeek",
    "Turn",
    "UnitDay",
]
