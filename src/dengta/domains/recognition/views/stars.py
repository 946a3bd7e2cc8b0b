"""Service Stars as everybody reads them: the own way first, then the months, the top list, the tiers, the criteria."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dengta.domains.recognition.forms.stars import MonthFilter
from dengta.domains.recognition.models import StarMonth, TopListChoice
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.services.star_people import insist_on_another
from dengta.domains.recognition.views.shared import Request, one_or_404
from dengta.domains.recognition.views.star_presenting import shown, steps_of, vote_shares
from dengta.foundation.access import facts_of
from dengta.foundation.errors import RuleViolation
from dengta.web import http, lists
from dengta.web.decisions import need_when

State = StarMonth.State
SORTS = {"month": ("month",), "unit": ("unit__name", "-month")}
PEOPLE = {"name": ("employee__pinyin",), "team": ("team__name", "employee__pinyin"), "answers": ("answers",)}
VERSIONS = {"from": ("applies_from",), "unit": ("unit__name", "-applies_from")}
# Who has won is not told before it is published.


def _way(request: Request) -> selectors.Way | None:
    row = selectors.last_own_standing(request.user)
    return selectors.way_of(row) if row is not None else None


def _own(way: selectors.Way | None) -> dict[str, Any]:
    return {"way": way, "mine": shown(way.standing) if way is not None else None}


@require_safe
def overview(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    today = timezone.localdate()
    rows = selectors.with_star(selectors.months(request.user))
    context = {
        "page": lists.list_page(request, rows, sorts=SORTS, default="-month", filters=MonthFilter),
        **_own(_way(request)),
        "votes": [
            one
            for one in selectors.months(request.user).filter(state=State.VOTING)
            if selectors.may_vote(request.user, one, today)
        ],
        "writes": policies.write_for.anywhere(request.user),
    }
    return http.page(request, "recognition/stars/overview.html", context, fragment="list")


def may_decide(request: Request, month: StarMonth) -> bool:
    """Whether the reader approves: entitled, not on the shortlist nor tied to it, and not who wrote the criteria."""
    if month.state != State.CHOSEN or not policies.decide.allows(request.user, month):
        return False
    try:
        insist_on_another(month, by=request.user, day=timezone.localdate())
    except RuleViolation:
        return False
    return True


@require_safe
def month(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.months(request.user), pk)
    decides = may_decide(request, row)
    listed = list(selectors.candidates(row))
    me = facts_of(request.user).employee_id
    mine = next((one for one in listed if one.employee_id == me), None)
    own = selectors.own_standing(request.user, row)
    published = row.state == State.PUBLISHED
    context = {
        "month": row,
        "steps": steps_of(row),
        "listed": [shown(one) for one in listed],
        "shows_names": row.state == State.VOTING or decides,
        "mine": shown(own) if own is not None else None,
        "votes": selectors.may_vote(request.user, row, timezone.localdate()),
        "has_voted": row.state == State.VOTING and row.ballots.filter(employee=me or 0).exists(),
        "decides": decides,
        "asked": bool(mine and mine.is_winner and mine.named is None and row.state == State.APPROVED),
        "shares": vote_shares(listed, row.voted) if published else [],
        "winners": [one.employee.name for one in listed if published and one.is_winner and one.named],
        "leads": policies.see_standings.beyond_own(request.user),
    }
    return http.page(request, "recognition/stars/month.html", context)


@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(StarMonth.objects.select_related("unit", "criteria"), pk)
    need_when(policies.see_months.allows(request.user, row))
    leads = policies.see_standings.beyond_own(request.user)
    rows = selectors.standings(request.user, row)
    page = lists.list_page(request, rows, sorts=PEOPLE, default="name")
    context = {
        "month": row,
        "found": selectors.recount(row, with_today=True),
        "page": page,
        "people": [shown(one) for one in page.rows],
        "leads": leads,
    }
    return http.page(request, "recognition/stars/check.html", context, fragment="list")


def _latest(request: Request) -> list[StarMonth]:
    """The newest month of each client that the reader sees. One query."""
    found: dict[int, StarMonth] = {}
    rows = selectors.months(request.user).select_related("scheme").order_by("-month", "unit__name")
    for one in rows[:60]:
        found.setdefault(one.unit_id, one)
    return list(found.values())


@require_safe
def top(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    latest = _latest(request)
    chosen = request.GET.get("month", "")
    row = next((one for one in latest if str(one.pk) == chosen), None)
    if row is None and chosen.isdecimal():
        row = one_or_404(selectors.months(request.user), int(chosen))
    row = row or (latest[0] if latest else None)
    me = facts_of(request.user).employee_id
    listed = selectors.top_list(row) if row is not None else []
    choice = TopListChoice.objects.filter(employee=me or 0).first()
    context = {
        "month": row,
        "latest": latest,
        "has_list": bool(listed),
        "listed": [(one, one.row.employee_id == me) for one in listed if one.agreed or one.row.employee_id == me],
        "unnamed": sum(not one.agreed and one.row.employee_id != me for one in listed),
        "compared": row.standings.filter(score__isnull=False).count() if row is not None else 0,
        **_own(_way(request)),
        "is_named": choice is not None and choice.is_named,
    }
    return http.page(request, "recognition/stars/top.html", context)


@require_safe
def tiers(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    today = timezone.localdate()
    schemes = list(selectors.schemes(request.user)[:40])
    latest = {one.unit_id: one for one in _latest(request)}
    shown_schemes, seen = [], set()
    for scheme in schemes:
        upcoming = scheme.applies_from > today
        if not upcoming and (scheme.unit_id in seen or scheme.waits):
            continue
        if not upcoming:
            seen.add(scheme.unit_id)
        last = latest.get(scheme.unit_id)
        spread = selectors.distribution(last) if last is not None and last.scheme_id == scheme.pk else None
        confirms = scheme.waits and scheme.written_by_id != request.user.pk
        confirms = confirms and policies.decide_tiers.allows(request.user, scheme)
        told = {"scheme": scheme, "upcoming": upcoming, "month": last, "spread": spread, "confirms": confirms}
        shown_schemes.append(told)
    context = {
        "schemes": shown_schemes,
        **_own(_way(request)),
        "writes": policies.write_for.anywhere(request.user),
    }
    return http.page(request, "recognition/stars/tiers.html", context)


@require_safe
def criteria(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    rows: QuerySet[Any] = selectors.all_criteria(request.user)
    context = {
        "page": lists.list_page(request, rows, sorts=VERSIONS, default="-from"),
        "writes": policies.write_for.anywhere(request.user),
        "today": timezone.localdate(),
    }
    return http.page(request, "recognition/stars/criteria.html", context, fragment="list")
