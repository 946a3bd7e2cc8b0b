"""The bell's page, how I want to be told, and what leaves the house."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.foundation import exports
from dengta.foundation.notify import outbox, policies, selectors, services
from dengta.foundation.notify.email import is_set_up
from dengta.foundation.notify.filters import MessageFilter, NoticeFilter
from dengta.foundation.notify.forms import PreferenceForm
from dengta.foundation.notify.models import OutboxMessage
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
    exports.Column("channel", gettext_lazy("Channel")),
    exports.Column("account", gettext_lazy("Recipient")),
    exports.Column("subject", gettext_lazy("Subject")),
    exports.Column("state", gettext_lazy("State"), "get_state_display"),
    exports.Column("attempts", gettext_lazy("Attempts"), kind="integer"),
    exports.Column("last_error", gettext_lazy("Last error")),
]


@require_safe
def notice_list(request: HttpRequest) -> HttpResponseBase:
    rows = selectors.notices_of(request.user)
    listed = list_page(request, rows, sorts={"at": ("created_at",)}, default="-at", filters=NoticeFilter)
    if exports.wanted(request):
        return exports.respond(
            request, name="notices", columns=NOTICE_COLUMNS, rows=listed.everything, permission=policies.export_notices
        )
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
    if request.method == "POST":
        form = PreferenceForm(request.POST)
        if form.is_valid():
            services.choose(account=request.user, **form.cleaned_data)
            return done(request, reverse("notify:preferences"), _("Saved."))
        return page(request, "notify/preferences.html", {"form": form, "email_works": is_set_up()}, status=422)
    form = PreferenceForm.of(services.preference_of(request.user))
    return page(request, "notify/preferences.html", {"form": form, "email_works": is_set_up()})


@require_safe
def message_list(request: HttpRequest) -> HttpResponseBase:
    _only_administrators(request)
    sorts = {"written": ("created_at",), "state": ("state",)}
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
