"""Planning the rest of a period anew, what the teams get for it, and a new base before management."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from dengta.domains.goals.forms.goals import (
    AnswerForm,
    DecideForm,
    QuestionForm,
    RebaseForm,
    ReplanForm,
    VolumesForm,
)
from dengta.domains.goals.models import Goal, GoalVersion, Rebase, ResourceQuestion
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.goals.selectors.rest_of_period import outlook
from dengta.domains.goals.services import replans as services
from dengta.domains.goals.services import targets
from dengta.domains.goals.views.shared import Request, back_to, goal_or_404, written_goal_or_404
from dengta.domains.people.models import Unit
from dengta.web.decisions import answer_form, decided, need_when


def _draft_or_404(goal_id: int) -> GoalVersion:
    found: GoalVersion = get_object_or_404(GoalVersion, goal=goal_id, status=GoalVersion.Status.DRAFT)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def replan(request: Request, pk: int) -> HttpResponse:
    """Draft the rest of the period and break it down."""
    goal = written_goal_or_404(request.user, pk)

    def decide(data: dict[str, Any]) -> None:
        now = timezone.now()
        version = services.replan(goal_id=pk, by=request.user, now=now, **data)
        targets.break_down(version_id=version.pk, by=request.user, now=now)

    return answer_form(
        request, ReplanForm(request.POST or None), decide,
        title=_("Plan the rest anew"), submit=_("Draft it"), back=back_to(goal),
        said=_("Drafted. Look at it, and put it in force when it is right."),
        intro=_("Months that are over stay as they were; the open ones are worked out again."),
    )  # fmt: skip


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Throw the draft of a new plan away."""
    goal = written_goal_or_404(request.user, pk)
    version = _draft_or_404(pk)
    return decided(
        request, lambda: services.drop_replan(version_id=version.pk, by=request.user, now=timezone.now()),
        back=back_to(goal), said=_("The draft is gone; what is in force stays."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def volumes(request: Request, pk: int) -> HttpResponse:
    """Another forecast for the open months, worked out again at once."""
    goal = written_goal_or_404(request.user, pk)
    version = _draft_or_404(pk)
    form = VolumesForm(request.POST or None, months=list(version.months.filter(is_closed=False)))

    def decide(data: dict[str, Any]) -> None:
        now = timezone.now()
        services.set_open_volumes(version_id=version.pk, volumes=form.volumes(), by=request.user, now=now)
        targets.break_down(version_id=version.pk, by=request.user, now=now)

    return answer_form(
        request, form, decide, title=_("What is expected in the open months"), submit=_("Work it out again"),
        back=back_to(goal), said=_("Worked out again."),
    )  # fmt: skip


def units_to_ask_for(request: Request, version: GoalVersion) -> QuerySet[Unit]:
    """The goal's unit and its teams, as far as the reader may speak for them."""
    units = [version.goal.unit_id, *version.groups.values_list("unit", flat=True)]
    return policies.write_for.scope(request.user, Unit.objects.filter(pk__in=units))


def asking_context(request: Request, goal: Goal) -> dict[str, Any]:
    """For who leads a team of the goal and does not draft it: which of their teams would be asked for more, and what
    they asked so far. Nothing else of the draft."""
    if goal.status != Goal.Status.ACTIVE or not policies.write_for.anywhere(request.user):
        return {}
    version = goal.versions.filter(status=GoalVersion.Status.DRAFT).select_related("goal").first()
    if version is None:
        return {}
    own = units_to_ask_for(request, version)
    waiting = services.teams_waiting(version, today=timezone.localdate())
    rows = version.resource_questions.filter(unit__in=own.values("pk"))
    return {
        "asks_for": list(own.filter(pk__in=waiting).order_by("name", "pk").values_list("name", flat=True)),
        "asked": list(rows.select_related("unit", "asked_by__employee", "answered_by__employee").order_by("pk")),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, pk: int) -> HttpResponse:
    """A team asks what it gets for a higher target."""
    goal = goal_or_404(request.user, pk)
    version = _draft_or_404(pk)
    own = list(units_to_ask_for(request, version).order_by("name", "pk"))
    # The waiting teams first: they are what the page was opened for.
    waiting = services.teams_waiting(version, today=timezone.localdate())
    own.sort(key=lambda unit: (unit.pk not in waiting, unit.pk != goal.unit_id))
    need_when(bool(own))
    form = QuestionForm(request.POST or None, units=own, initial={"unit": own[0].pk} if own else None)
    return answer_form(
        request, form,
        lambda data: services.ask_for_resources(
            version_id=version.pk, unit_id=form.unit_id(), question=data["question"], by=request.user,
            now=timezone.now(),
        ),
        title=_("What do we get for a higher target?"), submit=_("Ask"), back=back_to(goal),
        said=_("Asked. The targets of the people stay as they are until it is answered."),
        intro=own[0].name if len(own) == 1 else "",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """What the team gets."""
    question: ResourceQuestion = get_object_or_404(
        ResourceQuestion.objects.select_related("version__goal", "unit"), pk=pk
    )
    goal = question.version.goal
    need_when(policies.decide.allows(request.user, goal))
    return answer_form(
        request, AnswerForm(request.POST or None),
        lambda data: services.answer_resources(question_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer what the team gets"), submit=_("Answer"), back=back_to(goal), said=_("The answer is kept."),
        intro=question.question,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def rebase(request: Request, pk: int) -> HttpResponse:
    """Bring a target that cannot be reached before management."""
    goal = written_goal_or_404(request.user, pk)
    need_when(goal.status == "active")
    seen = outlook(goal, today=timezone.localdate())
    initial = {"proposed": None if seen.best_year is None else int(seen.best_year * 10) / 10}
    measure = measured(goal.kpi)
    return answer_form(
        request, RebaseForm(request.POST or None, initial=initial),
        lambda data: services.propose_rebase(goal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Bring a new base before management"), submit=_("Bring it before management"), back=back_to(goal),
        said=_("It is before management now; nothing is pressed for meanwhile."),
        intro=measure.text(seen.best_year) if seen.best_year is not None else "",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    """Take the new base, or keep the old one."""
    row = policies.decide_rebase.get_or_404(request.user, Rebase.objects.select_related("goal"), pk=pk)
    return answer_form(
        request, DecideForm(request.POST or None),
        lambda data: services.decide_rebase(rebase_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Decide about the new base"), submit=_("Decide"), back=back_to(row.goal), said=_("Decided."),
        intro=row.reason,
    )  # fmt: skip
