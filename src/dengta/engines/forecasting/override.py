"""What a planner changes by hand, kept apart from what the model says."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from dengta.engines.forecasting.forecast import Forecast
from dengta.engines.forecasting.history import MINUTES_A_DAY, Flags, Floats


@dataclass(frozen=True, slots=True)
class Override:
    """A change of the intervals that begin from minute `start` to before minute `end` of these days.

    Either `times` as many contacts, or `total` of them altogether, in the shape they have. `by` and `reason` say who
    answers for it and why.
    """

    days: frozenset[date]
    by: str
    reason: str
    times: float | None = None
    total: float | None = None
    start: int = 0
    end: int = MINUTES_A_DAY

    def __post_init__(self) -> None:
        """Refuse both or neither, and what nobody answers for."""
        given = [value for value in (self.times, self.total) if value is not None]
        if len(given) != 1 or not 0 <= given[0] < np.inf:
            message = "an override is either so many times the forecast or so many contacts, from zero on"
            raise ValueError(message)
        if not self.by.strip() or not self.reason.strip():
            message = "say who overrides the forecast, and why"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Planned:
    """A forecast with what was changed by hand, in the order in which it was. The forecast itself stays as it is."""

    forecast: Forecast
    overrides: tuple[Override, ...] = ()

    @property
    def contacts(self) -> Floats:
        """The forecast by the smallest absolute error, with the changes."""
        return self._changed(self.forecast.contacts)

    @property
    def expected(self) -> Floats:
        """The forecast that adds up, with the changes."""
        return self._changed(self.forecast.expected)

    def changed_by(self, override: Override) -> "Planned":
        """With one change more."""
        return Planned(self.forecast, (*self.overrides, override))

    def without(self, override: Override) -> "Planned":
        """As if this change had not been made; the others stand."""
        return Planned(self.forecast, tuple(one for one in self.overrides if one != override))

    def _changed(self, contacts: Floats) -> Floats:
        changed = contacts.copy()
        for override in self.overrides:
            where = self._where(override)
            if override.times is not None:
                changed[where] *= override.times
            elif override.total is not None and where.any():
                changed[where] = override.total * self._shape(changed[where])
        return changed

    def _where(self, override: Override) -> Flags:
        days = np.array([day in override.days for day in self.forecast.days]) & self.forecast.open
        slots = np.array([override.start <= slot < override.end for slot in self.forecast.slots])
        where: Flags = np.outer(days, slots)
        return where

    def _shape(self, contacts: Floats) -> Floats:
        total = contacts.sum()
        shape: Floats = contacts / total if total else np.full(len(contacts), 1 / len(contacts))
        return shape
