"""Cause analyses: the list, one analysis with its arithmetic, and what is written on it."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.communication.selectors.crews import agents_of, open_teams
from dengta.domains.people.models import Unit
from dengta.domains.performance.forms import cause_analyses as forms
from dengta.domains.performance.models import CauseAction, CauseAnalysis, CauseFinding
from dengta.domains.performance.policies import cause_analyses as policies
from dengta.domains.performance.selectors import cause_analyses as selectors
from dengta.domains.performance.selectors.cause_split import split_of, target_of
from dengta.domains.performance.selectors.cause_volume import volume_of
from dengta.domains.performance.services import cause_actions
from dengta.domains.performance.services import cause_analyses as services
from dengta.domains.performance.views.presenting_causes import shown_split
from dengta.domains.performance.views.presenting_volume import shown_volume
from dengta.domains.performance.views.shared import FORM, Request, one_or_404
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

SORTS = {"period": ("after_start",), "team": ("unit__name", "-after_start")}


def _led(request: Request, pk: int) -> CauseAnalysis:
    return policies.lead.get_or_404(request.user, CauseAnalysis.objects.select_related("unit"), pk=pk)


def _page(pk: int) -> str:
    return reverse("cause_analyses:analysis", args=[pk])


@require_safe
def analyses(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(
        request, selectors.analyses(request.user), sorts=SORTS, default="-period", filters=forms.CauseFilter
    )
    context = {
        "page": page,
        "rows": [(row, kpi_named(row.kpi).name, row.after_end - forms.ONE_DAY) for row in page.rows],
        "may_open": policies.open_for.anywhere(request.user),
    }
    return http.page(request, "performance/causes/list.html", context, fragment="list")


def _teams(request: Request) -> QuerySet[Unit]:
    return policies.open_for.scope(request.user, open_teams(timezone.localdate())).order_by("name", "pk")


def _last_months(today: date) -> dict[str, date]:
    """The last whole month, and the one before it."""
    after_last = today.replace(day=1) - forms.ONE_DAY
    before_last = after_last.replace(day=1) - forms.ONE_DAY
    return {
        "before_start": before_last.replace(day=1),
        "before_last": before_last,
        "after_start": after_last.replace(day=1),
        "after_last": after_last,
    }


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    need(policies.open_for, request.user)
    units = _teams(request)
    only = list(units[:2])
    initial = {**_last_months(timezone.localdate()), "unit": only[0] if len(only) == 1 else None, "kpi": "csat"}
    return answer_form(
        request,
        forms.OpenForm(request.POST or None, units=units, initial=initial),
        lambda data: services.open_analysis(by=request.user, now=timezone.now(), **data),
        title=_("Begin a cause analysis"),
        submit=_("Begin, and ask the team"),
        back=reverse("cause_analyses:list"),
        said=_("Begun. Everybody of the team is asked for their own words."),
        intro=_("What changed, and why? Mix of work first, people last."),
    )


@require_safe
def analysis(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.analyses(request.user), pk)
    leads, today = policies.lead.allows(request.user, row), timezone.localdate()
    me = facts_of(request.user).employee_id
    asked = row.is_open and me is not None and agents_of(row.unit_id, today).filter(pk=me).exists()
    kpi = kpi_named(row.kpi)
    context = {
        "analysis": row,
        "kpi": kpi,
        "before_last": row.before_end - forms.ONE_DAY,
        "after_last": row.after_end - forms.ONE_DAY,
        "split": shown_split(row, split_of(row, target_of(row)), kpi, opens_rows=leads, minimum=kpi.minimum.on(today)),
        "volume": shown_volume(row, volume_of(request.user, row, today), opens_rows=leads),
        "findings": selectors.findings(row),
        "contributions": selectors.contributions(request.user, row),
        "needed": services.CONTRIBUTIONS.on(today),
        "actions": selectors.actions(row),
        "leads": leads,
        "writes": leads and row.is_open,
        "decides": leads and row.state == CauseAnalysis.State.PROPOSED,
        "asked": asked,
        "own": selectors.own_contribution(request.user, row)[0] if asked else "",
        "me": me,
        "today": today,
    }
    return http.page(request, "performance/causes/analysis.html", context)


@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.take_up(analysis_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Begun. Everybody of the team is asked for their own words."),
    )


@require_http_methods(FORM)
def decline(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return answer_form(
        request,
        forms.ReasonForm(request.POST or None),
        lambda data: services.decline_analysis(analysis_id=pk, by=request.user, **data),
        title=_("Do not follow this proposal"),
        submit=_("Put it aside"),
        back=_page(pk),
        said=_("Put aside. It can be taken up again at any time."),
        intro=_("Without a closed analysis nobody can be blamed for this drop."),
    )


@require_POST
def recount(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.recount(analysis_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Counted anew."),
    )


@require_http_methods(FORM)
def section(request: Request, pk: int, section: str) -> HttpResponse:
    row = _led(request, pk)
    place = CauseFinding.Section(section)
    found = row.findings.filter(section=place).first()
    initial = {"cause": found.cause, "text": found.text} if found else {}
    return answer_form(
        request,
        forms.FindingForm(request.POST or None, initial=initial),
        lambda data: services.judge_section(analysis_id=pk, section=place, by=request.user, now=timezone.now(), **data),
        title=place.label,
        submit=_("Save the finding"),
        back=_page(pk),
        said=_("The finding is noted."),
        intro=QUESTIONS[place],
    )


@require_http_methods(FORM)
def contribute(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(policies.see.scope(request.user, CauseAnalysis.objects.select_related("unit")), pk)
    me = facts_of(request.user).employee_id or 0
    need_when(agents_of(row.unit_id, timezone.localdate()).filter(pk=me).exists())
    text, nameless = selectors.own_contribution(request.user, row)
    return answer_form(
        request,
        forms.ContributionForm(request.POST or None, initial={"text": text, "nameless": nameless}),
        lambda data: services.contribute(analysis_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("My own words on the change"),
        submit=_("Send"),
        back=_page(pk),
        said=_("Thank you. You can change it until the analysis is closed."),
        intro=_(
            "What got harder, what was missing, what customers said. Colleagues read it with your name, or without if "
            "you choose so; whoever leads the analysis reads your name either way."
        ),
    )


@require_http_methods(FORM)
def own_share(request: Request, pk: int) -> HttpResponse:
    row = _led(request, pk)
    return answer_form(
        request,
        forms.OwnShareForm(request.POST or None, initial={"share": row.own_share, "action": row.own_action}),
        lambda data: services.state_own_share(analysis_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("My own share as the leader"),
        submit=_("Save"),
        back=_page(pk),
        said=_("Saved; the team reads it."),
        intro=_("Whoever leads the team answers first. The team reads it."),
    )


@require_http_methods(FORM)
def add_action(request: Request, pk: int) -> HttpResponse:
    row = _led(request, pk)
    today = timezone.localdate()
    return answer_form(
        request,
        forms.ActionForm(
            request.POST or None, people=who_can_do_it(row.unit_id, today),
            initial={"due_on": today + timedelta(days=14)},
        ),
        lambda data: cause_actions.add_action(analysis_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Add an action"),
        submit=_("Add"),
        back=_page(pk),
        said=_("The action waits for its owner."),
    )  # fmt: skip


@require_http_methods(FORM)
def action(request: Request, pk: int) -> HttpResponse:
    row = policies.finish_actions.get_or_404(request.user, CauseAction.objects.select_related("analysis"), pk=pk)
    return answer_form(
        request,
        forms.NoteForm(request.POST or None, initial={"note": row.done_note}),
        lambda data: cause_actions.finish_action(action_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Finish the action"),
        submit=_("It is done"),
        back=_page(row.analysis_id) if policies.see.allows(request.user, row.analysis) else reverse("todos:inbox"),
        said=_("Done, with what came of it."),
        intro=row.what,
    )


@require_http_methods(FORM)
def close(request: Request, pk: int) -> HttpResponse:
    row = _led(request, pk)
    return answer_form(
        request,
        forms.ConclusionForm(request.POST or None, initial={"conclusion": row.conclusion}),
        lambda data: services.close_analysis(analysis_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Close the analysis"),
        submit=_("Close it and tell the team"),
        back=_page(pk),
        said=_("Closed. The team reads what it came to."),
    )


Section = CauseFinding.Section
QUESTIONS = {
    Section.MIX: _("Did topics, channels or shifts shift? The arithmetic of this page says how much of the change."),
    Section.PROCESS: _("Did a flow, a rule, a system or a hand-over change, break or take longer?"),
    Section.TRAINING: _("Who was trained on what is new, who is new, and what does the knowledge base say?"),
    Section.PRODUCT: _("What changed in product, policy, delivery or price that customers rate us for?"),
    Section.VOLUME: _("How much came in, how many were there, how long did customers wait?"),
}
