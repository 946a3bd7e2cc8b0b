"""The stand-up screen, its minutes, and what stands in the way."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django_filters import ChoiceFilter, FilterSet

from dengta.domains.communication.forms.standups import (
    AddendumForm,
    BlockerForm,
    EndForm,
    OutcomeForm,
    RoundForm,
    WordsForm,
)
from dengta.domains.communication.models import Standup
from dengta.domains.communication.policies import standups as policies
from dengta.domains.communication.selectors import standups as selectors
from dengta.domains.communication.selectors.standup_figures import About
from dengta.domains.communication.services import standup_rounds as rounds
from dengta.domains.communication.services import standups as services
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.models import Unit
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when

TEN_MINUTES = 600


class StandupFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """The stand-ups of one team."""

    unit = ChoiceFilter(label=_("Team"), empty_label=_("All teams"))

    class Meta:
        model = Standup
        fields = ("unit",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Read once, by the view.
        teams = getattr(self.request, "teams_seen", ())
        lists.offer(self, "unit", ((str(team.pk), team.name) for team in teams))


@require_safe
def history(request: Request) -> HttpResponse:
    """What was held, and above it the working days on which nothing was."""
    need(policies.see, request.user)
    day = timezone.localdate()
    teams = request.teams_seen = selectors.teams_seen(request.user)  # type: ignore[attr-defined]  # for the filter
    page = lists.list_page(
        request, selectors.history(request.user), sorts={"day": ("day",), "took": ("took",), "there": ("there",)},
        default="-day", filters=StandupFilter, ids_first=True,
    )  # fmt: skip
    context = {
        "page": page,
        "overview": selectors.overview(request.user, teams, today=day),
        "longest": selectors.LONGEST.on(day),
        "today": day,
        "own": _own_team(request, day),
    }
    return http.page(request, "communication/standups/history.html", context, fragment="list")


def _own_team(request: Request, day: date) -> int | None:
    """Where the button leads: the team the reader leads, else the one they work in."""
    led = next((held.unit_id for held in facts_of(request.user).roles if held.role == "team_lead"), None)
    return led or next(iter(facts_of(request.user).home_units), None)


@require_http_methods(["GET", "HEAD", "POST"])
def standup(request: Request, pk: int) -> HttpResponse:
    """Today's stand-up of one team: prepare it, run it on the projector, end it."""
    unit = policies.see_team.get_or_404(request.user, Unit.objects.all(), pk=pk)
    now = timezone.now()
    held = selectors.of_day(unit, timezone.localdate(now))
    if held is not None and held.ended_at is not None:
        return minutes_page(request, held)
    may_lead = policies.lead.allows(request.user, unit)
    if request.method == "POST" and not may_lead:
        policies.lead.get_or_404(request.user, Unit.objects.all(), pk=pk)
    if held is None:
        return _prepare(request, unit, now, may_lead=may_lead)
    return _run(request, held, now, may_lead=may_lead)


def _prepare(request: Request, unit: Unit, now: datetime, *, may_lead: bool) -> HttpResponse:
    form = WordsForm(request.POST or None, initial=_draft(unit))
    return answer_form(
        request,
        form,
        lambda data: services.begin_standup(unit_id=unit.pk, by=request.user, now=now, **data),
        title=_("Stand-up"),
        submit=_("Begin the stand-up"),
        back=request.path,
        said=_("The stand-up has begun: ten minutes."),
        template="communication/standups/standup.html",
        **_about(request, unit, timezone.localdate(now), may_lead=may_lead),
    )


def _run(request: Request, held: Standup, now: datetime, *, may_lead: bool) -> HttpResponse:
    members = selectors.members_on(held.unit, held.day)
    form = EndForm(
        request.POST or None,
        members=members,
        initial={"praise": held.praise, "lesson": held.lesson, "present": [one.pk for one in members]},
    )
    elapsed = int((now - held.started_at).total_seconds())
    return answer_form(
        request,
        form,
        lambda data: services.end_standup(
            standup_id=held.pk, present=[one.pk for one in data["present"]], praise=data["praise"],
            lesson=data["lesson"], by=request.user, now=now,
        ),
        title=_("Stand-up"),
        submit=_("End and send the minutes"),
        back=reverse("standups:minutes", args=[held.pk]),
        said=_("The minutes are written; the team can read them."),
        template="communication/standups/standup.html",
        standup=held,
        seconds=max(0, TEN_MINUTES - elapsed),
        **_about(request, held.unit, held.day, may_lead=may_lead),
    )  # fmt: skip


def _about(request: Request, unit: Unit, day: date, *, may_lead: bool) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "round": selectors.round_of(unit, day),
        "may_answer": day == today and unit.pk in facts_of(request.user).home_units,
        "unit": unit,
        "day": day,
        "about": About(unit.pk, day),
        "blockers": selectors.open_blockers(unit),
        "may_lead": may_lead,
        "today": today,
    }


def _draft(unit: Unit) -> dict[str, str]:
    """Praise and lesson to begin with: what was got out of the way since the last stand-up, and how."""
    solved = selectors.last_solved(unit)
    if solved is None:
        return {}
    praise = _("Thanks to {name} for getting this out of the way: {text}")
    return {"praise": praise.format(name=solved.owner.name, text=solved.text), "lesson": solved.outcome}


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: Request, pk: int) -> HttpResponse:
    """The minutes of one stand-up; of one that nobody has ended, of whatever day, its screen and the way to end it."""
    held = policies.see.get_or_404(request.user, Standup.objects.select_related("unit", "leader"), pk=pk)
    may_lead = policies.lead.allows(request.user, held.unit)
    if request.method == "POST" and not may_lead:
        policies.lead.get_or_404(request.user, Unit.objects.all(), pk=held.unit_id)
    if held.ended_at is not None:
        return minutes_page(request, held)
    return _run(request, held, timezone.now(), may_lead=may_lead)


def minutes_page(request: Request, held: Standup) -> HttpResponse:
    """What was said, by whom and how long it took."""
    full = selectors.with_people(held)
    context = {
        "standup": full,
        "answers": selectors.answers_of(full),
        "is_long": selectors.is_long(full),
        "longest": selectors.LONGEST.on(full.day),
        "may_lead": policies.lead.allows(request.user, full.unit),
    }
    return http.page(request, "communication/standups/minutes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def addendum(request: Request, pk: int) -> HttpResponse:
    held = policies.see.get_or_404(request.user, Standup.objects.select_related("unit"), pk=pk, ended_at__isnull=False)
    policies.lead.get_or_404(request.user, Unit.objects.all(), pk=held.unit_id)
    return answer_form(
        request,
        AddendumForm(request.POST or None),
        lambda data: services.add_to_minutes(standup_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Add to the minutes"),
        submit=_("Add"),
        back=reverse("standups:minutes", args=[pk]),
        said=_("The addendum stands under the minutes."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Anybody of the team answers the three questions, before or during the stand-up."""
    unit = policies.see_team.get_or_404(request.user, Unit.objects.all(), pk=pk)
    need_when(unit.pk in facts_of(request.user).home_units)
    now = timezone.now()
    said = selectors.own_answer(request.user, unit, timezone.localdate(now))
    return answer_form(
        request,
        RoundForm(request.POST or None, initial={"done": said.done, "planned": said.planned} if said else None),
        lambda data: rounds.answer_round(unit_id=pk, by=request.user, now=now, **data),
        title=_("The three questions"),
        submit=_("Send"),
        back=reverse("standups:standup", args=[pk]),
        said=_("It stands on the screen of the stand-up."),
        intro=_(
            "A line each is enough. Your team and those above it read it, HR, executives and auditors may, and it "
            "stands in the minutes."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def blocker_new(request: Request, pk: int) -> HttpResponse:
    """Anybody of the team says what is in the way, before or during the stand-up."""
    unit = policies.see_team.get_or_404(request.user, Unit.objects.all(), pk=pk)
    if unit.pk not in facts_of(request.user).home_units:
        policies.lead.get_or_404(request.user, Unit.objects.all(), pk=pk)
    now = timezone.now()
    members = selectors.members_on(unit, timezone.localdate(now))
    return answer_form(
        request,
        BlockerForm(request.POST or None, members=members, initial={"owner": facts_of(request.user).employee_id}),
        lambda data: services.raise_blocker(
            unit_id=pk, text=data["text"], owner_id=data["owner"].pk, by=request.user, now=now
        ),
        title=_("Add a blocker"),
        submit=_("Add"),
        back=reverse("standups:standup", args=[pk]),
        said=_("It comes up in the stand-up until it is out of the way."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def blocker(request: Request, pk: int) -> HttpResponse:
    """One blocker: what it is, since when, and for its owner and the leaders the way to close it."""
    found = policies.see_blockers.get_or_404(request.user, selectors.blockers_seen(request.user), pk=pk)
    may_close = found.owner_id == facts_of(request.user).employee_id
    may_close = may_close or policies.lead_blockers.allows(request.user, found)
    if request.method == "POST" and not may_close:
        policies.lead_blockers.get_or_404(request.user, selectors.blockers_seen(request.user), pk=pk)
    return answer_form(
        request,
        OutcomeForm(request.POST or None),
        lambda data: services.close_blocker(blocker_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Blocker"),
        submit=_("Close it"),
        back=reverse("standups:standup", args=[found.unit_id]),
        said=_("It is out of the way, and whoever raised it knows."),
        template="communication/standups/blocker.html",
        blocker=found,
        may_close=may_close and found.closed_at is None,
    )
