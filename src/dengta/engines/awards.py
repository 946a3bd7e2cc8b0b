"""Who is best, as far as the data can tell: like with like, by the lower bound, and never from few answers.

Five satisfied of five say less than 190 of 200: what counts is what is certain of a figure, not what it happened to be.
Each figure is first put on the work of all (`scoring.fit`), so that whoever takes the hard contacts does not lose; then
its lower bound (Wilson) is believed. Frozen rows in, the same answer out, whoever works it out and whenever.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import hypot
from typing import NamedTuple

import numpy as np

from dengta.engines.metrics import Work, standardise, wilson
from dengta.engines.scoring import Answers, fit

# What an award is worked out by; kept beside each that is frozen.
VERSION = 1
# Among fewer, what all reach would tell what each of the others does; then everybody's own figure counts.
FEWEST = 5
# Below this share of common work teams are not compared.
ENOUGH_IN_COMMON = 0.5
HUNDREDTH = Decimal("0.01")


class Row(NamedTuple):
    """The rows of somebody on one kind of work that a figure counts: how many met it, of how many."""

    who: int
    figure: str
    work: str
    hits: int
    n: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of one person: as counted, what all reach on the same work, on the work of all, and its interval."""

    hits: int
    n: int
    raw: float
    expected: float
    adjusted: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Criteria:
    """By what somebody is best. `weight`: of the first figure in percent, the rest is the second's. `least_n`: answers
    of the first figure, `least_hits`: the volume of the second; below either nobody is compared."""

    figures: tuple[str, str]
    weight: int
    least_n: int
    least_hits: int
    places: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One person. `score` in hundredths of a point from 0 to 100; None where the sample is too small to compare."""

    who: int
    first: Figure | None
    second: Figure | None
    score: Decimal | None


def figures(rows: Iterable[Row]) -> dict[int, Figure]:
    """Everybody's share, of one figure, on the work of all."""
    by_person: dict[int, list[Answers]] = defaultdict(list)
    for row in sorted(rows):
        if row.n > 0:
            by_person[row.who].append(Answers(row.who, row.work, row.hits, row.n))
    if not by_person:
        return {}
    scale = fit([cell for own in by_person.values() for cell in own]) if len(by_person) >= FEWEST else None
    found = {}
    for who, own in by_person.items():
        hits, n = round(sum(cell.satisfied for cell in own)), round(sum(cell.n for cell in own))
        scored = scale.score(who, own) if scale is not None else None
        adjusted = scored.adjusted if scored is not None and scored.adjusted is not None else hits / n
        expected = scored.expected if scored is not None and scored.expected is not None else hits / n
        interval = wilson(adjusted * n, n)
        found[who] = Figure(hits, n, hits / n, expected, adjusted, interval.low, interval.high)
    return found


def standings(rows: Collection[Row], criteria: Criteria) -> list[Standing]:
    """Everybody, the best first; those who cannot be compared come last, in no order of merit."""
    first, second = (figures(row for row in rows if row.figure == name) for name in criteria.figures)
    found = [
        Standing(who, first.get(who), second.get(who), _score(first.get(who), second.get(who), criteria))
        for who in sorted(first.keys() | second.keys())
    ]
    return sorted(found, key=lambda one: (one.score is None, -(one.score or 0), one.who))


def _score(first: Figure | None, second: Figure | None, criteria: Criteria) -> Decimal | None:
    if first is None or second is None or first.n < criteria.least_n or second.hits < criteria.least_hits:
        return None
    points = criteria.weight * first.low + (100 - criteria.weight) * second.low
    return Decimal(points).quantize(HUNDREDTH)


def shortlist(ordered: Sequence[Standing], places: int) -> list[Standing]:
    """The first so many, and whoever has the same score as the last of them."""
    compared = [one for one in ordered if one.score is not None]
    if not compared:
        return []
    last = compared[: max(1, places)][-1].score
    return [one for one in compared if one.score >= last]  # type: ignore[operator]


def chosen(votes: Mapping[int, int], scores: Mapping[int, Decimal]) -> tuple[int, ...]:
    """Whom the votes choose; where they stand equal, the higher score; where that is equal as well, they share."""
    if not scores:
        return ()
    most = max(votes.get(who, 0) for who in scores)
    ahead = {who: score for who, score in scores.items() if votes.get(who, 0) == most}
    best = max(ahead.values())
    return tuple(sorted(who for who, score in ahead.items() if score == best))


def top_part(ordered: Sequence[Standing], *, percent: int, fewest: int) -> list[Standing]:
    """The upper part of those who can be compared. Among few nobody is listed: who is not would be known as well."""
    compared = [one for one in ordered if one.score is not None]
    return shortlist(compared, len(compared) * percent // 100) if len(compared) >= fewest else []


def tier_of(score: Decimal | None, thresholds: Sequence[Decimal]) -> int | None:
    """The place of the highest tier reached, of thresholds that rise; None below the first. No tier has a quota: all
    may be in the highest, and nobody must be in the lowest."""
    reached = [place for place, threshold in enumerate(thresholds) if score is not None and score >= threshold]
    return reached[-1] if reached else None


def distance(score: Decimal, thresholds: Sequence[Decimal]) -> tuple[int, Decimal] | None:
    """The next tier and how far it is; None in the highest."""
    return next(((place, line - score) for place, line in enumerate(thresholds) if line > score), None)


class Verdict(StrEnum):
    """How a contest ended."""

    CLEAR = "clear"
    SHARED = "shared"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class TeamFigure:
    """What a team reached on the work that all teams of the contest do."""

    team: int
    n: int
    raw: float
    adjusted: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contest:
    """How a contest ended. `covered`: which share of all work was common to the teams."""

    verdict: Verdict
    winners: tuple[int, ...]
    teams: tuple[TeamFigure, ...]
    covered: float


def judge(rows: Iterable[Row], teams: Sequence[int], *, least_n: int) -> Contest:
    """Teams compared on the kinds of work that each of them does. Whoever cannot be told apart from the best shares the
    prize with it; where there is too little in common, or too few answers, nobody has won."""
    kept = [row for row in sorted(rows) if row.who in teams and row.n > 0]
    doing: dict[Hashable, set[int]] = defaultdict(set)
    for row in kept:
        doing[row.work].add(row.who)
    common = [row for row in kept if doing[row.work] == set(teams)]
    total = sum(row.n for row in kept)
    covered = sum(row.n for row in common) / total if total else 0.0
    shown = _team_figures(common, teams) if common else ()
    if covered < ENOUGH_IN_COMMON or any(one.n < least_n for one in shown):
        return Contest(Verdict.NOBODY, (), shown, covered)
    best = max(shown, key=lambda one: (one.adjusted, -one.team))
    level = tuple(sorted(one.team for one in shown if not _is_behind(one, best)))
    return Contest(Verdict.CLEAR if len(level) == 1 else Verdict.SHARED, level, shown, covered)


def _team_figures(rows: Sequence[Row], teams: Sequence[int]) -> tuple[TeamFigure, ...]:
    place = {team: number for number, team in enumerate(teams)}
    work = {name: number for number, name in enumerate(sorted({row.work for row in rows}))}
    found = standardise(
        Work(
            group=np.array([place[row.who] for row in rows]), stratum=np.array([work[row.work] for row in rows]),
            total=np.array([row.hits for row in rows], dtype=float), n=np.array([row.n for row in rows], dtype=float),
        ),
        groups=len(teams),
    )  # fmt: skip
    return tuple(
        TeamFigure(
            team, round(found.n[number]), float(found.raw[number]), float(found.adjusted[number]),
            max(0.0, float(found.low[number])), min(1.0, float(found.high[number])),
        )
        for team, number in place.items()
    )  # fmt: skip


def _is_behind(one: TeamFigure, best: TeamFigure) -> bool:
    """Whether the difference is more than chance: the interval of the difference leaves out nought."""
    if one == best:
        return False
    return best.adjusted - one.adjusted > hypot(best.adjusted - best.low, one.high - one.adjusted)
