"""The wallboard: sums in big type, readable at five metres, no names. Signed in, or through a link for a television."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dengta.domains.service import policies
from dengta.domains.service.models import Queue
from dengta.domains.service.parameters import ABANDONMENT_LIMIT
from dengta.domains.service.selectors.boards import open_link, viewer_through
from dengta.domains.service.selectors.choices import clock_of, queues_for, today_in, units_for
from dengta.domains.service.selectors.course import SlotSums, day_by_queue
from dengta.domains.service.services.boards import hash_of
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Request
from dengta.domains.service.views.cards import level_status
from dengta.foundation.access import Actor
from dengta.web.http import page

QUEUES_AT_ONCE = 4


@dataclass(frozen=True)
class Tile:
    """One queue on the board; the word says what the colour asks for."""

    name: str
    level: str
    goal: str
    status: str
    word: str
    sums: SlotSums
    abandonment: str
    abandonment_high: bool
    longest: str
    longest_high: bool


@require_safe
def wallboard(request: Request) -> HttpResponse:
    """The board of everything one may see."""
    if not policies.see_queues.anywhere(request.user, aggregates=True):
        raise Http404
    units = units_for(request.user)
    return _board(request, request.user, place=units[0].name if units else "", zone=clock_of(units), signed_in=True)


@login_not_required
@never_cache
@require_safe
def board(request: HttpRequest, token: str) -> HttpResponse:
    """The board behind a link: the sums of its unit, no names, no way to any other page."""
    now = timezone.now()
    link = open_link(token_hash=hash_of(token), now=now)
    if link is None:
        raise Http404
    answer = _board(
        request, viewer_through(link, now=now), place=link.unit.name, zone=clock_of([link.unit]), signed_in=False
    )
    # The address is the key: it must not travel in a Referer, and no search engine may keep it.
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _board(request: HttpRequest, actor: Actor, *, place: str, zone: ZoneInfo, signed_in: bool) -> HttpResponse:
    now = timezone.now()
    day = today_in(zone, now)
    queues = [queue for queue in queues_for(actor) if queue.closed_on is None]
    sums = day_by_queue(actor, queues=[queue.pk for queue in queues], day=day, zone=zone)
    limit = float(ABANDONMENT_LIMIT.on(day))
    tiles = [_tile(queue, sums.get(queue.pk, SlotSums()), limit) for queue in queues]
    turn, turns = _turn(request, tiles)
    return page(
        request,
        "service/wallboard.html",
        {
            "place": place,
            "tiles": tiles[turn * QUEUES_AT_ONCE : (turn + 1) * QUEUES_AT_ONCE],
            "total": _tile_of_all(queues, sums),
            "as_of": _time(now, zone),
            "turn": turn + 1,
            "turns": turns,
            "next_url": f"{request.path}?turn={(turn + 1) % turns + 1}",
            "held": request.GET.get("hold") == "1",
            "hold_url": f"{request.path}?turn={turn + 1}&hold=1",
            "go_url": f"{request.path}?turn={turn + 1}",
            "signed_in": signed_in,
            "may_share": signed_in and policies.share_board.anywhere(actor),
        },
        fragment="board",
    )


def _turn(request: HttpRequest, tiles: Sequence[Tile]) -> tuple[int, int]:
    """Which group of queues is shown, and how many groups there are."""
    turns = max(1, -(-len(tiles) // QUEUES_AT_ONCE))
    asked = request.GET.get("turn", "1")
    return (int(asked) - 1) % turns if asked.isdecimal() else 0, turns


def _tile(queue: Queue, sums: SlotSums, limit: float) -> Tile:
    goal = float(queue.answer_goal)
    status, word = level_status(sums.service_level, goal)
    advice = {
        "good": _("On target"),
        "warn": _("Just below: watch the longest wait"),
        "bad": _("Below target: who can help?"),
    }
    abandonment = sums.abandonment
    return Tile(
        name=queue.name,
        level=words.share(sums.service_level).removesuffix("%"),
        goal=_("{share} within {time}").format(share=words.share(goal), time=words.span(queue.answer_target_s)),
        status=status,
        word=advice.get(status, word),
        sums=sums,
        abandonment=words.share(abandonment),
        abandonment_high=abandonment is not None and abandonment > limit,
        longest=words.clock(sums.wait_max) if sums.wait_max else words.DASH,
        longest_high=sums.wait_max > 3 * queue.answer_target_s,
    )


def _tile_of_all(queues: Sequence[Queue], sums: dict[int, SlotSums]) -> dict[str, Any]:
    """All queues in one line: sums of sums."""
    total = SlotSums.of(sums.values())
    goals = [float(queue.answer_goal) for queue in queues]
    status, word = level_status(total.service_level, sum(goals) / len(goals) if goals else None)
    return {
        "sums": total,
        "level": words.share(total.service_level).removesuffix("%"),
        "status": status,
        "word": word,
        "abandonment": words.share(total.abandonment),
    }


def _time(now: datetime, zone: ZoneInfo) -> str:
    return now.astimezone(zone).strftime("%H:%M")
