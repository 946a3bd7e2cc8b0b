"""When a figure may be believed, compared and ranked."""

from collections.abc import Hashable, Mapping
from enum import StrEnum

from dengta.engines.metrics.intervals import Interval


class Reliability(StrEnum):
    """How far a figure carries."""

    SOLID = "solid"
    # Too few observations: shown grey with its interval, never ranked.
    THIN = "thin"
    # Its observation window has not passed yet: it will still move.
    IMMATURE = "immature"
    EMPTY = "empty"


def reliability(n: float, *, minimum: int, mature: bool = True) -> Reliability:
    """How far a figure over `n` observations carries."""
    if n <= 0:
        return Reliability.EMPTY
    if not mature:
        return Reliability.IMMATURE
    return Reliability.SOLID if n >= minimum else Reliability.THIN


def stands_out(interval: Interval, mean: float) -> bool:
    """Whether a figure differs from the mean by more than chance: otherwise no rank, no trigger, no word about it."""
    return not interval.covers(mean)


def rank(
    values: Mapping[Hashable, float], samples: Mapping[Hashable, float], *, minimum: int, high_is_good: bool = True
) -> dict[Hashable, int]:
    """Places 1, 2, 2, 4 … by (shrunk) value; whoever is below the minimum sample gets none."""
    eligible = {key: value for key, value in values.items() if samples[key] >= minimum}
    ordered = sorted(eligible.values(), reverse=high_is_good)
    return {key: ordered.index(value) + 1 for key, value in eligible.items()}
