"""The tables of this room, one module per part."""

from dengta.domains.communication.models.announcements import (
    AffectedTopic,
    Announcement,
    AnnouncementReminder,
    AnnouncementVersion,
    AudienceLine,
    Receipt,
    ReceiptConfirmation,
    ReceiptEscalation,
    StaffConsultation,
    StaffOpinion,
    TestQuestion,
    TestTry,
)
from dengta.domains.communication.models.checks import CheckItem, WorkplaceCheck
from dengta.domains.communication.models.consultations import Consultation, ConsultationVoice
from dengta.domains.communication.models.culture import (
    Aspect,
    CultureLine,
    CultureValue,
    Praise,
    PraiseTag,
    Story,
    StoryPerson,
)
from dengta.domains.communication.models.delegations import Delegation
from dengta.domains.communication.models.flags import CustomerFlag
from dengta.domains.communication.models.grievances import Grievance, GrievanceHandler, GrievanceStep
from dengta.domains.communication.models.groups import TeamGroup
from dengta.domains.communication.models.handled import Handled
from dengta.domains.communication.models.help_calls import HelpCall, KnowledgeEntry
from dengta.domains.communication.models.library import Clause, DocumentReading, DocumentVersion, LibraryDocument
from dengta.domains.communication.models.mediations import Mediation
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
from dengta.domains.communication.models.one_on_ones import CadenceAlert, OneOnOne, PrivateNote, Promise
from dengta.domains.communication.models.reports import ConcernedCustomer, FloorReport, ReportVoice
from dengta.domains.communication.models.requests import (
    MonthlyStatement,
    OutsiderLink,
    RequestOption,
    WeeklyReport,
    WorkRequest,
)
from dengta.domains.communication.models.standups import (
    Blocker,
    Standup,
    StandupAddendum,
    StandupAnswer,
    StandupAttendance,
)
from dengta.domains.communication.models.suggestions import Credit, Effect, Suggestion, Vote
from dengta.domains.communication.models.talks import Talk, TalkSignature, TalkVersion
from dengta.domains.communication.models.team_events import EventPart, SignUp, TeamEvent
from dengta.domains.communication.models.todos import Todo

__all__ = [
    "AffectedTopic",
    "Announcement",
    "AnnouncementReminder",
    "AnnouncementVersion",
    "Aspect",
    "AudienceLine",
    "Blocker",
    "CadenceAlert",
    "CaseReader",
    "CheckItem",
    "Clause",
    "ConcernedCustomer",
    "Consultation",
    "ConsultationVoice",
    "Credit",
    "CultureLine",
    "CultureValue",
    "CustomerFlag",
    "Delegation",
    "DocumentReading",
    "DocumentVersion",
    "Effect",
    "EventPart",
    "FloorReport",
    "Grievance",
    "GrievanceHandler",
    "GrievanceStep",
    "Handled",
    "HelpCall",
    "KnowledgeEntry",
    "LibraryDocument",
    "Mediation",
    "Meeting",
    "MeetingAction",
    "MeetingAward",
    "MeetingCase",
    "MinutesAddendum",
    "MonthlyStatement",
    "Nudge",
    "OneOnOne",
    "OutsiderLink",
    "Praise",
    "PraiseTag",
    "PrivateNote",
    "Promise",
    "Receipt",
    "ReceiptConfirmation",
    "ReceiptEscalation",
    "ReportVoice",
    "RequestOption",
    "SignUp",
    "StaffConsultation",
    "StaffOpinion",
    "Standup",
    "StandupAddendum",
    "StandupAnswer",
    "StandupAttendance",
    "Statement",
    "Story",
    "StoryPerson",
    "Suggestion",
    "Talk",
    "TalkSignature",
    "TalkVersion",
    "TeamEvent",
    "TeamGroup",
    "TestQuestion",
    "TestTry",
    "Todo",
    "Vote",
    "WeeklyReport",
    "WorkRequest",
    "WorkplaceCheck",
]
