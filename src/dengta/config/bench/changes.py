"""Does the report on a change of policy (R-103) see an effect where there is one, and only there?

Invented weeks, twelve before and twelve after: nothing happened; two groups drift apart all the time; the weeks swing
and each resembles the last; or satisfaction falls from one week to the next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.fairness import Outcome, Period, judge

Shares = NDArray[np.float64]
TIMES = 1000
WEEKS = 12
FEW, MANY = 200, 2400
USUAL, SCATTER = 0.80, 0.01
# Points a week by which two groups drift apart; how much a week resembles the last one, and what is new in it.
DRIFTS = (0.001, 0.002, 0.004)
ALIKE, NEW = 0.9, 0.02
FALLS = (0.03, 0.04, 0.05)
FOUND, ALARMED = 0.80, 0.05


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of reports that concluded anything, and for falls, that reported a failure: against a comparison, and
    against the trend before alone."""

    times: int
    nothing: tuple[float, float]
    drifts: tuple[float, ...]
    swings: tuple[float, float]
    found: tuple[float, ...]
    found_alone: tuple[float, ...]

    @property
    def kept(self) -> bool:
        """Whether the report keeps its promises."""
        return max(*self.nothing, *self.drifts, self.swings[0]) <= ALARMED and self.found[-1] >= FOUND


def measure(times: int = TIMES, *, seed: int = 103) -> Figures:
    """Judge so many changes of each kind."""
    chance = np.random.default_rng(seed)

    def concluded(shares: Callable[[], Shares], answers: int, *, compared: bool = True) -> float:
        found = [_judged(chance, shares(), answers, compared=compared) for _ in range(times)]
        return sum(one in (Outcome.BETTER, Outcome.WORSE) for one in found) / times

    def failed(fall: float, *, compared: bool) -> float:
        found = [_judged(chance, _level(chance, fall), MANY, compared=compared) for _ in range(times)]
        return sum(one is Outcome.WORSE for one in found) / times

    return Figures(
        times=times,
        nothing=(
            concluded(lambda: _level(chance, 0.0), MANY),
            concluded(lambda: _level(chance, 0.0), MANY, compared=False),
        ),
        drifts=tuple(concluded(lambda a_week=a_week: _drift(a_week), FEW) for a_week in DRIFTS),  # type: ignore[misc]
        swings=(
            concluded(lambda: _swings(chance), MANY),
            concluded(lambda: _swings(chance), MANY, compared=False),
        ),
        found=tuple(failed(fall, compared=True) for fall in FALLS),
        found_alone=tuple(failed(fall, compared=False) for fall in FALLS),
    )


def table(figures: Figures) -> Iterator[str]:
    """What was measured, a line each."""
    most, least = f"(at most {ALARMED:.0%})", f"(at least {FOUND:.0%})"
    yield f"{figures.times} changes of policy, {WEEKS} weeks on either side; against a comparison and against the trend"
    yield f"nothing happened: concluded all the same  {figures.nothing[0]:7.1%} {figures.nothing[1]:7.1%}   {most}"
    for a_week, share in zip(DRIFTS, figures.drifts, strict=True):
        yield f"{100 * a_week:.1f} points a week apart, before and after {share:7.1%}           {most}"
    compared, alone = figures.swings
    yield f"weeks that swing, each {ALIKE} of the last     {compared:7.1%} {alone:7.1%}   {most}, compared"
    for fall, share, alone in zip(FALLS, figures.found, figures.found_alone, strict=True):
        said = f"   {least}" if fall == FALLS[-1] else ""
        yield f"{100 * fall:.0f} points less, {MANY} answers a week: failed {share:7.1%} {alone:7.1%}{said}"


def _judged(chance: np.random.Generator, shares: Shares, answers: int, *, compared: bool) -> Outcome:
    others = _weeks(chance, _level(chance, 0.0), answers) if compared else None
    return judge(_weeks(chance, shares, answers), others, WEEKS).outcome


def _weeks(chance: np.random.Generator, shares: Shares, answers: int) -> list[Period]:
    return [Period(int(chance.binomial(answers, share)), answers) for share in np.clip(shares, 0.02, 0.98)]


def _level(chance: np.random.Generator, fall: float) -> Shares:
    return USUAL + chance.normal(0, SCATTER, 2 * WEEKS) - fall * (np.arange(2 * WEEKS) >= WEEKS)


def _drift(a_week: float) -> Shares:
    return USUAL + a_week * np.arange(2 * WEEKS, dtype=np.float64)


def _swings(chance: np.random.Generator) -> Shares:
    shares = [chance.normal(0, NEW / np.sqrt(1 - ALIKE**2))]
    for new in chance.normal(0, NEW, 2 * WEEKS - 1):
        shares.append(ALIKE * shares[-1] + new)
    return np.asarray(shares, dtype=np.float64) + USUAL
