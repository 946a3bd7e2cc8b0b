"""Who else has to agree with a proposed measure, and whether they did."""

from datetime import datetime, timedelta

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.models import Case, CaseApproval, Measure, Reflection
from dengta.domains.recognition.selectors.case_history import consistency_of
from dengta.domains.recognition.selectors.case_parameters import CASE_APPROVAL_HOURS
from dengta.domains.recognition.selectors.clauses import Range

Ground = CaseApproval.Ground
SEVERE = Measure.WRITTEN_WARNING


def is_severe(measure: int) -> bool:
    """A written warning, or more."""
    return measure >= SEVERE


def reflection_waits(case: Case, now: datetime) -> bool:
    """Whether a leader of the person's team has a reflection open or in this quarter. Three queries."""
    day = day_of(now)
    quarter = day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
    leaders = [one.employee.pk for one in leading(case.unit_id, day)]
    rows = Reflection.objects.filter(leader__in=leaders)
    return rows.filter(quarter=quarter).exists() or rows.filter(answered_at=None).exists()


def grounds_for(case: Case, allowed: Range, *, protected: bool, often_severe: bool) -> list[str]:
    """Why a second person has to agree, of a case with a proposed measure. One query."""
    measure = case.measure or 0
    found = consistency_of(case, proposed=measure)
    asked = {
        Ground.HR: is_severe(measure),
        Ground.LENIENCY: measure < allowed.least,
        Ground.PRECEDENT: found.outside,
        Ground.PROTECTED: protected,
        Ground.OFTEN_SEVERE: often_severe and is_severe(measure),
        Ground.SEPARATION: measure == Measure.SEPARATION_REVIEW,
    }
    return [str(ground) for ground, needed in asked.items() if needed]


def approvals_of(case: Case) -> list[CaseApproval]:
    """Those that this very proposal asks for. One query."""
    return list(case.approvals.filter(digest=case.digest).select_related("asked").order_by("pk"))


def in_time(case: Case, now: datetime) -> bool:
    """Whether a proposal can still be agreed with: within three days, on the very same words."""
    hours = timedelta(hours=CASE_APPROVAL_HOURS.on(day_of(now)))
    return case.proposed_at is not None and now <= case.proposed_at + hours
