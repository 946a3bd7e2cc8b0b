"""The shape of a day: which share of its contacts falls on each interval."""

import numpy as np

from dengta.engines.forecasting.history import Floats

# Days of evidence that the shape of all weekdays together is worth at least and at most.
LEAST, MOST = 0.5, 50.0


def shapes(counts: Floats, week: Floats, weight: Floats) -> Floats:
    """The shape of each weekday (weekdays × intervals, each row sums to one).

    `counts`: contacts, days × intervals, without gaps; `week`: how far each day is like each weekday; `weight`: how far
    each day counts. A weekday's own shape is drawn to that of all as far as its difference could be chance: the
    evidence that all are worth is the variance within weekdays over the variance between them (Bühlmann and Straub
    1970), pooled over the intervals.
    """
    weighed = counts * weight[:, None]
    together = _shape(weighed.sum(axis=0))
    evidence = (week * weight[:, None]).sum(axis=0)
    own = np.array([_shape(sums, together) for sums in np.einsum("dw,ds->ws", week, weighed)])
    worth = _worth(counts, week, weight, own)
    share = (evidence / (evidence + worth))[:, None]
    drawn: Floats = share * own + (1 - share) * together
    return drawn


def _shape(sums: Floats, otherwise: Floats | None = None) -> Floats:
    total = sums.sum()
    if total > 0:
        shape: Floats = sums / total
        return shape
    return np.full(len(sums), 1 / len(sums)) if otherwise is None else otherwise


def _worth(counts: Floats, week: Floats, weight: Floats, own: Floats) -> float:
    totals = counts.sum(axis=1)
    used = (totals > 0) & (weight > 0) & (week.max(axis=1) == 1)
    shares = counts[used] / totals[used, None]
    like, pull = week[used], weight[used]
    within = float(pull @ ((shares - own[like.argmax(axis=1)]) ** 2).sum(axis=1))
    days, kinds = float(pull.sum() ** 2 / np.sum(pull**2)) if len(pull) else 0.0, int((like.sum(axis=0) > 0).sum())
    if kinds < 2 or days <= kinds:
        return MOST
    within = within / float(pull.sum()) * days / (days - kinds)
    evidence = (like * pull[:, None]).sum(axis=0)
    apart = ((own - evidence @ own / evidence.sum()) ** 2).sum(axis=1)
    between = float(evidence @ apart / evidence.sum()) - within * kinds / days
    return float(np.clip(within / between, LEAST, MOST)) if between > 0 else MOST
