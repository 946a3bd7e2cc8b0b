"""The page of a case, for whoever deals with it and for whom it is about; and the whole file in print."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dengta.domains.recognition.models import Case, CaseStep, Measure
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.policies import praise
from dengta.domains.recognition.selectors.approvals import approvals_of
from dengta.domains.recognition.selectors.case_actions import actions_of
from dengta.domains.recognition.selectors.case_circle import circle_of
from dengta.domains.recognition.selectors.case_clock import clock_of
from dengta.domains.recognition.selectors.case_reading import Reading, reading_of
from dengta.domains.recognition.selectors.letters import decided_measure, letters_for
from dengta.domains.recognition.views.cases_shared import case_or_404
from dengta.domains.recognition.views.presenting_cases import (
    case_steps,
    shown_approvals,
    shown_log,
    shown_state,
    who_of,
    why_of,
)
from dengta.domains.recognition.views.shared import Request
from dengta.domains.recognition.views.urging import next_of
from dengta.web import http

Kind, State = CaseStep.Kind, Case.State
ENDING = (
    Kind.CLOSING_ASKED, Kind.DELIVERED, Kind.APPEALED, Kind.APPEAL_DECIDED, Kind.EXECUTED, Kind.CLOSED, Kind.EXPIRED,
)  # fmt: skip
# Whoever deals with it sees why a measure of which range, once there is a finding that allows one.
WITH_WHY = (
    State.FOUND,
    State.PROPOSED,
    State.DECIDED,
    State.DELIVERED,
    State.APPEALED,
    State.FINAL,
    State.EXECUTED,
    State.EXPIRED,
)


@require_safe
def case(request: Request, pk: int) -> HttpResponse:
    return http.page(request, "recognition/cases/case.html", shown(request, case_or_404(request, pk)))


def shown(request: Request, row: Case) -> dict[str, Any]:
    """Everything that the page of a case, and its print, say to this reader."""
    now, today = timezone.now(), timezone.localdate()
    reading, clock, me = reading_of(request.user, row), clock_of(row, today), policies.own_id(request.user)
    can = actions_of(request.user, row, now)
    inside = not reading.is_mine
    return {
        "case": row,
        "reading": reading,
        "mine": reading.is_mine,
        "can": can,
        "next": next_of(reading, clock, can, today),
        "state": shown_state(row, clock, told=reading.state),
        "clock": clock,
        "steps": case_steps(reading, clock),
        "circle": circle_of(row, today, told=reading.is_mine),
        "facts": reading.last(Kind.OPENED),
        "notice": reading.last(Kind.NOTIFIED),
        "statements": _said(reading, Kind.STATED, Kind.NOT_STATED),
        "contact": _said(reading, Kind.CONTACT_REVIEWED),
        "praise_url": f"{reverse('praise:share')}?to={row.employee.number}" if inside and leads(request) else "",
        "good_faith": _said(reading, Kind.SHIELD_CLAIMED, Kind.SHIELD_REVIEWED),
        "finding": reading.last(Kind.FOUND) if row.found_at else None,
        "proposal": reading.proposal,
        "safety": reading.last(Kind.SAFETY) if row.is_for_safety else None,
        "decision": reading.last(Kind.DECIDED),
        "decided": Measure(decided_measure(row)).label if row.decided_at else "",
        "ending": _said(reading, *ENDING),
        "approvals": shown_approvals(row, approvals_of(row), me=me) if inside and row.digest else [],
        "why": why_of(row, reader=me) if inside and row.state in WITH_WHY and row.cause == Case.Cause.AGENT else None,
        "letters": letters_for(row, is_mine=reading.is_mine, proofs="separation" in can or "export" in can),
        "log": shown_log(reading),
        "today": today,
    }


def leads(request: Request) -> bool:
    """Whether the reader leads somebody, whom they can praise with a case."""
    return praise.works_here(request.user) and praise.lead.anywhere(request.user)


def _said(reading: Reading, *kinds: str) -> list[dict[str, Any]]:
    """What was written in these steps, by whom and when."""
    return [{"step": step, "who": who_of(step)} for step in reading.all(*kinds) if step.text or step.kind != Kind.READ]
