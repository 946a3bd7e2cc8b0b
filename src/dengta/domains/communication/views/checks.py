"""Checks of workplaces: the list, one check, its lines."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.forms import checks as forms
from dengta.domains.communication.models import CheckItem
from dengta.domains.communication.policies import checks as policies
from dengta.domains.communication.selectors import checks as selectors
from dengta.domains.communication.selectors.crews import members, open_teams
from dengta.domains.communication.services import checks as services
from dengta.domains.communication.views.shared import Request, drawn, photos_limited
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when

FORM = ["GET", "HEAD", "POST"]
UPLOAD = "communication/checks/form.html"


@require_safe
def checks(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(
        request, selectors.checks(request.user), sorts={"day": ("done_on",), "team": ("unit__name", "-done_on")},
        default="-day",
    )  # fmt: skip
    context = {"page": page, "may_check": policies.check_in.anywhere(request.user)}
    return http.page(request, "communication/checks/checks.html", context, fragment="list")


@require_http_methods(FORM)
def check_new(request: Request) -> HttpResponse:
    need(policies.check_in, request.user)
    units = policies.check_in.scope(request.user, open_teams(timezone.localdate())).order_by("name", "pk")
    return answer_form(
        request,
        forms.StartForm(request.POST or None, units=units),
        lambda data: services.start_check(by=request.user, now=timezone.now(), **data),
        title=_("Begin a 5S check"),
        submit=_("Begin"),
        back=reverse("checks:list"),
        said=_("The checklist is open. Please walk through it line by line."),
    )


@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    found = policies.see.get_or_404(request.user, selectors.checks(request.user), pk=pk)
    context = {
        "check": found,
        "items": selectors.items_of(found),
        "may_run": policies.run.allows(request.user, found),
        "to_put_right": selectors.to_put_right(request.user, found),
        "today": timezone.localdate(),
    }
    return http.page(request, "communication/checks/check.html", context)


@require_http_methods(FORM)
@photos_limited
def judge(request: Request, pk: int) -> HttpResponse:
    item = CheckItem.objects.select_related("check_of").filter(pk=pk).first()
    need_when(item is not None and policies.run.allows(request.user, item.check_of))
    assert item is not None  # just insisted on
    answer = {None: "", True: "yes", False: "no"}[item.ok]

    def judged(data: dict[str, Any]) -> CheckItem:
        data["photo"] = drawn(data["photo"], most_bytes=services.MOST_BYTES)
        return services.judge_item(item_id=pk, by=request.user, now=timezone.now(), **data)

    return answer_form(
        request,
        forms.JudgeForm(
            request.POST or None, request.FILES or None,
            initial={"ok": answer, "note": item.note, "owner": item.owner_id, "due_on": item.due_on},
            people=members(item.check_of.unit_id, timezone.localdate()),
        ),
        judged,
        title=format_lazy(_("Judge: {what}"), what=item.what),
        submit=_("Save"),
        back=reverse("checks:check", args=[item.check_of_id]),
        said=_("Saved."),
        template=UPLOAD,
    )  # fmt: skip


@require_http_methods(FORM)
@photos_limited
def fix(request: Request, pk: int) -> HttpResponse:
    item = policies.put_right.get_or_404(request.user, CheckItem.objects.select_related("check_of"), pk=pk)

    def done(data: dict[str, Any]) -> CheckItem:
        data["photo"] = drawn(data["photo"], most_bytes=services.MOST_BYTES)
        return services.fix_finding(item_id=pk, by=request.user, now=timezone.now(), **data)

    return answer_form(
        request,
        forms.FixForm(request.POST or None, request.FILES or None),
        done,
        title=format_lazy(_("Put right: {what}"), what=item.what),
        submit=_("It is put right"),
        back=reverse("checks:check", args=[item.check_of_id]),
        said=_("Put right. Thank you."),
        template=UPLOAD,
    )
