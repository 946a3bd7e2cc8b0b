"""How much of a change is a different mix of work, and how much is doing differently."""

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
class Change:
    """A change taken apart: `mix` + `performance` = `total`; each also by stratum."""

    total: float
    mix: float
    performance: float
    mix_by: Mapping[Hashable, float]
    performance_by: Mapping[Hashable, float]


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
