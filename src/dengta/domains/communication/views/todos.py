"""The inbox of one person, and what others let wait."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dengta.domains.communication.policies import todos as policies
from dengta.domains.communication.selectors import todos as selectors
from dengta.domains.communication.views.shared import Request
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import need_when


@require_safe
def inbox(request: Request) -> HttpResponse:
    need_when(facts_of(request.user).employee_id is not None)
    page = lists.list_page(
        request, selectors.mine(request.user), sorts={"due": ("due_at",), "since": ("since",)}, default="due"
    )
    return http.page(request, "communication/todos/inbox.html", {"page": page, "now": timezone.now()}, fragment="list")


@require_safe
def overdue(request: Request) -> HttpResponse:
    need_when(policies.see.beyond_own(request.user))
    now = timezone.now()
    page = lists.list_page(
        request,
        selectors.people_behind(request.user, now),
        sorts={"due": ("oldest",), "person": ("pinyin",), "many": ("late", "oldest")},
        default="due", tail=("employee_id",),
    )  # fmt: skip
    context = {"page": page, "people": selectors.with_what_waits(page.rows, request.user, now)}
    return http.page(request, "communication/todos/overdue.html", context, fragment="list")
