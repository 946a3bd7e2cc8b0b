"""The tree of a version: teams × months, the people of a team, and what a leader changes in it by hand."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.goals import AdjustForm, NameGapForm
from dengta.domains.goals.models import Goal, GoalVersion, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors import targets as selectors
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.goals.services import targets as services
from dengta.domains.goals.views.shared import (
    Request,
    back_to,
    goal_or_404,
    month_text,
    period_text,
    written_goal_or_404,
)
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

Status = GoalVersion.Status
SORTS = {"name": ("employee__pinyin",), "baseline": ("baseline",), "answers": ("responses",), "volume": ("volume",)}


@require_POST
def break_down(request: Request, pk: int) -> HttpResponse:
    """Months × teams × people in one step."""
    row = written_goal_or_404(request.user, pk)
    draft = row.versions.filter(status=Status.DRAFT).values_list("pk", flat=True).first() or 0
    return decided(
        request, lambda: services.break_down(version_id=draft, by=request.user, now=timezone.now()),
        back=back_to(row), said=_("Broken down. Large goals take a moment; their targets appear on the page."),
    )  # fmt: skip


def _version_or_404(request: Request, goal: Goal, number: int) -> GoalVersion:
    version: GoalVersion = get_object_or_404(goal.versions.select_related("goal__unit"), number=number)
    need_when(version.status != Status.DRAFT or policies.write.allows(request.user, goal))
    return version


@require_safe
def version(request: Request, pk: int, number: int) -> HttpResponse:
    """Teams × months of a version, that of today or an older one; drafts can be changed here."""
    goal = goal_or_404(request.user, pk)
    shown, measure = _version_or_404(request, goal, number), measured(goal.kpi)
    teams = lists.page_of(request, selectors.teams_in(request.user, shown))
    table = selectors.table_of(request.user, shown, [team.unit_id for team in teams.rows])
    changes = shown.status == Status.DRAFT and policies.write.allows(request.user, goal)
    context = {
        "goal": goal, "version": shown, "measure": measure, "page": teams, "period": period_text(goal),
        "months": table.months, "changes": changes, "has_targets": table.whole is not None,
        "whole": [measure.text(one.value) if one else "–" for one in table.cells_of(table.whole)],
        "target": measure.text(shown.target),
        "sums": [measure.text(one) for one in table.sums],
        "rows": [
            (team, _cells(measure, table.cells_of(table.teams.get(team.unit_id))))
            for team in teams.rows
        ],
        "gaps": [(gap, month_text(gap.month) if gap.month else "", measure.change(gap.by))
                 for gap in services.unnamed_gaps(shown)] if changes and shown.decomposed_at else [],
        "named": [(one, measure.change(one.amount)) for one in
                  shown.named_gaps.select_related("target__unit", "carried_by").order_by("pk")],
    }  # fmt: skip
    return http.page(request, "goals/version.html", context)


def _cells(measure: Measured, targets: Sequence[Target | None]) -> list[tuple[Target | None, str]]:
    return [(one, measure.text(one.value) if one else "–") for one in targets]


@require_safe
def people(request: Request, pk: int, number: int) -> HttpResponse:
    """The people of a team in a version, for whoever sees people's figures: baseline, sample, volume, targets."""
    goal = goal_or_404(request.user, pk)
    shown, measure = _version_or_404(request, goal, number), measured(goal.kpi)
    need_when(policies.see_people.beyond_own(request.user))
    unit = request.GET.get("unit", "")
    rows = selectors.people_in(request.user, shown, unit=int(unit) if unit.isdecimal() else None)
    page = lists.list_page(request, rows, sorts=SORTS, default="name")
    month = selectors.month_asked(shown, request.GET.get("month", ""), today=timezone.localdate())
    found = selectors.targets_of(shown, [row.employee_id for row in page.rows], month=month)
    changes = shown.status == Status.DRAFT and policies.write.allows(request.user, goal)
    context: dict[str, Any] = {
        "goal": goal, "version": shown, "measure": measure, "page": page, "month": month, "changes": changes,
        "months": selectors.months_of(shown), "unit": unit, "team": selectors.team_name(page.rows, unit),
        "rows": [
            (row, measure.text(row.baseline), *_said(measure, found.get(row.employee_id))) for row in page.rows
        ],
    }  # fmt: skip
    return http.page(request, "goals/people.html", context)


def _said(measure: Measured, pair: Any) -> tuple[str, str, int | None]:
    if pair is None:
        return "–", "–", None
    target, mean = pair
    return measure.text(target.value if target else None), measure.text(mean), target.pk if target else None


def _target_or_404(request: Request, pk: int) -> Target:
    rows = Target.objects.filter(policies.visible_targets(request.user)).select_related(
        "version__goal", "unit", "employee"
    )
    target: Target = get_object_or_404(rows, pk=pk)
    need_when(policies.write.allows(request.user, target.version.goal) and target.version.status == Status.DRAFT)
    return target


def _tree_url(target: Target) -> str:
    return reverse("goals:version", args=[target.version.goal_id, target.version.number])


@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: Request, pk: int) -> HttpResponse:
    """Set one target by hand."""
    target = _target_or_404(request, pk)
    measure = measured(target.version.goal.kpi)
    who = target.employee.name if target.employee else target.unit.name
    return answer_form(
        request, AdjustForm(request.POST or None, initial={"value": round(target.value, 1), "balance": True}),
        lambda data: services.adjust_target(target_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Change the target of {who}").format(who=who), submit=_("Save"), back=_tree_url(target),
        said=_("The target is changed."),
        intro=_("{month}: {value}. Own baseline {baseline}, own best {best}.").format(
            month=month_text(target.month), value=measure.text(target.value), baseline=measure.text(target.baseline),
            best=measure.text(target.bound),
        ),
    )  # fmt: skip


@require_POST
def balance(request: Request, pk: int) -> HttpResponse:
    """Let the others make up for it."""
    target = _target_or_404(request, pk)
    return decided(
        request, lambda: services.balance_gap(target_id=pk, by=request.user, now=timezone.now()),
        back=_tree_url(target), said=_("The parts add up again."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def gap(request: Request, pk: int) -> HttpResponse:
    """Name a gap with its reason."""
    target = _target_or_404(request, pk)
    return answer_form(
        request, NameGapForm(request.POST or None),
        lambda data: services.name_gap(target_id=pk, by=request.user, now=timezone.now(), **data),
        title=gettext_lazy("Name the gap"), submit=gettext_lazy("Name it"), back=_tree_url(target),
        said=_("The gap has a name; the owner of the goal carries it."),
    )  # fmt: skip
