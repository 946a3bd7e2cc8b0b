"""What the pages of a case share: finding it, and a form in front of one decision."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from dengta.domains.recognition.models import Case
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_actions import actions_of
from dengta.domains.recognition.selectors.case_lists import listed
from dengta.domains.recognition.views.shared import Request
from dengta.web.decisions import answer_form, need_when

Text = str | Promise
FORM_PAGE = "recognition/cases/form.html"


def case_or_404(request: Request, pk: int) -> Case:
    """A case that the reader may open, with everything that its page names."""
    rows = listed(policies.visible(request.user))
    found: Case = get_object_or_404(rows.select_related("version__clause__book__unit", "version__edition"), pk=pk)
    return found


def where(request: Request, pk: int, *actions: str) -> Case:
    """A case in which the reader can do one of these now; 404 for everybody and everything else."""
    case = case_or_404(request, pk)
    need_when(not actions_of(request.user, case, timezone.now()).isdisjoint(actions))
    return case


def page_of(pk: int) -> str:
    """Where the case is read."""
    return reverse("cases:case", args=[pk])


def decision(
    request: Request, case: Case, form: forms.BaseForm, decide: Callable[..., object], *, title: Text, submit: Text,
    said: Text, **context: Any,
) -> HttpResponse:  # fmt: skip
    """A form in front of one service that takes `case_id`, `by`, `now` and the fields of the form."""
    context.setdefault("template", FORM_PAGE)
    return answer_form(
        request, form,
        lambda data: decide(case_id=case.pk, by=request.user, now=timezone.now(), **data),
        title=title, submit=submit, back=page_of(case.pk), said=said, case=case, **context,
    )  # fmt: skip
