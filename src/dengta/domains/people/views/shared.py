"""How the pages of this room take a form: one shape for all of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise

from dengta.domains.people.models import Account, Employee
from dengta.domains.people.policies import see_directory
from dengta.foundation.access import Actor, Permission
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.web import http

Request = http.Request[Account]
Text = str | Promise


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


def need(right: Permission[Any], actor: Actor) -> None:
    """404 for whoever has the right nowhere."""
    if not right.anywhere(actor):
        raise Http404


def answer_form(
    request: Request,
    form: forms.BaseForm,
    decide: Callable[[dict[str, Any]], object],
    *,
    title: Text,
    submit: Text,
    back: str,
    said: Text,
    template: str = "people/form.html",
    **context: Any,
) -> HttpResponse:
    """Show the form; on POST decide, and go `back` saying so, or show it again with the refusal (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            decide(form.cleaned_data)
        except (NotAllowed, ObjectDoesNotExist) as hidden:
            raise Http404 from hidden
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return http.done(request, back, said)
    shown = {"form": form, "title": title, "submit": submit, "back": back, **context}
    status = 422 if form.errors else 200
    return http.page(request, template, shown, fragment="sheet", status=status)


def decided(request: Request, decide: Callable[[], object], *, back: str, said: Text) -> HttpResponse:
    """A decision without a form of its own: a button. A refusal is said on its own page (422)."""
    try:
        decide()
    except (NotAllowed, ObjectDoesNotExist) as hidden:
        raise Http404 from hidden
    except RuleViolation as refusal:
        context = {"refusal": str(refusal), "back": back}
        return http.page(request, "people/refused.html", context, status=422)
    return http.done(request, back, said)
