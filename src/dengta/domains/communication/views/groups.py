"""The group chats of units: which are connected, with what, and whether anything goes there."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.groups import ConnectForm, GoesForm, GroupFilter
from dengta.domains.communication.policies import groups as policies
from dengta.domains.communication.selectors import groups as selectors
from dengta.domains.communication.services import groups as services
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.selectors.organisation import visible_units
from dengta.foundation.notify.policies import set_up_channels
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

FORM = ["GET", "HEAD", "POST"]
SORTS = {"unit": ("unit__name", "pk"), "group": ("robot__name", "name", "pk")}


@require_safe
def groups(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(request, selectors.groups(request.user), sorts=SORTS, default="unit", filters=GroupFilter)
    context = {
        "page": page,
        "today": timezone.localdate(),
        "may_connect": set_up_channels.anywhere(request.user),
        "may_change": policies.change.anywhere(request.user),
    }
    return http.page(request, "communication/messages/groups.html", context, fragment="list")


@require_http_methods(FORM)
def connect(request: Request) -> HttpResponse:
    need(set_up_channels, request.user)
    form = ConnectForm(request.POST or None, units=visible_units(request.user, timezone.localdate()))
    return answer_form(
        request,
        form,
        lambda data: services.connect_group(by=request.user, now=timezone.now(), **data),
        title=_("Connect a group chat with a unit"),
        submit=_("Connect"),
        back=reverse("messages:groups"),
        said=_("Connected. What is meant for the whole unit is said there too from now on."),
        intro=_(
            "A robot has to sit in the group first: it is added under Channels. Everybody still gets their own notice, "
            "and nothing is confirmed in the group."
        ),
    )


@require_http_methods(FORM)
def group(request: Request, pk: int) -> HttpResponse:
    found = policies.change.get_or_404(request.user, selectors.groups(request.user), pk=pk)
    now = {name: getattr(found, name) for name in GoesForm.base_fields}

    def decide(data: dict[str, Any]) -> object:
        return services.change_group(group_id=pk, by=request.user, **data)

    return answer_form(
        request, GoesForm(request.POST or None, initial=now), decide,
        title=_("What is said in “{group}”").format(group=found.title), submit=_("Save"),
        back=reverse("messages:groups"), said=_("Saved."),
    )  # fmt: skip


@require_POST
def disconnect(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.disconnect_group(group_id=pk, by=request.user),
        back=reverse("messages:groups"),
        said=_("Disconnected. Nothing of this unit is said there any more."),
    )
