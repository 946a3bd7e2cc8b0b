"""Upward reviews: what waits for me, how I lead, how people of the house are led, and rounds for HR."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Account, Unit
from dengta.domains.performance.forms import raters as forms
from dengta.domains.performance.models import Conduct, UpwardRound
from dengta.domains.performance.policies import upward_reviews as policies
from dengta.domains.performance.policies.raters import works_here
from dengta.domains.performance.selectors import upward_reviews as selectors
from dengta.domains.performance.selectors.packs import HIGHEST, LOWEST
from dengta.domains.performance.services import upward_reviews as services
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

Request = http.Request[Account]
FORM = "performance/raters/form.html"
FORMS = ["GET", "HEAD", "POST"]
MONTHS = 3


@require_safe
def upward_list(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.results(request.user),
        sorts={"quarter": ("round__year", "round__quarter"), "name": ("leader__pinyin",)}, default="-quarter",
    )  # fmt: skip
    latest = selectors.latest_closed(request.user)
    prepares = policies.prepare.beyond_own(request.user)
    context = {
        "page": page,
        "asked": selectors.asked(request.user),
        "rounds": selectors.rounds(request.user).order_by("-year", "-quarter", "-pk")[:8] if prepares else (),
        "prepares": prepares,
        "latest": latest,
        "house": selectors.house_lines(request.user, latest) if latest else [],
    }
    return http.page(request, "performance/upward_reviews/list.html", context, fragment="list")


@require_http_methods(FORMS)
def upward_prepare(request: Request) -> HttpResponse:
    need(policies.prepare_for, request.user)
    today = timezone.localdate()
    initial = {"year": today.year, "quarter": (today.month - 1) // MONTHS + 1, **selectors.SENTENCES}
    units = policies.prepare_for.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("name", "pk")
    form = forms.UpwardForm(request.POST or None, initial=initial, units=units)

    def prepare(data: dict[str, Any]) -> UpwardRound:
        return services.prepare_round(
            unit_id=data["unit"].pk, year=data["year"], quarter=data["quarter"], items=form.items(),
            more=data["more"].splitlines(), by=request.user, now=timezone.now(),
        )  # fmt: skip

    return answer_form(
        request,
        form,
        prepare,
        title=_("Prepare an upward review"),
        submit=_("Save the form"),
        back=reverse("upward_reviews:list"),
        said=_("Saved. Look at it once more, then start it."),
        template=FORM,
        intro=_("A sentence for each conduct, judged from 1 (not at all) to 5 (entirely). None may be left out."),
    )


@require_safe
def upward_round(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(selectors.rounds(request.user), pk=pk)
    items = list(row.items.all())
    asked = {item.conduct for item in items}
    context = {
        "round": row,
        "items": items,
        "missing": [label for conduct, label in Conduct.choices if conduct not in asked],
        "runs": row.status in (UpwardRound.Status.DRAFT, UpwardRound.Status.OPEN),
    }
    return http.page(request, "performance/upward_reviews/round.html", context)


@require_http_methods(FORMS)
def upward_start(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(selectors.rounds(request.user), pk=pk)
    today = timezone.localdate()
    until = today + timedelta(days=services.DAYS_OPEN.on(today))
    return answer_form(
        request,
        forms.StartForm(request.POST or None, until=until),
        lambda data: services.start_round(round_id=pk, by=request.user, now=timezone.now(), **data),
        title=format_lazy(_("Start the review of {quarter}"), quarter=row),
        submit=_("Start and ask"),
        back=reverse("upward_reviews:round", args=[pk]),
        said=_("Started. Everybody who is asked finds it in the own inbox."),
        template=FORM,
        promise="start",
        threshold=services.THRESHOLD.on(today),
    )


@require_POST
def upward_cancel(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.cancel_round(round_id=pk, by=request.user, now=timezone.now()),
        back=reverse("upward_reviews:list"),
        said=_("Called off. What was answered is deleted unread."),
    )


@require_http_methods(FORMS)
def upward_answer(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.asked(request.user), pk=pk)
    low, high = str(_("not at all")), str(_("entirely"))
    scales = [(str(item.pk), item.text, low, high) for item in row.round.items.all()]
    form = forms.AnswerForm(request.POST or None, scales=scales)
    return answer_form(
        request,
        form,
        lambda data: services.answer(
            token_id=pk, scores=form.scores(), comment=data["comment"], by=request.user, now=timezone.now()
        ),
        title=format_lazy(_("How {name} leads"), name=row.leader.name),
        submit=_("Hand in"),
        back=reverse("upward_reviews:list"),
        said=_("Thank you. Your answer is kept without your name."),
        template=FORM,
        promise="upward",
        threshold=row.round.threshold,
    )


@require_safe
def upward_result(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.results(request.user), pk=pk)
    context = {
        "result": row,
        "lines": selectors.lines_of(row),
        "comments": selectors.comments_of(row),
        "own": selectors.is_own(row, request.user),
        "lowest": LOWEST,
        "highest": HIGHEST,
    }
    return http.page(request, "performance/upward_reviews/result.html", context)
