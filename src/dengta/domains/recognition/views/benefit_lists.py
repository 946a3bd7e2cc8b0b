"""Lists of what everybody of a unit gets: the rule, who is on it, who has it, and what it costs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms import benefits as forms
from dengta.domains.recognition.models import BenefitList, Grant
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors import benefit_lists as selectors
from dengta.domains.recognition.services import benefit_lists as services
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http
from dengta.web.decisions import answer_form, decided, need_when
from dengta.web.lists import list_page

State = BenefitList.State
SORTS = {"day": ("counts_on",), "title": ("title",)}
PEOPLE = {"name": ("employee__pinyin",), "state": ("state", "employee__pinyin"), "on": ("booked_on",)}


@require_safe
def lists(request: Request) -> HttpResponse:
    need_when(policies.see_grants.beyond_own(request.user))
    page = list_page(request, selectors.lists(request.user), sorts=SORTS, default="-day", filters=forms.ListFilter)
    context = {"page": page, "may_begin": policies.list_for.beyond_own(request.user)}
    return http.page(request, "recognition/benefits/lists.html", context, fragment="list")


@require_safe
def one(request: Request, pk: int) -> HttpResponse:
    need_when(policies.see_grants.beyond_own(request.user))
    row = one_or_404(selectors.lists(request.user), pk)
    rows = selectors.grants_of(request.user, row)
    page = list_page(request, rows, sorts=PEOPLE, default="name", filters=forms.GrantFilter)
    gives = policies.give_out.beyond_own(request.user)
    context = {
        "row": row,
        "page": page,
        "bill": selectors.bill(row),
        "fixes": policies.may_fix(request.user, row) and selectors.writer_of(row) != request.user.pk,
        "decides": policies.decide_lists.allows(request.user, row),
        "gives": gives,
        "books": gives and row.form != Grant.Kind.GIFT and rows.filter(state=Grant.State.WAITING).exists(),
        "me": policies.own_id(request.user),
    }
    return http.page(request, "recognition/benefits/list.html", context, fragment="list")


_RULE = _(
    "The rule is the same for everybody of the unit, and is fixed before the day that counts, by somebody else than "
    "whoever wrote it."
)


@require_http_methods(FORM)
def begin(request: Request) -> HttpResponse:
    units = selectors.units_for_lists(request.user, timezone.localdate())
    need_when(units.exists())

    def decide(data: dict[str, Any]) -> object:
        what = {**data, "form": data["kind"]}
        return services.begin_list(unit=what.pop("unit"), what=what, by=request.user, now=timezone.now())

    return answer_form(
        request,
        forms.ListForm(request.POST or None, units=units, initial={"unit": units.first()}),
        decide,
        title=_("Begin a list"),
        submit=_("Save as a draft"),
        back=reverse("benefits:lists"),
        said=_("A draft. A second person is asked to lock its rule before the day that counts."),
        intro=_RULE,
        template="recognition/rule_book/form.html",
    )


def _decided_or_404(request: Request, pk: int, *states: str) -> BenefitList:
    row = policies.decide_lists.get_or_404(request.user, BenefitList.objects.select_related("unit"), pk=pk)
    need_when(row.state in states)
    return row


@require_http_methods(FORM)
def change(request: Request, pk: int) -> HttpResponse:
    row = _decided_or_404(request, pk, State.DRAFT)
    units = selectors.units_for_lists(request.user, timezone.localdate()).filter(pk=row.unit_id)
    initial = {"unit": row.unit, "kind": row.form, **{name: getattr(row, name) for name in services.FIELDS}}

    def decide(data: dict[str, Any]) -> object:
        return services.change_list(
            list_id=pk, what={**data, "form": data["kind"]}, by=request.user, now=timezone.now()
        )

    return answer_form(
        request,
        forms.ListForm(request.POST or None, units=units, initial=initial),
        decide,
        title=_("Change the draft"),
        submit=_("Save the draft"),
        back=services.page_of_list(row),
        said=_("Saved."),
        intro=_RULE,
        template="recognition/rule_book/form.html",
    )


def _decided(request: Request, pk: int, decide: Callable[..., object], said: Any) -> HttpResponse:
    back = reverse("benefits:list", args=[pk])
    return decided(
        request, lambda: decide(list_id=pk, by=request.user, now=timezone.now()), back=back, said=said
    )  # fmt: skip


@require_POST
def fix(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.lists(request.user), pk)
    need_when(row.state == State.DRAFT and policies.may_fix(request.user, row))
    return _decided(request, pk, services.fix_list, _("Locked. On the day that counts the list follows from it."))


@require_http_methods(FORM)
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = _decided_or_404(request, pk, State.DRAFT, State.FIXED)
    return answer_form(
        request,
        forms.WhyForm(request.POST or None),
        lambda data: services.withdraw_list(list_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Withdraw the list"),
        submit=_("Withdraw it"),
        leave=_("Leave it as it is"),
        back=services.page_of_list(row),
        said=_("Withdrawn. Nobody had been given anything."),
    )


@require_http_methods(FORM)
def book(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.lists(request.user).filter(state__in=[State.DRAWN, State.CLOSED]), pk)
    need_when(policies.give_out.beyond_own(request.user) and row.form != Grant.Kind.GIFT)
    return answer_form(
        request,
        forms.BookForm(request.POST or None),
        lambda data: services.book_list(list_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("All of them are booked"),
        submit=_("They are booked"),
        back=services.page_of_list(row),
        said=_("Booked for everybody; your own share is for somebody else to book."),
    )


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    _decided_or_404(request, pk, State.DRAWN)
    return _decided(request, pk, services.close_list, _("Closed. What was not fetched is kept for the person."))
