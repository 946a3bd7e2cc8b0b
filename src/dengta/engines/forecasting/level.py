"""Contacts of whole days: a regression on what is known of the days, in which older days count for less."""

from dataclasses import dataclass

import numpy as np

from dengta.engines.forecasting.days import MONTH, Known
from dengta.engines.forecasting.history import WEEK, Flags, Floats

ROUNDS = 8
PLAIN_ROUNDS = 2
# A step of the fit, relative to the forecast: no day may pull farther.
LOWEST_STEP, HIGHEST_STEP = -0.9, 2.0
# A day farther off than so many times the usual error counts for less (Huber 1964).
OUTLYING = 2.5
NORMAL = 1.4826
TINY = 1e-6
AT_A_TIME = 64


@dataclass(frozen=True, slots=True)
class Memory:
    """How the regression learns. `half_life`, `level_half_life`: days after which a day counts half, for effects and
    for the level. The rest is in days of evidence: what an effect has to overcome to be believed. `month`: how much
    neighbours in the month resemble each other."""

    half_life: float = 120.0
    level_half_life: float = 14.0
    weekday: float = 0.25
    trait: float = 1.0
    event: float = 0.1
    month: float = 10.0
    position: float = 0.25
    level: float = 2.0

    def __post_init__(self) -> None:
        """Refuse what is no length of time and no evidence."""
        values = (self.half_life, self.level_half_life, self.weekday, self.trait, self.event, self.position)
        if min(values) <= 0 or min(self.month, self.level) < 0:
            message = f"half-lives and penalties must be above zero: {self}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The fitted regression. `trust[d]`: how far each day of the past was believed, 0…1; zero where not measured."""

    coefficients: Floats
    shift: float
    trust: Floats

    def totals(self, known: Known) -> Floats:
        """Contacts of each day as if nothing special happened, closed days as if they were open."""
        found: Floats = np.exp(_design(known) @ self.coefficients) * self.shift
        return found


def fit_level(totals: Floats, known: Known, memory: Memory) -> Level:
    """Learn from the contacts of each day (not a number: masked or closed), the last one being yesterday, from which
    the effects of special days have been taken out.

    The mean is modelled on a log scale with errors in proportion to it (a gamma quasi-likelihood, McCullagh and Nelder
    1989), by iterated weighted least squares with ridge penalties; the effects of neighbouring days of the month are
    held together by a penalty on their differences (Whittaker 1923). Scaled counts give scaled forecasts, and a day
    without contacts needs no correction.
    """
    seen = ~np.isnan(totals)
    age = np.arange(len(totals), 0, -1, dtype=np.float64)[seen]
    design, found = _design(known)[seen], totals[seen]
    weight = 0.5 ** (age / memory.half_life)
    penalty = _penalty(memory)
    expected = np.full(len(found), np.average(found, weights=weight))
    believed = np.ones(len(found))
    coefficients = np.zeros(design.shape[1])
    for turn in range(ROUNDS):
        error = found / expected - 1
        if turn >= PLAIN_ROUNDS:
            believed = _believed(error)
        step = np.log(expected) + np.clip(error, LOWEST_STEP, HIGHEST_STEP)
        pull = weight * believed
        coefficients = np.linalg.solve(_products(design, pull) + penalty, np.einsum("df,d->f", design, pull * step))
        expected = np.exp(np.einsum("df,f->d", design, coefficients))
    trust: Floats = np.zeros(len(totals))
    trust[seen] = believed
    shift = _recent_shift(found / expected, 0.5 ** (age / memory.level_half_life), memory)
    return Level(coefficients, shift, trust)


def _design(known: Known) -> Floats:
    return np.hstack([np.ones((len(known.week), 1)), known.week, known.month])


def _products(design: Floats, pull: Floats) -> Floats:
    """designᵀ · diag(pull) · design, a few days at a time: a product of long matrices is shared out among all cores,
    and where these are busy waits a hundred times as long as it works."""
    missing = -len(design) % AT_A_TIME
    parts = np.pad(design, ((0, missing), (0, 0))).reshape(-1, AT_A_TIME, design.shape[1])
    weighed = parts * np.pad(pull, (0, missing)).reshape(-1, AT_A_TIME, 1)
    products: Floats = np.matmul(parts.transpose(0, 2, 1), weighed).sum(axis=0)
    return products


def _penalty(memory: Memory) -> Floats:
    penalty = np.diag([TINY] + [memory.weekday] * WEEK + [memory.position] * MONTH)
    differences = np.eye(MONTH) - np.roll(np.eye(MONTH), 1, axis=1)
    penalty[-MONTH:, -MONTH:] += memory.month * differences.T @ differences
    return penalty


def _believed(error: Floats) -> Floats:
    usual = NORMAL * float(np.median(np.abs(error)))
    believed: Floats = np.minimum(1.0, OUTLYING * usual / np.maximum(np.abs(error), 1e-12)) if usual else error * 0 + 1
    return believed


def _recent_shift(ratio: Floats, weight: Floats, memory: Memory) -> float:
    """How far the last weeks lie off the rest, drawn to one: a weighted median, which one wild day does not move and a
    lasting break moves all the way."""
    order = np.argsort(ratio)
    reached = np.cumsum(weight[order])
    middle = float(ratio[order][np.searchsorted(reached, reached[-1] / 2)])
    trust = reached[-1] / (reached[-1] + memory.level)
    return float(middle**trust)


def measured_totals(counts: Floats, measured: Flags) -> Floats:
    """Contacts of each day that was measured as a whole, not a number for the others."""
    totals: Floats = np.where(measured, np.nansum(counts, axis=1), np.nan)
    return totals
