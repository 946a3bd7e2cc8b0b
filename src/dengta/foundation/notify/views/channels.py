"""The pages on which administrators connect the house with chat systems, and try whether it works."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify import policies, selectors, setup
from dengta.foundation.notify.chat.access import NotSetUp
from dengta.foundation.notify.chat.http import Answer, ForeignServer, Unreachable
from dengta.foundation.notify.chat.verdicts import ServerRefused
from dengta.foundation.notify.filters import PersonFilter
from dengta.foundation.notify.forms import AddressForm, AppForm, RobotForm
from dengta.foundation.notify.models import ChatApp, GroupRobot, Vendor
from dengta.foundation.notify.registry import GiveUp, TryLater
from dengta.web.decisions import answer_form, decided, need, need_when
from dengta.web.http import page
from dengta.web.lists import list_page

form_page = require_http_methods(["GET", "HEAD", "POST"])
# Whatever a chat server or the way to it can do to us; anything else is a bug and shows as one.
TROUBLE = (TryLater, GiveUp, Unreachable, ForeignServer, ServerRefused, NotSetUp)


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    may = policies.set_up_channels.anywhere(request.user)
    need_when(may or policies.see_channels.outlines(request.user))
    listed = list_page(
        request, selectors.robots(), sorts={"name": ("name",), "system": ("vendor", "name")}, default="name"
    )
    facts = {"page": listed, "connections": selectors.connections(), "may": may}
    return page(request, "notify/channels.html", facts, fragment="list")


@form_page
def app(request: HttpRequest, vendor: str) -> HttpResponse:
    need(policies.set_up_channels, request.user)
    need_when(vendor in Vendor.values)
    known = ChatApp.objects.filter(vendor=vendor).first()
    now = {name: getattr(known, name) for name in ("app_id", "agent_id", "is_on")} if known else {"is_on": True}
    form = AppForm(request.POST if request.method == "POST" else None, vendor=vendor, fresh=known is None, initial=now)
    callback = request.build_absolute_uri(reverse(f"notify:{vendor}_callback")) if "callback_key" in form.fields else ""
    return answer_form(
        request,
        form,
        lambda facts: setup.set_up_app(vendor=vendor, by=request.user, **facts),
        title=Vendor(vendor).label,
        submit=_("Save"),
        back=reverse("notify:channels"),
        said=_("Saved. Send a test message to see whether it works."),
        template="notify/app.html",
        known=known,
        callback=callback,
    )


@form_page
def robot(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    need(policies.set_up_channels, request.user)
    known = get_object_or_404(GroupRobot, pk=pk) if pk else None
    now = {name: getattr(known, name) for name in ("vendor", "name", "is_on")} if known else None
    form = RobotForm(request.POST if request.method == "POST" else None, fresh=known is None, initial=now)
    return answer_form(
        request,
        form,
        lambda facts: setup.set_up_robot(robot_id=pk, by=request.user, **facts),
        title=_("Robot of the group {group}").format(group=known.name) if known else _("Add the robot of a group"),
        submit=_("Save"),
        back=reverse("notify:channels"),
        said=_("Saved. Send a test message to see whether it works."),
        template="notify/robot.html",
        known=known,
    )


@require_POST
def robot_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    need(policies.set_up_channels, request.user)
    return decided(
        request,
        lambda: setup.remove_robot(robot_id=pk, by=request.user),
        back=reverse("notify:channels"),
        said=_("The robot is removed."),
    )


@require_POST
def app_try(request: HttpRequest, vendor: str) -> HttpResponse:
    need(policies.set_up_channels, request.user)
    need_when(vendor in Vendor.values)
    return _tried(request, Vendor(vendor).label, lambda: setup.try_app(vendor=vendor, by=request.user))


@require_POST
def robot_try(request: HttpRequest, pk: UUID) -> HttpResponse:
    need(policies.set_up_channels, request.user)
    robot = get_object_or_404(GroupRobot, pk=pk)
    return _tried(request, robot.name, lambda: setup.try_robot(robot_id=pk, by=request.user))


def _tried(request: HttpRequest, name: Any, attempt: Callable[[], Answer]) -> HttpResponse:
    """Try, and show what the server answered: the words of the server help more than ours."""
    said, works = "", False
    try:
        said, works = json.dumps(attempt(), ensure_ascii=False, indent=2), True
    except RuleViolation as refusal:
        said = str(refusal)
    except TROUBLE as trouble:
        said = str(trouble) or type(trouble).__name__
    facts = {"name": name, "said": said, "works": works}
    return page(request, "notify/tried.html", facts, status=200 if works else 422)


@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    need_when(policies.see_addresses.beyond_own(request.user))
    listed = list_page(
        request,
        selectors.people_with_addresses(),
        sorts={"person": ("username",)},
        default="person",
        filters=PersonFilter,
    )
    return page(request, "notify/addresses.html", {"page": listed}, fragment="list")


@form_page
def address(request: HttpRequest, pk: int) -> HttpResponse:
    need_when(policies.write_addresses.beyond_own(request.user))
    account = get_object_or_404(get_user_model(), pk=pk)
    known = selectors.addresses_of(account)
    form = AddressForm(request.POST if request.method == "POST" else None, initial=known)

    def decide(facts: dict[str, Any]) -> None:
        setup.set_addresses(account=account, addresses=facts, by=request.user)

    return answer_form(
        request, form, decide, title=_("Chat accounts of {user}").format(user=account.get_username()), submit=_("Save"),
        back=reverse("notify:addresses"), said=_("Saved."),
    )  # fmt: skip
