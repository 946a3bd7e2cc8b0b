"""Voting, approving, being named: one form in front of each service."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from dengta.domains.recognition.forms import stars as forms
from dengta.domains.recognition.forms.rule_book import WhyForm
from dengta.domains.recognition.models import StarMonth, TierScheme
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.services import star_criteria, star_decisions, star_months
from dengta.domains.recognition.services.top_list import choose_naming
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.domains.recognition.views.stars import may_decide
from dengta.foundation.access import facts_of
from dengta.web.decisions import answer_form, decided, need_when

State = StarMonth.State


def _page(pk: int) -> str:
    return reverse("stars:month", args=[pk])


@require_http_methods(FORM)
def vote(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.months(request.user).filter(state=State.VOTING), pk)
    need_when(selectors.may_vote(request.user, row, timezone.localdate()))
    me = facts_of(request.user).employee_id
    listed = [one for one in selectors.candidates(row) if one.employee_id != me]
    return answer_form(
        request,
        forms.VoteForm(request.POST or None, candidates=listed),
        lambda data: star_months.vote(month_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Vote for the Service Star"),
        submit=_("Vote"),
        back=_page(pk),
        said=_("Thank you. Your vote counts, and nobody can see whom it was for."),
        intro=_("Kept is that you voted, and how many votes each has. For whom you voted is written down nowhere."),
    )


def _chosen_or_404(request: Request, pk: int) -> None:
    row = one_or_404(StarMonth.objects.select_related("criteria", "unit"), pk)
    need_when(may_decide(request, row))


@require_http_methods(FORM)
def approve(request: Request, pk: int) -> HttpResponse:
    _chosen_or_404(request, pk)
    return answer_form(
        request,
        forms.LateForm(request.POST or None),
        lambda data: star_decisions.approve_star(month_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Approve the Service Star"),
        submit=_("Approve and give the reward"),
        back=_page(pk),
        said=_("Approved, and the reward is given. The winner is asked whether to be named."),
        intro=_("It is recalculated from the frozen data first; with another outcome nothing is approved."),
    )


@require_http_methods(FORM)
def decline(request: Request, pk: int) -> HttpResponse:
    _chosen_or_404(request, pk)
    return answer_form(
        request,
        WhyForm(request.POST or None),
        lambda data: star_decisions.decline_star(month_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Do not approve it"),
        submit=_("No star this month"),
        leave=_("Keep it open"),
        back=_page(pk),
        said=_("Not approved. The reason stands in the record; who was chosen is told to nobody."),
    )


@require_http_methods(FORM)
def named(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.months(request.user).filter(state=State.APPROVED), pk)
    own = selectors.own_standing(request.user, row)
    need_when(own is not None and own.is_winner and own.named is None)
    return answer_form(
        request,
        forms.NamedForm(request.POST or None),
        lambda data: star_decisions.say_whether_named(month_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("You are the Service Star. May we name you?"),
        submit=_("Answer"),
        back=_page(pk),
        said=_("Thank you. It is published as you wish."),
        intro=_("The reward is yours either way. Without an answer it is published without your name."),
    )


@require_POST
def confirm_tiers(request: Request, pk: int) -> HttpResponse:
    one_or_404(policies.decide_tiers.scope(request.user, TierScheme.objects.all()), pk)
    return decided(
        request,
        lambda: star_criteria.confirm_tiers(scheme_id=pk, by=request.user, now=timezone.now()),
        back=reverse("stars:tiers"),
        said=_("Confirmed. They hold from their month on."),
    )


@require_POST
def naming(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user) and bool(facts_of(request.user).home_units))
    is_named = request.POST.get("named") == "yes"
    return decided(
        request,
        lambda: choose_naming(is_named=is_named, by=request.user, now=timezone.now()),
        back=reverse("stars:top"),
        said=_("From now on the list names you, with your place and tier.")
        if is_named
        else _("From now on nobody but you finds you on the list."),
    )
