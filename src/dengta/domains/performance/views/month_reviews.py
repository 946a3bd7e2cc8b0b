"""Month-end reviews: the list, and one review from its preparation to its close."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.selectors import meetings as of_meetings
from dengta.domains.communication.selectors.crews import members, open_teams
from dengta.domains.performance.forms import month_reviews as forms
from dengta.domains.performance.models import MonthReview, MonthReviewSlot
from dengta.domains.performance.policies import month_reviews as policies
from dengta.domains.performance.selectors import month_reviews as selectors
from dengta.domains.performance.services import month_reviews as services
from dengta.domains.performance.views.presenting_reviews import shown_figures
from dengta.domains.performance.views.shared import FORM, Request, one_or_404
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

SORTS = {"month": ("month",), "team": ("unit__name", "-month")}


def _led(request: Request, pk: int) -> MonthReview:
    return policies.lead.get_or_404(request.user, MonthReview.objects.select_related("unit", "meeting"), pk=pk)


def _page(pk: int) -> str:
    return reverse("month_reviews:review", args=[pk])


@require_safe
def reviews(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(request, selectors.reviews(request.user), sorts=SORTS, default="-month")
    may_prepare = policies.prepare.anywhere(request.user)
    context = {
        "page": page,
        "may_prepare": may_prepare,
        "waiting": selectors.meetings_without(request.user) if may_prepare else [],
        "now": timezone.now(),
    }
    return http.page(request, "performance/reviews/list.html", context, fragment="list")


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    need(policies.prepare, request.user)
    today = timezone.localdate()
    before, this, _next = selectors.around(today)
    units = policies.prepare.scope(request.user, open_teams(today)).order_by("name", "pk")
    only = list(units[:2])
    initial = {
        "unit": only[0] if len(only) == 1 else None,
        "month": services.month_of(today).isoformat(),
        "starts_at": _friday(today),
        "minutes_long": 60,
    }
    return answer_form(
        request,
        forms.PrepareForm(request.POST or None, units=units, months=[this, before], initial=initial),
        lambda data: services.prepare_review(by=request.user, now=timezone.now(), **data),
        title=_("Prepare a month-end review"),
        submit=_("Call it and ask everybody"),
        back=reverse("month_reviews:list"),
        said=_("Called. Everybody of the team is asked for their own month, and may ask for a slot."),
    )


def _friday(today: date) -> datetime:
    """The next Friday afternoon."""
    day = today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    return datetime.combine(day, time(16), timezone.get_current_timezone())


@require_POST
def prepare(request: Request, meeting: int) -> HttpResponse:
    one_or_404(
        of_meetings.meetings(request.user).filter(
            unit__in=policies.prepare.scope(request.user, open_teams(timezone.localdate()))
        ),
        meeting,
    )
    return decided(
        request,
        lambda: services.prepare_on_meeting(meeting_id=meeting, by=request.user),
        back=reverse("month_reviews:list"),
        said=_("Prepared: the meeting is the review of its month."),
    )


@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.reviews(request.user), pk)
    leads = policies.lead.allows(request.user, row)
    is_open = row.closed_at is None and row.meeting.is_open
    turns = selectors.turns(request.user, row)
    now, today = timezone.now(), timezone.localdate()
    context = {
        "review": row,
        "meeting": row.meeting,
        "figures": shown_figures(row, selectors.month_figures(request.user, row, today=today)),
        "turns": turns,
        "current": next((turn for turn in turns if turn.slot.begun_at and not turn.slot.presented_at), None),
        "seconds": row.slot_minutes * 60,
        "carried": of_meetings.carried_over(row.meeting),
        "cases": of_meetings.cases_of(row.meeting),
        "actions": row.meeting.actions.select_related("owner").order_by("due_on", "pk"),
        "statements": of_meetings.statements(request.user, row.meeting),
        "own": of_meetings.own_statement(request.user, row.meeting),
        "analyses": selectors.analyses_of(row),
        "unheard": selectors.unheard(row) if leads and is_open else [],
        "leads": leads,
        "runs": leads and is_open and row.started_at is not None,
        "begins": leads and is_open and row.started_at is None and row.meeting.starts_at <= now,
        "is_open": is_open,
        "now": now,
        "me": facts_of(request.user).employee_id,
        "today": today,
    }
    return http.page(request, "performance/reviews/review.html", context)


@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.start_review(review_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Begun. Everybody who asked for a slot has a turn."),
    )


@require_http_methods(FORM)
def add_slot(request: Request, pk: int) -> HttpResponse:
    row = _led(request, pk)
    return answer_form(
        request,
        forms.SlotForm(request.POST or None, people=members(row.unit_id, row.meeting.held_on)),
        lambda data: services.add_slot(review_id=pk, by=request.user, **data),
        title=_("Give a slot"),
        submit=_("Put on the agenda"),
        back=_page(pk),
        said=_("On the agenda."),
    )


def _slot(request: Request, pk: int) -> MonthReviewSlot:
    led = policies.lead.scope(request.user, MonthReview.objects.all())
    return one_or_404(MonthReviewSlot.objects.filter(review__in=led), pk)


@require_POST
def begin_turn(request: Request, pk: int) -> HttpResponse:
    slot = _slot(request, pk)
    return decided(
        request,
        lambda: services.begin_turn(slot_id=pk, by=request.user, now=timezone.now()),
        back=_page(slot.review_id),
        said=_("The floor is theirs."),
    )


@require_POST
def end_turn(request: Request, pk: int) -> HttpResponse:
    slot = _slot(request, pk)
    return decided(
        request,
        lambda: services.end_turn(slot_id=pk, by=request.user, now=timezone.now()),
        back=_page(slot.review_id),
        said=_("Presented. Thank you."),
    )


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.close_review(review_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Closed: the minutes are out, and each action waits for its owner."),
    )
