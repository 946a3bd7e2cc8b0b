"""Targets told to people who have no account: the stand-up list of a team, its printed sheet, and objections."""

from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.goals.forms.on_paper import StandUpForm, ToldObjectionForm
from dengta.domains.goals.models import Acknowledgement, Goal
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors import on_paper as selectors
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.goals.selectors.on_paper import ToRead
from dengta.domains.goals.selectors.targets import month_asked, months_of
from dengta.domains.goals.services import on_paper as services
from dengta.domains.goals.views.shared import Request, goal_or_404, month_text, period_text
from dengta.domains.people.models import Unit
from dengta.foundation.exports.pdf import pdf_of
from dengta.web import http
from dengta.web.decisions import answer_form, need_when

PRINT, PRINT_STYLE = "goals/stand_up_print.html", "goals/print.css"


def _list_of(request: Request, pk: int, unit: int) -> tuple[Goal, Unit, list[Acknowledgement]]:
    """The goal, the team, and everybody in it who has no account; 404 where nobody of it is the reader's to tell."""
    goal = goal_or_404(request.user, pk)
    rows = list(selectors.to_tell(request.user, goal).filter(unit=unit).order_by("employee__pinyin", "pk"))
    if not rows:
        raise Http404
    return goal, rows[0].unit, rows


def _read_out(goal: Goal, rows: list[Acknowledgement]) -> dict[str, Any]:
    """What is read out: the goal in a sentence, and each person's numbers."""
    measure, version = measured(goal.kpi), rows[0].version
    month = month_asked(version, "", today=timezone.localdate())
    last = max(months_of(version), default=None)
    whole = {one.row.pk: one for one in selectors.to_read(rows, month=month)}
    ends = {one.row.pk: one for one in selectors.to_read(rows, month=last)}
    lines = [
        {
            "row": row, "now": measure.text(_value(whole[row.pk])), "last": measure.text(_value(ends[row.pk])),
            "whole": measure.text(whole[row.pk].whole),
        }
        for row in rows
    ]  # fmt: skip
    return {
        "goal": goal, "measure": measure.name, "version": version, "period": period_text(goal), "lines": lines,
        "target": measure.text(goal.target), "baseline": measure.text(goal.baseline),
        "month": month_text(month) if month else "", "last_month": month_text(last) if last else "",
    }  # fmt: skip


def _value(one: ToRead) -> float | None:
    return one.now.value if one.now is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
def stand_up(request: Request, pk: int, unit: int) -> HttpResponse:
    """Read the targets out, then write down who was told and agreed."""
    goal, team, rows = _list_of(request, pk, unit)
    told = _read_out(goal, rows)
    people = [
        (line["row"].employee_id, f"{line['row'].employee.name} {line['row'].employee.number}")
        for line in told["lines"]
        if line["row"].given_at is None
    ]
    today = timezone.localdate()
    form = StandUpForm(
        request.POST or None, people=people, witnesses=selectors.witnesses_in(team, request.user, today),
        initial={"told_on": today},
    )  # fmt: skip
    return answer_form(
        request, form,
        lambda data: services.write_down_told(
            version_id=rows[0].version_id, people=data["people"], telling=form.telling(), by=request.user,
            now=timezone.now(),
        ),
        title=_("Targets told"), submit=_("They were told and agreed"), back=_at(pk, unit),
        said=_("Written down, with your name and what proves it."), template="goals/stand_up.html",
        team=team, waiting=len(people), **told,
    )  # fmt: skip


@require_safe
def sheet(request: Request, pk: int, unit: int) -> HttpResponse:
    """The list on paper, to be signed; the print view where this machine has no means of making a PDF."""
    goal, team, rows = _list_of(request, pk, unit)
    waiting = [row for row in rows if row.given_at is None] or rows
    services.print_sheet(version=rows[0].version, unit_id=team.pk, people=len(waiting), by=request.user)
    context = {**_read_out(goal, waiting), "team": team, "today": timezone.localdate()}
    made = pdf_of(render_to_string(PRINT, {**context, "for_pdf": True}, request), stylesheet=PRINT_STYLE)
    if made is None:
        return http.page(request, PRINT, context)
    name = f"targets-{goal.pk}-{team.pk}-{context['today']}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: Request, pk: int) -> HttpResponse:
    """Somebody was told and does not agree."""
    rows = policies.follow.scope(request.user, Acknowledgement.objects.select_related("version", "employee", "unit"))
    row = policies.tell.get_or_404(request.user, rows, pk=pk)
    need_when(row.employee.account_id is None)
    form = ToldObjectionForm(
        request.POST or None, witnesses=selectors.witnesses_in(row.unit, request.user, timezone.localdate()),
        initial={"told_on": timezone.localdate()},
    )  # fmt: skip
    return answer_form(
        request, form,
        lambda data: services.write_down_objection(
            version_id=row.version_id, employee_id=row.employee_id, note=data["note"], telling=form.telling(),
            by=request.user, now=timezone.now(),
        ),
        title=_("{name} does not agree").format(name=row.employee.name), submit=_("Write it down"),
        back=_at(row.version.goal_id, row.unit_id), said=_("Written down. Whoever leads the team answers it."),
    )  # fmt: skip


def _at(goal: int, unit: int) -> str:
    return reverse("goals:stand_up", args=[goal, unit])
