"""Figures as a source of an appraisal: the KPI plan that was published for the person, each figure by its weight."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.selectors.kpi_plans import KpiScore, kpi_scores
from dengta.domains.performance.selectors.evidence import Evidence, Exclusion, Piece, Source
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.engines.scoring import Part, composite

KEY = "kpi"


def read(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, Evidence]:
    """The scores of these people by their plans. Whoever no plan is published for has none."""
    return {person: _evidence(scores) for person, scores in kpi_scores(employee_ids, start, end).items()}


def _evidence(scores: Sequence[KpiScore]) -> Evidence:
    """The weighted mean of the figures with enough of a sample; the others are named with what they lack."""
    found = composite([Part(one.kpi, float(one.weight), one.score) for one in scores])
    counted = [one.n for one in scores if one.score is not None]
    return Evidence(
        score=found.result,
        n=sum(counted),
        missing="" if counted else _("Every figure of the plan has too small a sample."),
        formula=scores[0].formula if scores else "",
        excluded=[_left_out(one) for one in scores if one.score is None],
        pieces=[_piece(one) for one in scores],
    )  # fmt: skip


def _piece(one: KpiScore) -> Piece:
    kpi = kpi_named(one.kpi)
    return Piece(
        kpi.name, one.score, 100 * float(one.weight), one.n, one.rows_url, kpi=kpi.key, version=kpi.version,
        value=one.value, low=one.low, high=one.high, minimum=one.minimum, adjusted=one.adjusted,
    )  # fmt: skip


def _left_out(one: KpiScore) -> Exclusion:
    """A figure that says nothing yet, and how far its sample is from enough."""
    return Exclusion(
        str(kpi_named(one.kpi).name), _("{n} of the {minimum} it takes").format(n=one.n, minimum=one.minimum)
    )


SOURCE = Source(key=KEY, name=_("Figures of the KPI plan"), qualitative=False, read=read)
