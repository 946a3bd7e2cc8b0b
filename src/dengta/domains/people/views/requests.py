"""What waits for HR and leaders: changes of private data, moves, dates of contracts, roles."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.filters import MoveFilter, RequestFilter
from dengta.domains.people.forms.hiring import DeclineForm
from dengta.domains.people.forms.people import AnswerForm, RoleForm
from dengta.domains.people.models import Account, ChangeRequest, PrivateData, RoleGrant
from dengta.domains.people.selectors import employment as contracts
from dengta.domains.people.selectors import organisation, person
from dengta.domains.people.selectors import requests as selectors
from dengta.domains.people.services import moves as move_services
from dengta.domains.people.services import private, roles
from dengta.domains.people.views.shared import Request, person_or_404, today
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need


@require_safe
def change_requests(request: Request) -> HttpResponseBase:
    need_to_decide(request)
    page = lists.list_page(
        request, selectors.change_requests(request.user), sorts={"asked": ("asked_at",)}, default="-asked",
        filters=RequestFilter,
    )  # fmt: skip
    return http.page(request, "people/change_requests.html", {"page": page}, fragment="list")


def need_to_decide(request: Request) -> None:
    """Deciding about somebody else's data: whoever may write into files beyond the own one."""
    need(policies.hire_into, request.user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_request(request: Request, pk: UUID) -> HttpResponse:
    """Old and new side by side; opening it is on record like every look into the file."""
    need_to_decide(request)
    rows = selectors.change_requests(request.user)
    wish = policies.decide_change_requests.get_or_404(request.user, rows, pk=pk)
    before = private.open_file(employee_id=wish.employee_id, by=request.user)
    labels, is_open = PrivateData.labels(), wish.status == ChangeRequest.Status.OPEN
    changes = [
        (labels[name], getattr(before, name) if is_open else "", value)
        for name, value in private.wishes_of(wish).items()
    ]
    approve = request.POST.get("verdict") == "approve"
    return answer_form(
        request,
        AnswerForm(request.POST or None),
        lambda data: private.decide_change(
            request_id=pk, approve=approve, note=data["note"], by=request.user, now=timezone.now()
        ),
        title=_("Change of private data"),
        submit=_("Approve"),
        back=reverse("people:change_requests"),
        said=_("Approved: the file is changed.") if approve else _("Declined: the person reads your words."),
        template="people/change_request.html",
        wish=wish,
        changes=changes,
        open=is_open,
    )


@require_safe
def moves(request: Request) -> HttpResponseBase:
    need(policies.propose_moves, request.user)
    page = lists.list_page(
        request, selectors.moves(request.user), sorts={"effective": ("effective_on",), "proposed": ("proposed_at",)},
        default="-proposed", filters=MoveFilter,
    )  # fmt: skip
    return http.page(request, "people/moves.html", {"page": page}, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def move_withdraw(request: Request, pk: int) -> HttpResponse:
    policies.withdraw_moves.get_or_404(request.user, selectors.moves(request.user), pk=pk)
    return answer_form(
        request,
        DeclineForm(request.POST or None),
        lambda data: move_services.withdraw_move(move_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Withdraw the proposal"),
        submit=_("Withdraw"),
        back=reverse("people:moves"),
        said=_("The proposal is withdrawn."),
    )


@require_safe
def reminders(request: Request) -> HttpResponse:
    need_to_decide(request)
    context = {
        "dues": contracts.due_reminders(today(), seen_by=request.user),
        "days": contracts.REMIND_DAYS.on(today()),
        "today": today(),
    }
    return http.page(request, "people/reminders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_new(request: Request, pk: int) -> HttpResponse:
    need(policies.grant_roles, request.user)
    employee = person_or_404(request.user, pk)
    account = get_object_or_404(Account, employee=employee)
    units = policies.grant_roles.scope(request.user, organisation.visible_units(request.user, today()))
    return answer_form(
        request,
        RoleForm(request.POST or None, units=units, initial={"on": today()}),
        lambda data: roles.grant_role(account_id=account.pk, by=request.user, **data),
        title=_("Give a role"),
        submit=_("Give the role"),
        back=reverse("people:roles", args=[pk]),
        said=_("The role is given."),
    )


@require_safe
def role_list(request: Request, pk: int) -> HttpResponse:
    need(policies.grant_roles, request.user)
    employee = person_or_404(request.user, pk)
    context = {
        "employee": employee,
        "roles": person.roles_of(employee, today(), seen_by=request.user),
        "own": employee.account_id == request.user.pk,
    }
    return http.page(request, "people/roles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: Request, pk: int, grant: int) -> HttpResponse:
    need(policies.grant_roles, request.user)
    employee = person_or_404(request.user, pk)
    held = policies.see_roles.get_or_404(request.user, RoleGrant.objects.filter(account__employee=employee), pk=grant)
    return answer_form(
        request,
        DeclineForm(request.POST or None),
        lambda data: roles.revoke_role(grant_id=held.pk, on=today(), by=request.user, **data),
        title=_("End the role"),
        submit=_("End the role"),
        back=reverse("people:roles", args=[pk]),
        said=_("The role has ended."),
    )
