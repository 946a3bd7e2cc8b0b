"""Keeping the filter of a list under a name, and forgetting it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dengta.domains.service.forms import SaveViewForm
from dengta.domains.service.models import SavedView
from dengta.domains.service.selectors.boards import saved_views
from dengta.domains.service.services.saved_views import drop_view, save_view
from dengta.domains.service.views.asking import Request
from dengta.foundation.errors import RuleViolation
from dengta.web.http import done, page

# The lists that can keep views, by the last part of their address's name.
KEEPERS = ("intervals", "agents", "csat", "teams", "rows")


@require_http_methods(["GET", "HEAD", "POST"])
def views(request: Request, listing: str) -> HttpResponse:
    """One's own views of a list, and a name for what is on screen."""
    if listing not in KEEPERS:
        raise Http404
    form = SaveViewForm(request.POST or None, initial={"query": request.GET.urlencode()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = save_view(
                page=listing, name=given["name"], query=given["query"], today=timezone.localdate(), by=request.user
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _address(kept), _("Kept as “{name}”.").format(name=kept.name))
    own = [(view, _address(view)) for view in saved_views(page=listing, by=request.user)]
    return page(
        request,
        "service/views.html",
        {"form": form, "views": own, "listing": listing},
        fragment="sheet",
        status=422 if form.errors else 200,
    )


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Forget one of one's own views."""
    try:
        listing = drop_view(view_id=pk, by=request.user)
    except SavedView.DoesNotExist as missing:
        raise Http404 from missing
    return redirect(reverse(f"service:{listing}"))


def _address(kept: SavedView) -> str:
    address = reverse(f"service:{kept.page}")
    return f"{address}?{kept.query}" if kept.query else address
