"""Like with like: what a figure would be with everybody's mix of work, and how much of a change is mix.

A team that gets more refunds than another has lower satisfaction for a reason that is not its own.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """Numerator and denominator of one stratum (one topic × channel × shift)."""

    total: float
    n: float

    @property
    def ratio(self) -> float:
        """The stratum's own figure. Raises ZeroDivisionError for an empty one."""
        return self.total / self.n


Strata = Mapping[Hashable, Cell]


@dataclass(frozen=True, slots=True)
class Standardised:
    """A figure beside what it would be with the reference mix; `covered`: the share of that mix the group works on."""

    raw: float
    adjusted: float
    covered: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change taken apart: `mix` + `performance` = `total`; each also by stratum."""

    total: float
    mix: float
    performance: float
    mix_by: Mapping[Hashable, float]
    performance_by: Mapping[Hashable, float]


def standardise(group: Strata, reference: Strata) -> Standardised | None:
    """Direct standardisation: the group's own figure per stratum, weighted as the reference's work is.

    Strata that the group does not work on cannot be judged; they are left out and `covered` says how much is left.
    None for a group without observations.
    """
    n = sum(cell.n for cell in group.values())
    weights = {key: cell.n for key, cell in reference.items() if cell.n > 0}
    shared = [key for key in weights if key in group and group[key].n > 0]
    weight = sum(weights[key] for key in shared)
    if n <= 0 or weight <= 0:
        return None
    return Standardised(
        raw=sum(cell.total for cell in group.values()) / n,
        adjusted=sum(weights[key] * group[key].ratio for key in shared) / weight,
        covered=weight / sum(weights.values()),
    )


def split_change(before: Strata, after: Strata) -> Change | None:
    """How much of the change of a ratio comes from a different mix, how much from doing differently.

    The two parts sum to the change exactly (mid-point weights, so the order of time does not matter). A stratum that
    exists on one side only is mix. None when either side is empty.
    """
    n0, n1 = (sum(cell.n for cell in side.values()) for side in (before, after))
    if n0 <= 0 or n1 <= 0:
        return None
    overall0, overall1 = (sum(cell.total for cell in side.values()) / n for side, n in ((before, n0), (after, n1)))
    level = (overall0 + overall1) / 2
    mix_by: dict[Hashable, float] = {}
    performance_by: dict[Hashable, float] = {}
    for key in {**before, **after}:
        old, new = before.get(key, Cell(0, 0)), after.get(key, Cell(0, 0))
        if old.n <= 0 and new.n <= 0:
            continue
        ratio0 = old.ratio if old.n > 0 else new.ratio
        ratio1 = new.ratio if new.n > 0 else old.ratio
        share0, share1 = old.n / n0, new.n / n1
        mix_by[key] = (share1 - share0) * ((ratio0 + ratio1) / 2 - level)
        performance_by[key] = (ratio1 - ratio0) * (share0 + share1) / 2
    return Change(
        total=overall1 - overall0,
        mix=sum(mix_by.values()),
        performance=sum(performance_by.values()),
        mix_by=mix_by,
        performance_by=performance_by,
    )
