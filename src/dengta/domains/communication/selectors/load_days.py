"""What reached everybody, day by day, as the bell counted it (K7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.core.cache import caches
from django.db.models import Count, Q
from numpy.typing import NDArray

from dengta.domains.people.selectors.organisation import TeamHistory
from dengta.foundation.notify.models import Notice
from dengta.foundation.notify.registry import confidential_kinds

# A day that is over hardly changes: who was in which team is put right afterwards, or a message crosses midnight.
KEPT_SECONDS = 600
# Of more people than this all memberships are read: a list of thousands in a query is dearer than the table.
MANY = 500
NO_TEAM = 0
COLUMNS = 6

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class PersonDays:
    """One place for each person and day on which something reached them, the days in their order: parallel arrays.

    `team` is that of the day; `counted` are broadcasts that were not urgent.
    """

    employee: Numbers
    team: Numbers
    notices: Numbers
    broadcasts: Numbers
    urgent: Numbers
    counted: Numbers

    def at(self, places: "Numbers | NDArray[np.bool_]") -> "PersonDays":
        """Those at these places."""
        return PersonDays(*(getattr(self, name)[places] for name in self.__dataclass_fields__))

    def of(self, employee_ids: Iterable[int]) -> "PersonDays":
        """Those of these people."""
        return self.at(np.isin(self.employee, np.fromiter(employee_ids, dtype=np.int64)))

    def in_teams(self, unit_ids: Iterable[int]) -> "PersonDays":
        """Those in these teams."""
        return self.at(np.isin(self.team, np.fromiter(unit_ids, dtype=np.int64)))


def person_days(first: date, last: date, *, today: date) -> PersonDays:
    """Those of all people from `first` to `last`, both included. Two queries; none where all is over and at hand."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    known: dict[str, Numbers] = caches["process"].get_many(_key(day) for day in days)
    missing = [day for day in days if _key(day) not in known]
    if missing:
        fresh = _counted(missing)
        caches["process"].set_many({_key(day): fresh[day] for day in missing if day < today}, KEPT_SECONDS)
        known |= {_key(day): cells for day, cells in fresh.items()}
    return PersonDays(*np.concatenate([known[_key(day)] for day in days]).T)


def _key(day: date) -> str:
    return f"communication.load.{day}"


def _counted(days: Sequence[date]) -> dict[date, Numbers]:
    """From the index of notices alone, joined with the person behind the account. Of what is confidential not even the
    number is told: one more on a day says that there was something."""
    rows = (
        Notice.objects.filter(day__in=days, account__employee__isnull=False)
        .exclude(kind__in=confidential_kinds())
        .order_by()
        .values("day", "account__employee")
        .annotate(
            notices=Count("pk"),
            broadcasts=Count("pk", filter=Q(broadcast=True)),
            urgents=Count("pk", filter=Q(urgent=True)),
            counted=Count("pk", filter=Q(broadcast=True, urgent=False)),
        )
        .values_list("day", "account__employee", "notices", "broadcasts", "urgents", "counted")
    )
    found = list(rows)
    ids = {row[1] for row in found}
    history = TeamHistory(None if len(ids) > MANY else ids)
    lines: dict[date, list[tuple[int, ...]]] = {day: [] for day in days}
    for day, who, *counts in found:
        lines[day].append((who, history.team(who, day) or NO_TEAM, *counts))
    return {day: np.array(of_day, dtype=np.int64).reshape(-1, COLUMNS) for day, of_day in lines.items()}
