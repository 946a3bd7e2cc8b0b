"""Contests between teams of one client: their rows, how they stand, and the same reckoned again."""

from datetime import date, timedelta

from django.db.models import Count, QuerySet

from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.recognition.models import Contest
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors.stars import digest_of
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.selectors.strata import strata_of
from dengta.engines import awards
from dengta.foundation.access import Actor


def contests(actor: Actor) -> QuerySet[Contest]:
    """The contests the reader sees."""
    rows = Contest.objects.defer("rows").select_related("unit")
    return policies.see_contests.scope(actor, rows).annotate(team_count=Count("teams"))


def rows_of_contest(contest: Contest) -> list[awards.Row]:
    """What its teams did in its days, by topic, channel and shift: queues are each team's own. Two queries a team."""
    end = contest.ends_on + timedelta(days=1)
    return sorted(
        awards.Row(team.unit_id, contest.kpi, "-".join(map(str, work)), round(cell.total), round(cell.n))
        for team in contest.teams.all()
        for work, cell in strata_of(kpi=contest.kpi, unit=team.unit_id, start=contest.starts_on, end=end).items()
    )


def judged(contest: Contest, rows: list[awards.Row] | None = None) -> awards.Contest:
    """How the contest ends by these rows, or by the frozen ones. One query."""
    teams = sorted(contest.teams.values_list("unit_id", flat=True))
    return awards.judge(rows if rows is not None else contest.frozen, teams, least_n=contest.min_answers)


def fingerprint(contest: Contest, rows: list[awards.Row]) -> str:
    """Of the rows and of what they were judged by."""
    return digest_of(rows, [contest.kpi, contest.min_answers])


def holds(contest: Contest) -> bool:
    """Whether the frozen rows are untouched and name the same winners. Two queries."""
    found = judged(contest)
    won = set(contest.teams.filter(is_winner=True).values_list("unit_id", flat=True))
    same = found.verdict == contest.verdict and set(found.winners) == won
    return same and fingerprint(contest, contest.frozen) == contest.digest


def countable_from(contest: Contest) -> date:
    """The first day on which its figure does not move any more."""
    return contest.ends_on + timedelta(days=kpi_named(contest.kpi).lag_days + 1)


def teams_to_choose(client: int, day: date) -> QuerySet[Unit]:
    """The teams of a client. One query."""
    below = UnitClosure.objects.on(day).filter(ancestor=client, depth__gt=0).values("descendant")
    return Unit.objects.filter(pk__in=below, kind=Unit.Kind.TEAM, closed_on=None).order_by("name")


def teams_below(clients: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """The teams of these clients. One query."""
    below = UnitClosure.objects.on(day).filter(ancestor__in=clients.values("pk")).values("descendant")
    return Unit.objects.filter(pk__in=below, kind=Unit.Kind.TEAM, closed_on=None).order_by("name")


def client_of(teams: QuerySet[Unit], day: date) -> Unit:
    """The client of the first of these teams. One query."""
    first = teams.first()
    above = UnitClosure.objects.on(day).filter(descendant=first.pk if first else 0).values("ancestor")
    return Unit.objects.get(pk__in=above, kind=Unit.Kind.CLIENT)


def winners_of(contest: Contest) -> QuerySet[Employee]:
    """Who has won it, as it was counted. One query."""
    people = Employee.objects.order_by("pk")
    return people.filter(pk__in=contest.winners) if contest.winners is not None else people.filter(pk__in=_won(contest))


def members_of_winners(contest: Contest) -> list[int]:
    """Whoever belonged to a winning team on the last day, on leave or ill or gone since as well. One query."""
    return list(_won(contest).order_by("pk").values_list("pk", flat=True))


def _won(contest: Contest) -> QuerySet[Employee]:
    teams = contest.teams.filter(is_winner=True).values("unit")
    inside = Membership.objects.on(contest.ends_on).filter(unit__in=teams)
    gone = Employee.objects.filter(status=Employee.Status.LEFT, left_on__lte=contest.ends_on)
    return Employee.objects.filter(pk__in=inside.values("employee")).exclude(pk__in=gone)
