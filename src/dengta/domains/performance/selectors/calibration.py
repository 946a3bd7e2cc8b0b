"""Scores of the leaders side by side, for whoever calibrates: who judges strictly, who mildly, who all the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import own_id
from dengta.domains.performance.selectors.appraisals import judged
from dengta.engines.scoring import no_difference
from dengta.foundation.access import Actor

# From here on every score stands, and scores can be laid side by side.
SIDE_BY_SIDE = (Cycle.State.CALIBRATION, Cycle.State.TALKS, Cycle.State.CLOSED)


@dataclass(frozen=True)
class LeaderScores:
    """What one leader gave. `spread` is the standard deviation, None for one person. `alike`: everybody of a group
    large enough got the same (R-094). `few`: too few people for mean and spread to say much."""

    leader: Employee
    teams: tuple[str, ...]
    n: int
    mean: float
    spread: float | None
    lowest: float
    highest: float
    alike: bool
    few: bool


def to_calibrate(actor: Actor, cycle: Cycle) -> list[Appraisal]:
    """The appraisals of a cycle about which this person may decide, never the own one. One query."""
    rows = policies.decide.scope(actor, Appraisal.objects.filter(cycle=cycle)).exclude(employee_id=own_id(actor))
    return list(rows.select_related("leader", "unit").order_by("leader__pinyin", "leader_id", "unit__name", "pk"))


def by_leader(rows: Iterable[Appraisal], *, enough: int) -> list[LeaderScores]:
    """Leader by leader, in the order of the rows. No query for rows of `to_calibrate`."""
    groups: dict[int, list[tuple[Appraisal, float]]] = defaultdict(list)
    for row in rows:
        if (score := judged(row)) is not None:
            groups[row.leader_id].append((row, score))
    return [_of(group, enough) for group in groups.values()]


def _of(group: list[tuple[Appraisal, float]], enough: int) -> LeaderScores:
    scores = [score for _row, score in group]
    return LeaderScores(
        leader=group[0][0].leader,
        teams=tuple(dict.fromkeys(row.unit.name for row, _score in group)),
        n=len(scores),
        mean=fmean(scores),
        spread=stdev(scores) if len(scores) > 1 else None,
        lowest=min(scores),
        highest=max(scores),
        alike=no_difference(scores, minimum=enough),
        few=len(scores) < enough,
    )
