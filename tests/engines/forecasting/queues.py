"""Invented queues: what comes in each interval, by a level, a weekday, a shape of the day and scatter."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from dengta.config.bench.forecast_baselines import repeated
from dengta.engines.forecasting import Forecast, History, Problem, forecast, wape
from dengta.engines.forecasting.history import Floats, days_from
from dengta.engines.forecasting.models import median_of_weeks
from dengta.engines.labour_law.calendar import Calendar, DayKind, HolidayYear

MONDAY = date(2025, 1, 6)
AHEAD = 28


@dataclass(frozen=True)
class Kind:
    """A kind of queue. `level`: contacts of a usual day. `scatter` of the day, `ragged` of the interval: relative, on
    top of the Poisson scatter. `trend`: relative, a week. `turn`: from this share of the days on so many times the
    level. `drift`: of a level that walks at random, a day. `wild`: share of days with a fifth or two and a half times
    as many. `month`: how many more at the turn of the month."""

    level: float = 300.0
    slots: int = 12
    week: tuple[float, ...] = (1.1, 1.0, 1.0, 1.0, 1.05, 0.6, 0.5)
    scatter: float = 0.1
    ragged: float = 0.15
    trend: float = 0.0
    turn: tuple[float, float] | None = None
    drift: float = 0.0
    wild: float = 0.0
    month: float = 0.0
    weekend: bool = True


KINDS = {
    "large": Kind(level=5000),
    "middling": Kind(),
    "small": Kind(level=12),
    "nearly empty": Kind(level=3),
    "growing two in a hundred a week": Kind(trend=0.02),
    "shrinking": Kind(trend=-0.02),
    "growing fast": Kind(trend=0.04),
    "two fifths more from one day on": Kind(turn=(0.6, 1.4)),
    "a third less from one day on": Kind(turn=(0.6, 0.65)),
    "drifting": Kind(drift=0.03),
    "drifting wildly": Kind(drift=0.06),
    "days that went wrong": Kind(wild=0.05),
    "much at the turn of the month": Kind(month=0.2),
    "closed at weekends": Kind(weekend=False),
    "noisy": Kind(scatter=0.35),
    "every day alike": Kind(week=(1.0,) * 7),
    "calm": Kind(level=4000, scatter=0.01, ragged=0.03),
}


def shape(slots: int, peak: float = 0.35) -> Floats:
    """A day with a morning and an afternoon."""
    at = np.linspace(0, 1, slots)
    hills = np.exp(-(((at - peak) / 0.18) ** 2)) + 0.7 * np.exp(-(((at - peak - 0.35) / 0.15) ** 2)) + 0.05
    found: Floats = hills / hills.sum()
    return found


def queue(kind: Kind, seed: int, *, weeks: int = 26, first: date = MONDAY) -> History:
    """So many weeks of such a queue."""
    chance = np.random.default_rng(seed)
    days = weeks * 7
    level = kind.level * np.exp(kind.trend * np.arange(days) / 7 + np.cumsum(chance.normal(0, kind.drift, days)))
    if kind.turn:
        level[int(kind.turn[0] * days) :] *= kind.turn[1]
    workday, weekend = shape(kind.slots), shape(kind.slots, 0.5)
    counts = np.empty((days, kind.slots))
    for place, day in enumerate(days_from(first, days)):
        mean = level[place] * kind.week[day.weekday()] * chance.lognormal(0, kind.scatter)
        mean *= 1 + kind.month * (day.day <= 3 or day.day >= 29)
        mean *= chance.choice([0.2, 2.5]) if chance.random() < kind.wild else 1.0
        ragged = chance.gamma(kind.ragged**-2, kind.ragged**2, kind.slots)
        counts[place] = chance.poisson(mean * ragged * (workday if day.weekday() < 5 else weekend))
        if day.weekday() >= 5 and not kind.weekend:
            counts[place] = np.nan
    return history(counts, first=first)


def history(counts: Floats, *, first: date = MONDAY) -> History:
    """Hours from eight on."""
    return History(first, 60, tuple(range(480, 480 + 60 * counts.shape[1], 60)), counts)


@dataclass(frozen=True)
class Held:
    """What was said from one day on, what came, and the median of six weeks."""

    answer: Forecast
    actual: Floats
    median: Floats


def held(past: History, *, first: int = 84, every: int = 14) -> list[Held]:
    """Rolling origins, the first after twelve weeks."""
    found = []
    for origin in range(first, len(past) - AHEAD + 1, every):
        known = past.until(past.days[origin])
        median = repeated(known, AHEAD, median_of_weeks)
        found.append(Held(forecast(Problem(known, AHEAD)), past.counts[origin : origin + AHEAD], median))
    return found


def against_the_median(tests: list[Held]) -> float:
    """Our WAPE over that of the median of six weeks."""
    actual = np.concatenate([one.actual for one in tests])
    ours = wape(actual, np.concatenate([one.answer.contacts for one in tests]))
    return ours / wape(actual, np.concatenate([one.median for one in tests]))


# --- a centre in China that is open every day ---------------------------------------------------------


def span(year: int, month: int, first: int, last: int) -> frozenset[date]:
    return frozenset(date(year, month, day) for day in range(first, last + 1))


YEARS = {
    2024: HolidayYear(
        span(2024, 5, 1, 1) | span(2024, 10, 1, 3),
        rest=span(2024, 5, 2, 5) | span(2024, 10, 4, 7),
        makeup=frozenset({date(2024, 5, 11), date(2024, 9, 29), date(2024, 10, 12)}),
        announced=True,
    ),
    2025: HolidayYear(
        span(2025, 5, 1, 2) | span(2025, 10, 1, 3) | span(2025, 10, 6, 6),
        rest=span(2025, 5, 3, 5) | span(2025, 10, 4, 8),
        makeup=frozenset({date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)}),
        announced=True,
    ),
}
CHINA = Calendar(lambda year: YEARS.get(year, HolidayYear(frozenset())))
DOUBLE_11 = frozenset(date(year, 11, day) for year in (2024, 2025) for day in (11, 12))


def shop(seed: int, *, weeks: int = 80) -> History:
    """A shop's centre from May 2024 on: less on days off, half of that on statutory ones, more than twice as much after
    Double 11."""
    chance = np.random.default_rng(seed)
    first = date(2024, 5, 6)
    rows = []
    for place, day in enumerate(days_from(first, weeks * 7)):
        kind = CHINA.kind(day)
        off = kind is not DayKind.WORKDAY
        mean = 900 * (1 + 0.004 * place / 7) * (0.7 if off else 1.0) * chance.lognormal(0, 0.05)
        mean *= 0.5 if kind is DayKind.STATUTORY else 1.0
        mean *= 2.2 if day in DOUBLE_11 else 1.0
        rows.append(chance.poisson(mean * (shape(12, 0.5) if off else shape(12))))
    return history(np.array(rows, dtype=np.float64), first=first)
