"""From a mix of rosters to one for each agent: the surest days are fixed, rosters are added that agree, and again."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.generation import Generation, Patience
from dengta.engines.rostering.master import Master, Solution
from dengta.engines.rostering.problem import FREE

WHOLE = 1e-6
IN_USE = 1e-7
SHAKE = 1e-3
"""Days that are equally sure are taken in an order by chance."""
LIMIT = 1e-6
RISE = 0.1
"""Where fixing costs less, nothing is added: the next days are fixed at once."""

Offer = Callable[[NDArray[np.int32]], None]


def dive(
    generation: Generation,
    fixed: NDArray[np.int32],
    solution: Solution,
    *,
    share: float,
    patience: Patience,
    limit: float,
    rng: np.random.Generator,
    stopped: Callable[[], bool],
    offer: Offer,
) -> None:
    """Fix a `share` of the free days at a time until every agent has one roster; whole rosters met go to `offer`.

    Ends early where the mix costs `limit` or more. `fixed` is changed.
    """
    master = generation.master
    while not stopped():
        offer(rounded(master, fixed, solution))
        if _whole(solution) or solution.cost > limit - LIMIT or not (fixed == FREE).any():
            return
        _fix(master, fixed, solution, share, rng)
        master.narrow(fixed)
        before, solution = solution.cost, master.solve()
        if solution.cost > before + RISE:
            solution = generation.relax(fixed, patience, stopped).solution


def rounded(master: Master, fixed: NDArray[np.int32], solution: Solution) -> NDArray[np.int32]:
    """The heaviest roster of each agent in the mix, and what is fixed of the others."""
    chosen = np.where(fixed == FREE, -1, fixed)
    order = np.argsort(solution.weights, kind="stable")
    numbers = master.columns[order]
    chosen[master.pool.agent[numbers]] = master.pool.chosen[numbers]
    return chosen


def _whole(solution: Solution) -> bool:
    return not ((solution.weights > WHOLE) & (solution.weights < 1 - WHOLE)).any()


def _fix(master: Master, fixed: NDArray[np.int32], solution: Solution, share: float, rng: np.random.Generator) -> None:
    """Fix the surest days, so that everybody still has a roster in the mix that agrees."""
    weight_of = _weights(master, solution)
    strength = np.where(fixed[master.agents] == FREE, weight_of.max(axis=2), -1.0)
    count = int(share * (strength >= 0).sum()) + 1
    order = np.argsort(-(strength + SHAKE * rng.random(strength.shape)), axis=None)[:count]
    at, days = np.unravel_index(order, strength.shape)
    sure = strength[at, days] > 0
    at, days = at[sure], days[sure]
    shifts = weight_of[at, days].argmax(axis=1)
    wanted = fixed.copy()
    wanted[master.agents[at], days] = np.where(shifts == weight_of.shape[2] - 1, -1, shifts)
    _agree(master, wanted, fixed, solution)


def _weights(master: Master, solution: Solution) -> NDArray[np.float64]:
    """[a, d, k + 1]: how much of each free agent's mix works each shift; the last is off."""
    place = np.full(len(master.fixed), -1)
    place[master.agents] = np.arange(len(master.agents))
    shifts = master.compiled.shape[2]
    weight_of = np.zeros((len(master.agents), master.fixed.shape[1], shifts + 1))
    days = np.arange(master.fixed.shape[1])
    for at in np.flatnonzero(solution.weights > IN_USE):
        number = master.columns[at]
        weight_of[place[master.pool.agent[number]], days, master.pool.chosen[number]] += solution.weights[at]
    return weight_of


def _agree(master: Master, wanted: NDArray[np.int32], fixed: NDArray[np.int32], solution: Solution) -> None:
    """Take over what is wanted; an agent of whom no roster of the mix agrees gets those days of their heaviest one."""
    used = np.flatnonzero(solution.weights > IN_USE)
    used = used[np.argsort(-solution.weights[used], kind="stable")]
    numbers = master.columns[used]
    agents, chosen = master.pool.agent[numbers], master.pool.chosen[numbers]
    lost = np.setdiff1d(agents, agents[master.pool.agree(numbers, wanted)])
    for agent in lost:
        heaviest = chosen[np.argmax(agents == agent)]
        newly = (wanted[agent] != FREE) & (fixed[agent] == FREE)
        wanted[agent, newly] = heaviest[newly]
    fixed[:] = wanted
