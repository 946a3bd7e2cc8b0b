"""How much reaches a person on a day, and when the next message to many would be one too many (R-031)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dengta.foundation.errors import Warned, somebody_listens
from dengta.foundation.notify.models import Notice, Preference
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

# Of more people than this the whole day is counted: a list of thousands in a query is dearer than the index.
MANY = 500

R_031 = Rule("R-031", _("Whoever would send somebody more broadcasts on one day than are good for anybody is warned"))
MOST_BROADCASTS = Parameter(
    "notify.most_broadcasts", 5, _("Broadcasts a person should get on one day at most; urgent ones do not count"),
    unit="broadcasts", check=lambda most: 1 <= most <= 100,
)  # fmt: skip


def _clock_or_nothing(text: str) -> bool:
    return text == "" or time.fromisoformat(text) is not None


QUIET_FROM = Parameter(
    "notify.quiet_from", "22:00", _("Quiet hours of whoever chose none begin; empty: none"), check=_clock_or_nothing
)
QUIET_UNTIL = Parameter(
    "notify.quiet_until", "08:00", _("Quiet hours of whoever chose none end; empty: none"), check=_clock_or_nothing
)


@dataclass(frozen=True)
class Overload:
    """Who would get more broadcasts on this day than the house wants. False where nobody would."""

    limit: int
    account_ids: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.account_ids)

    def __str__(self) -> str:
        """The warning for the sender: a fact, a number, a way out."""
        if not self:
            return ""
        people = len(self.account_ids)
        return ngettext(
            "{people} person has had {limit} broadcasts today: this is one too many. Does it have to be today?",
            "{people} people have had {limit} broadcasts today: this is one too many. Does it have to be today?",
            people,
        ).format(people=people, limit=self.limit)


def overload(*, to: Iterable[Any], now: datetime, urgent: bool = False) -> Overload:
    """Who of these (accounts, their ids, or employees) would get one broadcast too many today. Urgent ones warn of
    nothing.

    Rooms ask before they send. One query, and one for the limit.
    """
    day = timezone.localdate(now)
    limit = MOST_BROADCASTS.on(day)
    if urgent:
        return Overload(limit, frozenset())
    accounts = (getattr(one, "account", one) for one in to)
    had = broadcasts_on(day, [getattr(account, "pk", account) for account in accounts if account is not None])
    full = frozenset(account_id for account_id, count in had.items() if R_031.warns(when=count >= limit))
    return Overload(limit, full)


class OneTooMany(Warned):
    """Somebody is about to send people more broadcasts than are good for them."""

    def __init__(self, too_much: Overload) -> None:
        super().__init__("notify.one_too_many", people=len(too_much.account_ids), limit=too_much.limit)
        self.too_much = too_much

    def __str__(self) -> str:
        return str(self.too_much)


def warn_sender(*, to: Iterable[Any], now: datetime, urgent: bool = False) -> None:
    """Say so to whoever sits in front of the page that sends; what goes out by itself warns nobody, and is counted.

    For whoever sends later, in the background: `send_many` asks for itself. Raises OneTooMany.
    """
    if urgent or not somebody_listens():
        return
    too_much = overload(to=to, now=now)
    if too_much:
        raise OneTooMany(too_much)


def broadcasts_on(day: date, account_ids: Iterable[int]) -> dict[int, int]:
    """How many broadcasts these accounts had on a day, urgent ones left out. One query."""
    ids = set(account_ids)
    rows = Notice.objects.filter(day=day, broadcast=True, urgent=False)
    if len(ids) <= MANY:
        rows = rows.filter(account_id__in=ids)
    counted = rows.order_by().values_list("account_id").annotate(Count("pk"))
    return {account_id: count for account_id, count in counted if account_id in ids}


def with_quiet_hours_of_the_house(preferences: Iterable[Preference], *, day: date) -> None:
    """Give the quiet hours of the house to those who chose none. Who wants none chooses the same time twice."""
    start, end = QUIET_FROM.on(day), QUIET_UNTIL.on(day)
    if not start or not end:
        return
    for preference in preferences:
        if preference.quiet_from is None:
            preference.quiet_from, preference.quiet_until = time.fromisoformat(start), time.fromisoformat(end)
