"""The door for the room of recognition: praise, stories and ideas are kept here, and read from there under the same
rights. What is written goes through the services of this room."""

from dengta.domains.communication.models import (
    Aspect,
    Credit,
    Meeting,
    Praise,
    PraiseTag,
    Story,
    StoryPerson,
    Suggestion,
)
from dengta.domains.communication.policies.culture import see_praise
from dengta.domains.communication.policies.reach import OF_UNIT

__all__ = [
    "OF_UNIT",
    "Aspect",
    "Credit",
    "Meeting",
    "Praise",
    "PraiseTag",
    "Story",
    "StoryPerson",
    "Suggestion",
    "see_praise",
]
