"""What is measured: its direction, its bounds, and whether targets of its parts can add up to the whole at all."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is: the arithmetic of both is the same but for it."""
        return 1 if self is Direction.UP else -1


class MeasureKind(StrEnum):
    """How the parts of a measure combine to the whole."""

    # Numerator over denominator: the mean of the parts, weighted by their denominators.
    RATIO = "ratio"
    # Weighted by contacts.
    MEAN = "mean"
    # Parts are added.
    SUM = "sum"
    # The percentile of a whole does not follow from those of its parts.
    PERCENTILE = "percentile"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the measure can be at all. A share in percent points: 0 to 100."""

    low: float = -math.inf
    high: float = math.inf

    def best(self, direction: Direction) -> float:
        """The end that nobody can pass."""
        return self.high if direction is Direction.UP else self.low

    def hold(self, value: float) -> bool:
        """Whether `value` can be reached at all."""
        return self.low - EPSILON <= value <= self.high + EPSILON


# Rounding of the machine, far below what is shown (0.1) and what is compared (1e-6).
EPSILON = 1e-9
SHARE = Bounds(0.0, 100.0)
SECONDS = Bounds(0.0)
# What takes the place of a percentile: how many were served within a threshold is a share, and shares add up.
WITHIN_THRESHOLD = "share_answered_within_threshold"

_NOT_ADDITIVE = re.compile(r"(?:^|_)(?:p\d{1,2}|q\d{1,3}|median|percentile|quantile|max|min|longest|shortest)(?:_|$)")


def kind_of(measure: str) -> MeasureKind:
    """The kind that the key of a measure names ("p90_wait_seconds": a percentile); a ratio where it says nothing."""
    key = measure.casefold()
    if _NOT_ADDITIVE.search(key):
        return MeasureKind.PERCENTILE
    if key.startswith(("avg_", "mean_", "average_")) or key.endswith(("_seconds", "_time")):
        return MeasureKind.MEAN
    return MeasureKind.SUM if key.startswith(("sum_", "count_", "total_", "solved_")) else MeasureKind.RATIO


def alternative_to(kind: MeasureKind) -> str | None:
    """What can be split instead; None where the measure itself can be."""
    return WITHIN_THRESHOLD if kind is MeasureKind.PERCENTILE else None
