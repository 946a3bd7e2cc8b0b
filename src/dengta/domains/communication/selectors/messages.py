"""How many messages reached whom: per person and per team, counted from the bell, day by day (K7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from dengta.domains.communication.policies import messages as policies
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import TeamHistory, known_names
from dengta.foundation.access import Actor, Permission
from dengta.foundation.notify.load import MOST_BROADCASTS, R_031
from dengta.foundation.notify.models import Notice
from dengta.foundation.notify.registry import confidential_kinds

# Read notices are deleted after 90 days: older days would look quieter than they were.
KEPT_DAYS = 90
MOST_DAYS = 31
# Of more people than this all are read: a list of thousands in a query is dearer than the table.
MANY = 500


@dataclass(frozen=True)
class Span:
    """The days of a report, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def span_of(first: date | None, last: date | None, *, today: date) -> Span:
    """The days asked for, within what is kept and what can be read at a glance; the last seven where nothing was."""
    end = min(last or today, today)
    start = max(
        first or end - timedelta(days=6), today - timedelta(days=KEPT_DAYS - 1), end - timedelta(days=MOST_DAYS - 1)
    )
    return Span(min(start, end), end)


@dataclass
class Load:
    """What reached one person, or the people of one team. `over`: days of a person with more broadcasts than allowed,
    urgent ones not counted."""

    name: str
    days: int
    number: str = ""
    employee_id: int = 0
    team: str = ""
    notices: int = 0
    broadcasts: int = 0
    urgent: int = 0
    most: int = 0
    over: int = 0
    people: set[int] = field(default_factory=set)

    @property
    def head_count(self) -> int:
        """How many people it is about."""
        return max(1, len(self.people))

    @property
    def per_day(self) -> float:
        """Notices of any sort, per person and day."""
        return self.notices / self.days / self.head_count

    @property
    def broadcasts_per_day(self) -> float:
        """Messages to many, per person and day."""
        return self.broadcasts / self.days / self.head_count

    @property
    def urgent_share(self) -> float:
        """How many of the notices were urgent, in percent."""
        return 100 * self.urgent / self.notices if self.notices else 0.0

    def add(self, employee_id: int, row: "Day", *, limit: int) -> None:
        """One day of one person more."""
        self.people.add(employee_id)
        self.notices += row.notices
        self.broadcasts += row.broadcasts
        self.urgent += row.urgent
        self.most = max(self.most, row.counted)
        self.over += R_031.warns(when=row.counted > limit)


@dataclass(frozen=True)
class Day:
    """What reached one person on one day; `counted` are broadcasts that were not urgent."""

    day: date
    employee_id: int
    notices: int
    broadcasts: int
    urgent: int
    counted: int


@dataclass(frozen=True)
class Report:
    """The whole report: the limit that held on the last day, everybody's load, and every team's."""

    span: Span
    limit: int
    people: list[Load]
    teams: list[Load]

    @property
    def over(self) -> list[Load]:
        """Whoever got more than the limit on some day."""
        return [person for person in self.people if person.over]


def report(actor: Actor, span: Span, *, to_take: bool = False) -> Report:
    """Who got how much, as far as the reader may see it (or take it along). Six queries, whatever the number of
    people. A day counts for the team in which the person was on that day."""
    right: Permission[Notice] = policies.export_load if to_take else policies.see_load
    days = _days(right.scope(actor, Notice.objects.all()), span)
    ids = {day.employee_id for day in days}
    cards = _cards(ids)
    history = TeamHistory(None if len(ids) > MANY else ids)
    # Where somebody was before they came may be the team of another client.
    names = known_names(actor)
    limit = MOST_BROADCASTS.on(span.last)
    people: dict[int, Load] = {}
    teams: dict[int, Load] = {}
    for day in days:
        name, number = cards[day.employee_id]
        team = history.team(day.employee_id, day.day)
        person = people.setdefault(day.employee_id, Load(name, span.days, number=number, employee_id=day.employee_id))
        person.add(day.employee_id, day, limit=limit)
        person.team = names.get(team or 0, person.team)
        if team in names:
            teams.setdefault(team, Load(names[team], span.days)).add(day.employee_id, day, limit=limit)
    return Report(span, limit, list(people.values()), sorted(teams.values(), key=lambda team: team.name))


def _days(rows: QuerySet[Notice], span: Span) -> list[Day]:
    """One query, answered from the index alone; joined with the person behind the account. Of what is confidential not
    even the number is told: one more on a day says that there was something."""
    found = (
        rows.filter(day__gte=span.first, day__lte=span.last, account__employee__isnull=False)
        .exclude(kind__in=confidential_kinds())
        .order_by("day")
        .values("day", "account__employee")
        .annotate(
            notices=Count("pk"),
            broadcasts=Count("pk", filter=Q(broadcast=True)),
            urgents=Count("pk", filter=Q(urgent=True)),
            counted=Count("pk", filter=Q(broadcast=True, urgent=False)),
        )
        .values_list("day", "account__employee", "notices", "broadcasts", "urgents", "counted")
    )
    return [Day(*row) for row in found]


def _cards(employee_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Name and number of everybody."""
    wanted = set(employee_ids)
    rows = Employee.objects.all() if len(wanted) > MANY else Employee.objects.filter(pk__in=wanted)
    return {pk: (name, number) for pk, name, number in rows.values_list("pk", "name", "number")}
