"""The dictionary: what each figure means, so that nobody argues about a number before reading it."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengta.domains.service.selectors.kpis import Good, IntervalKind, Kpi, Table, Unit, kpi_named, registered_kpis
from dengta.domains.service.views.asking import Request
from dengta.web.http import page

UNITS: Mapping[Unit, Promise] = {
    Unit.SHARE: gettext_lazy("per cent"),
    Unit.SECONDS: gettext_lazy("minutes and seconds"),
    Unit.COUNT: gettext_lazy("a count"),
    Unit.PER_1000: gettext_lazy("per 1,000 contacts"),
    Unit.SCORE: gettext_lazy("points"),
}
BETTER: Mapping[Good, Promise] = {
    Good.UP: gettext_lazy("Higher is better"),
    Good.DOWN: gettext_lazy("Lower is better"),
    Good.NEITHER: gettext_lazy("Neither way is good in itself"),
}
INTERVALS: Mapping[IntervalKind, Promise] = {
    IntervalKind.WILSON: gettext_lazy("95% interval of a share (Wilson)"),
    IntervalKind.POISSON: gettext_lazy("95% interval of a count (Poisson)"),
    IntervalKind.MEAN: gettext_lazy("95% interval of a mean (Student)"),
    IntervalKind.GEOMETRIC: gettext_lazy("95% interval of a geometric mean (Student, of the logarithms)"),
    IntervalKind.NPS: gettext_lazy("95% interval from the variance of the three groups"),
    IntervalKind.NONE: gettext_lazy("None: counted, not sampled"),
}
# What a smallest sample is counted in, by the unit of its parameter.
SAMPLES: Mapping[str, Promise] = {
    "contacts": gettext_lazy("contacts or answers"),
    "minutes": gettext_lazy("minutes"),
}


def added_up(kpi: Kpi) -> str:
    """How the figure of several days, teams or people is made."""
    if kpi.table is Table.OPEN:
        return _("Never: a snapshot of one moment")
    if kpi.percentile is not None:
        return _("The distributions are added, then the percentile is read (off by at most 5%)")
    if kpi.interval is IntervalKind.GEOMETRIC:
        return _("The logarithms are added, then e is raised to their mean")
    return _("Sum over sum, never a mean of ratios") if kpi.denominator else _("Sum")


@require_safe
def dictionary(request: Request) -> HttpResponse:
    """All figures with their formula."""
    return page(
        request,
        "service/dictionary.html",
        {"kpis": [(kpi, UNITS[kpi.unit], BETTER[kpi.good]) for kpi in registered_kpis()]},
    )


@require_safe
def definition(request: Request, key: str) -> HttpResponse:
    """One figure: formula, time basis, whom it counts for, smallest sample, its counter-figure, version."""
    kpi = _known(key)
    counter = kpi_named(kpi.counter) if kpi.counter else None
    return page(
        request,
        "service/definition.html",
        {
            "kpi": kpi,
            "counter": counter,
            "attribution": kpi.attribution.label,
            "unit": UNITS[kpi.unit],
            "better": BETTER[kpi.good],
            "added_up": added_up(kpi),
            "interval": INTERVALS[kpi.interval],
            "sample_of": SAMPLES[kpi.minimum.unit],
        },
        fragment="sheet",
    )


def _known(key: str) -> Kpi:
    try:
        return kpi_named(key)
    except KeyError as unknown:
        raise Http404 from unknown
