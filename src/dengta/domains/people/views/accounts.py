"""Accounts: the pages of HR and administrators, the invitation, and the record."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.forms.accounts import AccountFilter, ChoosePassword, RecordFilter
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.policies import accounts as policies
from dengta.domains.people.selectors import accounts as selectors
from dengta.domains.people.services import accounts as services
from dengta.foundation import exports
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports.answers import respond, wanted
from dengta.web import http, lists

Request = http.Request[Account]
Decision = Callable[..., Account]
SORTS = {"name": ("pinyin", "name"), "number": ("number",)}

RECORD_COLUMNS = (
    exports.Column("at", gettext_lazy("When"), kind="datetime"),
    exports.Column("actor", gettext_lazy("Account"), value=lambda row: row.actor.username if row.actor else ""),
    exports.Column("verb", gettext_lazy("What was done")),
    exports.Column("object", gettext_lazy("Object"), value=lambda row: f"{row.object_type}:{row.object_id}"),
    exports.Column("subject_id", gettext_lazy("Whose file"), kind="integer"),
    exports.Column("facts", gettext_lazy("Facts")),
)


@require_safe
def account_list(request: Request) -> HttpResponseBase:
    if not policies.manage_accounts.anywhere(request.user):
        raise Http404
    rows = selectors.employees_and_accounts(request.user)
    page = lists.list_page(request, rows, sorts=SORTS, default="name", filters=AccountFilter)
    return http.page(request, "account/list.html", {"page": page}, fragment="list")


@require_POST
def account_invite(request: Request, employee_id: int) -> HttpResponse:
    employee = policies.see_accounts.get_or_404(request.user, Employee.objects.all(), pk=employee_id)
    if not policies.manage_accounts.anywhere(request.user):
        raise Http404
    link, refusal = "", ""
    try:
        token = services.invite(employee_id=employee.pk, by=request.user)
        link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
    except RuleViolation as violation:
        refusal = str(violation)
    context = {"employee": employee, "link": link, "refusal": refusal, "days": settings.INVITATION_DAYS}
    return render(request, "account/invited.html", context, status=422 if refusal else 200)


@require_POST
def account_disable(request: Request, pk: int) -> HttpResponse:
    return _changed(request, pk, services.disable, _("The account is closed; its sessions have ended."))


@require_POST
def account_enable(request: Request, pk: int) -> HttpResponse:
    return _changed(request, pk, services.enable, _("The account is open again."))


@require_POST
def account_remove_factors(request: Request, pk: int) -> HttpResponse:
    return _changed(request, pk, services.remove_factors, _("The second factors are removed."))


def _changed(request: Request, pk: int, decide: Decision, said: str) -> HttpResponse:
    """One of the decisions about an account; back to the list with the answer."""
    account = policies.manage_accounts.get_or_404(request.user, Account.objects.all(), pk=pk)
    try:
        decide(account_id=account.pk, by=request.user)
    except RuleViolation as refusal:
        return render(request, "account/refused.html", {"refusal": str(refusal)}, status=422)
    return http.done(request, reverse("accounts:list"), said)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        account = services.invited(token)
    except RuleViolation as refusal:
        return render(request, "account/refused.html", {"refusal": str(refusal)}, status=404)
    form = ChoosePassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept_invitation(token=token, password=form.cleaned_data["password"])
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            return http.done(request, reverse("account_login"), _("Your account is open. Please sign in."))
    status = 422 if form.errors else 200
    return render(request, "account/invitation.html", {"form": form, "account": account}, status=status)


@require_safe
def opened(request: Request) -> HttpResponseBase:
    """Who opened my file: every entry of the record about the reader."""
    rows = selectors.entries(request.user).filter(subject_id=services.employee_of(request.user) or 0)
    everything = request.GET.get("show") == "all"
    page = lists.list_page(
        request,
        rows if everything else selectors.by_others(rows, than=request.user),
        sorts={"at": ("at",)},
        default="-at",
    )
    lines = selectors.in_words(page.rows, system=_("The system"))
    context = {"page": page, "lines": lines, "everything": everything}
    return http.page(request, "account/opened.html", context, fragment="list")


@require_safe
def record_list(request: Request) -> HttpResponseBase:
    """The whole record for auditors; its outline for administrators."""
    auditor = policies.export_record.anywhere(request.user)
    if not policies.reads_record(request):
        raise Http404
    rows = selectors.entries(request.user) if auditor else selectors.outline(request.user)
    page = lists.list_page(request, rows, sorts={"at": ("at",)}, default="-at", filters=RecordFilter)
    if wanted(request):
        return respond(
            request,
            name="people.record",
            columns=RECORD_COLUMNS,
            rows=page.everything,
            permission=policies.export_record,
            label=_("Record"),
        )
    lines = selectors.in_words(page.rows, system=_("The system")) if auditor else []
    counts = [] if auditor else selectors.counts(rows)
    context = {"page": page, "lines": lines, "counts": counts, "auditor": auditor}
    return http.page(request, "account/record.html", context, fragment="list")
