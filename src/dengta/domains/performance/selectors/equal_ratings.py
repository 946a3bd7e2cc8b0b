"""What leaders gave in cycles that are over, for whatever asks whether everybody got the same."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.performance.selectors.appraisals import judged


@dataclass(frozen=True)
class Ratings:
    """The scores that one leader gave in one cycle. `unit_id`: a team of these people."""

    leader_id: int
    unit_id: int
    starts_on: date
    ends_on: date
    scores: tuple[float, ...]


def closed_ratings(since: datetime) -> list[Ratings]:
    """Cycle by cycle, of those closed since then, what each leader gave. One query."""
    rows = Appraisal.objects.filter(
        state=Appraisal.State.CLOSED, cycle__state=Cycle.State.CLOSED, cycle__closed_at__gt=since
    )
    groups: dict[tuple[int, int], list[Appraisal]] = defaultdict(list)
    for row in rows.select_related("cycle").order_by("pk"):
        groups[row.cycle_id, row.scored_by_id or row.leader_id].append(row)
    return [
        Ratings(
            leader, found[0].unit_id, found[0].cycle.starts_on, found[0].cycle.ends_on,
            tuple(score for one in found if (score := judged(one)) is not None),
        )
        for (_cycle, leader), found in groups.items()
    ]  # fmt: skip
