"""News that a receiver could not take: what went wrong, one more attempt, or skipped with a reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.foundation import exports
from dengta.foundation.errors import RuleViolation
from dengta.foundation.events import policies, selectors, services
from dengta.foundation.events.forms import SkipForm
from dengta.foundation.events.models import Delivery
from dengta.foundation.events.registry import subscription
from dengta.web.http import done, page
from dengta.web.lists import list_page

SORTS = {"published": ("event__published_at",), "receiver": ("receiver",), "attempts": ("attempts",)}
COLUMNS = [
    exports.Column("event", gettext_lazy("News"), lambda row: str(row.event)),
    exports.Column("receiver", gettext_lazy("Receiver")),
    exports.Column("state", gettext_lazy("State"), "state_words"),
    exports.Column("published_at", gettext_lazy("Happened at"), "event.published_at", kind="datetime"),
    exports.Column("attempts", gettext_lazy("Attempts"), kind="integer"),
    exports.Column("last_error", gettext_lazy("Last error")),
]


@require_safe
def undelivered(request: HttpRequest) -> HttpResponseBase:
    if not policies.oversees(request.user):
        raise Http404
    rows = selectors.undelivered(request.user, now=timezone.now())
    listed = list_page(request, rows, sorts=SORTS, default="published")
    if exports.wanted(request):
        return exports.respond(
            request, name="undelivered-news", columns=COLUMNS, rows=listed.everything, permission=policies.export
        )
    for delivery in listed.rows:
        delivery.is_known = subscription(delivery.receiver) is not None  # type: ignore[attr-defined]  # for the template
    return page(request, "events/list.html", {"page": listed}, fragment="list")


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = _delivery(request, pk)
    try:
        services.try_again(delivery_id=delivery.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        raise Http404 from refusal  # somebody was faster; the list no longer offers it
    return done(request, reverse("events:list"), _("It is tried again within a few seconds."))


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = _delivery(request, pk)
    form = SkipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.skip(delivery_id=pk, reason=reason, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, reverse("events:list"), _("Skipped. The reason stands in the record."))
    return page(request, "events/skip.html", {"delivery": delivery, "form": form}, status=422 if form.errors else 200)


def _delivery(request: HttpRequest, pk: int) -> Delivery:
    return policies.settle.get_or_404(request.user, Delivery.objects.select_related("event"), pk=pk)
