"""Legal data: figures of regions, open questions, the yearly notice."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.disputes import policies
from dengta.domains.disputes.forms import legal_data as forms
from dengta.domains.disputes.selectors import legal_data as selectors
from dengta.domains.disputes.services import legal_data as services
from dengta.domains.disputes.views.shared import Request, language
from dengta.domains.people.selectors.labour_law import NATIONAL
from dengta.engines.labour_law.china import PACK, PARAMETERS
from dengta.foundation.calendar.days import missing_notices
from dengta.foundation.calendar.services import edit_calendar, load_notice
from dengta.web import http
from dengta.web.decisions import answer_form, need

FORM = ["GET", "HEAD", "POST"]


@require_safe
def figures(request: Request) -> HttpResponse:
    need(policies.see_legal_data, request.user)
    context = {"figures": selectors.figures(), **_frame(request)}
    return http.page(request, "disputes/figures.html", context)


@require_safe
def questions(request: Request) -> HttpResponse:
    need(policies.see_legal_data, request.user)
    context = {"questions": selectors.questions(), **_frame(request)}
    return http.page(request, "disputes/questions.html", context)


def _frame(request: Request) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "may_edit": policies.edit_legal_data.anywhere(request.user),
        "may_load": edit_calendar.anywhere(request.user),
        "missing": missing_notices(today=today),
        "today": today,
        "pack": PACK,
    }


@require_http_methods(FORM)
def figure_new(request: Request) -> HttpResponse:
    need(policies.edit_legal_data, request.user)
    form = forms.FigureForm(
        request.POST or None, parameters=PARAMETERS, language=language(),
        initial={"parameter": request.GET.get("figure"), "region": NATIONAL, "valid_from": timezone.localdate()},
    )  # fmt: skip
    return answer_form(
        request, form, lambda data: services.enter_figure(**data, by=request.user), title=_("Enter a figure"),
        submit=_("Enter"), back=reverse("legal_data:figures"), said=_("The figure is entered."),
    )  # fmt: skip


@require_http_methods(FORM)
def question_answer(request: Request, key: str) -> HttpResponse:
    need(policies.edit_legal_data, request.user)
    switch = selectors.SWITCH.get(key)
    if switch is None:
        raise Http404
    form = forms.AnswerForm(
        request.POST or None, switch=switch, language=language(),
        initial={"answer": switch.default, "region": NATIONAL, "valid_from": timezone.localdate()},
    )  # fmt: skip
    return answer_form(
        request, form, lambda data: services.answer_question(switch=switch.key, **data, by=request.user),
        title=switch.question.said(language()), submit=_("Decide it so"), back=reverse("legal_data:questions"),
        said=_("Decided. Calculations from that day on follow it."), intro=switch.explanation.said(language()),
    )  # fmt: skip


@require_http_methods(FORM)
def notice_new(request: Request) -> HttpResponse:
    need(edit_calendar, request.user)
    missing = missing_notices(today=timezone.localdate())
    year = missing[0] if missing else timezone.localdate().year + 1
    form = forms.NoticeForm(request.POST or None, initial={"year": year})

    def loaded(data: dict[str, Any]) -> None:
        rest: list[date] = data.pop("rest")
        load_notice(rest=rest, **data, by=request.user)

    return answer_form(
        request, form, loaded, title=_("Enter the holiday notice"), submit=_("Enter"),
        back=reverse("legal_data:figures"), said=_("The notice is entered."),
    )  # fmt: skip
