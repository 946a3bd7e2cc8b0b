"""The ledger of client penalties: entries, lessons, totals."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.penalties import LessonForm, PenaltyForm
from dengta.domains.goals.policies import penalties as policies
from dengta.domains.goals.selectors import penalties as selectors
from dengta.domains.goals.services import penalties as services
from dengta.domains.goals.views.pay_decisions import GET_POST, units_for
from dengta.domains.goals.views.telling import Request, one_or_404, yuan
from dengta.domains.people.models import Unit
from dengta.foundation import exports
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

A_YEAR = timedelta(days=365)


COLUMNS = (
    exports.Column("client", _("Client"), "unit.name"),
    exports.Column("start", _("First day"), kind="date"),
    exports.Column("end", _("Last day"), kind="date"),
    exports.Column("amount", _("Deducted"), kind="decimal"),
    exports.Column("cause", _("Cause"), "get_cause_display"),
    exports.Column("clause", _("Clause")),
    exports.Column("what", _("What happened")),
    exports.Column("lesson", _("Lesson")),
    exports.Column("lesson_due_on", _("To be mended by"), kind="date"),
    exports.Column("lesson_done_on", _("Mended on"), kind="date"),
)


@require_safe
def penalties(request: Request) -> HttpResponseBase:
    need(policies.read, request.user)
    page = lists.list_page(
        request, selectors.ledger(request.user), sorts={"start": ("start",), "amount": ("amount",)}, default="-start"
    )
    if exports.wanted(request):
        return exports.respond(
            request, name="goals.client_penalties", columns=COLUMNS, rows=page.everything, permission=policies.take,
            label=_("Client penalties"),
        )  # fmt: skip
    since = timezone.localdate() - A_YEAR
    totals = [
        (label, [(one.label, yuan(one.amount), one.count) for one in of(request.user, since=since)])
        for label, of in (
            (_("By client"), selectors.by_client), (_("By cause"), selectors.by_cause),
            (_("By month"), selectors.by_month),
        )
    ]  # fmt: skip
    context = {
        "page": page, "rows": [(row, yuan(row.amount)) for row in page.rows], "totals": totals,
        "writes": policies.write.anywhere(request.user), "may_export": policies.take.anywhere(request.user),
    }  # fmt: skip
    return http.page(request, "goals/penalties/list.html", context, fragment="list")


@require_http_methods(GET_POST)
def new(request: Request) -> HttpResponse:
    need(policies.write, request.user)
    units = units_for(request, policies.write).filter(kind__in=(Unit.Kind.CLIENT, Unit.Kind.LINE))
    return answer_form(
        request, PenaltyForm(request.POST or None, units=units),
        lambda data: services.record_penalty(by=request.user, now=timezone.now(), **data),
        title=_("Write down a deduction"), submit=_("Write down"), back=reverse("penalties:list"),
        said=_("Written down."),
    )  # fmt: skip


@require_safe
def penalty(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.ledger(request.user).select_related("recorded_by__employee"), pk)
    writes = policies.write.allows(request.user, row)
    context = {
        "penalty": row, "amount": yuan(row.amount), "writes": writes and row.lesson_done_on is None,
        "finishes": row.lesson and row.lesson_done_on is None and (writes or row.lesson_owner_id == request.user.pk),
    }  # fmt: skip
    return http.page(request, "goals/penalties/penalty.html", context)


@require_http_methods(GET_POST)
def learn(request: Request, pk: int) -> HttpResponse:
    row = policies.write.get_or_404(request.user, selectors.ledger(request.user), pk=pk)
    return answer_form(
        request, LessonForm(request.POST or None, owners=selectors.lesson_owners(row.unit_id, timezone.localdate())),
        lambda data: services.learn(
            penalty_id=pk, by=request.user, now=timezone.now(), owner=data.pop("owner").pk, **data
        ),
        title=_("What is learnt from it"), submit=_("Save"), back=_at(pk), said=_("Saved."),
    )  # fmt: skip


@require_POST
def finish(request: Request, pk: int) -> HttpResponse:
    need(policies.read, request.user)
    return decided(
        request, lambda: services.finish_lesson(penalty_id=pk, by=request.user, now=timezone.now()), back=_at(pk),
        said=_("It is mended."),
    )  # fmt: skip


def _at(pk: int) -> str:
    return reverse("penalties:penalty", args=[pk])
