"""Complaints: taken in without blame, then classified by a named person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengta.domains.service import policies
from dengta.domains.service.models import Complaint, Source
from dengta.domains.service.services.about import AboutBatch, marks_about
from dengta.domains.service.services.bulk import insert_objects
from dengta.domains.service.services.corrections import R_015, not_about_oneself
from dengta.domains.service.services.marks import mark_dirty
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComplaint:
    """A complaint as a source tells it; `contact` is the number of the contact in the same source, if known."""

    external_id: str
    received_at: datetime
    queue: int | None = None
    channel: int | None = None
    contact: str = ""
    agent: int | None = None
    type: int | None = None
    cause: str = Complaint.Cause.UNDETERMINED
    justified: bool | None = None


@transaction.atomic
def add_complaints(*, source: Source, complaints: Sequence[NewComplaint], origin: str, by: Actor | None = None) -> int:
    """Add complaints; returns how many. Without a cause they count for the team once justified, for no agent ever."""
    batch = AboutBatch(source, complaints)
    rows = [
        Complaint(
            **batch.fields(new, new.received_at), received_at=new.received_at, cause=new.cause, justified=new.justified
        )
        for new in complaints
    ]
    insert_objects(Complaint, rows)
    mark_dirty(marks_about(rows), origin=origin)
    if rows:
        record(by, "service.complaints_added", source, rows=len(rows), origin=origin)
    return len(rows)


@transaction.atomic
def classify_complaint(
    *, complaint_id: int, cause: Complaint.Cause, justified: bool, reason: str, at: datetime, by: Actor
) -> Complaint:
    """Find what a complaint was due to. Only the finding "agent", with its reason, may count against one (R-038)."""
    complaint = Complaint.objects.select_for_update().get(pk=complaint_id)
    policies.classify_complaints.require(by, complaint)
    not_about_oneself({complaint.agent_id}, by=by)
    R_015.refuse(when=not reason.strip(), code="correction_needs_reason")
    if cause == Complaint.Cause.AGENT and complaint.agent_id is None:
        raise RuleViolation("complaint_without_agent")
    before = complaint.cause
    complaint.cause, complaint.justified = cause, justified
    complaint.classified_at, complaint.classified_by_id = at, by.pk
    complaint.save(update_fields=["cause", "justified", "classified_at", "classified_by"])
    mark_dirty(marks_about([complaint]), origin=f"complaint {complaint.pk}")
    record(
        by,
        "service.complaint_classified",
        complaint,
        subject=complaint.agent_id,
        before=before,
        cause=cause,
        justified=justified,
        reason=reason.strip(),
    )
    return complaint
