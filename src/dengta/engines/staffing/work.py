"""What comes in and what is asked of its service."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

HALF_HOUR = 1800.0
# More than any centre has, and few enough that every step of the arithmetic ends.
LARGEST_LOAD = 1_000_000.0


class Definition(StrEnum):
    """Two service levels are in use; a figure without its definition says nothing."""

    # Answered in time ÷ offered.
    OF_OFFERED = "of_offered"
    # Answered in time ÷ (offered − those who left before that time).
    OF_STAYING = "of_staying"


class Limit(IntEnum):
    """What decided how many agents are needed."""

    NO_WORK = 0
    SERVICE_LEVEL = 1
    ABANDONMENT = 2
    OCCUPANCY = 3


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked, all at once: `service_level` within `within_seconds`, at most `abandonment`, at most `occupancy`.

    The service level alone is a trap for large teams whose customers leave: a thousand Erlang at 80 % in 20 s run at
    an occupancy of 100 % and lose 7 % of the customers. So the caps are on unless they are taken away (None).
    """

    service_level: float = 0.80
    within_seconds: float = 20.0
    definition: Definition = Definition.OF_OFFERED
    abandonment: float | None = 0.05
    occupancy: float | None = 0.88

    def __post_init__(self) -> None:
        if not 0 <= self.service_level < 1:
            raise ValueError("The service level is at least 0 and below 1: nobody can promise every contact.")
        if not 0 <= self.within_seconds < np.inf:
            raise ValueError("The seconds of the service level are a number from 0 on.")
        for name, cap in (("abandonment", self.abandonment), ("occupancy", self.occupancy)):
            if cap is not None and not 0 < cap <= 1:
                raise ValueError(f"The cap of {name} lies above 0 and is at most 1, or is None.")


@dataclass(frozen=True, slots=True, init=False)
class Work:
    """Contacts to be served, one value for each interval.

    `offered`: contacts that come in (not those handled: whoever left was offered too). `handle_seconds`: their mean
    handle time. `patience_seconds`: after how long they leave on average if nobody answers, infinite where nobody
    ever does. `interval_seconds`: length of the interval. What is given once holds for all. `load`: the work that comes
    in, in Erlang, which is how many agents would be busy on average if everybody were served.
    """

    offered: Floats
    handle_seconds: Floats
    patience_seconds: Floats
    interval_seconds: Floats
    load: Floats

    def __init__(
        self,
        offered: ArrayLike,
        handle_seconds: ArrayLike,
        *,
        patience_seconds: ArrayLike = np.inf,
        interval_seconds: ArrayLike = HALF_HOUR,
    ) -> None:
        given = (offered, handle_seconds, patience_seconds, interval_seconds)
        rows = np.array(np.broadcast_arrays(*(np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in given)))
        if rows.ndim != 2:
            raise ValueError("One row of intervals is expected.")
        offers, handles, patience, seconds = rows
        require(offers >= 0, offers < np.inf, "Offered contacts are a number from 0 on.")
        require(handles >= 0, handles < np.inf, "Handle times are seconds from 0 on.")
        require(patience > 0, "The patience is above 0, or infinite.")
        require(seconds > 0, seconds < np.inf, "An interval is longer than 0 seconds.")
        load = offers * handles / seconds
        require(load <= LARGEST_LOAD, f"More than {LARGEST_LOAD:,.0f} Erlang are not reckoned with.")
        for name, array in zip(self.__slots__, (offers, handles, patience, seconds, load), strict=True):
            array.flags.writeable = False
            object.__setattr__(self, name, array)


def require(*conditions: ArrayLike) -> None:
    """Refuse with the last argument, a sentence, unless all the others hold everywhere (nothing holds for NaN)."""
    *tests, sentence = conditions
    if not all(np.all(test) for test in tests):
        raise ValueError(sentence)


def whole(agents: ArrayLike, intervals: int) -> Floats:
    """Agents of each interval, whole or not: who is on the roster, less shrinkage, seldom is."""
    given = np.broadcast_to(np.asarray(agents, dtype=np.float64), (intervals,))
    require(given >= 0, given < np.inf, "Agents are a number from 0 on.")
    return given
