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
from dengta.domains.communication.models.consultations import Consultation, ConsultationVoice
from dengta.domains.communication.models.delegations import Delegation
from dengta.domains.communication.models.grievances import Grievance, GrievanceHandler, GrievanceStep
from dengta.domains.communication.models.mediations import Mediation
from dengta.domains.communication.models.requests import (
    MonthlyStatement,
    OutsiderLink,
    RequestOption,
    WeeklyReport,
    WorkRequest,
)
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "Consultation",
    "ConsultationVoice",
    "Delegation",
    "Grievance",
    "GrievanceHandler",
    "GrievanceStep",
    "Mediation",
    "MonthlyStatement",
    "OutsiderLink",
    "RequestOption",
    "Todo",
    "WeeklyReport",
    "WorkRequest",
from dengta.domains.communication.models.announcements import (
    AffectedTopic,
    Announcement,
    AnnouncementReminder,
    AnnouncementVersion,
    AudienceLine,
    StaffConsultation,
    StaffOpinion,
    Receipt,
    ReceiptConfirmation,
    ReceiptEscalation,
    TestQuestion,
    TestTry,
)
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "AffectedTopic",
    "Announcement",
    "AnnouncementReminder",
    "AnnouncementVersion",
    "AudienceLine",
    "StaffConsultation",
    "StaffOpinion",
    "Receipt",
    "ReceiptConfirmation",
    "ReceiptEscalation",
    "TestQuestion",
    "TestTry",
    "Todo",
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
