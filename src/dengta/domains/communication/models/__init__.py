"""The tables of this room, one module per part."""

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
]
