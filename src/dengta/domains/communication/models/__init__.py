"""The tables of this room, one module per part."""

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
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "Aspect",
    "CaseReader",
    "Clause",
    "CultureLine",
    "CultureValue",
    "DocumentReading",
    "DocumentVersion",
    "LibraryDocument",
    "Meeting",
    "MeetingAction",
    "MeetingAward",
    "MeetingCase",
    "MinutesAddendum",
    "Nudge",
    "Praise",
    "PraiseTag",
    "Statement",
    "Story",
    "StoryPerson",
    "Todo",
]
