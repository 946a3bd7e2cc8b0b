"""Contests between teams: fixed beforehand, counted with their interval, the prize given by a second person."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms import stars as forms
from dengta.domains.recognition.models import Contest
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors import contests as selectors
from dengta.domains.recognition.selectors.stars import clients_to_write
from dengta.domains.recognition.services import contests as services
from dengta.domains.recognition.services.ties import is_tied
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.domains.recognition.views.star_presenting import percent, shown_teams
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

SORTS = {"ends": ("ends_on",), "title": ("title",)}


@require_safe
def listed(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    context = {
        "page": lists.list_page(request, selectors.contests(request.user), sorts=SORTS, default="-ends"),
        "writes": policies.write_for.anywhere(request.user),
        "today": timezone.localdate(),
    }
    return http.page(request, "recognition/stars/contests.html", context, fragment="list")


def _may_give(request: Request, row: Contest) -> bool:
    """Entitled, not of a winning team nor tied to one of it, and not who fixed it."""
    if row.verdict not in (Contest.Verdict.CLEAR, Contest.Verdict.SHARED) or row.awarded_at is not None:
        return False
    if row.fixed_by_id == request.user.pk or not policies.decide_contests.allows(request.user, row):
        return False
    winners = set(selectors.winners_of(row).values_list("pk", flat=True))
    if facts_of(request.user).employee_id in winners:
        return False
    return not is_tied(winners, by=request.user, day=timezone.localdate())


def _may_confirm(request: Request, row: Contest) -> bool:
    """Entitled, before its first day, and not who fixed it."""
    if not row.waits or row.starts_on <= timezone.localdate() or row.fixed_by_id == request.user.pk:
        return False
    return policies.decide_contests.allows(request.user, row)


@require_safe
def contest(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.contests(request.user), pk)
    teams = shown_teams(row.teams.select_related("unit").order_by("unit__name"))
    context = {
        "contest": row,
        "teams": teams,
        "covered": percent(row.covered),
        "holds": selectors.holds(row) if row.counted_on is not None else None,
        "countable_from": selectors.countable_from(row),
        "gives": _may_give(request, row),
        "confirms": _may_confirm(request, row),
        "today": timezone.localdate(),
        "among": sum(one.row.is_winner for one in teams),
    }
    return http.page(request, "recognition/stars/contest.html", context)


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    clients = clients_to_write(request.user)
    need_when(clients.exists())
    today = timezone.localdate()
    form = forms.ContestForm(request.POST or None, teams=selectors.teams_below(clients, today))
    return answer_form(
        request,
        form,
        lambda data: services.fix_contest(
            unit=selectors.client_of(data["teams"], today), plan=form.plan(), teams=list(data["teams"]),
            by=request.user, now=timezone.now(),
        ),
        title=_("Set up a contest"),
        submit=_("Publish the contest"),
        back=reverse("stars:contests"),
        said=_("Published. Figure, days and prize stay as they are."),
        template="recognition/stars/form.html",
    )  # fmt: skip


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    one_or_404(policies.decide_contests.scope(request.user, Contest.objects.all()), pk)
    return decided(
        request,
        lambda: services.confirm_contest(contest_id=pk, by=request.user, now=timezone.now()),
        back=reverse("stars:contest", args=[pk]),
        said=_("Confirmed. It begins on its day."),
    )


@require_http_methods(FORM)
def award(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.contests(request.user), pk)
    need_when(_may_give(request, row))
    return answer_form(
        request,
        forms.LateForm(request.POST or None),
        lambda data: services.award_contest(contest_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Give the prize"),
        submit=_("Give the prize"),
        back=reverse("stars:contest", args=[pk]),
        said=_("Given to everybody of the winning team."),
        intro=_("It is recalculated from the frozen data first; with another outcome nothing is given."),
    )
