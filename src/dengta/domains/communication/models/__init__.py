"""The tables of this room, one module per part."""

from dengta.domains.communication.models.checks import CheckItem, WorkplaceCheck
from dengta.domains.communication.models.culture import (
    Aspect,
    CultureLine,
    CultureValue,
    Praise,
    PraiseTag,
    Story,
    StoryPerson,
)
from dengta.domains.communication.models.library import Clause, DocumentReading, DocumentVersion, LibraryDocument
from dengta.domains.communication.models.meetings import (
    CaseReader,
    Meeting,
    MeetingAction,
    MeetingAward,
    MeetingCase,
    MinutesAddendum,
    Statement,
)
from dengta.domains.communication.models.nudges import Nudge
from dengta.domains.communication.models.team_events import EventPart, SignUp, TeamEvent
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "Aspect",
    "CaseReader",
    "CheckItem",
    "Clause",
    "CultureLine",
    "CultureValue",
    "DocumentReading",
    "DocumentVersion",
    "EventPart",
    "LibraryDocument",
    "Meeting",
    "MeetingAction",
    "MeetingAward",
    "MeetingCase",
    "MinutesAddendum",
    "Nudge",
    "Praise",
    "PraiseTag",
    "SignUp",
    "Statement",
    "Story",
    "StoryPerson",
    "TeamEvent",
    "Todo",
    "WorkplaceCheck",
]
