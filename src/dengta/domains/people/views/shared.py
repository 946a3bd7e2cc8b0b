"""Who and when a page of this room is about."""

from datetime import date

from django.http import Http404
from django.utils import timezone

from dengta.domains.people.models import Account, Employee
from dengta.domains.people.policies import see_directory
from dengta.foundation.access import Actor, Permission
from dengta.web import http

Request = http.Request[Account]


def today() -> date:
    """The day of this request."""
    return timezone.localdate()


def person_or_404(actor: Actor, pk: int, right: Permission[Employee] = see_directory) -> Employee:
    """Somebody the reader has this right on."""
    return right.get_or_404(actor, Employee.objects.select_related("account"), pk=pk)


def other_or_404(actor: Actor, pk: int, right: Permission[Employee]) -> Employee:
    """The same, but never oneself: decisions that somebody else has to take."""
    employee = person_or_404(actor, pk, right)
    if employee.account_id == actor.pk:
        raise Http404
    return employee
