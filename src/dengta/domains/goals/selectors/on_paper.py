"""Who is to be told their target because they have no account: team by team, with what is read out to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.targets import targets_of
from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation.access import Actor

NO_ACCOUNT = Q(employee__account=None)


def to_tell(actor: Actor, goal: Goal) -> QuerySet[Acknowledgement]:
    """Of the version in force, those without an account whom this person may tell their target."""
    rows = policies.tell.scope(actor, policies.follow.scope(actor, Acknowledgement.objects.all()))
    rows = rows.filter(NO_ACCOUNT, version__goal=goal, version__status=GoalVersion.Status.ACTIVE)
    return rows.select_related("employee", "unit", "version", "told_by__employee", "witness")


@dataclass(frozen=True)
class TeamToTell:
    """A team in which somebody has no account."""

    unit_id: int
    name: str
    waiting: int
    told: int


def teams_to_tell(actor: Actor, goal: Goal) -> list[TeamToTell]:
    """The teams of the reader in which somebody has no account. One query."""
    rows = to_tell(actor, goal).order_by().values("unit_id", "unit__name")
    counted = rows.annotate(waiting=Count("pk", filter=Q(given_at=None)), told=Count("told_by"))
    found = [TeamToTell(row["unit_id"], row["unit__name"], row["waiting"], row["told"]) for row in counted]
    return sorted(found, key=lambda team: (team.name, team.unit_id))


@dataclass(frozen=True)
class ToRead:
    """What is read out to one person: the target of the month, that of the last month, and of the whole period."""

    row: Acknowledgement
    now: Target | None
    whole: float | None


def to_read(rows: Sequence[Acknowledgement], *, month: date | None) -> list[ToRead]:
    """One query, however many people."""
    if not rows:
        return []
    targets = targets_of(rows[0].version, [row.employee_id for row in rows], month=month)
    return [ToRead(row, *targets.get(row.employee_id, (None, None))) for row in rows]


def witnesses_in(unit: Unit, actor: Actor, on: date) -> QuerySet[Employee]:
    """Who can have heard it: everybody of the team and whoever leads it, but for who tells it."""
    leaders = [one.employee.pk for one in leading(unit.pk, on)]
    members = Membership.objects.on(on).filter(unit=unit).values("employee")
    rows = Employee.objects.filter(Q(pk__in=members) | Q(pk__in=leaders), status=Employee.Status.ACTIVE)
    return rows.exclude(account=actor.pk).order_by("pinyin", "pk")
