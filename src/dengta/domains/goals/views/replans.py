"""Planning the rest of a period anew, what the teams get for it, and a new base before management."""

from typing import Any

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
from dengta.domains.goals.models import GoalVersion, Rebase, ResourceQuestion
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


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, pk: int) -> HttpResponse:
    """A team asks what it gets for a higher target."""
    goal = goal_or_404(request.user, pk)
    version = _draft_or_404(pk)
    units = [goal.unit_id, *version.groups.values_list("unit", flat=True)]
    own = policies.write_for.scope(request.user, Unit.objects.filter(pk__in=units))
    unit = own.filter(pk=goal.unit_id).first() or own.order_by("name", "pk").first()
    need_when(unit is not None)
    assert unit is not None
    return answer_form(
        request, QuestionForm(request.POST or None),
        lambda data: services.ask_for_resources(
            version_id=version.pk, unit_id=unit.pk, by=request.user, now=timezone.now(), **data
        ),
        title=_("What do we get for a higher target?"), submit=_("Ask"), back=back_to(goal),
        said=_("Asked. The targets of the people stay as they are until it is answered."), intro=unit.name,
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
        title=_("Bring a new base before management"), submit=_("Propose it"), back=back_to(goal),
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
