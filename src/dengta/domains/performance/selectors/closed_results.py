"""What appraisals came to that are closed, for rooms above that build on results of whole periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dengta.domains.performance.models import Appraisal
from dengta.domains.performance.selectors.appraisals import breakdown


@dataclass(frozen=True)
class ClosedResult:
    """The result of somebody in a closed appraisal: of which branch’s plan, in which team, and until which day."""

    employee_id: int
    branch_id: int
    unit_id: int
    ends_on: date
    result: float


def closed_results(start: date, end: date) -> Sequence[ClosedResult]:
    """Of every closed appraisal whose period ends on a day from `start` to the day before `end`; whoever has no result
    is left out. Three queries, however many."""
    rows = Appraisal.objects.filter(closed_at__isnull=False, cycle__ends_on__gte=start, cycle__ends_on__lt=end)
    rows = rows.select_related("cycle").prefetch_related("scores", "cycle__sources").order_by("pk")
    found = ((row, breakdown(row).result) for row in rows)
    return [
        ClosedResult(row.employee_id, row.cycle.unit_id, row.unit_id, row.cycle.ends_on, result)
        for row, result in found
        if result is not None
    ]
