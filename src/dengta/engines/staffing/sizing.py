"""How many agents are needed for service level, abandonment and occupancy together.

Erlang C is walked upwards from just above the load: one division gives the next number of agents. Erlang A is halved
down between none and so many that all targets are met; nothing is assumed about where the answer lies, since impatient
customers need fewer agents than there is load, and a cap of occupancy more than any rule with a square root says.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.staffing.balance import BLOCK, Balance
from dengta.engines.staffing.service import Service, balance, blocks, occupied, serve
from dengta.engines.staffing.states import log_idle
from dengta.engines.staffing.work import Definition, Floats, Limit, Target, Whole, Work

# The smallest share whose logarithm is taken.
_TINY = 1e-300
_ROUNDING = 1e-12
# How many walk together, how many agents are few, and how long the walk may be: nobody comes so far.
_WALKERS = 8192
_SMALL = 128
_FEW, _WIDE = 100, 12
# And how often Erlang A is halved, or doubled before.
_HALVINGS = 64


@dataclass(frozen=True, slots=True)
class Requirement:
    """Agents at work that each interval needs, before shrinkage.

    `agents`: whole ones, the fewest that meet every target. `fractional`: the same where people can be shared out,
    between `agents` − 1 and `agents`; sum these over queues and intervals, take shrinkage off, and round last.
    `decided_by`: the `Limit` that asked for most.
    """

    agents: Whole
    fractional: Floats
    decided_by: Whole

    def service(self, work: Work, target: Target) -> Service:
        """What customers get from the whole agents."""
        return serve(work, self.agents, within_seconds=target.within_seconds)


def size(work: Work, target: Target) -> Requirement:
    """The fewest agents of each interval that meet the target: by Erlang A where patience ends, by C where it does not.

    No work needs nobody. Erlang C always asks for more agents than there is load, whatever the service level.
    """
    count = len(work.load)
    needed = Requirement(np.zeros(count, dtype=np.int64), np.zeros(count), np.zeros(count, dtype=np.int64))
    for patient, find, length in ((True, _walk, _WALKERS), (False, _halve, BLOCK)):
        for rows in blocks(work, length, patient=patient):
            needed.agents[rows], needed.fractional[rows], needed.decided_by[rows] = find(work, target, rows)
    return needed


# --- Erlang C --------------------------------------------------------------------------------------


def _walk(work: Work, target: Target, rows: Whole) -> tuple[Whole, Floats, Whole]:
    load, pace = work.load[rows], target.within_seconds / work.handle_seconds[rows]
    capped = load / (target.occupancy or 1.0)
    # A cap that is kept but for rounding is kept.
    by_cap = np.ceil(capped * (1 - _ROUNDING))
    agents, fractional = _by_service_level(load, pace, 1 - target.service_level, np.maximum(np.floor(load), by_cap - 2))
    decided_by: Whole = np.where(capped > fractional, Limit.OCCUPANCY, Limit.SERVICE_LEVEL)
    whole: Whole = np.maximum(agents, by_cap).astype(np.int64)
    return whole, np.clip(np.maximum(fractional, capped), whole - 1, whole), decided_by


def _by_service_level(load: Floats, pace: Floats, allowed: float, beyond: Floats) -> tuple[Floats, Floats]:
    """The first agents beyond `beyond`, which is no less than the whole load, that leave no more than `allowed`
    unanswered in time, whole and fractional."""
    found, before, after = beyond + 1, np.ones_like(load), np.zeros_like(load)
    place, agents, earlier = np.arange(len(load)), found, before
    with np.errstate(over="ignore"):
        inverse = _inverse_b(agents, load)
    offered, stay, fade = load, np.exp(-(agents - load) * pace), np.exp(-pace)
    # The share that is late falls like the tail of a normal curve whose width is the root of the load.
    for _step in range(_FEW + int(_WIDE * math.sqrt(load.max()))):
        late = stay / (1 + (agents - offered) / agents * (inverse - 1))
        short = late > allowed
        enough = place[~short]
        found[enough], before[enough], after[enough] = agents[~short], earlier[~short], late[~short]
        if len(enough) == len(place):
            break
        place, offered, earlier = place[short], offered[short], late[short]
        agents, fade = agents[short] + 1, fade[short]
        inverse, stay = 1 + inverse[short] * agents / offered, stay[short] * fade
    base = np.where(before < 1, found - 1, load)
    return found, base + (found - base) * _crossing(before, after, allowed)


def _inverse_b(agents: Floats, load: Floats) -> Floats:
    """1/B: small queues by the sum 1 + n/a + n(n − 1)/a² + …, others by the integral."""
    if agents.max() > _SMALL or (agents > load + 1).any():
        parts = range(0, len(load), BLOCK)
        idle: Floats = np.concatenate([log_idle(agents[i : i + BLOCK], load[i : i + BLOCK]) for i in parts])
        return 1 + np.exp(idle)
    scale = 1 / np.maximum(load, _TINY)
    left, term, total = agents.copy(), np.ones_like(load), np.ones_like(load)
    for _state in range(int(agents.max())):
        term *= left
        term *= scale
        total += term
        left -= 1
    return total


# --- Erlang A --------------------------------------------------------------------------------------


def _halve(work: Work, target: Target, rows: Whole) -> tuple[Whole, Floats, Whole]:
    load = work.load[rows]
    low = np.floor(load * _least_busy(target) * (1 - _ROUNDING)) - 1
    high = np.maximum(np.ceil(load / (target.occupancy or 1.0)), low + 1)

    def met(agents: Floats, which: Whole) -> NDArray[np.bool_]:
        values = _judged(balance(work, agents, rows[which], target.within_seconds), target, load[which], agents)
        kept: NDArray[np.bool_] = np.all([measure <= allowed for measure, allowed in values], axis=0)
        return kept

    short = np.arange(len(rows))
    for _doubling in range(_HALVINGS):
        short = short[~met(high[short], short)]
        low[short], high[short] = high[short], 2 * high[short] + 1
        if not short.size:
            break
    for _halving in range(_HALVINGS):
        apart = np.flatnonzero(high - low > 1)
        if not apart.size:
            break
        middle = np.floor((low[apart] + high[apart]) / 2)
        enough = met(middle, apart)
        high[apart[enough]], low[apart[~enough]] = middle[enough], middle[~enough]
    return high.astype(np.int64), *_between(work, target, rows, high)


def _least_busy(target: Target) -> float:
    """Fewer agents than this for each Erlang cannot do it: they must at least serve those who are to be served."""
    served = 0.0 if target.abandonment is None else 1 - target.abandonment
    if target.definition is Definition.OF_OFFERED:
        served = max(served, target.service_level)
    return served / (target.occupancy or 1.0)


def _judged(reached: Balance, target: Target, load: Floats, agents: Floats) -> list[tuple[Floats, float]]:
    """Each measure with what is allowed of it, in the order of `Limit`."""
    return [
        (reached.missed(target.definition), 1 - target.service_level),
        (reached.leaving, 1.0 if target.abandonment is None else target.abandonment),
        (occupied(reached, load, agents), target.occupancy or 1.0),
    ]


def _between(work: Work, target: Target, rows: Whole, agents: Floats) -> tuple[Floats, Whole]:
    """Where between one agent less and these the last of the targets is met, and which one it is."""
    fewer = np.maximum(agents - 1, 0.0)
    load = work.load[rows]
    before = _judged(balance(work, fewer, rows, target.within_seconds), target, load, fewer)
    after = _judged(balance(work, agents, rows, target.within_seconds), target, load, agents)
    crossings = np.array([
        np.where(high > allowed, _crossing(high, low, allowed), 0.0)
        for (high, allowed), (low, _allowed) in zip(before, after, strict=True)
    ])  # fmt: skip
    return fewer + (agents - fewer) * crossings.max(axis=0), crossings.argmax(axis=0) + Limit.SERVICE_LEVEL


def _crossing(before: Floats, after: Floats, allowed: float) -> Floats:
    """How far on the way from `before` to `after`, as 0 to 1, a share comes down to what is allowed, by its
    logarithm."""
    start, end = (np.log(np.maximum(share, _TINY)) for share in (before, after))
    way: Floats = np.clip((start - math.log(allowed)) / np.maximum(start - end, _TINY), 0.0, 1.0)
    return way
