"""Suggestions: the list, one of them, and every step it can take."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.suggestions import (
    AdoptForm,
    DeclineForm,
    JoinForm,
    SuggestionFilter,
    SuggestionForm,
)
from dengta.domains.communication.models import Suggestion
from dengta.domains.communication.policies import suggestions as policies
from dengta.domains.communication.policies.floor import own_id, works_here
from dengta.domains.communication.selectors import suggestions as selectors
from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.communication.selectors.measures import measure_named
from dengta.domains.communication.services import adoptions
from dengta.domains.communication.services import suggestions as services
from dengta.domains.communication.views.presenting import effect_lines, suggestion_steps
from dengta.domains.communication.views.shared import Request, one_or_404
from dengta.foundation.access import rights_on
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

Status = Suggestion.Status
SORTS = {"made": ("created_at",), "votes": ("n_votes", "created_at"), "due": ("due_on",)}


@require_safe
def suggestions(request: Request) -> HttpResponse:
    need_when(works_here(request.user) or policies.decide.anywhere(request.user))
    page = lists.list_page(
        request, selectors.listed(request.user), sorts=SORTS, default="-made", filters=SuggestionFilter,
        ids_first=True,
    )  # fmt: skip
    rows = [(row, selectors.credits_of(row, request.user)) for row in page.rows]
    context = {"page": page, "rows": rows, "may_submit": works_here(request.user)}
    return http.page(request, "communication/suggestions/list.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    return answer_form(
        request,
        SuggestionForm(request.POST or None),
        lambda data: services.submit_suggestion(by=request.user, now=timezone.now(), **data),
        title=_("Make a suggestion"),
        submit=_("Submit"),
        back=reverse("suggestions:list"),
        said=_("Thank you. Your leader answers by the day that stands beside it."),
        template="communication/suggestions/new.html",
    )


@require_safe
def similar(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    found = selectors.similar_to(request.user, request.GET.get("title", ""))
    return http.page(request, "communication/suggestions/similar.html", {"found": found})


@require_safe
def suggestion(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.suggestions(request.user).select_related("merged_into", "decided_by__employee"), pk)
    effect = getattr(row, "effect", None)
    rights = rights_on(request.user, row, policies.tend, policies.decide)
    own_credit = next((one for one in row.credits.all() if one.employee_id == own_id(request.user)), None)
    decides = policies.decide in rights and own_credit is None
    context = {
        "suggestion": row,
        "credits": selectors.credits_of(row, request.user),
        "steps": suggestion_steps(row),
        "effect": effect,
        "measure_label": measure.label if (measure := measure_named(row.measure)) else "",
        "figures": effect_lines(row, effect) if effect and policies.see_figures.allows(request.user, row) else [],
        "own_credit": own_credit,
        "decides": decides and row.status == Status.OPEN,
        "joins": policies.tend in rights and row.status == Status.OPEN,
        "finishes": row.status == Status.ADOPTED and (row.doer_id == own_id(request.user) or policies.decide in rights),
        "votes": row.status in (Status.OPEN, Status.ADOPTED) and own_credit is None and works_here(request.user),
        "withdraws": row.status == Status.OPEN and row.author_id == own_id(request.user),
    }
    return http.page(request, "communication/suggestions/suggestion.html", context)


@require_POST
def vote(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    on = request.GET.get("take") != "back"
    return decided(
        request,
        lambda: services.vote(suggestion_id=pk, by=request.user, now=timezone.now(), on=on),
        back=_back(pk),
        said=_("Your vote counts.") if on else _("Your vote is taken back."),
    )


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    return decided(
        request,
        lambda: services.withdraw_suggestion(suggestion_id=pk, by=request.user, now=timezone.now()),
        back=reverse("suggestions:list"),
        said=_("Your suggestion is withdrawn."),
    )


@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.take_up(suggestion_id=pk, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("The author sees that you are looking into it."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: Request, pk: int) -> HttpResponse:
    row = policies.decide.get_or_404(request.user, policies.visible(request.user), pk=pk)
    return answer_form(
        request,
        AdoptForm(request.POST or None, people=who_can_do_it(row.unit_id, timezone.localdate())),
        lambda data: services.adopt_suggestion(
            suggestion_id=pk, by=request.user, now=timezone.now(), **{**data, "doer": data["doer"].pk}
        ),
        title=_("Adopt the suggestion"),
        submit=_("Adopt"),
        back=_back(pk),
        said=_("Adopted. The author and whoever does it know."),
        intro=row.title,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: Request, pk: int) -> HttpResponse:
    row = policies.decide.get_or_404(request.user, policies.visible(request.user), pk=pk)
    return answer_form(
        request,
        DeclineForm(request.POST or None),
        lambda data: services.decline_suggestion(suggestion_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Not this way, but …"),
        submit=_("Send the answer"),
        back=_back(pk),
        said=_("The author reads your reason and your alternative."),
        intro=row.title,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, pk: int) -> HttpResponse:
    row = policies.tend.get_or_404(request.user, policies.visible(request.user), pk=pk)
    return answer_form(
        request,
        JoinForm(request.POST or None, others=selectors.to_join(request.user, row)),
        lambda data: adoptions.join_suggestions(
            suggestion_id=pk, into=data["into"].pk, by=request.user, now=timezone.now()
        ),
        title=_("Join similar suggestions"),
        submit=_("Join"),
        back=_back(pk),
        said=_("Joined: votes and authors went along."),
        intro=_("Votes and authors go along; nobody’s idea is lost."),
    )


@require_POST
def named(request: Request, pk: int) -> HttpResponse:
    agree = request.POST.get("agree") == "yes"
    return decided(
        request,
        lambda: adoptions.agree_to_be_named(suggestion_id=pk, agree=agree, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("Your name is shown with it. You can take that back here.") if agree else _("Your name is not shown."),
    )


@require_POST
def done(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    return decided(
        request,
        lambda: adoptions.finish_suggestion(suggestion_id=pk, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("Put into practice. Its effect is measured when enough days have passed."),
    )


def _back(pk: int) -> str:
    return reverse("suggestions:suggestion", args=[pk])
