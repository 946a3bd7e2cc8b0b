"""One integral behind Erlang's formulas, by quadrature with a fixed number of steps: nothing here can loop for ever.

Erlang B, C and A are sums over the states of a queue. Each is an integral over the function

    h(z) = exp(−c·z + x·(1 − e^(−z)))

below zero (agents idle) or above it (contacts wait). It has one peak, at z = ln(x / c), and falls on both sides of it.
A piece that begins at its highest point is integrated from there to where it is e^(−DROP) of it, by Gauss and
Legendre. All terms are positive and heights are kept as logarithms, so nothing cancels and nothing overflows,
whatever load, agents and patience are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# What lies lower than e^(−38) = 3e-17 of the peak is below the precision of a double.
DROP = 38.0
_NODES, _WEIGHTS = leggauss(32)
_NODES, _WEIGHTS = (_NODES + 1) / 2, _WEIGHTS / 2
# Up to here `bend` is its series, beyond it the plain formula is exact enough.
_NEAR = 0.1
_TERMS = 11
# From the estimates below, which are never too low, this many steps come close enough.
_NEWTON = 4
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of h as a multiple of its highest point: `shares` of the area, at the distances `away` from that point
    (to the left negative), one row for each case."""

    away: Floats
    shares: Floats

    @property
    def area(self) -> Floats:
        """The integral of the piece."""
        area: Floats = self.shares.sum(axis=1)
        return area


def bend(d: Floats) -> Floats:
    """e^(−d) − 1 + d, also near zero, where its parts cancel."""
    near = np.abs(d) < _NEAR
    if near.all():
        return _series(d)
    bent = np.expm1(-d) + d
    bent[near] = _series(d[near])
    return bent


def piece(slope: Floats, curve: Floats, side: Floats, limit: Floats) -> Piece:
    """What falls from a highest point e to the right (`side` 1) or the left (−1), at most `limit` wide.

    h(e ± d) = h(e)·exp(−slope·d − curve·bend(±d)) with curve = x·e^(−e) and slope = |c − curve|.
    """
    width = np.minimum(limit, _reach(slope, curve, side))[:, None]
    distance = width * _NODES
    away = side[:, None] * distance
    shares = np.exp(-slope[:, None] * distance - curve[:, None] * bend(away)) * (width * _WEIGHTS)
    return Piece(away, shares)


def _series(d: Floats) -> Floats:
    bent = np.ones_like(d)
    for term in range(_TERMS, 2, -1):
        bent *= -d / term
        bent += 1
    return bent * (d * d / 2)


def _reach(slope: Floats, curve: Floats, side: Floats) -> Floats:
    """How far it is to where the piece has fallen by DROP, never too little: the fall is convex, so that Newton's steps
    from a distance that is too far stay on that side."""
    right = side > 0
    # bend(d) is at least d²/3 up to 1 and at least d − 1; bend(−d) at least d²/2, and e^d / 4 from 1.2 on.
    parabola = 2 * DROP / (slope + np.sqrt(slope**2 + curve * DROP * np.where(right, 4 / 3, 2)))
    far = np.where(
        right, (DROP + curve) / (slope + curve), np.maximum(1.2, np.log(4 * DROP / np.maximum(curve, _TINY)))
    )
    distance = np.where(right & (parabola > 1), far, np.minimum(parabola, far))
    for _step in range(_NEWTON):
        away = side * distance
        fallen = slope * distance + curve * bend(away)
        steepness = slope + curve * side * -np.expm1(-away)
        distance = distance - (fallen - DROP) / steepness
    return distance
