"""The honour wall: on screen, on paper for the notice board, and as text for the official account."""

from datetime import timedelta

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.communication.selectors.shared_praise import Praise
from dengta.domains.people.selectors.organisation import visible_units
from dengta.domains.recognition.forms.praise import WallFilter
from dengta.domains.recognition.models import WallSource
from dengta.domains.recognition.policies import praise as policies
from dengta.domains.recognition.selectors import wall as selectors
from dengta.domains.recognition.views.shared import Request
from dengta.foundation.exports.answers import address_of, passed
from dengta.foundation.exports.gate import Parcel
from dengta.foundation.exports.models import Export
from dengta.web import http, lists
from dengta.web.decisions import need_when

PER_PAGE, ON_PAPER, IN_FILE = 12, 24, 60
NAME = "recognition.wall"
A_MONTH = timedelta(days=30)
FILES = {"txt": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8"}


def _asked(request: Request) -> tuple[WallFilter, selectors.Asked]:
    today = timezone.localdate()
    teams = visible_units(request.user, today).filter(pk__in=open_teams(today).values("pk"))
    chosen = WallFilter(request.GET, queryset=Praise.objects.none(), request=request, teams=teams)
    return chosen, selectors.Asked(chosen.chosen("kind"), chosen.chosen("tag"), chosen.chosen("team"))


@require_safe
def wall(request: Request) -> HttpResponse:
    need_when(policies.reads_wall(request.user))
    chosen, asked = _asked(request)
    kept = selectors.kept(request.user, asked)
    page = lists.page_of(request, selectors.places(kept), filters=chosen, per_page=PER_PAGE)
    counted = selectors.numbers(kept, timezone.now() - A_MONTH)
    context = {
        "page": page,
        "items": selectors.items(kept, page.rows),
        "numbers": [(source.label, counted.get(source, 0)) for source in WallSource],
        "is_employee": policies.works_here(request.user),
        "leads": policies.see_coverage.anywhere(request.user),
        "query": request.GET.urlencode(),
    }
    return http.page(request, "recognition/wall/wall.html", context, fragment="list")


@require_safe
def printed(request: Request) -> HttpResponse:
    """For the notice board: the newest, large, one page after the other."""
    need_when(policies.reads_wall(request.user))
    _chosen, asked = _asked(request)
    kept = selectors.kept(request.user, asked)
    context = {"items": selectors.items(kept, selectors.places(kept)[:ON_PAPER]), "today": timezone.localdate()}
    return http.page(request, "recognition/wall/printed.html", context)


@require_safe
def outside(request: Request) -> HttpResponse:
    """What may be told outside the house, to look at before it is taken along."""
    need_when(policies.see_coverage.anywhere(request.user))
    _chosen, asked = _asked(request)
    context = {"items": _told_outside(request, asked), "query": request.GET.urlencode()}
    return http.page(request, "recognition/wall/outside.html", context)


@require_safe
def export(request: Request) -> HttpResponseBase:
    """The same as a file for the official account. What was withdrawn a moment ago is not in it."""
    kind = request.GET.get("format", "")
    need_when(policies.see_coverage.anywhere(request.user) and kind in FILES)
    _chosen, asked = _asked(request)
    found = _told_outside(request, asked)
    people = len({person for one in found for person in one.people})
    parcel = Parcel(NAME, _("Honour wall"), address_of(request), len(found), people, policies.see_coverage)
    let_out = passed(request, parcel)
    if not isinstance(let_out, Export):
        return let_out
    today = timezone.localdate()
    text = render_to_string(f"recognition/wall/export.{kind}", {"items": found, "today": today})
    response = HttpResponse(text, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="honour-wall-{today:%Y-%m-%d}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def _told_outside(request: Request, asked: selectors.Asked) -> list[selectors.WallItem]:
    kept = selectors.kept(request.user, asked)
    return selectors.for_outside(selectors.items(kept, selectors.places(kept)[:IN_FILE]))
