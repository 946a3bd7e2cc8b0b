"""Calibrations: blind until all are in, then open to talk about."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.performance.forms import qa as forms
from dengta.domains.performance.models import QaSession
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_calibration as selectors
from dengta.domains.performance.selectors.qa_forms import published_forms, reviewers_everywhere
from dengta.domains.performance.selectors.qa_items import items_from
from dengta.domains.performance.services import qa_calibration as services
from dengta.domains.performance.views.qa_shown import Request, one_or_404, percent
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

BOTH = ["GET", "HEAD", "POST"]
Status = QaSession.Status


@require_safe
def sessions(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    page = lists.list_page(
        request, selectors.sessions(request.user), sorts={"opened": ("opened_at",), "title": ("title",)},
        default="-opened",
    )  # fmt: skip
    return http.page(request, "performance/qa/sessions.html", {"page": page}, fragment="list")


@require_safe
def course(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    past = selectors.course(request.user)
    names = {pk: column.reviewer.name for one in past for pk, column in one.off.items()}
    rows = [
        {"name": name, "cells": [_cell(one.off.get(pk)) for one in past], "drift": selectors.drift_of(past, pk)}
        for pk, name in sorted(names.items(), key=lambda pair: pair[1])
    ]
    kappas = ["–" if one.kappa is None else f"{one.kappa:.2f}" for one in past]
    return http.page(request, "performance/qa/course.html", {"past": past, "rows": rows, "kappas": kappas})


@require_http_methods(BOTH)
def new(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    form = forms.SessionForm(
        request.POST or None, forms_=published_forms(request.user), people=reviewers_everywhere(timezone.localdate())
    )
    return answer_form(
        request,
        form,
        lambda data: services.open_session(
            title=data["title"], number=data["number"], form_id=data["qa_form"].pk, closes_on=data["closes_on"],
            reviewers=[one.pk for one in data["reviewers"]], by=request.user, now=timezone.now(),
        ),
        title=_("Open a calibration"),
        submit=_("Invite them"),
        back=reverse("qa:sessions"),
        said=_("They are asked. Nobody sees the answers of others until all are in."),
    )  # fmt: skip


@require_safe
def session(request: Request, pk: int) -> HttpResponse:
    rows = selectors.sessions(request.user).select_related("contact__queue", "moderator__account")
    row: Any = one_or_404(rows, pk)
    sheet = selectors.own_sheet(request.user, row)
    table = selectors.table(request.user, row)
    calibrates = policies.calibrate.allows(request.user, row)
    moderates = calibrates and row.moderator_id == policies.own_id(request.user)
    context: dict[str, Any] = {
        "session": row, "sheet": sheet, "table": table, "moderates": moderates,
        "columns": [(column, percent(column.score), *_cell(column)) for column in table.columns],
        "kappa": "" if table.kappa is None else f"{table.kappa:.2f}",
        "scores": row.status == Status.OPEN and sheet is not None and sheet.submitted_at is None,
        "may_close": moderates and row.status == Status.OPEN and row.is_in >= services.FEWEST,
        "may_cancel": calibrates and row.status == Status.OPEN and services.may_cancel(row, by=request.user),
        "overdue": moderates and row.status == Status.OPEN and row.closes_on < timezone.localdate(),
        "may_agree": moderates and row.status == Status.REVEALED,
    }  # fmt: skip
    return http.page(request, "performance/qa/session.html", context)


@require_http_methods(BOTH)
def score(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.sessions(request.user).select_related("contact__queue"), pk)
    sheet = selectors.own_sheet(request.user, row)
    need_when(sheet is not None)
    form = forms.ScoreForm(request.POST or None, items=items_from(row.version.items), blind=True)
    return answer_form(
        request,
        form,
        lambda data: services.hand_in_sheet(session_id=pk, answers=form.answers(), by=request.user, now=timezone.now()),
        title=_("Score blind"),
        submit=_("Hand in"),
        back=reverse("qa:session", args=[pk]),
        said=_("Handed in. You see the answers of the others when all are in."),
        template="performance/qa/sheet.html",
        session=row,
        rows=form.rows(),
    )


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    _moderated(request, pk)
    return decided(
        request,
        lambda: services.close_session(session_id=pk, by=request.user, now=timezone.now()),
        back=reverse("qa:session", args=[pk]),
        said=_("The answers are open to everybody who scored."),
    )


@require_http_methods(BOTH)
def cancel(request: Request, pk: int) -> HttpResponse:
    row = policies.calibrate.get_or_404(
        request.user, selectors.sessions(request.user).select_related("moderator__account"), pk=pk
    )
    need_when(services.may_cancel(row, by=request.user))
    return answer_form(
        request,
        forms.CancelForm(request.POST or None),
        lambda data: services.cancel_session(session_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Call the calibration off"),
        submit=_("Call the calibration off"),
        leave=_("Back"),
        back=reverse("qa:sessions"),
        said=_("Called off. The contact can be reviewed again."),
        intro=_("Sheets that are in go with it, unread. Who was asked is told."),
    )


@require_http_methods(BOTH)
def agree(request: Request, pk: int) -> HttpResponse:
    row = _moderated(request, pk)
    form = forms.AgreeForm(request.POST or None, items=items_from(row.version.items))
    return answer_form(
        request,
        form,
        lambda data: services.agree_answers(session_id=pk, answers=form.answers(), by=request.user, now=timezone.now()),
        title=_("Write down the agreed answers"),
        submit=_("Write it down"),
        back=reverse("qa:session", args=[pk]),
        said=_("Agreed. Each reviewer is measured against it."),
        intro=_("After the talk: the answer that everybody would give next time, and why."),
    )


def _moderated(request: Request, pk: int) -> QaSession:
    rows = selectors.sessions(request.user).filter(moderator=policies.own_id(request.user))
    return policies.calibrate.get_or_404(request.user, rows, pk=pk)


def _cell(column: selectors.Column | None) -> tuple[str, str, int]:
    """Up or down, how far, from how many answers."""
    if column is None or column.bias is None or column.off is None:
        return "–", "–", 0
    return f"{column.bias:+.1f}", f"{column.off:.1f}", column.n
