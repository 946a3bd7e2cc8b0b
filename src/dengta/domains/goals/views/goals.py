"""Goals: the list, one of them, and what is decided about it."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.goals import CloseForm, DriverForm, OwnerForm
from dengta.domains.goals.models import Goal, GoalVersion, Rebase
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors import goals as selectors
from dengta.domains.goals.selectors import wizard as previews
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.goals.selectors.plan_trees import lines_of
from dengta.domains.goals.selectors.rest_of_period import outlook
from dengta.domains.goals.services import goals as services
from dengta.domains.goals.services import replans, targets
from dengta.domains.goals.views.replans import asking_context
from dengta.domains.goals.views.shared import (
    Request,
    back_to,
    chart_of,
    goal_or_404,
    period_text,
    steps_of,
    written_goal_or_404,
)
from dengta.domains.people.models import Unit
from dengta.foundation.access import rights_on
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when
from dengta.web.figures import Goal as Node

SORTS = {"title": ("title",), "begins": ("starts_on",), "unit": ("unit__name",)}
# So many teams stand in the tree of the page; the others behind its link.
TEAMS_SHOWN = 8
Status = GoalVersion.Status


class GoalFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words and status."""

    q = django_filters.CharFilter(method="by_text", label=gettext_lazy("Search goals"))
    status = django_filters.ChoiceFilter(
        choices=Goal.Status.choices, label=gettext_lazy("Status"), empty_label=gettext_lazy("All statuses")
    )

    class Meta:
        model = Goal
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """By name of the goal or of its unit."""
        return rows.filter(Q(title__icontains=value) | Q(unit__name__icontains=value))


@require_safe
def goals(request: Request) -> HttpResponse:
    """Everything one may see, newest period first."""
    need_when(policies.sees_any(request.user))
    page = lists.list_page(request, selectors.listed(request.user), sorts=SORTS, default="-begins", filters=GoalFilter)
    measures = [measured(row.kpi) for row in page.rows]
    rows = [
        (row, measure, measure.text(row.baseline), measure.text(row.target), period_text(row))
        for row, measure in zip(page.rows, measures, strict=True)
    ]
    context = {"page": page, "rows": rows, "may_write": policies.write_for.anywhere(request.user)}
    return http.page(request, "goals/list.html", context, fragment="list")


@require_safe
def goal(request: Request, pk: int) -> HttpResponse:
    """Target and reached month by month, the tree, who has read it, versions, and what can be decided now."""
    row = goal_or_404(request.user, pk)
    today, measure = timezone.localdate(), measured(row.kpi)
    active = row.versions.filter(status=Status.ACTIVE).first()
    rights = rights_on(request.user, row, policies.write, policies.decide)
    draft = row.versions.filter(status=Status.DRAFT).first() if policies.write in rights else None
    shown = active or draft or row.versions.order_by("-number").first()
    lines = selectors.month_lines(request.user, row, shown, today=today) if shown else []
    context: dict[str, Any] = {
        "goal": row, "measure": measure, "active": active, "draft": draft, "shown": shown,
        "period": period_text(row), "baseline": measure.text(row.baseline), "target": measure.text(row.target),
        "interval": _interval(measure, row), "writes": policies.write in rights, "decides": policies.decide in rights,
        "lines": [(line, *_said(measure, line)) for line in lines],
        "chart": chart_of(measure, lines) if lines else None,
        "versions": [(one, measure.text(one.target)) for one in _versions(row, policies.write in rights)],
        "drivers": [_driver(measure, one) for one in row.drivers.order_by("pk")],
        "lacks_drivers": row.status != Goal.Status.CLOSED and services.lacks_drivers(row),
        "read": selectors.read_by(active) if active else None,
        "follows": policies.follow.beyond_own(request.user),
        "tree": _tree(request, row, measure, shown) if shown else [],
        "family": selectors.family(request.user, row),
        **(_draft_context(request, row, measure, draft) if draft else asking_context(request, row)),
        **_outlook_context(request, row, measure, active, today),
    }  # fmt: skip
    return http.page(request, "goals/goal.html", context)


def _versions(goal: Goal, writes: bool) -> QuerySet[GoalVersion]:  # noqa: FBT001 - the condition is the sentence
    rows = goal.versions.select_related("activated_by__employee").order_by("-number")
    return rows if writes else rows.exclude(status=Status.DRAFT)


def _interval(measure: Measured, goal: Goal) -> str:
    if goal.baseline_low is None or goal.baseline_high is None or goal.baseline_reason:
        return ""
    return f"{measure.text(goal.baseline_low)}–{measure.text(goal.baseline_high)}"


def _said(measure: Measured, line: selectors.MonthLine) -> tuple[str, str, str]:
    """Target, reached and interval of a month in words."""
    figure = line.figure
    value = measure.text(measure.points(figure.value)) if figure is not None and figure.n else "–"
    ends = figure.interval if figure is not None and figure.n else None
    interval = f"{measure.text(measure.points(ends.low))}–{measure.text(measure.points(ends.high))}" if ends else ""
    return measure.text(line.target), value, interval


def _driver(measure: Measured, driver: Any) -> dict[str, Any]:
    moves = measured(driver.kpi)
    known = driver.effect is not None
    ends = (driver.effect_low, driver.effect_high)
    return {
        "row": driver, "name": moves.name, "aim": moves.text(driver.aim),
        "effect": measure.change(driver.effect) if known else "",
        "interval": f"{measure.change(ends[0])} … {measure.change(ends[1])}" if known else "",
        "clear": known and ends[0] * ends[1] > 0,
    }  # fmt: skip


def _tree(request: Request, goal: Goal, measure: Measured, version: GoalVersion) -> list[Node]:
    """The whole and its first teams, for the component."""
    whole, teams = lines_of(version, policies.visible_targets(request.user))
    if whole is None:
        return []
    url = reverse("goals:version", args=[goal.pk, version.number])
    people = reverse("goals:people", args=[goal.pk, version.number])
    children = [
        Node(
            title=line.name, value=measure.text(line.mean), status="info", word=_("average of the months"),
            url=f"{people}?unit={line.unit_id}",
        )
        for line in teams[:TEAMS_SHOWN]
    ]  # fmt: skip
    owner = goal.owner.name if goal.owner else ""
    return [
        Node(
            title=goal.unit.name, value=measure.text(version.target), status="info",
            word=str(goal.get_scope_display()), owner=owner, url=url, children=children,
        )
    ]  # fmt: skip


def _draft_context(request: Request, goal: Goal, measure: Measured, draft: GoalVersion) -> dict[str, Any]:
    """What a draft still lacks, and whether it works out."""
    gaps = targets.unnamed_gaps(draft) if draft.decomposed_at else []
    waiting = replans.unanswered_teams(draft, today=timezone.localdate()) if goal.status == Goal.Status.ACTIVE else []
    questions = draft.resource_questions.select_related("unit", "asked_by__employee", "answered_by__employee")
    first_gap = next((gap for gap in gaps if gap.target is not None), None)
    return {
        "missing": services.missing(goal), "gaps": gaps, "gap": first_gap,
        "gap_by": measure.change(gaps[0].by) if gaps else "",
        "named": draft.named_gaps.select_related("target__unit", "carried_by").order_by("pk"),
        "steps": steps_of(goal, "") if goal.status == Goal.Status.DRAFT else [],
        "obstacle": previews.obstacle_in_words(draft.obstacle) if draft.obstacle else "",
        "best": measure.text(draft.best), "waiting_teams": waiting, "questions": list(questions.order_by("pk")),
        "draft_target": measure.text(draft.target),
    }  # fmt: skip


def _outlook_context(
    request: Request, goal: Goal, measure: Measured, active: GoalVersion | None, today: Any
) -> dict[str, Any]:
    """How far the period is, and what the rest would have to be."""
    if active is None or goal.status != Goal.Status.ACTIVE or today < goal.starts_on:
        return {}
    seen = outlook(goal, today=today)
    if not seen.closed or not seen.open_months:
        return {}
    rebase = goal.rebases.order_by("-pk").select_related("asked_by__employee", "decided_by__employee").first()
    return {
        "outlook": seen, "required": measure.text(seen.required), "reached": measure.text(seen.reached),
        "best_year": measure.text(seen.best_year), "rebase": rebase,
        "proposed": measure.text(rebase.proposed) if rebase else "",
        "rebase_open": rebase is not None and rebase.status == Rebase.Status.ASKED,
        "settles": rebase is not None and policies.decide_rebase.allows(request.user, rebase),
    }  # fmt: skip


@require_POST
def activate(request: Request, pk: int) -> HttpResponse:
    """Put the draft in force."""
    row = policies.decide.get_or_404(request.user, policies.visible(request.user), pk=pk)
    version = row.versions.filter(status=Status.DRAFT).values_list("pk", flat=True).first() or 0
    return decided(
        request, lambda: services.activate(version_id=version, by=request.user, now=timezone.now()),
        back=back_to(row), said=_("In force. Everybody is asked to read their target."),
    )  # fmt: skip


@require_POST
def align(request: Request, pk: int) -> HttpResponse:
    """Take over the day of review of the team's other goals."""
    row = written_goal_or_404(request.user, pk)
    return decided(
        request, lambda: services.align_calendar(goal_id=pk, by=request.user, now=timezone.now()),
        back=back_to(row), said=_("The goal has the calendar of its team."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: Request, pk: int) -> HttpResponse:
    """Who answers for it."""
    row = written_goal_or_404(request.user, pk)
    people = previews.possible_owners(Unit.objects.filter(pk=row.unit_id), timezone.localdate())
    return answer_form(
        request, OwnerForm(request.POST or None, people=list(people)),
        lambda data: services.name_owner(goal_id=pk, owner=data["owner"].pk, by=request.user, now=timezone.now()),
        title=_("Name the owner"), submit=_("Save"), back=back_to(row), said=_("The goal has an owner."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """End it."""
    row = policies.decide.get_or_404(request.user, policies.visible(request.user), pk=pk)
    return answer_form(
        request, CloseForm(request.POST or None),
        lambda data: services.close_goal(goal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Close the goal"), submit=_("Close it"), back=back_to(row), said=_("The goal is closed."),
        leave=_("Back"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_driver(request: Request, pk: int) -> HttpResponse:
    """Name what moves it."""
    row = written_goal_or_404(request.user, pk)
    return answer_form(
        request, DriverForm(request.POST or None, goal=row),
        lambda data: services.add_driver(goal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Name what moves the goal"), submit=_("Save"), back=back_to(row),
        said=_("Saved. What it is worth is estimated from the weeks before."),
    )  # fmt: skip


@require_POST
def drop_driver(request: Request, pk: int, driver: int) -> HttpResponse:
    """Take a driver away."""
    row = written_goal_or_404(request.user, pk)
    return decided(
        request, lambda: services.drop_driver(driver_id=driver, by=request.user, now=timezone.now()),
        back=back_to(row), said=_("Taken away."),
    )  # fmt: skip
