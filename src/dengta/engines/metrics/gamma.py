"""Quantiles of the gamma distribution, without SciPy: series and continued fraction, then bisection."""

import math

_STEPS = 500
_TINY = 1e-300


def gamma_quantile(p: float, shape: float) -> float:
    """The x with P(shape, x) = p, for a scale of one. Relative error below 1e-12."""
    low, high = 0.0, max(1.0, shape) * 2
    while regularised_gamma(shape, high) < p:
        low, high = high, high * 2
    for _step in range(200):
        middle = (low + high) / 2
        if regularised_gamma(shape, middle) < p:
            low = middle
        else:
            high = middle
        if high - low <= 1e-13 * high:
            break
    return (low + high) / 2


def regularised_gamma(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(shape, x)."""
    if x <= 0:
        return 0.0
    scale = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    return scale * _series(shape, x) if x < shape + 1 else 1 - scale * _fraction(shape, x)


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    for step in range(1, _STEPS * max(1, math.isqrt(int(shape)))):
        term *= x / (shape + step)
        total += term
        if term < total * 1e-16:
            break
    return total


def _fraction(shape: float, x: float) -> float:
    """Lentz's method."""
    b = x + 1 - shape
    c, d = 1 / _TINY, 1 / b
    value = d
    for step in range(1, _STEPS * max(1, math.isqrt(int(shape)))):
        a = -step * (step - shape)
        b += 2
        d = 1 / _nonzero(a * d + b)
        c = _nonzero(b + a / c)
        value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return value


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
