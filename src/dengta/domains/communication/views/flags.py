"""Flags at customers: raise one with one tap, decide it, read what stands."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.flags import DecisionForm, FlagFilter, FlagForm
from dengta.domains.communication.models import CustomerFlag
from dengta.domains.communication.policies import flags as policies
from dengta.domains.communication.policies.floor import has_team, own_id, works_here
from dengta.domains.communication.selectors import flags as selectors
from dengta.domains.communication.selectors.neutral_words import hard_words
from dengta.domains.communication.services import flags as services
from dengta.domains.communication.views.shared import Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

SORTS = {"raised": ("created_at",), "due": ("due_on",), "ends": ("ends_on",)}


@require_safe
def flags(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(request, selectors.flags(request.user), sorts=SORTS, default="-raised", filters=FlagFilter)
    context = {"page": page, "today": timezone.localdate(), "may_raise": has_team(request.user)}
    return http.page(request, "communication/flags/list.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need_when(has_team(request.user))
    return answer_form(
        request,
        FlagForm(request.POST or None, initial={"reference": request.GET.get("reference", "")[:80]}),
        lambda data: services.raise_flag(by=request.user, now=timezone.now(), **data),
        title=_("A customer is hard to serve"),
        submit=_("Ask the leader"),
        back=reverse("flags:list"),
        said=_("Your leader decides today. The next contact shows it."),
        template="communication/flags/new.html",
    )


@require_safe
def wording(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    words = hard_words(request.GET.get("line", ""))
    return http.page(request, "communication/flags/wording.html", {"words": words})


@require_safe
def flag(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.flags(request.user), pk)
    today = timezone.localdate()
    decides = policies.decide.allows(request.user, row) and row.raised_by_id != own_id(request.user)
    context = {
        "flag": row,
        "today": today,
        "stands": bool(row.ends_on and row.ends_on >= today),
        "decides": decides and not row.decision,
        "may_end": decides and (bool(row.ends_on and row.ends_on >= today) or selectors.is_taken_over(row)),
    }
    return http.page(request, "communication/flags/flag.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    row = policies.decide.get_or_404(request.user, CustomerFlag.objects.all(), pk=pk)
    today = timezone.localdate()
    first = {"ends_on": today + timedelta(days=services.STANDS_DAYS.on(today))}
    return answer_form(
        request,
        DecisionForm(request.POST or None, initial=first),
        lambda data: services.decide_flag(flag_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Decide about the customer"),
        submit=_("Decide"),
        back=reverse("flags:flag", args=[pk]),
        said=_("Decided. The agent knows, and the next contact shows it."),
        intro=f"{row.reference} · {row.line}",
    )


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    policies.decide.get_or_404(request.user, CustomerFlag.objects.all(), pk=pk)
    return decided(
        request,
        lambda: services.end_flag(flag_id=pk, by=request.user, now=timezone.now()),
        back=reverse("flags:flag", args=[pk]),
        said=_("It stands no longer."),
    )
