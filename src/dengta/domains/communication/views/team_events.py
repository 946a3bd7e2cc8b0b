"""Team events: the list, one event, and what is decided about it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms import team_events as forms
from dengta.domains.communication.models import TeamEvent
from dengta.domains.communication.policies import team_events as policies
from dengta.domains.communication.selectors import stories
from dengta.domains.communication.selectors import team_events as selectors
from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.communication.services import team_events as services
from dengta.domains.communication.views.shared import Request
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

FORM = ["GET", "HEAD", "POST"]


def _run(request: Request, pk: int) -> TeamEvent:
    return policies.run.get_or_404(request.user, TeamEvent.objects.all(), pk=pk)


def _page(pk: int) -> str:
    return reverse("team_events:event", args=[pk])


@require_safe
def events(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(
        request, selectors.events(request.user), sorts={"day": ("starts_at",), "team": ("unit__name", "-starts_at")},
        default="-day",
    )  # fmt: skip
    may_plan = policies.plan_for.anywhere(request.user)
    dry = selectors.only_business(selectors.units_run(request.user)) if may_plan else []
    context = {"page": page, "may_plan": may_plan, "dry": dry}
    return http.page(request, "communication/team_events/events.html", context, fragment="list")


@require_http_methods(FORM)
def event_new(request: Request) -> HttpResponse:
    need(policies.plan_for, request.user)
    units = policies.plan_for.scope(request.user, open_teams(timezone.localdate())).order_by("name", "pk")

    def plan(data: dict[str, object]) -> TeamEvent:
        return services.plan_event(by=request.user, now=timezone.now(), **data)  # type: ignore[arg-type]

    return answer_form(
        request,
        forms.PlanForm(request.POST or None, units=units),
        plan,
        title=_("Plan an event"),
        submit=_("Plan it and tell the team"),
        back=reverse("team_events:list"),
        said=_("The team knows and can sign up."),
    )


@require_safe
def event(request: Request, pk: int) -> HttpResponse:
    found = policies.see.get_or_404(request.user, selectors.events(request.user), pk=pk)
    may_run = policies.run.allows(request.user, found)
    is_planned = found.state == TeamEvent.State.PLANNED
    begun = found.starts_at <= timezone.now()
    context = {
        "event": found,
        "parts": found.parts.order_by("kind"),
        "people": found.sign_ups.select_related("employee").order_by("state", "at", "pk"),
        "stories": stories.stories(request.user).filter(event=found).order_by("-published_at"),
        "may_run": may_run,
        "may_close": may_run and is_planned and begun,
        "may_change": may_run and is_planned,
        "may_debrief": may_run and begun and found.state != TeamEvent.State.CANCELLED,
        "may_sign_up": is_planned
        and found.unit_id in facts_of(request.user).home_units
        and timezone.now() < found.sign_up_until,
        "is_planned": is_planned,
        "is_employee": bool(facts_of(request.user).home_units),
        "dry": selectors.only_business([found.unit_id]) if may_run else [],
    }
    return http.page(request, "communication/team_events/event.html", context)


@require_POST
def join(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.sign_up(event_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("You are on the list. The page says whether a place is free."),
    )


@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.sign_off(event_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("You are off the list. No reason needed."),
    )


@require_http_methods(FORM)
def cover(request: Request, pk: int) -> HttpResponse:
    found = _run(request, pk)
    return answer_form(
        request,
        forms.CoverForm(request.POST or None, initial={"cover": found.cover}),
        lambda data: services.note_cover(event_id=pk, by=request.user, **data),
        title=_("Who stays on the phones"),
        submit=_("Save"),
        back=_page(pk),
        said=_("Noted."),
    )


@require_http_methods(FORM)
def cancel(request: Request, pk: int) -> HttpResponse:
    _run(request, pk)
    return answer_form(
        request,
        forms.CancelForm(request.POST or None),
        lambda data: services.cancel_event(event_id=pk, by=request.user, **data),
        title=_("Cancel the event"),
        submit=_("Cancel it and tell whoever signed up"),
        leave=_("Keep the event"),
        back=_page(pk),
        said=_("Cancelled; whoever signed up knows."),
    )


@require_http_methods(FORM)
def close(request: Request, pk: int) -> HttpResponse:
    _run(request, pk)
    return answer_form(
        request,
        forms.CostForm(request.POST or None),
        lambda data: services.close_event(event_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("The event took place"),
        submit=_("Save the cost"),
        back=_page(pk),
        said=_("Saved. If there was a role-play, please write the debrief while it is fresh."),
    )


@require_http_methods(FORM)
def debrief(request: Request, pk: int) -> HttpResponse:
    found = _run(request, pk)
    return answer_form(
        request,
        forms.DebriefForm(request.POST or None, initial={"debrief": found.debrief}),
        lambda data: services.write_debrief(event_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Debrief"),
        submit=_("Keep it with the event"),
        back=_page(pk),
        said=_("Kept with the event; the team can read it."),
    )
