"""How many people an invented centre asks for, by day, time and skill.

A day has two humps, in the morning and in the afternoon, and a shoulder in the evening. A week has its busiest day on
Monday and its quietest on Sunday. The skills follow Zipf's law in size. Each day of a skill and each interval vary by
gamma factors: a variance that grows with the square of the mean, as that of over-dispersed call counts does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.centre.spec import HOUR, CentreSpec
from dengta.engines.rostering.problem import MINUTES_OF_DAY, WEEK, Cover, Shift

Numbers = NDArray[np.float64]

HUMPS = ((10.5, 1.6, 1.0), (15.5, 2.2, 0.9), (20.0, 1.5, 0.35))
"""Hour, width in hours and height of the humps of a day."""
FLOOR = 0.08
NIGHT_ENDS, NIGHT_BEGINS = 7 * HOUR, 23 * HOUR
WEEKDAYS = (1.15, 1.05, 1.0, 0.98, 1.0, 0.75, 0.65)
HOLIDAY = 0.6
DAY_SPREAD, INTERVAL_SPREAD = 0.08, 0.06
"""The standard deviations of the gamma factors whose mean is 1."""
OPEN_AT_NIGHT = 3
"""Of so many skills one is asked for at night: the largest."""
UNDER, OVER = 4, 1
"""For a quarter of an hour. Every fourth skill costs half as much again."""
DEAR_EVERY, DEAR = 4, 1.5
HALVINGS = 30


@dataclass(frozen=True, slots=True)
class Demand:
    """`needed[d, i, s]`: people on day d in interval i with skill s. `blocks`: the times at which shifts may change."""

    needed: NDArray[np.int64]
    blocks: tuple[tuple[int, int], ...]
    holidays: frozenset[int]

    @property
    def share_at_night(self) -> float:
        """Of all that is asked for, how much lies at night."""
        count = self.needed.shape[1]
        return float(self.needed[:, _at_night(count)].sum() / max(1, self.needed.sum()))

    def share_on(self, days: frozenset[int]) -> float:
        """Of all that is asked for, how much lies on these days."""
        return float(self.needed[sorted(days)].sum() / max(1, self.needed.sum()))


def sizes(spec: CentreSpec) -> Numbers:
    """The shares of the skills by Zipf's law, the largest first."""
    weights = 1 / np.arange(1, spec.skills + 1)
    shares: Numbers = weights / weights.sum()
    return shares


def draw(spec: CentreSpec, shifts: Sequence[Shift], hours: float, rng: np.random.Generator) -> Demand:
    """A demand of so many person-hours in all, as near as whole people allow."""
    holidays = _holidays(spec, rng)
    load = _load(spec, holidays, rng)
    blocks = times(spec, shifts)
    if spec.level:
        load = _levelled(load, spec, blocks)
    return Demand(_whole(load, hours * HOUR / spec.minutes), blocks, holidays)


def _whole(load: Numbers, target: float) -> NDArray[np.int64]:
    """The load in whole people, scaled so that they come as near to the target in all as they can (by bisection)."""
    low, high = 0.0, target / load.sum()
    while np.floor(load * high + 0.5).sum() < target:
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if np.floor(load * middle + 0.5).sum() < target else (low, middle)
    tried = (np.floor(load * factor + 0.5).astype(np.int64) for factor in (low, high))
    return min(tried, key=lambda needed: abs(float(needed.sum()) - target))


def covers(spec: CentreSpec, demand: Demand, names: Sequence[str]) -> tuple[Cover, ...]:
    """The needs as covers, where anybody is needed."""
    quarters = spec.minutes // 15
    dear = [DEAR if at % DEAR_EVERY == DEAR_EVERY - 1 else 1.0 for at in range(spec.skills)]
    under = [round(UNDER * quarters * price) for price in dear]
    return tuple(
        Cover(
            day, int(demand.needed[day, at, skill]), under[skill], OVER * quarters,
            start=at * spec.minutes, end=(at + 1) * spec.minutes, skill=names[skill],
        )
        for day, at, skill in np.argwhere(demand.needed > 0).tolist()
    )  # fmt: skip


def times(spec: CentreSpec, shifts: Sequence[Shift]) -> tuple[tuple[int, int], ...]:
    """The stretches of the opening hours in which the same templates are there from beginning to end."""
    opens, closes = spec.hours
    spans = [span for shift in shifts for span in (shift.parts or ((shift.start, shift.end),))]
    edges = {edge % MINUTES_OF_DAY for span in spans for edge in span}
    inner = sorted(edge for edge in edges if opens < edge < closes)
    return tuple(zip([opens, *inner], [*inner, closes], strict=True))


def _holidays(spec: CentreSpec, rng: np.random.Generator) -> frozenset[int]:
    """The statutory holidays in one run."""
    first = int(rng.integers(0, spec.days - spec.holidays + 1))
    return frozenset(range(first, first + spec.holidays))


def _load(spec: CentreSpec, holidays: frozenset[int], rng: np.random.Generator) -> Numbers:
    """The load [d, i, s] before it is scaled to whole people."""
    count = MINUTES_OF_DAY // spec.minutes
    curves = np.stack([_curve(spec, rank, rng) for rank in range(spec.skills)], axis=1) * sizes(spec)
    if spec.round_the_clock:
        night = _at_night(count)
        curves[night] *= spec.night / curves[night].sum()
        curves[~night] *= (1 - spec.night) / curves[~night].sum()
    days = np.array([WEEKDAYS[day % WEEK] * (HOLIDAY if day in holidays else 1) for day in range(spec.days)])
    weekend = np.array([[day % WEEK >= 5] for day in range(spec.days)])
    by_skill = days[:, None] * np.where(weekend, rng.uniform(0.85, 1.15, spec.skills), 1.0)
    by_skill *= _gamma(rng, DAY_SPREAD, (spec.days, spec.skills))
    load: Numbers = by_skill[:, None, :] * curves * _gamma(rng, INTERVAL_SPREAD, (spec.days, count, spec.skills))
    return load


def _curve(spec: CentreSpec, rank: int, rng: np.random.Generator) -> Numbers:
    """One skill's day, by interval; nothing where it is closed."""
    count = MINUTES_OF_DAY // spec.minutes
    middle = (np.arange(count) + 0.5) * spec.minutes
    moved = rng.normal(0, 0.4)
    curve = FLOOR + sum(
        height * np.exp(-0.5 * ((middle / HOUR - hour - moved) / width) ** 2) for hour, width, height in HUMPS
    )
    opens, closes = spec.hours
    is_open = (middle > opens) & (middle < closes)
    if spec.round_the_clock and rank > spec.skills // OPEN_AT_NIGHT:
        is_open &= ~_at_night(count)
    shown: Numbers = np.where(is_open, curve, 0.0)
    shown /= shown.sum()
    return shown


def _at_night(count: int) -> NDArray[np.bool_]:
    start = np.arange(count) * (MINUTES_OF_DAY // count)
    at_night: NDArray[np.bool_] = (start < NIGHT_ENDS) | (start >= NIGHT_BEGINS)
    return at_night


def _gamma(rng: np.random.Generator, spread: float, shape: tuple[int, ...]) -> Numbers:
    return rng.gamma(spread**-2, spread**2, shape)


def _levelled(load: Numbers, spec: CentreSpec, blocks: Sequence[tuple[int, int]]) -> Numbers:
    """The mean of each block in place of its intervals."""
    level = load.copy()
    for start, end in blocks:
        span = slice(start // spec.minutes, -(-end // spec.minutes))
        level[:, span] = load[:, span].mean(axis=1, keepdims=True)
    return level
