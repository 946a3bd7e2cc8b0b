"""How regularly people are talked with: who is due, overdue, and who has had no personal talk for long."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import OneOnOne
from dengta.domains.communication.selectors.pairs import Pair
from dengta.foundation.calendar.days import WORKED, days_between
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_027 = Rule("R-027", _("A 1:1 with everybody each week, about the person and not only the work"))
R_039 = Rule("R-039", _("Nobody is left without a personal talk for long"))
OVERDUE_DAYS, ESCALATED_DAYS = 8, 15
WITHOUT_CONTACT = Parameter(
    "communication.days_without_talk",
    10,
    _("After how many working days without a personal talk somebody is pointed out"),
    unit="working days",
    check=lambda days: 3 <= days <= 60,
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """Where one person stands with their direct leader.

    `last` is the day of the last talk that both wrote in, with whomever; `since` the day from which the direct leader's
    week is counted: that talk, or the day they began to lead, whichever is later.
    """

    pair: Pair
    last: date | None
    since: date
    working_days: int
    today: date
    limit: int

    @property
    def days(self) -> int:
        """Days since the clock of the leader began."""
        return (self.today - self.since).days

    @property
    def this_week(self) -> bool:
        """They were talked with in the last seven days."""
        return self.last is not None and (self.today - self.last).days < OVERDUE_DAYS

    @property
    def overdue(self) -> bool:
        """The week is over, and a day."""
        return R_027.warns(when=self.days >= OVERDUE_DAYS)

    @property
    def escalated(self) -> bool:
        """Two weeks are over: the next level hears of it."""
        return R_027.warns(when=self.days >= ESCALATED_DAYS)

    @property
    def without_contact(self) -> bool:
        """Too many working days without any personal talk."""
        return R_039.warns(when=self.working_days > self.limit)


def rhythms(
    pairs: Mapping[int, Pair], *, today: date, last: Mapping[int, date | None] | None = None
) -> dict[int, Rhythm]:
    """The rhythm of each of these people with their direct leader, by employee id. Four queries for any number.

    `last`: the days of their last talks, where they are known already.
    """
    last = last_talks(pairs) if last is None else last
    contact = {who: last.get(who) or pair.joined for who, pair in pairs.items()}
    working = _working_days(contact.values(), today)
    limit = WITHOUT_CONTACT.on(today)
    return {
        who: Rhythm(
            pair=pair,
            last=last.get(who),
            since=max(contact[who], pair.began),
            working_days=working[contact[who]],
            today=today,
            limit=limit,
        )
        for who, pair in pairs.items()
    }


def last_talks(employee_ids: Iterable[int]) -> dict[int, date | None]:
    """The day of the last complete talk of each of these people; who had none is left out. One query."""
    rows = OneOnOne.objects.filter(employee__in=list(employee_ids), complete=True)
    return dict(rows.values_list("employee").annotate(Max("held_on")).order_by())


def _working_days(moments: Collection[date], today: date) -> dict[date, int]:
    """How many working days lie between each of these days and today, both left out. Two queries."""
    if not moments:
        return {}
    first = min(moments)
    days = days_between(start=min(first, today), end=today) if first < today else {}
    worked = sorted(day for day, known in days.items() if known.kind in WORKED)
    return {day: sum(one > day for one in worked) for day in set(moments)}
