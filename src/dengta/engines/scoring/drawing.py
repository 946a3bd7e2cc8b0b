"""Whether a drawn sample looks like what it was drawn from: nobody is reviewed on a selection."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from dengta.engines.metrics.gamma import regularised_gamma

# Cochran's rule: the test is an approximation that needs so many expected in each class.
EXPECTED = 5.0
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Stratum:
    """One kind of contacts: how many there are, how many were drawn, how many are expected, and the gap in standard
    deviations (0 where all or none had to be drawn)."""

    key: Hashable
    there: int
    drawn: int
    expected: float
    gap: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The sample against all. `chance`: how likely a random sample departs as much; None where too few were drawn to
    tell. `fair`: nothing speaks against it."""

    strata: tuple[Stratum, ...]
    statistic: float
    freedom: int
    chance: float | None

    @property
    def fair(self) -> bool | None:
        """Whether the sample passes for a random one; None where nobody can tell."""
        return None if self.chance is None else self.chance >= LEVEL


def drawing(there: Mapping[Hashable, int], drawn: Mapping[Hashable, int]) -> Drawing:
    """Pearson's test of the drawn against all, kinds with few expected taken together. Drawn without putting back, so
    the more of all was drawn, the less chance may explain.

    Raises ValueError when more was drawn than is there.
    """
    wrong = sorted(str(key) for key, count in drawn.items() if not 0 <= count <= there.get(key, 0))
    if wrong:
        message = f"more was drawn than is there: {', '.join(wrong)}"
        raise ValueError(message)
    all_there, all_drawn = sum(there.values()), sum(drawn.values())
    rows = [(key, count, drawn.get(key, 0)) for key, count in there.items() if count]
    strata = tuple(_stratum(key, count, got, all_there, all_drawn) for key, count, got in rows)
    classes = _classes(strata)
    if len(classes) < 2 or all_drawn in {0, all_there}:
        return Drawing(strata, 0.0, 0, None)
    left = (all_there - all_drawn) / (all_there - 1)
    statistic = math.fsum((got - expected) ** 2 / expected for expected, got in classes) / left
    freedom = len(classes) - 1
    return Drawing(strata, statistic, freedom, chi_square_tail(statistic, freedom))


def chi_square_tail(statistic: float, freedom: int) -> float:
    """How likely a chi-square variable is at least so large."""
    return max(0.0, 1 - regularised_gamma(freedom / 2, statistic / 2))


def _stratum(key: Hashable, count: int, got: int, all_there: int, all_drawn: int) -> Stratum:
    """The number drawn of a kind follows the hypergeometric law."""
    expected = all_drawn * count / all_there
    variance = 0.0
    if all_there > 1:
        variance = expected * (1 - count / all_there) * (all_there - all_drawn) / (all_there - 1)
    gap = (got - expected) / math.sqrt(variance) if variance > 0 else 0.0
    return Stratum(key, count, got, expected, gap)


def _classes(strata: tuple[Stratum, ...]) -> list[tuple[float, int]]:
    """Expected and drawn; kinds with few expected are one class, together with the smallest other where still few."""
    large = sorted((one.expected, one.drawn) for one in strata if one.expected >= EXPECTED)
    small = [one for one in strata if one.expected < EXPECTED]
    if not small:
        return large
    expected, drawn = math.fsum(one.expected for one in small), sum(one.drawn for one in small)
    if expected < EXPECTED and large:
        smallest = large.pop(0)
        expected, drawn = expected + smallest[0], drawn + smallest[1]
    return [*large, (expected, drawn)] if expected >= EXPECTED else large
