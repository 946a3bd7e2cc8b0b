"""What holidays, exchanged days, long pauses and events do: times as many contacts as on ordinary days."""

from dataclasses import dataclass

import numpy as np

from dengta.engines.forecasting.days import Known
from dengta.engines.forecasting.history import Flags, Floats

# Ordinary days so far before and after a special one say what it would have been.
AROUND = 21
# No day says that there were fewer than so many times the usual contacts.
FEWEST_TIMES = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Special:
    """The logarithm of each effect: traits first, then events, as in `Known`."""

    effects: Floats

    def times(self, known: Known) -> Floats:
        """By day, times as many contacts as on an ordinary one; one on ordinary days."""
        found: Floats = np.exp(_features(known) @ self.effects) * known.given
        return found


def fit_special(totals: Floats, known: Known, *, trait: float, event: float) -> Special:
    """Learn from the contacts of each day (not a number: masked or closed).

    Each special day is held against the medians of the ordinary days like it around it. So what happens once a year
    does not grow old with the level of that year. `trait` and `event` are days of evidence that an effect has to
    overcome to be believed (ridge penalties).
    """
    features = _features(known)
    counted = ~np.isnan(totals)
    special = counted & ((features != 0).any(axis=1) | (known.given != 1))
    rows, ratios = [], []
    for day in np.flatnonzero(special & (features != 0).any(axis=1)):
        usual = _usual(totals, known, counted & ~special, int(day))
        if usual > 0:
            rows.append(features[day])
            ratios.append(np.log(max(FEWEST_TIMES, totals[day] / known.given[day] / usual)))
    if not rows:
        return Special(np.zeros(features.shape[1]))
    design, found = np.array(rows), np.array(ratios)
    penalty = np.diag([trait] * known.traits.shape[1] + [event] * known.happening.shape[1])
    return Special(np.linalg.solve(design.T @ design + penalty, design.T @ found))


def _features(known: Known) -> Floats:
    return np.hstack([known.traits, known.happening])


def _usual(totals: Floats, known: Known, ordinary: Flags, day: int) -> float:
    """What an ordinary day in its place would have had; zero where there is none around."""
    around = slice(max(0, day - AROUND), day + AROUND + 1)
    near, week = totals[around][ordinary[around]], known.week[around][ordinary[around]]
    usual = 0.0
    for weekday in np.flatnonzero(known.week[day]):
        same = near[week[:, weekday] == 1]
        if not len(same):
            return 0.0
        usual += float(known.week[day, weekday] * np.median(same))
    return usual
