"""What appraisals came to that are closed, for rooms above that build on results of whole periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appraisal, Cycle
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


def branches_under_way(start: date, end: date) -> frozenset[int]:
    """Whose results of the time are not complete: branches with an appraisal that is still open of somebody at work, or
    with a cycle that has not come to its talks. Whoever left or is on long leave keeps nobody waiting. One query."""
    open_ = Appraisal.objects.filter(cycle=OuterRef("pk"), closed_at=None, employee__status=Employee.Status.ACTIVE)
    rows = Cycle.objects.filter(ends_on__gte=start, ends_on__lt=end)
    early = ~Q(state__in=[Cycle.State.TALKS, Cycle.State.CLOSED])
    return frozenset(rows.filter(early | Exists(open_)).values_list("unit", flat=True))
