"""The tables of this room, one module per part."""

from dengta.domains.communication.models.one_on_ones import CadenceAlert, OneOnOne, PrivateNote, Promise
from dengta.domains.communication.models.standups import Blocker, Standup, StandupAddendum, StandupAttendance
from dengta.domains.communication.models.talks import Talk, TalkSignature, TalkVersion
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "Blocker",
    "CadenceAlert",
    "OneOnOne",
    "PrivateNote",
    "Promise",
    "Standup",
    "StandupAddendum",
    "StandupAttendance",
    "Talk",
    "TalkSignature",
    "TalkVersion",
    "Todo",
]
