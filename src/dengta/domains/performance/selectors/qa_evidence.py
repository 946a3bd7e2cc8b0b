"""What an appraisal hears from quality reviews: only what was drawn at random, each contact for those it stands for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.models import QaReview
from dengta.domains.performance.selectors.evidence import Evidence, Exclusion
from dengta.engines.metrics.intervals import wilson

OPEN_DISPUTE = _("The agent disputes it, and nobody has decided yet")
NOT_RANDOM = _("Not drawn at random: it serves coaching, and would make the score worse than the work")


def read(agent_ids: Sequence[int], first: date, last: date) -> Mapping[int, Evidence]:
    """Σ weight · points of Σ weight · most over the reviews of contacts of these days, for each version of a form, then
    over the versions by how many reviews each has. One query."""
    rows = QaReview.objects.filter(agent__in=agent_ids, day__range=(first, last)).exclude(status="draft")
    by_agent: dict[int, list[QaReview]] = defaultdict(list)
    for row in rows.select_related("version__form").order_by("pk"):
        by_agent[row.agent_id].append(row)
    return {agent: evidence_of(agent, by_agent[agent], first, last) for agent in agent_ids}


def evidence_of(agent: int, rows: Sequence[QaReview], first: date, last: date) -> Evidence:
    """The score of one agent. No query."""
    random = [row for row in rows if row.origin in (QaReview.Origin.RANDOM, QaReview.Origin.STRATIFIED)]
    counts = [row for row in random if row.status != QaReview.Status.DISPUTED]
    left_out = [
        Exclusion(f"#{row.pk} · {row.day}", OPEN_DISPUTE if row in random else NOT_RANDOM)
        for row in rows
        if row not in counts
    ]
    url = f"{reverse('qa:list')}?{urlencode({'agent': agent, 'since': first, 'until': last, 'counts': 'yes'})}"
    if not counts:
        missing = _("No review drawn at random in this time that is free of an open dispute")
        return Evidence(None, 0, missing=missing, rows_url=url, excluded=tuple(left_out))
    share = weighted_share(counts)
    n = effective(counts)
    low, high = wilson(share * n, n)
    return Evidence(
        100 * share, len(counts), 100 * low, 100 * high, formula=formula_of(counts), rows_url=url,
        excluded=tuple(left_out),
    )  # fmt: skip


def weighted_share(rows: Sequence[QaReview]) -> float:
    """Earned of possible, each review with the contacts it stands for; versions of forms are not mixed within a sum."""
    by_version: dict[int, list[QaReview]] = defaultdict(list)
    for row in rows:
        by_version[row.version_id].append(row)
    total = 0.0
    for some in by_version.values():
        earned = sum(row.weight * (row.earned or 0) for row in some)
        total += len(some) * earned / sum(row.weight * (row.possible or 0) for row in some)
    return total / len(rows)


def effective(rows: Sequence[QaReview]) -> float:
    """How many equally weighted reviews they are worth (Kish): what the interval is made with. As wide as if every
    contact were all right or all wrong, so never too narrow."""
    return sum(row.weight for row in rows) ** 2 / sum(row.weight**2 for row in rows)


def formula_of(rows: Sequence[QaReview]) -> str:
    """Formula and versions."""
    versions = sorted({(row.version.form.name, row.version.number) for row in rows})
    return "Σ w·p / Σ w·max · " + ", ".join(f"{name} v{number}" for name, number in versions)
