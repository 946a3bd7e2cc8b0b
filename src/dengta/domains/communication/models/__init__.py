"""The tables of this room, one module per part."""

from dengta.domains.communication.models.flags import CustomerFlag
from dengta.domains.communication.models.handled import Handled
from dengta.domains.communication.models.help_calls import HelpCall, KnowledgeEntry
from dengta.domains.communication.models.reports import ConcernedCustomer, FloorReport, ReportVoice
from dengta.domains.communication.models.suggestions import Credit, Effect, Suggestion, Vote
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "ConcernedCustomer",
    "Credit",
    "CustomerFlag",
    "Effect",
    "FloorReport",
    "Handled",
    "HelpCall",
    "KnowledgeEntry",
    "ReportVoice",
    "Suggestion",
    "Todo",
    "Vote",
]
