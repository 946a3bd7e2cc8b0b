"""Who else has to agree with a proposed measure, and whether they did."""

from datetime import date, datetime, timedelta

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.recognition.models import Case, CaseApproval, Measure
from dengta.domains.recognition.selectors.case_history import consistency_of
from dengta.domains.recognition.selectors.case_parameters import CASE_APPROVAL_HOURS
from dengta.domains.recognition.selectors.clauses import Range
from dengta.domains.recognition.selectors.severities import reflection_open

Ground = CaseApproval.Ground
SEVERE = Measure.WRITTEN_WARNING


def is_severe(measure: int) -> bool:
    """A written warning, or more."""
    return measure >= SEVERE


def reflection_waits(case: Case, day: date) -> bool:
    """Whether a leader of the person's team, or who decides, owes a reflection about severe measures. Four queries."""
    return reflection_open(answering_for(case, day), day)


def answering_for(case: Case, day: date) -> list[int]:
    """To whom a severe measure counts: the nearest leaders of the team, and who decides it. Three queries."""
    return [*leaders_of_team(case.unit_id, day), *([case.decider_id] if case.decider_id else [])]


def leaders_of_team(unit_id: int, day: date) -> list[int]:
    """The nearest leaders of a team. Three queries."""
    accounts = nearest_leaders([unit_id], day).get(unit_id, set())
    return list(Employee.objects.filter(account__in=accounts).order_by("pk").values_list("pk", flat=True))


def grounds_for(case: Case, allowed: Range, *, next_level: bool = False) -> list[str]:
    """Why a second person has to agree, of a case with a proposed measure and its proposer. Whether the next level does
    is asked where it is proposed, and shown nowhere before. One query."""
    measure = case.measure or 0
    found = consistency_of(case, proposed=measure, reader=case.proposed_by_id)
    asked = {
        Ground.HR: is_severe(measure),
        Ground.LENIENCY: measure < allowed.least,
        Ground.PRECEDENT: found.outside,
        Ground.SAFETY: case.is_for_safety,
        Ground.NEXT_LEVEL: next_level,
        Ground.SEPARATION: measure == Measure.SEPARATION_REVIEW,
    }
    return [str(ground) for ground, needed in asked.items() if needed]


def approvals_of(case: Case) -> list[CaseApproval]:
    """Those that this very proposal asks for. One query."""
    return list(case.approvals.filter(digest=case.digest).select_related("asked").order_by("pk"))


def in_time(case: Case, approval: CaseApproval, now: datetime) -> bool:
    """Whether a proposal can still be agreed with: within three days, on the very same words. Of the next level from
    the day it was asked: that may be later."""
    hours = timedelta(hours=CASE_APPROVAL_HOURS.on(day_of(now)))
    since = approval.asked_at if approval.ground == Ground.NEXT_LEVEL else case.proposed_at
    return since is not None and now <= since + hours
