"""Erlang C and A in eighty digits: what the staffing engine is held against. A developer's package, so loaded late.

Sums over the states of the queue, one by one, and for the wait the series of the incomplete gamma function. All times
are in mean handle times.
"""

from collections.abc import Mapping
from typing import Any

import mpmath

DIGITS = 80
# Terms smaller than this part of their sum no longer count.
_END = mpmath.mpf(10) ** (5 - DIGITS)

Shares = Mapping[str, Any]


def erlang_c(agents: int, load: float, wait: float) -> Shares:
    """The chance to wait, the service level, the mean wait, the share answered too late; for agents above the load."""
    with mpmath.workdps(DIGITS):
        spare = agents - mpmath.mpf(load)
        waits = 1 / (1 + spare / agents * (_inverse_b(agents, load) - 1))
        late = waits * mpmath.exp(-spare * mpmath.mpf(wait))
        return {"waits": waits, "of_offered": 1 - late, "answer_seconds": waits / spare, "late": late}


def erlang_a(agents: int, load: float, patience: float, wait: float) -> Shares:
    """The chance to wait, both service levels, abandonment, occupancy and the mean wait of all."""
    with mpmath.workdps(DIGITS):
        served, left = agents * mpmath.mpf(patience), mpmath.mpf(load) * mpmath.mpf(patience)
        queue, waiting = _sums(served, left)
        busy = 1 / (_inverse_b(agents, load) + queue - 1)
        leaving = busy * waiting / left
        stay = mpmath.exp(-mpmath.mpf(wait) / mpmath.mpf(patience))
        beyond = busy * mpmath.exp(left - left * stay) * stay**served
        late = beyond * stay * served / (served + 1) * _sums(served + 1, left * stay)[0]
        staying = beyond * stay * _sums(served, left * stay)[0]
        within = 1 - leaving - late
        return {
            "waits": busy * queue,
            "of_offered": within,
            "of_staying": within / (within + staying),
            "abandonment": leaving,
            "occupancy": (1 - leaving) * load / agents,
            "wait_seconds": leaving * patience,
            "late": leaving + late,
        }


def _inverse_b(agents: int, load: float) -> Any:
    inverse = mpmath.mpf(1)
    for server in range(1, agents + 1):
        inverse = 1 + inverse * server / mpmath.mpf(load)
    return inverse


def _sums(c: Any, x: Any) -> tuple[Any, Any]:
    """Σ x^j / ((c + 1) … (c + j)), and the same with the factor j: all who wait, by how many wait."""
    term = total = mpmath.mpf(1)
    weighted = mpmath.mpf(0)
    place = 0
    while place <= x - c or (place + 1) * term > total * _END:
        place += 1
        term *= x / (c + place)
        total += term
        weighted += place * term
    return total, weighted
