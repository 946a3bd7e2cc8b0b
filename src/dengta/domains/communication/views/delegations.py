"""Tasks handed over with authority."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.forms.delegations import DelegationForm, ReasonForm
from dengta.domains.communication.policies import delegations as policies
from dengta.domains.communication.selectors import delegations as selectors
from dengta.domains.communication.services import delegations as services
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.services.lending import lendable
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when


@require_safe
def listing(request: Request) -> HttpResponse:
    facts = facts_of(request.user)
    need_when(facts.employee_id is not None or policies.see.beyond_own(request.user))
    today = timezone.localdate()
    page = lists.list_page(
        request, selectors.delegations(request.user), sorts={"ends": ("ends_on",), "starts": ("starts_on",)},
        default="-ends",
    )  # fmt: skip
    gives = policies.give.anywhere(request.user)
    context = {
        "page": page,
        "today": today,
        "me": facts.employee_id,
        "labels": {one.name: one.label for one in lendable()},
        "gives": gives and facts.employee_id is not None,
        "without": selectors.groups_without(request.user, today) if gives else [],
    }
    return http.page(request, "communication/delegations/list.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need(policies.give, request.user)
    need_when(facts_of(request.user).employee_id is not None)
    today = timezone.localdate()
    form = DelegationForm(
        request.POST or None,
        people=selectors.receivers(request.user, today),
        units=selectors.units_to_delegate_in(request.user, today),
        initial={"starts_on": today},
    )
    return answer_form(
        request,
        form,
        lambda data: services.delegate(by=request.user, now=timezone.localtime(), **data),
        title=_("Hand a task over"),
        submit=_("Hand over"),
        back=reverse("delegations:list"),
        said=_("Handed over. The rights end by themselves."),
        intro=_(
            "Whoever takes it over never decides about themself and cannot pass it on. "
            "Every decision says on whose behalf it was taken."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    row = policies.see.get_or_404(request.user, selectors.delegations(request.user), pk=pk)
    need_when(facts_of(request.user).employee_id in {row.giver_id, row.employee_id})
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.end_delegation(delegation_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("End the delegation"),
        submit=_("End it"),
        back=reverse("delegations:list"),
        said=_("The delegation has ended."),
    )
