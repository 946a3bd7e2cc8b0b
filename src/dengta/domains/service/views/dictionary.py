"""The dictionary: what each figure means, so that nobody argues about a number before reading it."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from dengta.domains.service.selectors.kpis import Kpi, kpi_named, registered_kpis
from dengta.domains.service.views.asking import Request
from dengta.web.http import page


@require_safe
def dictionary(request: Request) -> HttpResponse:
    """All figures with their formula."""
    return page(request, "service/dictionary.html", {"kpis": registered_kpis()})


@require_safe
def definition(request: Request, key: str) -> HttpResponse:
    """One figure: formula, time basis, whom it counts for, smallest sample, its counter-figure, version."""
    kpi = _known(key)
    counter = kpi_named(kpi.counter) if kpi.counter else None
    return page(
        request,
        "service/definition.html",
        {"kpi": kpi, "counter": counter, "attribution": kpi.attribution.label},
        fragment="sheet",
    )


def _known(key: str) -> Kpi:
    try:
        return kpi_named(key)
    except KeyError as unknown:
        raise Http404 from unknown
