"""Improvement plans: the list, one plan, and what both sides decide about it."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.communication.selectors.crews import teams_led
from dengta.domains.communication.selectors.todos import mine
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.performance.forms import improvement_plans as forms
from dengta.domains.performance.models import ImprovementPlan, PlanCheckpoint, PlanSupport
from dengta.domains.performance.policies import improvement_plans as policies
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.services import improvement_plans as services
from dengta.domains.performance.services import plan_contents as contents
from dengta.domains.performance.views.plan_grounds import chosen_kpi, said_of
from dengta.domains.performance.views.presenting_plans import plan_steps, shown_checkpoints, shown_evidence, shown_goals
from dengta.domains.performance.views.shared import FORM, Request, one_or_404
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

State = ImprovementPlan.State
SORTS = {"begun": ("created_at",), "person": ("employee__pinyin",), "next": ("next_on",)}
WEEKS = timedelta(weeks=8)
ONLY_WHERE = _(
    "Only where two whole months with enough answers tell the person from the team by more than chance. "
    "Everything less is for a coaching talk."
)


def _led(request: Request, pk: int) -> ImprovementPlan:
    return one_or_404(policies.led_by(request.user).select_related("employee", "unit"), pk)


def _page(pk: int) -> str:
    return reverse("improvement_plans:plan", args=[pk])


def _people(request: Request) -> QuerySet[Employee]:
    """For whom the reader may draft one: whoever works today in the teams they lead, but themselves."""
    today = timezone.localdate()
    inside = Membership.objects.on(today).filter(unit__in=teams_led(request.user, today)).values("employee_id")
    rows = Employee.objects.filter(pk__in=inside, status=Employee.Status.ACTIVE)
    return rows.exclude(pk=facts_of(request.user).employee_id or 0).order_by("pinyin", "pk")


@require_safe
def plans(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(
        request, selectors.plans(request.user), sorts=SORTS, default="-begun", filters=forms.PlanFilter
    )
    context = {
        "page": page,
        "rows": [(row, kpi_named(row.kpi).name) for row in page.rows],
        "may_begin": bool(teams_led(request.user, timezone.localdate())),
        "me": facts_of(request.user).employee_id,
    }
    return http.page(request, "performance/plans/list.html", context, fragment="list")


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    need_when(bool(teams_led(request.user, timezone.localdate())))
    need(policies.begin_in, request.user)
    today = timezone.localdate()
    asked, kpi, people = request.GET.get("employee", ""), chosen_kpi(request), _people(request)
    initial = {"kpi": kpi, "starts_on": today, "ends_on": today + WEEKS, "employee": asked}
    person = people.filter(pk=asked).first() if asked.isdecimal() else None
    unit_id = team_on([person.pk], today).get(person.pk) if person else None
    return answer_form(
        request,
        forms.BeginForm(request.POST or None, people=people, initial=initial),
        lambda data: services.begin_plan(by=request.user, now=timezone.now(), **data),
        title=_("Draft an improvement plan"),
        submit=_("Check the figures and draft it"),
        back=reverse("improvement_plans:list"),
        said=_("Drafted. Add goals, support and checkpoints; the person sees it once you propose it."),
        intro=said_of(request.user, person, unit_id, kpi=kpi, today=today) if person and unit_id else ONLY_WHERE,
    )


@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.plans(request.user), pk)
    me, today = facts_of(request.user).employee_id, timezone.localdate()
    leads = me != row.employee_id and policies.lead.allows(request.user, row)
    locked = selectors.is_locked(row)
    above = me not in (row.employee_id, row.leader_id) and policies.decide.allows(request.user, row)
    context = {
        "plan": row,
        "kpi": kpi_named(row.kpi),
        "steps": plan_steps(row),
        "evidence": shown_evidence(row),
        "goals": shown_goals(row, selectors.last_readings(row)),
        "support": selectors.support(row),
        "checkpoints": shown_checkpoints(row),
        "is_mine": me == row.employee_id,
        "leads": leads,
        "writes": leads and not row.is_over and not locked,
        "proposes": leads and row.state in (State.DRAFT, State.OBJECTED),
        "answers": me == row.employee_id and row.state == State.PROPOSED,
        "decides": above and row.state == State.OBJECTED,
        "runs": leads and row.state == State.RUNNING,
        "extends": leads and row.state == State.RUNNING and locked and row.extended_at is None,
        "owes_talk": leads and row.state == State.ENDED
        and mine(request.user).filter(kind=services.TALK, key=str(pk)).exists(),
        "today": today,
    }  # fmt: skip
    return http.page(request, "performance/plans/plan.html", context)


@require_http_methods(FORM)
def add(request: Request, pk: int, sort: str) -> HttpResponse:
    row = _led(request, pk)
    people = who_can_do_it(row.unit_id, timezone.localdate()).exclude(pk=row.employee_id)
    form, decide, title, said = PARTS[sort]
    options = {"people": people} if sort != "checkpoint" else {}
    return answer_form(
        request,
        form(request.POST or None, **options),
        lambda data: decide(plan_id=pk, by=request.user, **data),
        title=title,
        submit=_("Add"),
        back=_page(pk),
        said=said,
    )


@require_POST
def remove(request: Request, pk: int, sort: str, part: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: contents.remove_part(plan_id=pk, sort=sort, part_id=part, by=request.user),
        back=_page(pk),
        said=_("Taken out of the plan."),
    )


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.propose_plan(plan_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Proposed. The person agrees, or writes what they do not agree with."),
    )


def _mine(request: Request, pk: int) -> ImprovementPlan:
    own = policies.visible(request.user).filter(employee_id=facts_of(request.user).employee_id or 0)
    return one_or_404(own, pk)


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    _mine(request, pk)
    return decided(
        request,
        lambda: services.sign_plan(plan_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Agreed. The plan runs from now on."),
    )


@require_http_methods(FORM)
def object_to(request: Request, pk: int) -> HttpResponse:
    _mine(request, pk)
    return answer_form(
        request,
        forms.ObjectionForm(request.POST or None),
        lambda data: services.object_to_plan(plan_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("I do not agree"),
        submit=_("Send my objection"),
        back=_page(pk),
        said=_("Sent. The plan does not run until it is answered."),
        intro=_("Your leader and the next level read it. Objecting is your right and counts against nobody."),
    )


@require_http_methods(FORM)
def decide(request: Request, pk: int) -> HttpResponse:
    row = policies.decide.get_or_404(request.user, policies.visible(request.user), pk=pk)
    need_when(facts_of(request.user).employee_id not in (row.employee_id, row.leader_id))
    return answer_form(
        request,
        forms.DecisionForm(request.POST or None),
        lambda data: services.decide_objection(plan_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the objection"),
        submit=_("Decide"),
        back=_page(pk),
        said=_("Both sides read your answer."),
        intro=row.objection,
    )


@require_http_methods(FORM)
def hold(request: Request, pk: int) -> HttpResponse:
    checkpoint = one_or_404(PlanCheckpoint.objects.filter(plan__in=policies.led_by(request.user)), pk)
    return answer_form(
        request,
        forms.HoldForm(request.POST or None),
        lambda data: contents.hold_checkpoint(checkpoint_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Hold the checkpoint"),
        submit=_("Measure and save"),
        back=_page(checkpoint.plan_id),
        said=_("Measured. The person reads it and can add their own words."),
    )


@require_http_methods(FORM)
def comment(request: Request, pk: int) -> HttpResponse:
    own = policies.visible(request.user).filter(employee_id=facts_of(request.user).employee_id or 0)
    checkpoint = one_or_404(PlanCheckpoint.objects.filter(plan__in=own), pk)
    return answer_form(
        request,
        forms.WordForm(request.POST or None, initial={"text": checkpoint.agent_note}),
        lambda data: contents.comment_checkpoint(checkpoint_id=pk, by=request.user, **data),
        title=_("My own words on this checkpoint"),
        submit=_("Save"),
        back=_page(checkpoint.plan_id),
        said=_("Saved; it stands beside what your leader wrote."),
    )


@require_POST
def given(request: Request, pk: int) -> HttpResponse:
    support = one_or_404(PlanSupport.objects.filter(plan__in=policies.led_by(request.user)), pk)
    return decided(
        request,
        lambda: contents.give_support(support_id=pk, by=request.user, now=timezone.now()),
        back=_page(support.plan_id),
        said=_("Noted as given."),
    )


@require_http_methods(FORM)
def extend(request: Request, pk: int) -> HttpResponse:
    row = _led(request, pk)
    return answer_form(
        request,
        forms.ExtendForm(request.POST or None, initial={"ends_on": row.ends_on + timedelta(weeks=4)}),
        lambda data: services.extend_plan(plan_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Give more time"),
        submit=_("Give more time, once"),
        back=_page(pk),
        said=_("Extended, with a last checkpoint on the new last day."),
    )


@require_http_methods(FORM)
def finish(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return answer_form(
        request,
        forms.FinishForm(request.POST or None),
        lambda data: services.finish_plan(plan_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Say what came of it"),
        submit=_("Close the plan"),
        back=_page(pk),
        said=_("The plan is closed. Nothing follows from it by itself."),
    )


@require_http_methods(FORM)
def withdraw(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return answer_form(
        request,
        forms.WordForm(request.POST or None),
        lambda data: services.withdraw_plan(plan_id=pk, reason=data["text"], by=request.user, now=timezone.now()),
        title=_("Take the plan back"),
        submit=_("Take it back"),
        leave=_("Keep the plan"),
        back=_page(pk),
        said=_("Taken back. It counts for nothing."),
    )


@require_POST
def talk_held(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.talk_held(plan_id=pk, by=request.user),
        back=_page(pk),
        said=_("Noted. Thank you for having the talk."),
    )


PARTS: dict[str, Any] = {
    "goal": (forms.GoalForm, contents.set_goal, _("Set a goal"), _("The goal is set.")),
    "support": (forms.SupportForm, contents.add_support, _("Add support"), _("The support is noted.")),
    "checkpoint": (forms.CheckpointForm, contents.add_checkpoint, _("Add a checkpoint"), _("The day is noted.")),
}
