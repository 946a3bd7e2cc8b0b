"""The bell's page, how I want to be told, and what left the house."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.foundation import exports
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify import answers, load, outbox, policies, selectors, services, setup
from dengta.foundation.notify.email import is_set_up
from dengta.foundation.notify.filters import MessageFilter, NoticeFilter
from dengta.foundation.notify.forms import ChatWishForm, PreferenceForm
from dengta.foundation.notify.models import OutboxMessage, Preference, Vendor
from dengta.web.http import done, page
from dengta.web.lists import list_page

NOTICE_COLUMNS = [
    exports.Column("created_at", gettext_lazy("Told at"), kind="datetime"),
    exports.Column("label", gettext_lazy("Kind")),
    exports.Column("title", gettext_lazy("Notice")),
    exports.Column("body", gettext_lazy("Text")),
    exports.Column("read_at", gettext_lazy("Opened at"), kind="datetime"),
]
MESSAGE_COLUMNS = [
    exports.Column("created_at", gettext_lazy("Written at"), kind="datetime"),
    exports.Column("channel", gettext_lazy("Channel"), "channel_label"),
    exports.Column("number", gettext_lazy("No.")),
    exports.Column("recipient", gettext_lazy("Recipient")),
    exports.Column("subject", gettext_lazy("Subject")),
    exports.Column("state", gettext_lazy("State"), "get_state_display"),
    exports.Column("attempts", gettext_lazy("Attempts"), kind="integer"),
    exports.Column("trouble", gettext_lazy("Last error")),
]


@require_safe
def notice_list(request: HttpRequest) -> HttpResponseBase:
    rows = selectors.notices_of(request.user)
    listed = list_page(request, rows, sorts={"at": ("created_at",)}, default="-at", filters=NoticeFilter)
    if exports.wanted(request):
        return exports.respond(
            request, name="notices", columns=NOTICE_COLUMNS, rows=listed.everything, permission=policies.export_notices
        )
    now = timezone.now()
    for notice in listed.rows:
        question = getattr(notice, "question", None)
        notice.buttons = answers.buttons_of(question, now=now) if question else []  # type: ignore[attr-defined]
    return page(request, "notify/list.html", {"page": listed}, fragment="list")


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Reading is a change, so it is a POST: mark it and go where it leads."""
    notice = get_object_or_404(selectors.notices_of(request.user), pk=pk)
    services.mark_read(account=request.user, notice_id=notice.pk)
    return redirect(notice.url or reverse("notify:list"))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    services.mark_read(account=request.user)
    return done(request, reverse("notify:list"), _("All marked as read."))


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    preference = services.preference_of(request.user)
    chats = _chat_forms(request, preference)
    if request.method == "POST":
        form = PreferenceForm(request.POST)
        fine = [form.is_valid(), *(chat.is_valid() for _connection, chat in chats)]
        if all(fine) and _chosen(request, form, chats):
            return done(request, reverse("notify:preferences"), _("Saved."))
        return page(request, "notify/preferences.html", _preferences_page(form, chats), status=422)
    return page(request, "notify/preferences.html", _preferences_page(PreferenceForm.of(preference), chats))


Chats = list[tuple[selectors.Connection, ChatWishForm]]


def _chat_forms(request: HttpRequest, preference: Preference) -> Chats:
    """One small form for each chat system that works, for whoever may have an address in it."""
    if not policies.write_addresses.anywhere(request.user):
        return []
    working = [connection for connection in selectors.connections() if connection.works]
    known = selectors.addresses_of(request.user) if working else {}
    posted = request.POST if request.method == "POST" else None
    chats: Chats = []
    for connection in working:
        vendor = connection.vendor
        now = {"wanted": getattr(preference, vendor.value), "address": known.get(vendor.value, "")}
        chats.append((connection, ChatWishForm(posted, vendor=vendor, initial=now)))
    return chats


def _chosen(request: HttpRequest, form: PreferenceForm, chats: Chats) -> bool:
    """Keep all of it, or nothing; what an address was refused for stands beside it."""
    preference = services.preference_of(request.user)
    wanted = {vendor for vendor in Vendor.values if getattr(preference, vendor)}
    try:
        with transaction.atomic():
            for connection, chat in chats:
                vendor, facts = connection.vendor.value, chat.cleaned_data
                wanted = wanted | {vendor} if facts["wanted"] else wanted - {vendor}
                setup.set_address(account=request.user, vendor=vendor, address=facts["address"], by=request.user)
            services.choose(account=request.user, chat=wanted, **form.cleaned_data)
    except RuleViolation as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _preferences_page(form: PreferenceForm, chats: Chats) -> dict[str, Any]:
    today = timezone.localdate()
    house = (load.QUIET_FROM.on(today), load.QUIET_UNTIL.on(today))
    return {"form": form, "chats": chats, "email_works": is_set_up(), "quiet_from": house[0], "quiet_until": house[1]}


@require_safe
def message_list(request: HttpRequest) -> HttpResponseBase:
    _only_administrators(request)
    sorts = {"written": ("created_at",), "state": ("state",), "channel": ("channel", "-created_at")}
    listed = list_page(
        request, selectors.messages(request.user), sorts=sorts, default="-written", filters=MessageFilter
    )
    if exports.wanted(request):
        return exports.respond(
            request,
            name="messages",
            columns=MESSAGE_COLUMNS,
            rows=listed.everything,
            permission=policies.export_messages,
        )
    facts = {"page": listed, "parked": selectors.parked_news(), "email_works": is_set_up()}
    return page(request, "notify/messages.html", facts, fragment="list")


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    _only_administrators(request)
    message = get_object_or_404(selectors.messages(request.user), pk=pk, state=OutboxMessage.State.DEAD)
    outbox.try_again(message_id=message.pk, by=request.user)
    return done(request, reverse("notify:messages"), _("It is sent again within a few seconds."))


def _only_administrators(request: HttpRequest) -> None:
    if not policies.see_messages.anywhere(request.user):
        raise Http404
