"""Praise with a case; what I was given and who reads it; whom the praise of a team reaches."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.selectors import culture
from dengta.domains.communication.selectors.shared_praise import Aspect
from dengta.domains.people.models import Unit
from dengta.domains.recognition.forms import praise as forms
from dengta.domains.recognition.models import WallSource
from dengta.domains.recognition.policies import praise as policies
from dengta.domains.recognition.selectors import coverage as coverages
from dengta.domains.recognition.selectors import praise as selectors
from dengta.domains.recognition.services import praise as services
from dengta.domains.recognition.services import wall
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

READERS = {
    wall.PRIVATE: _("Only me and whoever gave it"),
    wall.TEAM: _("My team"),
    wall.WALL: _("Everybody on the honour wall"),
    wall.OUTSIDE: _("The wall, and outside the house with my name"),
}


def _choices(source: WallSource) -> list[tuple[str, object]]:
    return [(far, READERS[far]) for far in wall.FAR[source]]


@require_safe
def cases(request: Request) -> HttpResponse:
    need_when(policies.reads_wall(request.user))
    page = lists.list_page(
        request, selectors.cases(request.user), sorts={"day": ("given_on", "pk")}, default="-day",
        filters=forms.CaseFilter,
    )  # fmt: skip
    context = {"page": page, "may_praise": policies.lead.anywhere(request.user)}
    return http.page(request, "recognition/praise/cases.html", context, fragment="list")


@require_safe
def case(request: Request, pk: int) -> HttpResponse:
    need_when(policies.reads_wall(request.user))
    row = one_or_404(selectors.cases(request.user), pk)
    me = facts_of(request.user).employee_id
    context = {
        "praise": row,
        "is_mine": row.receiver_id == me,
        # The number of the contact is for those who can look it up: not for the wall.
        "shows_contact": bool(row.case.contact)
        and (me in (row.receiver_id, row.giver_id) or policies.lead.allows(request.user, row)),
        "seen_by": READERS[selectors.seen_by(row, {})],
    }
    return http.page(request, "recognition/praise/case.html", context)


@require_http_methods(FORM)
def share(request: Request) -> HttpResponse:
    need_when(policies.lead.anywhere(request.user) and policies.works_here(request.user))
    people = culture.colleagues(request.user, timezone.localdate())
    return answer_form(
        request,
        forms.CaseForm(request.POST or None, people=people, initial={"receiver": request.GET.get("to", "")}),
        lambda data: services.share_case(by=request.user, now=timezone.now(), **data),
        title=_("Praise with a case"),
        submit=pgettext_lazy("on the wall", "Praise"),
        back=reverse("praise:cases"),
        said=_("They read it now, and decide who else does."),
        intro=_("Only somebody you lead. They read it first; colleagues read it once they say so."),
    )


@require_safe
def mine(request: Request) -> HttpResponse:
    need_when(policies.works_here(request.user) and policies.reads_wall(request.user))
    outside = selectors.told_outside(request.user)
    page = lists.list_page(
        request, selectors.given_to_me(request.user), sorts={"day": ("given_on", "pk")}, default="-day"
    )

    context = {
        "page": page,
        "rows": [(row, selectors.seen_by(row, outside)) for row in page.rows],
        "rewards": [
            (row, selectors.far(WallSource.REWARD, row.pk, selectors.reward_since(row), outside))
            for row in selectors.my_rewards(request.user)[: lists.PER_PAGE]
        ],
        "stories": [
            (one.story, selectors.far(WallSource.STORY, one.story_id, selectors.story_since(one), outside))
            for one in selectors.my_stories(request.user)[: lists.PER_PAGE]
        ],
        "ideas": [
            (one.suggestion, selectors.far(WallSource.IDEA, one.suggestion_id, one.named_since, outside))
            for one in selectors.my_ideas(request.user)[: lists.PER_PAGE]
        ],
        "of_praise": _choices(WallSource.PRAISE),
        "of_others": _choices(WallSource.REWARD),
    }
    return http.page(request, "recognition/praise/mine.html", context, fragment="list")


@require_POST
def readers(request: Request, source: str, pk: int) -> HttpResponse:
    """What I was given is read by whom I choose, from now on."""
    need_when(policies.works_here(request.user))
    seen_by = request.POST.get("seen_by", "")
    return decided(
        request,
        lambda: wall.choose_readers(source=source, key=pk, seen_by=seen_by, by=request.user, now=timezone.now()),
        back=reverse("praise:mine"),
        said=_("It holds from now on. You can change it at any time."),
    )


@require_safe
def coverage(request: Request) -> HttpResponse:
    need_when(policies.see_coverage.anywhere(request.user))
    today = timezone.localdate()
    teams = list(coverages.teams(request.user, today))
    chosen = _chosen(request, teams)
    if chosen is None:
        return http.page(request, "recognition/praise/coverage.html", {"found": None}, fragment="list")
    page = lists.list_page(
        request, coverages.without_praise(chosen, today),
        sorts={"name": ("pinyin",), "last": ("last_praised", "pinyin"), "joined": ("joined", "pinyin")}, default="name",
    )  # fmt: skip
    context = {
        "found": coverages.coverage(chosen, today),
        "weeks": coverages.COVERAGE_WEEKS.on(today),
        "teams": teams,
        "chosen": chosen,
        "page": page,
        "months": culture.trend(request.user, unit_id=chosen.pk, today=today),
        "few": culture.FEW_PRAISES.on(today),
        "aspects": Aspect,
        "may_praise": policies.works_here(request.user),
    }
    return http.page(request, "recognition/praise/coverage.html", context, fragment="list")


@require_safe
def received(request: Request, pk: int) -> HttpResponse:
    """The praise of a team that its coverage counts, for whoever looks after it."""
    today = timezone.localdate()
    team = one_or_404(coverages.teams(request.user, today), pk)
    page = lists.list_page(
        request, coverages.received(team, today), sorts={"day": ("given_on", "pk")}, default="-day"
    )  # fmt: skip
    context = {"page": page, "team": team, "weeks": coverages.COVERAGE_WEEKS.on(today)}
    return http.page(request, "recognition/praise/received.html", context, fragment="list")


def _chosen(request: Request, teams: list[Unit]) -> Unit | None:
    """The team asked for; else the one the reader leads; else the first."""
    asked = request.GET.get("team", "")
    led = {held.unit_id for held in facts_of(request.user).roles}
    by_wish = [team for team in teams if str(team.pk) == asked]
    return next(iter([*by_wish, *(team for team in teams if team.pk in led), *teams]), None)
