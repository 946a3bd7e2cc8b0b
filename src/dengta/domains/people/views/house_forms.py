"""The pages where HR writes the interview form and the onboarding checklist."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.house_forms import CriterionForm, ItemForm
from dengta.domains.people.models import InterviewCriterion, OnboardingItem
from dengta.domains.people.selectors.catalogue import checklist as items
from dengta.domains.people.selectors.hiring import criteria
from dengta.domains.people.services import house_forms
from dengta.domains.people.views.shared import Request, today
from dengta.foundation.access import Permission
from dengta.web import http
from dengta.web.decisions import answer_form, decided, need


def _either(request: Request, *rights: Permission[Any]) -> None:
    if not any(right.anywhere(request.user) for right in rights):
        raise Http404


@require_safe
def interview_form(request: Request) -> HttpResponse:
    """What is asked: whoever holds interviews reads it, HR writes it."""
    _either(request, policies.interview_candidates, policies.edit_interview_form)
    context = {"criteria": criteria(), "may_edit": policies.edit_interview_form.anywhere(request.user)}
    return http.page(request, "people/interview_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: Request, pk: int | None = None) -> HttpResponse:
    need(policies.edit_interview_form, request.user)
    row = get_object_or_404(InterviewCriterion, pk=pk, retired_on=None) if pk else None
    form = CriterionForm(request.POST or None, instance=row, initial={} if row else {"position": _next(criteria())})
    return answer_form(
        request, form,
        lambda data: house_forms.save_criterion(
            question=house_forms.Question(**data), criterion_id=pk, on=today(), by=request.user
        ),
        title=_("Change the question") if pk else _("Add a question"), submit=_("Save the question"),
        back=reverse("people:interview_form"),
        said=_("The interview form is saved. Interviews that were scored keep the form they were scored with."),
    )  # fmt: skip


@require_POST
def criterion_end(request: Request, pk: int) -> HttpResponse:
    need(policies.edit_interview_form, request.user)
    return decided(
        request, lambda: house_forms.retire_criterion(criterion_id=pk, on=today(), by=request.user),
        back=reverse("people:interview_form"), said=_("The question is out of the form."),
    )  # fmt: skip


@require_safe
def checklist(request: Request) -> HttpResponse:
    """What everybody does in the first weeks: whoever trains people reads it, HR writes it."""
    _either(request, policies.edit_training, policies.edit_checklist)
    context = {"items": list(items()), "may_edit": policies.edit_checklist.anywhere(request.user)}
    return http.page(request, "people/checklist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Request, pk: int | None = None) -> HttpResponse:
    need(policies.edit_checklist, request.user)
    row = get_object_or_404(OnboardingItem, pk=pk, retired_on=None) if pk else None
    form = ItemForm(request.POST or None, instance=row, initial={} if row else {"position": _next(list(items()))})
    return answer_form(
        request, form,
        lambda data: house_forms.save_item(
            item=house_forms.Item(**data), item_id=pk, on=today(), by=request.user
        ),
        title=_("Change the item") if pk else _("Add an item"), submit=_("Save the item"),
        back=reverse("people:checklist"),
        said=_("The checklist is saved. What was signed stays as it was signed; open items carry the new words."),
        intro=None if pk else _("Whoever starts from now on gets it. People who have a checklist keep theirs."),
    )  # fmt: skip


@require_POST
def item_end(request: Request, pk: int) -> HttpResponse:
    need(policies.edit_checklist, request.user)
    return decided(
        request, lambda: house_forms.retire_item(item_id=pk, on=today(), by=request.user),
        back=reverse("people:checklist"), said=_("The item is out of the checklist, and nobody has to do it any more."),
    )  # fmt: skip


def _next(rows: list[Any]) -> int:
    return max((row.position for row in rows), default=0) + 1
