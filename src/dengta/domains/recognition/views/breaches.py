"""The register of breaches: the list, one breach, how it ends, and what the person says."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people.models import Employee
from dengta.domains.recognition.forms import conduct as forms
from dengta.domains.recognition.models import Breach, ClauseKind
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.policies.rule_book import works_here
from dengta.domains.recognition.selectors import breaches as selectors
from dengta.domains.recognition.selectors.clauses import book_on
from dengta.domains.recognition.services import breach_endings as endings
from dengta.domains.recognition.services.breaches import Seen, page_of, register_breach
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

SORTS = {"known": ("known_on",), "person": ("employee__pinyin",), "due": ("due_on",)}
Ending = Breach.Ending
TITLES = {
    Ending.CORRECTION: _("Put it right"), Ending.CASE: _("Open a formal case"), Ending.NO_ACTION: _("Nothing follows"),
}  # fmt: skip
SUBMITS = {
    Ending.CORRECTION: _("Sign that it is put right"), Ending.CASE: _("Open the case"),
    Ending.NO_ACTION: _("Sign that nothing follows"),
}  # fmt: skip
INTROS = {
    Ending.CORRECTION: _("It is repaired, and the person knows how it is done. Nothing else follows."),
    Ending.CASE: _("Somebody without a part in it hears the person first. Nothing follows before that."),
    Ending.NO_ACTION: _("Your name stands under it, whatever the rank of the person."),
}  # fmt: skip


def clause_choices(request: Request) -> list[tuple[str, str]]:
    """Standards of conduct that hold today and that the reader may read, by code."""
    rows = book_on(request.user, timezone.localdate()).filter(clause__kind=ClauseKind.CONDUCT)
    return [(row.clause.code, f"{row.clause.code} {row.shown_title}") for row in rows.order_by("clause__code")]


def people_within(request: Request, right: Any) -> QuerySet[Employee]:
    """Colleagues on whom the reader has a right, without the reader."""
    rows = right.scope(request.user, Employee.objects.filter(status=Employee.Status.ACTIVE))
    return rows.exclude(pk=policies.own_id(request.user)).order_by("pinyin", "pk")  # type: ignore[no-any-return]


def _one(request: Request, pk: UUID) -> Breach:
    need_when(works_here(request.user))
    return selectors.as_known(get_object_or_404(selectors.listed(request.user), pk=pk))


def _is_a_case(row: Breach) -> bool:
    """Of a case the case itself hears the person."""
    return row.case_id is not None


@require_safe
def listed(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = selectors.listed(request.user)
    page = lists.list_page(request, rows, sorts=SORTS, default="-known", filters=forms.BreachFilter)
    today = timezone.localdate()
    mine = policies.to_end(request.user)
    for row in page.rows:
        selectors.as_known(row)
    context = {
        "page": page,
        "today": today,
        "me": policies.own_id(request.user),
        "reports": people_within(request, policies.report_breaches).exists(),
        "left_open": selectors.left_open(mine, today).count(),
        "of_leaders": selectors.left_open(mine.filter(is_leaders=True), today).count(),
    }
    return http.page(request, "recognition/conduct/breaches.html", context, fragment="list")


@require_safe
def breach(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    me = policies.own_id(request.user)
    may = policies.to_end(request.user).filter(pk=row.pk).exists()
    context = {
        "breach": row,
        "is_mine": row.employee_id == me,
        "ends": may and not row.ending,
        "contests": row.employee_id == me and row.contested_at is None and not _is_a_case(row),
        "answers": may and row.contested_at is not None and not row.verdict and row.ended_by_id != me,
        "late": not row.ending and row.due_on < timezone.localdate(),
        "endings": [(one.value, SUBMITS[one]) for one in Ending],
    }
    return http.page(request, "recognition/conduct/breach.html", context)


@require_http_methods(FORM)
def report(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    people = people_within(request, policies.report_breaches)
    need_when(people.exists())
    today = timezone.localdate()

    def decide(data: dict[str, Any]) -> Breach:
        return register_breach(seen=Seen(**data), by=request.user, now=timezone.now())

    initial = {"happened_on": today, "known_on": today}
    return answer_form(
        request,
        forms.ReportForm(request.POST or None, people=people, clauses=clause_choices(request), initial=initial),
        decide,
        title=_("Report a breach"),
        submit=_("Put it on the register"),
        back=reverse("conduct:breaches"),
        said=_("Registered. Somebody else decides how it ends; the person was told."),
        intro=_("For a small thing said once a reminder is better: it counts for nothing and helps as much."),
    )


@require_http_methods(FORM)
def end(request: Request, pk: UUID, ending: str) -> HttpResponse:
    row = _one(request, pk)
    need_when(ending in Ending.values and policies.to_end(request.user).filter(pk=pk).exists())
    kind = Ending(ending)
    asks_clause = kind == Ending.CASE and row.version is None
    clauses = clause_choices(request) if asks_clause else ()
    form: forms.EndForm = (
        forms.EndAsCaseForm(request.POST or None, clauses=clauses, asks_clause=asks_clause)
        if kind == Ending.CASE
        else forms.EndForm(request.POST or None)
    )
    return answer_form(
        request,
        form,
        lambda data: endings.end_breach(breach_id=pk, ending=kind, by=request.user, now=timezone.now(), **data),
        title=TITLES[kind],
        submit=SUBMITS[kind],
        back=page_of(row),
        said=_("Ended, with your name and your reason."),
        intro=INTROS[kind],
    )


@require_http_methods(FORM)
def contest(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    need_when(row.employee_id == policies.own_id(request.user))
    return answer_form(
        request,
        forms.ContestForm(request.POST or None),
        lambda data: endings.contest_breach(breach_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Say how you see it"),
        submit=_("Let somebody look again"),
        back=page_of(row),
        said=_("Thank you. Somebody who did not decide it looks again."),
    )


@require_http_methods(FORM)
def answer(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    need_when(policies.to_end(request.user).filter(pk=pk).exists())
    return answer_form(
        request,
        forms.VerdictForm(request.POST or None),
        lambda data: endings.answer_objection(breach_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the objection"),
        submit=_("Answer it"),
        back=page_of(row),
        said=_("Answered. The person reads it."),
        intro=row.objection,
    )
