"""Calls for help, how fast they are answered, and what the team keeps of them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.help_calls import (
    HelpAnswerForm,
    HelpFilter,
    HelpForm,
    KnowledgeFilter,
    KnowledgeForm,
)
from dengta.domains.communication.models import HelpCall, KnowledgeEntry
from dengta.domains.communication.policies import help_calls as policies
from dengta.domains.communication.policies.floor import has_team, own_id, works_here
from dengta.domains.communication.selectors import help_calls as selectors
from dengta.domains.communication.services import help_calls as services
from dengta.domains.communication.views.shared import Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when


@require_safe
def help_calls(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.help_calls(request.user), sorts={"called": ("called_at",)}, default="-called",
        filters=HelpFilter,
    )  # fmt: skip
    context = {
        "page": page,
        "target_s": _target_s(),
        "may_call": has_team(request.user),
        "sees_times": policies.sees_times(request.user),
    }
    return http.page(request, "communication/help_calls/list.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need_when(has_team(request.user))
    return answer_form(
        request,
        HelpForm(request.POST or None),
        lambda data: services.call_for_help(by=request.user, now=timezone.now(), **data),
        title=_("Leader, please help"),
        submit=_("Call for help"),
        back=reverse("help_calls:list"),
        said=_("Your leader and whoever stands in see it now."),
    )


@require_safe
def call(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.help_calls(request.user), pk)
    is_open, own = row.answered_at is None and row.withdrawn_at is None, row.caller_id == own_id(request.user)
    context = {
        "call": row,
        "seconds": selectors.seconds_to_answer(row),
        "target_s": _target_s(),
        "is_open": is_open,
        "own": own,
        "answers": is_open and not own and policies.answer.allows(request.user, row),
        "keeps": row.answered_at is not None and not hasattr(row, "entry") and policies.keep.allows(request.user, row),
    }
    return http.page(request, "communication/help_calls/call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    row = policies.answer.get_or_404(request.user, HelpCall.objects.select_related("caller"), pk=pk)
    return answer_form(
        request,
        HelpAnswerForm(request.POST or None),
        lambda data: services.answer_call(call_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the call"),
        submit=_("Answer"),
        back=reverse("help_calls:call", args=[pk]),
        said=_("The agent has your answer."),
        intro=f"{row.caller.name}: {row.line}",
    )


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    return decided(
        request,
        lambda: services.withdraw_call(call_id=pk, by=request.user, now=timezone.now()),
        back=reverse("help_calls:list"),
        said=_("Taken back. Good that it is solved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: Request, pk: int) -> HttpResponse:
    row = policies.keep.get_or_404(request.user, HelpCall.objects.all(), pk=pk)
    return answer_form(
        request,
        KnowledgeForm(request.POST or None, initial={"question": row.line, "answer": row.answer}),
        lambda data: services.keep_as_knowledge(call_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Keep it for the team"),
        submit=_("Keep"),
        back=reverse("help_calls:knowledge"),
        said=_("Kept: the team finds it from now on."),
        intro=_("Say it so that it is true for the next customer too. Who asked is not shown."),
    )


@require_safe
def times(request: Request) -> HttpResponse:
    need_when(policies.sees_times(request.user))
    now, today, target = timezone.now(), timezone.localdate(), _target_s()
    weeks = selectors.answer_times(request.user, today=today, target_s=target, now=now)
    return http.page(request, "communication/help_calls/times.html", {"weeks": weeks, "target_s": target})


@require_safe
def knowledge(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.knowledge(request.user), sorts={"written": ("written_at",)}, default="-written",
        filters=KnowledgeFilter,
    )  # fmt: skip
    context = {"page": page, "may_retire": policies.write_knowledge.beyond_own(request.user)}
    return http.page(request, "communication/help_calls/knowledge.html", context, fragment="list")


@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    policies.write_knowledge.get_or_404(request.user, KnowledgeEntry.objects.all(), pk=pk)
    return decided(
        request,
        lambda: services.retire_knowledge(entry_id=pk, by=request.user, now=timezone.now()),
        back=reverse("help_calls:knowledge"),
        said=_("Taken out of the list."),
    )


def _target_s() -> int:
    return services.TARGET_MINUTES.on(timezone.localdate()) * 60
