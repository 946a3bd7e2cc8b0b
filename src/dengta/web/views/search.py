"""Ctrl K and the search page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dengta.web import search as registry
from dengta.web.http import page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")
    return page(request, "web/search.html", {"query": query, "groups": registry.find(request, query)}, fragment="hits")
