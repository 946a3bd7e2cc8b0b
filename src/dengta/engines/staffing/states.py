"""The states of a queue in balance: agents idle, everybody busy, contacts waiting.

Contacts come at random (Poisson), are served for exponential times by agents who are all alike, wait in order of
arrival, and leave after an exponential patience. Weights of states are relative to that of "everybody busy, nobody
waiting".

Sources: Erlang (1917); Palm (1957); Baccelli and Hebuterne (1981); Zeltyn and Mandelbaum (2005).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dengta.engines.staffing.peaks import Floats, Piece, bend, piece

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Waiting:
    """The part of the states in which contacts wait, as a multiple of e^`height`.

    With g(u) the chance density of an offered wait u, in units of the mean patience: `early` and `late` are
    ∫ e^(−u)·g(u) du up to the asked wait and beyond it, `leaving` is ∫ e^(−u)·(1 − e^(−u))·g(u) du over all, `long`
    is ∫ u·e^(−u)·g(u) du, and `at_wait` is e^(−u)·g(u) where the asked wait ends.
    """

    height: Floats
    early: Floats
    late: Floats
    leaving: Floats
    long: Floats
    at_wait: Floats


def log_idle(agents: Floats, load: Floats) -> Floats:
    """The logarithm of the weight of all states with an idle agent, n·∫ exp(n·w − a·(e^w − 1)) dw over w ≥ 0.

    It is 1/B − 1 with Erlang's B. `agents` above zero, whole or not (Jagers and van Doorn 1986); `load` above zero, in
    Erlang.
    """
    # The peak lies left of zero where there are more agents than load.
    peak = np.maximum(np.log(agents / load), 0.0)
    crowded = peak == 0.0
    slope = np.where(crowded, load - agents, 0.0)
    curve = np.where(crowded, load, agents)
    left = piece(slope, curve, np.full_like(load, -1.0), np.full_like(load, np.inf)).area
    right = piece(np.zeros_like(load), agents, np.ones_like(load), peak).area
    return np.log(agents) + np.log(left + right) + agents * bend(peak)


def waiting(agents: Floats, load: Floats, patience: Floats, wait: Floats) -> Waiting:
    """What waits and what becomes of it. `patience` in mean handle times, `wait` in mean patiences."""
    # h(z) of `peaks` with c = agents·patience + 1 and x = load·patience, over z ≥ 0, cut at its peak and at the wait.
    c, x = agents * patience + 1, np.maximum(load * patience, _TINY)
    fall = _Fall(x, (agents - load) * patience + 1, np.maximum(np.log(x / c), 0.0))
    first, second = np.minimum(fall.peak, wait), np.maximum(fall.peak, wait)
    inside = fall.peak < wait
    right, left, far = np.ones_like(x), np.full_like(x, -1.0), np.full_like(x, np.inf)
    climb = _Part.of(fall, first, left, first)
    # Between the two cuts h falls to where the wait ends, or climbs from it.
    between = _Part.of(fall, np.where(inside, first, second), np.where(inside, right, left), second - first)
    tail = _Part.of(fall, second, right, far)
    parts = (climb, between, tail)
    areas = [part.moment(None) for part in parts]
    return Waiting(
        height=np.where(fall.peak > 0, c * bend(-fall.peak), 0.0),
        early=areas[0] + np.where(inside, areas[1], 0.0),
        late=areas[2] + np.where(inside, 0.0, areas[1]),
        leaving=sum((part.moment(lambda z: -np.expm1(-z)) for part in parts), np.zeros_like(x)),
        long=sum((part.moment(lambda z: z) for part in parts), np.zeros_like(x)),
        at_wait=np.exp(-fall.to(wait)),
    )


@dataclass(frozen=True, slots=True)
class _Fall:
    """How h falls from its highest point, `peak`: with `x`, and c − x as `at_zero`, which is exact near balance."""

    x: Floats
    at_zero: Floats
    peak: Floats

    def to(self, z: Floats) -> Floats:
        """The logarithm of h(peak) / h(z)."""
        flat = self.peak > 0
        slope = np.where(flat, 0.0, self.at_zero)
        curve = np.where(flat, self.x + self.at_zero, self.x)
        return slope * (z - self.peak) + curve * bend(z - self.peak)

    def slope(self, z: Floats) -> Floats:
        """How steep it is there, whichever way it goes."""
        at_peak = (z == self.peak) & (self.peak > 0)
        return np.where(at_peak, 0.0, np.abs(self.at_zero - self.x * np.expm1(-z)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of h with the place where it starts and its height there."""

    piece: Piece
    start: Floats
    height: Floats

    @classmethod
    def of(cls, fall: _Fall, start: Floats, side: Floats, limit: Floats) -> "_Part":
        cut = piece(fall.slope(start), fall.x * np.exp(-start), side, limit)
        return cls(cut, start, np.exp(-fall.to(start)))

    def moment(self, weight: Callable[[Floats], Floats] | None) -> Floats:
        """∫ weight(z)·h(z) dz over the piece."""
        if weight is None:
            return self.height * self.piece.area
        weighted: Floats = (self.piece.shares * weight(self.start[:, None] + self.piece.away)).sum(axis=1)
        return self.height * weighted
