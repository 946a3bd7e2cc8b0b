"""Appraisal cycles: the list, the plan, and the table from which a cycle is run."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Unit
from dengta.domains.performance.forms.appraisals import AppraisalFilter, CycleForm, PayMonthForm
from dengta.domains.performance.models import Cycle
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.selectors import calibration as calibration_of
from dengta.domains.performance.services import cycles as services
from dengta.domains.performance.services import pay_factors
from dengta.domains.performance.views.presenting import cycle_steps
from dengta.domains.performance.views.shared import Request, one_or_404
from dengta.foundation import exports
from dengta.foundation.jobs.selectors import jobs_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

SORTS = {"name": ("employee__number",), "unit": ("unit__name", "employee__number"), "score": ("leader_score",)}


@require_safe
def cycles(request: Request) -> HttpResponse:
    need_when(policies.appraises(request.user))
    page = lists.list_page(request, selectors.cycles(request.user), sorts={"end": ("ends_on",)}, default="-end")
    context = {"page": page, "may_plan": policies.run_cycles.anywhere(request.user)}
    return http.page(request, "performance/appraisals/cycles.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need(policies.run_cycles, request.user)
    return answer_form(
        request,
        CycleForm(request.POST or None, units=_units(request), sources=selectors.weighted_sources()),
        lambda data: services.plan_cycle(unit_id=data.pop("unit").pk, by=request.user, now=timezone.now(), **data),
        title=_("Plan a cycle"),
        submit=_("Plan"),
        back=reverse("appraisals:cycles"),
        said=_("Planned. Once the period is over, freeze its figures."),
    )


def _units(request: Request) -> Any:
    """Where this person may run a cycle."""
    return policies.run_in.scope(request.user, Unit.objects.all()).order_by("name", "pk")


@require_safe
def cycle(request: Request, pk: int) -> HttpResponseBase:
    row: Any = one_or_404(selectors.cycles(request.user), pk)
    rows = selectors.appraisals(request.user).filter(cycle=row)
    page = lists.list_page(request, rows, sorts=SORTS, default="name", filters=AppraisalFilter, ids_first=True)
    if exports.wanted(request):
        return exports.respond(
            request, name="performance.appraisals", columns=COLUMNS, rows=page.everything, permission=policies.export
        )
    today = timezone.localdate()
    context = {
        "cycle": row,
        "page": page,
        "rows": [(one, selectors.breakdown(one)) for one in page.rows],
        "plan": selectors.plan_of(row),
        "steps": cycle_steps(row),
        "runs": policies.run_cycles.allows(request.user, row),
        "over": today > row.ends_on,
        "alike": services.groups_alike(row, today) if row.state == Cycle.State.CALIBRATION else [],
        "leaders": _side_by_side(request, row),
        "job": _job(request, row),
    }
    return http.page(request, "performance/appraisals/cycle.html", context, fragment="list")


def _side_by_side(request: Request, row: Cycle) -> list[calibration_of.LeaderScores]:
    """What each leader gave, for whoever may calibrate and for nobody else."""
    if row.state not in calibration_of.SIDE_BY_SIDE:
        return []
    rows = calibration_of.to_calibrate(request.user, row)
    return calibration_of.by_leader(rows, enough=services.ALIKE_GROUP.on(timezone.localdate()))


def _job(request: Request, row: Cycle) -> Any:
    """The job that freezes, for whoever asked for it: its page shows how far it is."""
    if row.state != Cycle.State.FREEZING:
        return None
    rows = jobs_of(request.user).filter(kind="performance.freeze", key=services.job_key(row.pk))
    return rows.order_by("-pk").first()


COLUMNS = [
    exports.Column("number", _("Staff number"), "employee.number"),
    exports.Column("name", _("Name"), "employee.name"),
    exports.Column("team", _("Team"), "unit.name"),
    exports.Column("stage", _("Stage"), "get_state_display"),
    exports.Column("score", _("Score"), lambda row: selectors.breakdown(row).result, kind="decimal"),
]


def _step(request: Request, pk: int, service: Any, said: Any) -> HttpResponse:
    need_when(selectors.cycles(request.user).filter(pk=pk).exists())
    return decided(
        request,
        lambda: service(cycle_id=pk, by=request.user, now=timezone.now()),
        back=reverse("appraisals:cycle", args=[pk]),
        said=said,
    )


@require_POST
def freeze(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, services.begin_freezing, _("The figures are being frozen."))


@require_POST
def calibration(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, services.begin_calibration, _("Calibration has begun."))


@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, services.release_cycle, _("Released. Everybody can read their appraisal now."))


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, services.close_cycle, _("The cycle is closed."))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_factors(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.cycles(request.user), pk)
    need_when(policies.run_cycles.allows(request.user, row))
    return answer_form(
        request,
        PayMonthForm(request.POST or None, initial={"month": timezone.localdate()}),
        lambda data: pay_factors.hand_to_pay(cycle_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Hand the factors to pay"),
        submit=_("Hand the factors over"),
        back=reverse("appraisals:cycle", args=[pk]),
        said=_("Handed over. They count once the month is reckoned."),
        intro=_(
            "Each score gives the factor of the published table. Nobody hands over their own; a month that is released"
            " stays as it is."
        ),
    )
