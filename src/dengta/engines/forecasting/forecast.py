"""The forecast of a queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from dengta.engines.forecasting.bands import Spread, spread_of
from dengta.engines.forecasting.choice import LEAST_DAYS, THAT_ADDS_UP, Trial, Weights, choose, mix, trials
from dengta.engines.forecasting.days import Event, KindOf, Known, expected_open, know, plain_week, usually_open
from dengta.engines.forecasting.history import WEEK, Flags, Floats, History, NotEnoughHistory, days_from
from dengta.engines.forecasting.level import Memory
from dengta.engines.forecasting.models import Model, Past, forecast_all

BAND = 0.8


@dataclass(frozen=True, slots=True)
class Problem:
    """What to forecast, and what is known.

    `history`: the past up to yesterday. `days`: how many calendar days ahead. `kind_of`: what kind of day each is (such
    as `labour_law.calendar.Calendar(...).kind`). `closed`: days ahead on which nobody can call, besides the weekdays
    on which the queue is never open. `outages`: days of the past that are no demand (lines down, data lost, a strike):
    they neither teach nor test. `events`: past and coming ones.
    """

    history: History
    days: int
    kind_of: KindOf = plain_week
    closed: frozenset[date] = frozenset()
    outages: frozenset[date] = frozenset()
    events: tuple[Event, ...] = ()
    memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        """Refuse a forecast of nothing, and one from next to nothing."""
        if self.days < 1:
            message = f"{self.days} days ahead: forecast one at least"
            raise ValueError(message)
        measured = int(self.history.without(self.outages).measured.sum())
        if len(self.history) < LEAST_DAYS or measured < WEEK:
            message = (
                f"{len(self.history)} days, {measured} of them measured: {LEAST_DAYS} and {WEEK} are needed. "
                "Forecast a new queue by analogy."
            )
            raise NotEnoughHistory(message)


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What comes in each interval (columns, from minute `slots[s]` on) of each day from `first` on (rows).

    `contacts`: the forecast with the smallest absolute error to be expected, which accuracy is measured by. `expected`:
    the one with the smallest squared error, which adds up: people are planned for it. Where an interval has many
    contacts they are nearly the same; where it mostly has none, `contacts` says none and `expected` a fraction.
    `open[d]`: whether customers can call; nothing is forecast where they cannot. `weights`: how far each model was
    believed in `contacts`; `errors`: the WAPE of each over the rolling origins, empty without any. `unknown_events`:
    coming events of which no uplift is known. `censored`: it is a forecast of contacts handled, not offered.
    """

    first: date
    minutes: int
    slots: tuple[int, ...]
    contacts: Floats
    expected: Floats
    open: Flags
    spread: Spread
    weights: Weights
    errors: Mapping[Model, float]
    unknown_events: tuple[str, ...]
    censored: bool

    @property
    def days(self) -> tuple[date, ...]:
        """The days forecast."""
        return days_from(self.first, len(self.contacts))

    def quantile(self, share: float) -> Floats:
        """What each interval does not exceed with this chance, 0…1."""
        return self.spread.quantile(self.expected, share)

    def band(self, share: float = BAND) -> tuple[Floats, Floats]:
        """Between what each interval lies with this chance. Both forecasts are always within."""
        low, high = self.quantile((1 - share) / 2), self.quantile((1 + share) / 2)
        least, most = np.minimum(self.contacts, self.expected), np.maximum(self.contacts, self.expected)
        return np.minimum(low, least), np.maximum(high, most)


def forecast(problem: Problem) -> Forecast:
    """Contacts per interval of the coming days.

    Three models are held against the queue's own past from rolling origins and mixed accordingly; the errors of the
    mixture give the bands. docs/for-developers/forecasting.md tells how.
    """
    history = problem.history
    known = _known(problem)
    past = Past(history.without(problem.outages).counts, known.rows(slice(0, len(history))), problem.memory)
    ahead = known.rows(slice(len(history), None))
    tried, found = trials(past), forecast_all(past, ahead)
    weights, even = choose(tried), choose(tried, np.square, start=THAT_ADDS_UP)
    return Forecast(
        first=history.end,
        minutes=history.minutes,
        slots=history.slots,
        contacts=mix(found, weights),
        expected=mix(found, even),
        open=ahead.open,
        spread=spread_of([one.actual for one in tried], [one.mixed(even) for one in tried]),
        weights=weights,
        errors=_errors(tried),
        unknown_events=_unknown(past, ahead),
        censored=history.censored,
    )


def _known(problem: Problem) -> Known:
    """Of the past and of what comes. On the day of an outage customers would have been able to call."""
    history = problem.history
    days = days_from(history.first, len(history) + problem.days)
    was = ~history.closed | np.array([day in problem.outages for day in history.days])
    often = usually_open(history.days, was)
    coming = [day not in problem.closed and expected_open(day, often, problem.kind_of) for day in days[len(history) :]]
    is_open = np.concatenate([was, np.array(coming, dtype=bool)])
    return know(days, is_open, often=often, kind_of=problem.kind_of, events=problem.events)


def _errors(tried: Sequence[Trial]) -> dict[Model, float]:
    total = sum(float(np.nansum(one.actual)) for one in tried)
    if not total:
        return {}
    return {
        model: sum(float(np.nansum(np.abs(one.forecasts[model] - one.actual))) for one in tried) / total
        for model in Model
    }


def _unknown(past: Past, ahead: Known) -> tuple[str, ...]:
    """Events that come and of which no day was ever measured."""
    was, comes = past.known.happening[past.measured].sum(axis=0), ahead.happening[ahead.open].sum(axis=0)
    return tuple(name for name, seen, coming in zip(ahead.names, was, comes, strict=True) if coming and not seen)
