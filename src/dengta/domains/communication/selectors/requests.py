"""Requests as their readers see them, and who is asked."""

from datetime import date

from django.db.models import Q, QuerySet

from dengta.domains.communication.models import OutsiderLink, WorkRequest
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.policies.reach import asker_is_gone
from dengta.domains.communication.selectors.annotations import meets
from dengta.domains.communication.selectors.answering import hr_over, who_answers
from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import team_on
from dengta.foundation.access import Actor, facts_of

Status = WorkRequest.Status


def requests(actor: Actor) -> QuerySet[WorkRequest]:
    """Those the reader asked, is asked, or answers for; whole where `is_inside`, else the own text and its answer. One
    query."""
    inside = meets(policies.see.condition(actor), WorkRequest.objects.all())
    rows = WorkRequest.objects.filter(policies.readable(actor)).annotate(is_inside=inside)
    return rows.select_related("employee", "unit", "addressee", "escalated_to", "closed_by")


def unanswered(day: date) -> QuerySet[WorkRequest]:
    """Open ones whose day has passed and that nobody else was asked yet."""
    return WorkRequest.objects.filter(status=Status.OPEN, answer_by__lt=day, escalated_to__isnull=True)


def waiting_for(employee_id: int) -> QuerySet[WorkRequest]:
    """What waits for the answer of this person."""
    asked = Q(addressee_id=employee_id) | Q(escalated_to_id=employee_id)
    return WorkRequest.objects.filter(asked, status=Status.OPEN)


def level_above(request: WorkRequest, day: date) -> Employee | None:
    """Who is asked when the addressee let the day pass: whoever leads the asked side next, else the asking side, else
    somebody of HR; never who asked. None only where nobody is left."""
    had = {request.employee_id} | ({request.addressee_id} if request.addressee_id else set())
    asked_side = next_level(request.addressee, day, beyond=had) if request.addressee else None
    asking_side = asked_side or who_answers(request.unit_id, day, beyond=had)
    return asking_side or next(iter(hr_over(request.unit_id, day, beyond=had)), None)


def follower_of(request: WorkRequest, day: date) -> Employee | None:
    """Who looks after it until it is done: whoever asked; once they are gone, the nearest leader of the unit who stands
    over those asked, else its nearest leader. One query, four more where they are gone."""
    if not WorkRequest.objects.filter(asker_is_gone(), pk=request.pk).exists():
        return request.employee
    asked = [request.addressee_id, request.escalated_to_id]
    return who_answers(request.unit_id, day, beyond=asked) or who_answers(request.unit_id, day)


def left_behind() -> QuerySet[WorkRequest]:
    """Answered ones that nobody has closed, and whose asker is gone. One query."""
    return WorkRequest.objects.filter(asker_is_gone(), status__in=(Status.PROMISED, Status.REFUSED)).order_by("pk")


def home_of(asker: Actor, employee_id: int, day: date) -> int | None:
    """The unit a request comes from: the team, or for who stands in none (HR, quality, a supervisor) the unit they
    hold their role at. One query."""
    held = facts_of(asker).roles
    return team_on([employee_id], day).get(employee_id) or (held[0].unit_id if held else None)


def links_of(request: WorkRequest) -> list[OutsiderLink]:
    """The links for people outside, newest first. One query."""
    return list(request.links.order_by("-created_at", "-pk"))
