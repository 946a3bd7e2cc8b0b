"""The figures of a month-end review in words: this month beside the last, each with sample and interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from dengta.domains.performance.models import MonthReview
from dengta.domains.performance.selectors.month_reviews import around
from dengta.domains.performance.views.presenting_causes import between, percent
from dengta.domains.service.selectors.figures import Figure


@dataclass(frozen=True)
class ShownFigure:
    """One share in one month."""

    value: str
    n: int
    interval: str
    few: bool
    url: str


@dataclass(frozen=True)
class ShownPair:
    """One KPI in this month and in the one before."""

    name: str
    now: ShownFigure
    before: ShownFigure


def shown_figures(review: MonthReview, pairs: Sequence[tuple[Figure, Figure]]) -> list[ShownPair]:
    """What the page shows of the month. No query."""
    before, start, end = around(review.month)
    return [
        ShownPair(str(now.kpi.name), _shown(review, now, start, end), _shown(review, then, before, start))
        for now, then in pairs
    ]


def _shown(review: MonthReview, figure: Figure, start: date, end: date) -> ShownFigure:
    asked = {
        "kpi": figure.kpi.key, "period": "custom", "start": start.isoformat(),
        "end": (end - timedelta(days=1)).isoformat(), "unit": review.unit_id,
    }  # fmt: skip
    url = f"{reverse('service:rows')}?{urlencode(asked)}" if figure.n else ""
    return ShownFigure(percent(figure.value), figure.n, between(figure.interval), not figure.is_solid, url)
