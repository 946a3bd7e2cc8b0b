"""The periods that screens offer, as half-open ranges of business days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERIODS: Mapping[str, Promise] = {
    "today": _("Today"),
    "7d": _("7 days"),
    "28d": _("28 days"),
    "13w": _("13 weeks"),
    "custom": _("Own period"),
}
DAYS = {"today": 1, "7d": 7, "28d": 28, "13w": 91}
# Nobody needs more at once, and a slip of the finger must not ask for a century.
LONGEST = timedelta(days=731)


@dataclass(frozen=True)
class Period:
    """Days from `start` up to, not including, `end`."""

    key: str
    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.end - timedelta(days=1)

    @property
    def whole_weeks(self) -> "Period":
        """Rounded out to whole weeks, as sums kept by week are."""
        first, last = self.start - timedelta(days=self.start.weekday()), self.last
        return Period("custom", first, last + timedelta(days=7 - last.weekday()))

    @property
    def before(self) -> "Period":
        """The period of the same length just before, to compare with."""
        return Period("custom", self.start - (self.end - self.start), self.start)


def period_of(key: str, *, today: date, start: date | None = None, end: date | None = None) -> Period:
    """The period of this key ending with today; an own one from `start` up to and including `end`.

    An own period with a missing or impossible end is mended, never an error page.
    """
    if key != "custom":
        days = DAYS.get(key, DAYS["28d"])
        return Period(key, today - timedelta(days=days - 1), today + timedelta(days=1))
    last = min(end or today, today)
    first = min(start or last, last)
    return Period("custom", max(first, last - LONGEST), last + timedelta(days=1))
