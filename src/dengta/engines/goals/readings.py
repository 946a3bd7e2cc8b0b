"""What "+20 %" can mean. With 75 % satisfied it is 90, 95 or 80: it must be asked, never guessed (R-001)."""

from dataclasses import dataclass

from dengta.engines.goals.measures import EPSILON, SHARE, Bounds, Direction


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the uplift. `value` is what it asks for, possible or not; `nearest` what would be."""

    value: float
    feasible: bool
    nearest: float


@dataclass(frozen=True, slots=True)
class Readings:
    """The three ways. A measure without an end in its good direction has no gap to close."""

    relative: Reading
    points: Reading
    gap: Reading | None

    @property
    def differ(self) -> bool:
        """Whether it has to be asked which one is meant."""
        values = [one.value for one in (self.relative, self.points, self.gap) if one is not None]
        return max(values) - min(values) > EPSILON


def readings(
    baseline: float, uplift_percent: float, *, bounds: Bounds = SHARE, direction: Direction = Direction.UP
) -> Readings:
    """The uplift as a share of the baseline, as points of the measure, and as a share of what is missing to the best.

    For a measure that should fall, "+20 %" better is 20 % less. Source: management rules 5.1.
    """
    sign, best = direction.sign, bounds.best(direction)

    def reading(value: float) -> Reading:
        return Reading(value, feasible=bounds.hold(value), nearest=min(max(value, bounds.low), bounds.high))

    share = uplift_percent / 100
    bounded = abs(best) != float("inf")
    return Readings(
        relative=reading(baseline + sign * share * baseline),
        points=reading(baseline + sign * uplift_percent),
        gap=reading(baseline + share * (best - baseline)) if bounded else None,
    )
