"""How a page takes a decision: a form or a button in front of one service, one shape for all rooms."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.access import Actor, Permission
from dengta.foundation.errors import NotAllowed, RuleViolation, Warned, all_the_same, listening
from dengta.web import http
from dengta.web.refusals import Refused

Text = str | Promise
# Posted by whoever has read a warning and goes on all the same.
ALL_THE_SAME = "all_the_same"


def need_when(condition: bool) -> None:  # noqa: FBT001 - the condition is the sentence
    """404 for whoever does not meet the condition."""
    if not condition:
        raise Http404


def need(right: Permission[Any], actor: Actor) -> None:
    """404 for whoever has the right nowhere."""
    need_when(right.anywhere(actor))


def _take(request: HttpRequest, decide: Callable[[], object]) -> None:
    """Decide. Whoever goes on all the same is taken at their word only where there is still something to warn of: then
    the decision, which was undone by the warning, is taken once more, and its record says against which."""
    try:
        with listening(to_warnings=True):
            decide()
    except Warned as warning:
        if ALL_THE_SAME not in request.POST:
            raise
        with all_the_same(warning):
            decide()


def answer_form(
    request: HttpRequest,
    form: forms.BaseForm,
    decide: Callable[[dict[str, Any]], object],
    *,
    title: Text,
    submit: Text,
    back: str,
    said: Text,
    template: str = "web/form.html",
    **context: Any,
) -> HttpResponse:
    """Show the form; on POST decide, and go `back` saying so, or show it again with the refusal (422).

    A rule that warns is said in the same place, once, with a box to tick for whoever goes on all the same.
    """
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, lambda: decide(dict(form.cleaned_data)))
        except (NotAllowed, ObjectDoesNotExist) as hidden:
            raise Http404 from hidden
        except Warned as warning:
            form.add_error(None, str(warning))
            form.fields[ALL_THE_SAME] = forms.BooleanField(label=_("I know, and go on all the same"), required=False)
        except RuleViolation as refusal:
            form.add_error(None, Refused(refusal))
        else:
            return http.done(request, back, said)
    shown = {"form": form, "title": title, "submit": submit, "back": back, **context}
    status = 422 if form.errors else 200
    return http.page(request, template, shown, fragment="sheet", status=status)


def decided(request: HttpRequest, decide: Callable[[], object], *, back: str, said: Text) -> HttpResponse:
    """A decision without a form of its own: a button. A refusal is said on its own page (422), as is a warning, with a
    button for whoever goes on all the same."""
    try:
        _take(request, decide)
    except (NotAllowed, ObjectDoesNotExist) as hidden:
        raise Http404 from hidden
    except Warned as warning:
        again = [(name, value) for name, values in request.POST.lists() for value in values]
        context = {"warning": str(warning), "back": back, "again": [*again, (ALL_THE_SAME, "on")]}
        return http.page(request, "web/warned.html", context, status=422)
    except RuleViolation as refusal:
        refused = {"refusal": str(refusal), "rule": refusal.rule, "back": back}
        return http.page(request, "web/refused.html", refused, status=422)
    return http.done(request, back, said)
