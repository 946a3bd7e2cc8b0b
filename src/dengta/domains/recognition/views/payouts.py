"""The lists by which rewards in money are paid, and the receipts."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms import bonuses as forms
from dengta.domains.recognition.models import PayoutLine, PayoutList
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors import payouts as selectors
from dengta.domains.recognition.selectors.bonuses import units_to_budget
from dengta.domains.recognition.services import payouts as services
from dengta.domains.recognition.views.days import on
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.domains.recognition.views.telling_rewards import money
from dengta.foundation import exports
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when
from dengta.web.figures import Step

State = PayoutList.State
COLUMNS = (
    exports.Column("number", _("Staff number"), "employee.number"),
    exports.Column("name", _("Name"), "employee.name"),
    exports.Column("team", _("Team"), "unit.name"),
    exports.Column("month", _("Month"), "payout.month", kind="date"),
    exports.Column("rewards", _("Rewards"), kind="integer"),
    exports.Column("amount", _("Amount"), kind="decimal"),
    exports.Column("paid_on", _("Paid on"), "payout.paid_on", kind="date"),
    exports.Column("received_at", _("Receipt on"), kind="datetime"),
    exports.Column("missing_said", _("What is wrong")),
    exports.Column("answer", _("Answer")),
    exports.Column("pays_on", _("Paid on, after a question"), kind="date"),
)


def page_of(pk: int) -> str:
    """Where a list is read."""
    return reverse("bonuses:payout", args=[pk])


@require_safe
def lists_of_months(request: Request) -> HttpResponse:
    need_when(policies.see_lists.beyond_own(request.user))
    page = lists.list_page(request, selectors.lists(request.user), sorts={"month": ("month",)}, default="-month")
    context = {
        "page": page,
        "lists": [(row, money(row.total)) for row in page.rows],
        "prepares": policies.prepare.beyond_own(request.user),
    }
    return http.page(request, "recognition/bonuses/payouts.html", context, fragment="list")


def _steps(row: PayoutList) -> list[Step]:
    reached = {State.PREPARED: 1, State.APPROVED: 2, State.PAID: 3, State.RECEIVED: 4}[State(row.state)]
    steps = [
        (gettext("Prepared"), on(row.prepared_at)),
        (gettext("Approved by a second person, handed to pay"), on(row.approved_at)),
        (gettext("Paid"), on(row.paid_on)),
        (gettext("Received by everybody"), ""),
    ]
    return [
        Step(title=title, note=note, state="done" if place < reached else "now" if place == reached else "later")
        for place, (title, note) in enumerate(steps)
    ]


@require_safe
def payout(request: Request, pk: int) -> HttpResponseBase:
    row: Any = one_or_404(selectors.lists(request.user), pk)
    page = lists.list_page(
        request, selectors.lines_of(request.user, row), default="person",
        sorts={"person": ("employee__pinyin",), "amount": ("amount",), "received": ("received_at",)},
    )  # fmt: skip
    if exports.wanted(request):
        return exports.respond(
            request, name="recognition.payout", columns=COLUMNS, rows=page.everything, permission=policies.take_lines,
            label=_("Payout list"),
        )  # fmt: skip
    mine = row.prepared_by_id == request.user.pk
    approves = row.state == State.PREPARED and policies.approve.allows(request.user, row)
    writes = policies.write_list.allows(request.user, row)
    context = {
        "payout": row,
        "page": page,
        "steps": _steps(row),
        "total": money(row.total),
        "budget": money(row.budget) if row.budget is not None else "",
        "over": money(row.total - row.budget) if row.budget is not None and row.total > row.budget else "",
        "lines": [(line, money(line.amount)) for line in page.rows],
        "approves": approves and not mine,
        "waits": row.state == State.PREPARED and mine,
        "answers": policies.answer.beyond_own(request.user),
        "me": policies.own_id(request.user),
        "pays": row.state == State.APPROVED and writes,
        "may_export": policies.take_lines.beyond_own(request.user),
    }
    return http.page(request, "recognition/bonuses/payout.html", context, fragment="list")


@require_http_methods(FORM)
def prepare(request: Request) -> HttpResponse:
    units = selectors.units_to_prepare(request.user)
    need_when(units.exists())
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    return answer_form(
        request,
        forms.PrepareForm(
            request.POST or None, units=units, initial={"unit": units.first(), "month": last_month.replace(day=1)}
        ),
        lambda data: services.prepare_payout(
            unit_id=data["unit"].pk, month=data["month"], by=request.user, now=timezone.now()
        ),
        title=_("Prepare a payout list"),
        submit=_("Prepare it"),
        back=reverse("bonuses:payouts"),
        said=_("Prepared. A second person approves it within three days."),
        intro=_("All rewards in money of the month that are on no list yet, whichever part of the house gave them."),
    )


def _list_or_404(request: Request, pk: int, state: State) -> PayoutList:
    return one_or_404(policies.see_lists.scope(request.user, PayoutList.objects.filter(state=state)), pk)


@require_http_methods(FORM)
def approve(request: Request, pk: int) -> HttpResponse:
    row = _list_or_404(request, pk, State.PREPARED)
    need_when(policies.approve.allows(request.user, row))
    return answer_form(
        request,
        forms.ApproveForm(request.POST or None),
        lambda data: services.approve_payout(payout_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Approve the list"),
        submit=_("Approve it"),
        back=page_of(pk),
        said=_("Approved, and handed to pay."),
        intro=_("You say yes to exactly this list. If anything about it changes before, it is prepared anew."),
    )


@require_http_methods(FORM)
def paid(request: Request, pk: int) -> HttpResponse:
    row = _list_or_404(request, pk, State.APPROVED)
    need_when(policies.write_list.allows(request.user, row))
    return answer_form(
        request,
        forms.PaidForm(request.POST or None, initial={"paid_on": timezone.localdate()}),
        lambda data: services.enter_paid(payout_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("It was paid"),
        submit=_("Enter it"),
        back=page_of(pk),
        said=_("Entered. Everybody on the list is asked to confirm what they received."),
    )


@require_POST
def received(request: Request, pk: int) -> HttpResponse:
    _line_or_404(request, pk)
    return decided(
        request,
        lambda: services.confirm_receipt(line_id=pk, by=request.user, now=timezone.now()),
        back=reverse("bonuses:own"),
        said=_("Confirmed. Thank you."),
    )


@require_http_methods(FORM)
def missing(request: Request, pk: int) -> HttpResponse:
    _line_or_404(request, pk)
    return answer_form(
        request,
        forms.MissingForm(request.POST or None),
        lambda data: services.say_missing(line_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Something is wrong with it"),
        submit=_("Send it"),
        back=reverse("bonuses:own"),
        said=_("Sent to those who prepared and approved the list."),
    )


@require_http_methods(FORM)
def answer(request: Request, pk: int) -> HttpResponse:
    rows = PayoutLine.objects.exclude(employee=policies.own_id(request.user)).select_related("employee", "payout")
    row = policies.answer.get_or_404(request.user, rows, pk=pk)
    need_when(row.waits_for_answer)
    return answer_form(
        request,
        forms.AnswerMissingForm(request.POST or None, initial={"pays_on": timezone.localdate()}),
        lambda data: services.answer_missing(line_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer about a payment"),
        submit=_("Answer"),
        back=page_of(row.payout_id),
        said=_("Answered. The person is told, and confirms it once it has come."),
        intro=f"{row.employee.name}: {row.missing_said}",
    )


def _line_or_404(request: Request, pk: int) -> PayoutLine:
    return one_or_404(selectors.own_lines(request.user), pk)


@require_http_methods(FORM)
def budget(request: Request) -> HttpResponse:
    need_when(policies.set_budget.beyond_own(request.user))
    units = units_to_budget(request.user, timezone.localdate())
    need_when(units.exists())
    return answer_form(
        request,
        forms.BudgetForm(
            request.POST or None, units=units, initial={"unit": units.first(), "month": timezone.localdate()}
        ),
        lambda data: services.set_money_budget(
            unit_id=data["unit"].pk, month=data["month"], amount=data["amount"], by=request.user, now=timezone.now()
        ),
        title=_("Budget of money for rewards"),
        submit=_("Set it"),
        back=reverse("bonuses:team"),
        said=_("Set. The unit and all below it give from there."),
    )
