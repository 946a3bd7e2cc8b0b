"""How long a contact takes, forecast apart from how many come: work is the product, and each has its own reasons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dengta.engines.forecasting.history import WEEK, Floats, History, NotEnoughHistory, days_from

# Days after which a day counts half: handle times move with products and people, hardly with seasons.
HALF_LIFE = 28.0
# A day farther off the others than so many usual deviations (of the logarithm) is taken for a fault of measuring.
FAULT = 5.0
NORMAL = 1.4826
SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True, eq=False)
class HandleTimes:
    """Seconds per contact in each interval (columns) of each day from `first` on (rows)."""

    first: date
    minutes: int
    slots: tuple[int, ...]
    seconds: Floats

    def erlangs(self, contacts: Floats) -> Floats:
        """The work of so many contacts (days × intervals), in people busy all the time: contacts × seconds / length."""
        work: Floats = contacts * self.seconds / (self.minutes * SECONDS_A_MINUTE)
        return work


def forecast_handle_times(
    contacts: History, seconds: History, days: int, *, outages: Collection[date] = frozenset()
) -> HandleTimes:
    """Seconds per contact of the coming days, from the contacts handled and the seconds they took, by interval.

    The level of the last weeks, times what is peculiar to the interval, times what is peculiar to the weekday. Always
    seconds over contacts, never a mean of means; peculiarities are drawn to none as far as they could be chance
    (Bühlmann and Straub 1970). Raises ValueError where the two histories are not of the same intervals and days,
    NotEnoughHistory without a contact.
    """
    if (contacts.first, contacts.minutes, contacts.slots, len(contacts)) != (
        seconds.first, seconds.minutes, seconds.slots, len(seconds),
    ):  # fmt: skip
        message = "contacts and seconds must be of the same days and intervals"
        raise ValueError(message)
    number, took = _measured(contacts, seconds, outages)
    if not number.sum():
        message = "no contact with a handle time"
        raise NotEnoughHistory(message)
    level = took.sum() / number.sum()
    by_slot = _peculiar(list(zip(number.T, took.T, strict=True)), level)
    by_weekday = _peculiar(_weekdays(contacts, number @ by_slot, took.sum(axis=1)), level)
    coming = [day.weekday() for day in days_from(contacts.end, days)]
    found = level * np.outer(by_weekday[coming], by_slot)
    return HandleTimes(contacts.end, contacts.minutes, contacts.slots, found)


def _measured(contacts: History, seconds: History, outages: Collection[date]) -> tuple[Floats, Floats]:
    """Contacts and seconds, days × intervals, each as far as it counts."""
    number, took = contacts.without(outages).counts, seconds.without(outages).counts
    both = ~(np.isnan(number) | np.isnan(took)) & (number > 0)
    number, took = np.where(both, number, 0.0), np.where(both, took, 0.0)
    weight = 0.5 ** (np.arange(len(number), 0, -1, dtype=np.float64) / HALF_LIFE)
    weight *= _believed(number.sum(axis=1), took.sum(axis=1))
    return number * weight[:, None], took * weight[:, None]


def _believed(number: Floats, took: Floats) -> Floats:
    """One for each day but those of which the mean cannot be."""
    seen = (number > 0) & (took > 0)
    believed: Floats = np.zeros(len(number))
    if not seen.any():
        return believed
    logs = np.log(took[seen] / number[seen])
    off = np.abs(logs - np.median(logs))
    believed[seen] = off <= max(FAULT * NORMAL * float(np.median(off)), np.log(2))
    return believed


def _weekdays(contacts: History, number: Floats, took: Floats) -> list[tuple[Floats, Floats]]:
    """By weekday, the contacts of its days (each as long as its intervals let expect) and the seconds they took."""
    weekdays = np.array([day.weekday() for day in contacts.days])
    return [(number[weekdays == weekday], took[weekdays == weekday]) for weekday in range(WEEK)]


def _peculiar(kinds: Sequence[tuple[Floats, Floats]], level: float) -> Floats:
    """Times the level, for each kind: contacts and seconds, each time it was measured."""
    sizes = np.array([number.sum() for number, _took in kinds])
    own = np.array([took.sum() / number.sum() if number.sum() else level for number, took in kinds])
    scatter, spare = 0.0, 0
    for (number, took), mean in zip(kinds, own, strict=True):
        used = number > 0
        scatter += float(number[used] @ (took[used] / number[used] - mean) ** 2)
        spare += max(0, int(used.sum()) - 1)
    within = scatter / max(1, spare)
    apart = float(sizes @ (own - level) ** 2) - (np.count_nonzero(sizes) - 1) * within
    if apart <= 0:
        return np.ones(len(kinds))
    between = apart / float(sizes.sum() - sizes @ sizes / sizes.sum())
    drawn: Floats = 1 + sizes / (sizes + within / between) * (own / level - 1)
    return drawn
