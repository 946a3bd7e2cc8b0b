"""A queue without a past of its own: forecast like one that resembles it."""

from dataclasses import replace
from math import sqrt

import numpy as np

from dengta.engines.forecasting.forecast import Forecast
from dengta.engines.forecasting.history import Floats, History

# A ratio that somebody expects is worth so many days of what came, and may be off by so much.
EXPECTED_WORTH = 5.0
DOUBT = 0.3


def by_analogy(
    like: Forecast, *, ratio: float | None = None, own: History | None = None, theirs: History | None = None
) -> Forecast:
    """The forecast of a similar queue at the level of the new one: its shape of day, week and month, its events.

    `ratio`: times as many contacts as the similar queue, as somebody expects. `own`: the first days of the new queue,
    `theirs`: the history of the similar one, with the same days in it: their ratio takes over from the expected one as
    the days add up. The bands are as wide as at that level of contacts, and wider by what is unknown of the ratio.
    Raises ValueError where neither says how many, or where the intervals are not the same.
    """
    mine, others = _both(like, own, theirs)
    days = len(mine)
    if not others.sum() and ratio is None:
        message = "give the ratio that is expected, or days on which both queues were measured"
        raise ValueError(message)
    if ratio is not None and not 0 < ratio < np.inf:
        message = f"a ratio is a number of times above zero, not {ratio}"
        raise ValueError(message)
    usual = float(others.mean()) if others.sum() else 1.0
    worth = EXPECTED_WORTH * usual if ratio is not None else 0.0
    level = float((worth * (ratio or 0.0) + mine.sum()) / (worth + others.sum()))
    doubt = DOUBT / sqrt(1 + days / EXPECTED_WORTH)
    spread = replace(like.spread, chance=max(1.0, like.spread.chance)).wider(doubt)
    return replace(like, contacts=level * like.contacts, expected=level * like.expected, spread=spread)


def _both(like: Forecast, own: History | None, theirs: History | None) -> tuple[Floats, Floats]:
    """The contacts of both queues on the days on which both were measured."""
    if own is None or theirs is None:
        return np.zeros(0), np.zeros(0)
    for history in (own, theirs):
        if (history.minutes, history.slots) != (like.minutes, like.slots):
            message = "the intervals of both queues must be the same"
            raise ValueError(message)
    mine = dict(zip(own.days, own.counts.sum(axis=1), strict=True))
    pairs = [
        (mine[day], total) for day, total in zip(theirs.days, theirs.counts.sum(axis=1), strict=True) if day in mine
    ]
    both = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    both = both[~np.isnan(both).any(axis=1)]
    return both[:, 0], both[:, 1]
