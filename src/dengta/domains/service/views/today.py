"""Today: what needs a look, how the day is going, what waits for the leader. For agents: their own page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengta.domains.people.selectors.acting import looks_after_others
from dengta.domains.service.imports import Contacts
from dengta.domains.service.parameters import MIN_SAMPLE
from dengta.domains.service.selectors.choices import Choice, clock_of, queues_for, today_in, units_for
from dengta.domains.service.selectors.course import QUARTER_S, Course, Half, course_of_day, latest_moment
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.unfinished import backlog
from dengta.domains.service.views import words
from dengta.domains.service.views.agent_home import agent_home
from dengta.domains.service.views.asking import Request
from dengta.domains.service.views.attention import attention, span
from dengta.domains.service.views.cards import DAYS_SHOWN, Fortnight, fortnight, targets_on, today_cards
from dengta.domains.service.views.greeting import greeting
from dengta.domains.service.views.window import Window
from dengta.foundation.calendar.zones import day_bounds
from dengta.foundation.imports.selectors import targets_open_to
from dengta.web.http import page


@require_safe
def today(request: Request) -> HttpResponse:
    """The first page of everybody."""
    if not looks_after_others(request.user):
        return agent_home(request)
    now = timezone.now()
    units, queues = units_for(request.user), queues_for(request.user)
    zone = clock_of(units)
    day = today_in(zone, now)
    course = course_of_day(request.user, queues=[queue.pk for queue in queues], day=day, zone=zone, now=now)
    known = fortnight(request.user, day)
    latest = None if course.has_today else latest_moment(request.user, [queue.pk for queue in queues])
    context: dict[str, Any] = {
        "greeting": greeting(request, now.astimezone(zone)),
        "place": _place(units, day),
        "has_data": course.has_today or latest is not None or bool(known.days),
        "latest": words.moment_text(latest, zone) if latest else "",
        "whole": not request.htmx,
        "as_of": now.astimezone(zone).strftime("%H:%M"),
    }
    if context["has_data"]:
        targets, minimum = targets_on(day, queues), MIN_SAMPLE.on(day)
        context |= {
            "attention": attention(course, known, targets, minimum=minimum),
            "cards": today_cards(known, course, targets, minimum=minimum, offered=_whole_day(day, zone)),
            "course": course,
            "unfinished": _unfinished(request, known, now),
            "chart": chart_of(course, now.astimezone(zone)),
            "course_sentence": course_sentence(course),
            "halves": [(span(half), half, _links(half)) for half in course.halves],
        }
    else:
        context["import_url"] = _import_url(request)
    return page(request, "service/today.html", context, fragment="live")


@require_safe
def waiting(request: Request) -> HttpResponse:
    """What waits for the reader, from every room. Today asks for it once its own numbers are there: each room adds a
    panel, and none of them may keep the numbers waiting."""
    return page(request, "service/waiting.html", fragment="panels")


def _unfinished(request: Request, known: Fortnight, now: datetime) -> dict[str, str]:
    """What is open at this moment, how old, and how many days of work it is at the pace of the last fortnight."""
    everything = Slice(start=known.today, end=known.today)
    open_now = backlog(request.user, where=everything, now=now)
    closed = sum(figures["reopen_rate"].denominator for figures in known.days.values())
    days = open_now.days_of_work(closed=closed, days=DAYS_SHOWN)
    if not open_now.n:
        return {}
    return {
        "n": words.count(open_now.n),
        "median": words.span(open_now.median_s),
        "p90": words.span(open_now.p90_s),
        "days": words.fixed(days, 1) if days is not None else words.DASH,
        "url": f"{reverse('service:rows')}?kpi=backlog",
        "definition": reverse("service:definition", args=["backlog"]),
    }


def _whole_day(day: date, zone: ZoneInfo) -> Window:
    first, until = (int(moment.timestamp()) // QUARTER_S for moment in day_bounds(day, zone))
    return Window(first, until)


def _links(half: Half) -> dict[str, str]:
    """The rows behind the numbers of half an hour that has begun."""
    first = int(half.start.timestamp()) // QUARTER_S
    window = Window(first, first + 2)
    return {key: window.url(key) for key in ("offered", "service_level")} if half.sums else {}


def _import_url(request: Request) -> str:
    """Where the first contacts come in, for those who may bring them."""
    if not any(target.name == Contacts.name for target in targets_open_to(request.user)):
        return ""
    return reverse("imports:new", args=[Contacts.name])


def _place(units: Sequence[Choice], day: date) -> str:
    """The day, and which part of the house the figures are about."""
    weekday = date_format(day, "l")
    shown = f"{words.day_text(day)} {weekday}"
    return f"{shown} · {units[0].name}" if units else shown


def chart_of(course: Course, now: datetime) -> dict[str, Any]:
    """Today's line beside the usual one, for the chart."""
    labels = [f"{half.start:%H:%M}" for half in course.halves]
    here = f"{now.hour:02}:{'30' if now.minute >= 30 else '00'}"
    return {
        "labels": labels,
        "now": here if here in labels else None,
        "now_label": _("Now {time}").format(time=now.strftime("%H:%M")),
        "series": [
            {
                "name": _("Today"),
                "values": [half.sums.offered if half.complete and half.sums else None for half in course.halves],
                "kind": "actual",
            },
            {
                "name": _("Usual for this weekday"),
                "values": [half.usual for half in course.halves],
                "kind": "forecast",
            },
        ],
    }


def course_sentence(course: Course) -> str:
    """What the chart shows, in words."""
    if not course.has_today:
        return _("No contacts have come in yet today.")
    if not course.usual_so_far:
        return _("{n} contacts so far. There are no earlier weeks to compare with yet.").format(
            n=words.count(course.so_far.offered)
        )
    difference = course.so_far.offered / course.usual_so_far - 1
    if abs(difference) < 0.05:
        return _("{n} contacts so far, about as many as usual by this time.").format(
            n=words.count(course.so_far.offered)
        )
    sentence = (
        _("{n} contacts so far, {percent}% more than usual by this time.")
        if difference > 0
        else _("{n} contacts so far, {percent}% fewer than usual by this time.")
    )
    return sentence.format(n=words.count(course.so_far.offered), percent=round(abs(difference) * 100))
