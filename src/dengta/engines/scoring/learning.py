"""Learning from the rows of all what a kind of work is like, how far agents differ, and what the mean is worth.

How far agents differ is the moment estimate of the variance between them beyond chance (DerSimonian and Laird 1986).
From few agents it is known badly, and too large does more harm than too small: with half the right weight three
quarters of what the own rows can tell are won, with twice the right weight nothing. So of the unbiased estimate from k
agents (k − 1) ÷ (k + 1) is believed, the multiple of a variance with the least squared error (Goodman 1953).
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dengta.engines.metrics import Prior, normal_prior
from dengta.engines.metrics.shrinkage import between
from dengta.engines.scoring.agents import CONFIDENCE, AgentScore, Kind, Rows, Scale

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Agents and kinds of work take turns in explaining the rows; the third turn changes the fourth digit.
TURNS = 4
# No spread beyond chance: the peers are believed, however many rows there are.
BELIEVE_THE_PEERS = 1e9


class _Side(NamedTuple):
    """Agents or kinds of work: the place of each cell, and how many there are."""

    place: Places
    size: int


class _Cells(NamedTuple):
    """All rows, added up by agent and kind of work: parallel arrays."""

    n: Floats
    total: Floats
    squares: Floats


class _Learnt(NamedTuple):
    """What each agent, or each kind of work, adds; the variance between them as found, its standard error, and what is
    believed of it."""

    effects: Floats
    spread: float
    error: float
    believed: float


def agent_scores(
    rows: Iterable[Rows], confidence: float = CONFIDENCE, *, kind: Kind = Kind.SHARE
) -> dict[Hashable, AgentScore]:
    """The score of each agent among all of these rows. Raises ValueError when there is none."""
    cells = list(rows)
    scale = fit(cells, kind=kind)
    own: dict[Hashable, list[Rows]] = {}
    for cell in cells:
        own.setdefault(cell.agent, []).append(cell)
    return {agent: scale.score(agent, mine, confidence) for agent, mine in own.items()}


def fit(rows: Sequence[Rows], *, kind: Kind = Kind.SHARE) -> Scale:
    """Learn the figure of all, what all reach on each kind of work, and what the mean is worth. Raises ValueError
    when there is no row."""
    used = [cell for cell in rows if cell.n > 0]
    if not used:
        message = "no answers to learn from"
        raise ValueError(message)
    strata: dict[Hashable, int] = {}
    agents: dict[Hashable, int] = {}
    work = _side([strata.setdefault(cell.stratum, len(strata)) for cell in used])
    people = _side([agents.setdefault(cell.agent, len(agents)) for cell in used])
    cells = _Cells(
        *(np.array([getattr(cell, name) for cell in used], dtype=float) for name in ("n", "total", "squares"))
    )
    centre = math.fsum(cells.total) / math.fsum(cells.n)
    times = kind is Kind.TIME and centre > 0
    within = _chance(cells, work, kind, times=times)
    part = (people.size - 1) / (people.size + 1)
    of_people = _Learnt(np.zeros(people.size), 0.0, 0.0, 0.0)
    for _turn in range(TURNS):
        of_work = _effects(work, cells, centre, of_people.effects[people.place], within, times=times)
        of_people = _effects(people, cells, centre, of_work.effects[work.place], within, times=times, part=part)
    levels = centre * (1 + of_work.effects) if times else centre + of_work.effects
    level = dict(zip(strata, np.clip(levels, kind.lowest, kind.highest).tolist(), strict=True))
    doers = Counter(stratum for stratum, _agent in {(cell.stratum, cell.agent) for cell in used})
    return Scale(
        centre=centre,
        within=within,
        worth=_worth(within, of_people.believed),
        spread=of_people.spread + of_people.error,
        mix=_mix(people, cells.n, np.array([level[cell.stratum] for cell in used])),
        agents=len(agents),
        expected={stratum: figure for stratum, figure in level.items() if doers[stratum] > 1},
        alone={stratum: figure for stratum, figure in level.items() if doers[stratum] == 1},
        kind=kind,
    )


def _side(places: list[int]) -> _Side:
    place: Places = np.array(places, dtype=np.int64)
    return _Side(place, int(place.max()) + 1)


def _chance(cells: _Cells, work: _Side, kind: Kind, *, times: bool) -> float:
    """The variance of one row that no agent can help; of times relative to what their kind of work takes."""
    n, total = math.fsum(cells.n), math.fsum(cells.total)
    if kind is Kind.SHARE:
        # One answer of each kind more: that everybody was satisfied so far does not make it certain.
        smoothed = (total + 1) / (n + 2)
        return smoothed * (1 - smoothed)
    level = np.ones(work.size)
    if times:
        level = np.bincount(work.place, cells.total) / np.bincount(work.place, cells.n)
    scale = np.where(level > 0, level, 1.0)[work.place] ** 2
    freedom = n - len(cells.n)
    if freedom > 0:
        scatter = np.maximum(cells.squares - cells.total**2 / cells.n, 0) / scale
        return float(scatter.sum()) / freedom
    mean = total / n
    return max(0.0, math.fsum(cells.squares) / n - mean**2) / (mean**2 if times else 1.0)


def _effects(
    side: _Side, cells: _Cells, centre: float, other: Floats, within: float, *, times: bool, part: float = 1.0
) -> _Learnt:
    """How far each lies above what is expected of it, drawn to nought, and the variance between them, of which a part
    is believed."""
    base = cells.n * (centre * (1 + other) if times else centre + other)
    exposure = base if times else cells.n
    together = np.bincount(side.place, exposure)
    with np.errstate(divide="ignore", invalid="ignore"):
        gains = np.where(together > 0, np.bincount(side.place, cells.total - base) / together, 0.0)
        squares = np.bincount(side.place, exposure**2 / cells.n)
        reach = np.where(squares > 0, together**2 / squares, 0.0)
    known = reach > 0
    seen, sizes = gains[known], reach[known]
    spread = between(seen, sizes, float(np.average(seen, weights=sizes)), within=within) if known.any() else 0.0
    drawn = np.zeros(side.size)
    drawn[known] = seen * sizes / (sizes + _worth(within, part * spread))
    return _Learnt(drawn, spread, _standard_error(sizes, spread, within), part * spread)


def _mix(people: _Side, n: Floats, rates: Floats) -> Prior:
    """How far agents differ in the work they do beyond what comes by chance."""
    totals, squares = (np.bincount(people.place, n * rates**power) for power in (1, 2))
    return normal_prior(totals.tolist(), squares.tolist(), np.bincount(people.place, n).tolist())


def _worth(within: float, spread: float) -> float:
    return min(BELIEVE_THE_PEERS, within / spread) if spread > 0 else BELIEVE_THE_PEERS


def _standard_error(sizes: Floats, spread: float, within: float) -> float:
    """Of the estimate of the variance between agents: the scatter of squares of normal deviates."""
    total = sizes.sum()
    effective = total - (sizes**2).sum() / total if total > 0 else 0.0
    return math.sqrt(2 * ((within + sizes * spread) ** 2).sum()) / effective if effective > 0 else 0.0
