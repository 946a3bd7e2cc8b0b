"""Ctrl K and the search page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dengta.foundation.access.limits import limited
from dengta.web import search as registry
from dengta.web.http import page


# The palette asks 200 ms after a keystroke, so a slow typist asks per letter: two a second all the time is no person.
@require_safe
@limited("search", times=120, seconds=60, only=lambda request: bool(request.GET.get("q", "").strip()))
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")
    return page(request, "web/search.html", {"query": query, "groups": registry.find(request, query)}, fragment="hits")
