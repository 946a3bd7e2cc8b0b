"""Requests as their readers see them, and who is asked."""

from datetime import date

from django.db.models import Q, QuerySet

from dengta.domains.communication.models import OutsiderLink, WorkRequest
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.people.models import Employee
from dengta.foundation.access import Actor

Status = WorkRequest.Status


def requests(actor: Actor) -> QuerySet[WorkRequest]:
    """Those the reader asked, is asked, or answers for. One query."""
    rows = policies.see.scope(actor, WorkRequest.objects.all())
    return rows.select_related("employee", "unit", "addressee", "escalated_to")


def unanswered(day: date) -> QuerySet[WorkRequest]:
    """Open ones whose day has passed, not yet called to the next level."""
    return WorkRequest.objects.filter(status=Status.OPEN, answer_by__lt=day, escalated_at__isnull=True)


def waiting_for(employee_id: int) -> QuerySet[WorkRequest]:
    """What waits for the answer of this person."""
    asked = Q(addressee_id=employee_id) | Q(escalated_to_id=employee_id)
    return WorkRequest.objects.filter(asked, status=Status.OPEN)


def level_above(request: WorkRequest, day: date) -> Employee | None:
    """Who is asked when the addressee let the day pass: whoever leads the asked side next, never who asked."""
    of = request.addressee or request.employee
    beyond = {request.employee_id} | ({request.addressee_id} if request.addressee_id else set())
    return next_level(of, day, beyond=beyond)


def links_of(request: WorkRequest) -> list[OutsiderLink]:
    """The links for people outside, newest first. One query."""
    return list(request.links.order_by("-created_at", "-pk"))
