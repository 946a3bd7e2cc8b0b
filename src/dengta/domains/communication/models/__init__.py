"""The tables of this room, one module per part."""

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
]
