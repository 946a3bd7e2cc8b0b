"""The pages of review items: what stood out, what the person says, what a human made of it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.goals.forms.gaming import OutcomeForm, ReplyForm
from dengta.domains.goals.models import GamingReview
from dengta.domains.goals.policies import gaming as policies
from dengta.domains.goals.policies.covering import own_id, works_here
from dengta.domains.goals.selectors import gaming as selectors
from dengta.domains.goals.services import gaming as services
from dengta.domains.goals.views.pay_decisions import GET_POST
from dengta.domains.goals.views.telling import Request, kpi_value, one_or_404
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when


@require_safe
def reviews(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.reviews(request.user), sorts={"opened": ("opened_at",)}, default="-opened"
    )
    return http.page(request, "goals/gaming/list.html", {"page": page}, fragment="list")


@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.reviews(request.user), pk)
    own = row.employee_id == own_id(request.user)
    context = {
        "review": row, "kpi": kpi_named(row.kpi).name, "figures": _figures(row),
        "answers": own and row.closed_at is None,
        "closes": not own and row.closed_at is None and policies.close.allows(request.user, row),
    }  # fmt: skip
    return http.page(request, "goals/gaming/review.html", context)


def _figures(row: GamingReview) -> list[tuple[object, str]]:
    """What was compared, in words."""
    told = row.figures
    if row.kind == GamingReview.Kind.COUNTER:
        counter = str(told["counter"])
        return [
            (kpi_named(row.kpi).name, kpi_value(row.kpi, told["own"])),
            (_("better than usual by, in standard deviations"), f"{told['moved']:+.1f}"),
            (kpi_named(counter).name, kpi_value(counter, told["counter_own"])),
            (_("worse than usual by, in standard deviations"), f"{told['counter_moved']:+.1f}"),
        ]
    return [
        (_("Own share"), f"{told['own'] * 100:.1f}%"),
        (_("99% interval"), f"{told['low'] * 100:.1f}%–{told['high'] * 100:.1f}%"),
        (_("All others of the team"), f"{told['others'] * 100:.1f}% (n = {told['others_n']:,})"),
    ]


@require_http_methods(GET_POST)
def answer(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.reviews(request.user), pk)
    need_when(row.employee_id == own_id(request.user))
    return answer_form(
        request, ReplyForm(request.POST or None, initial={"reply": row.reply}),
        lambda data: services.answer_review(review_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Say what it was"), submit=_("Send the answer"), back=_at(pk), said=_("Your answer stands beside it."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def close(request: Request, pk: int) -> HttpResponse:
    row = policies.close.get_or_404(request.user, selectors.reviews(request.user), pk=pk)
    need_when(row.employee_id != own_id(request.user))
    return answer_form(
        request, OutcomeForm(request.POST or None),
        lambda data: services.close_review(review_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Say what it was"), submit=_("Close"), back=_at(pk), said=_("Closed. Nothing follows by itself."),
        intro=row.reply,
    )  # fmt: skip


def _at(pk: int) -> str:
    return reverse("gaming:review", args=[pk])
