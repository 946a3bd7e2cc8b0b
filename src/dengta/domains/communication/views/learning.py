"""What the team learns from its meetings: actions that are finished, and praised cases that everybody reads."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.meetings import OutcomeForm
from dengta.domains.communication.models import MeetingAction
from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors import meetings as selectors
from dengta.domains.communication.services import meeting_points as services
from dengta.domains.communication.views.shared import Request
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need


@require_http_methods(["GET", "HEAD", "POST"])
def action_done(request: Request, pk: int) -> HttpResponse:
    action = policies.finish_actions.get_or_404(request.user, MeetingAction.objects.all(), pk=pk)
    return answer_form(
        request,
        OutcomeForm(request.POST or None),
        lambda data: services.finish_action(action_id=pk, by=request.user, now=timezone.now(), **data),
        title=action.what,
        submit=_("It is done"),
        back=reverse("meetings:meeting", args=[action.meeting_id]),
        said=_("Done. The next meeting sees what came of it."),
    )


@require_safe
def cases(request: Request) -> HttpResponse:
    need(policies.see_cases, request.user)
    page = lists.list_page(
        request, selectors.learning_items(request.user), sorts={"since": ("learning_since",)}, default="-since"
    )
    return http.page(request, "communication/meetings/cases.html", {"page": page}, fragment="list")


@require_safe
def case(request: Request, pk: int) -> HttpResponse:
    found = policies.see_cases.get_or_404(request.user, selectors.learning_items(request.user), pk=pk)
    may_lead = policies.lead.allows(request.user, found.meeting)
    context = {"case": found, "readers": selectors.readers_of(found) if may_lead else ()}
    return http.page(request, "communication/meetings/case.html", context)


@require_POST
def case_read(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.read_case(case_id=pk, by=request.user, now=timezone.now()),
        back=reverse("meetings:cases"),
        said=_("Thank you for reading."),
    )
