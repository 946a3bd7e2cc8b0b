"""Who of the demo centre the parts speak about: teams with their leaders and agents, read once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dengta.config.demo.staff import agents, leaders
from dengta.domains.people.models import Employee, Unit

# The team of the personas, and two others.
TEAMS = ("QH2", "QH3", "YF1")


@dataclass(frozen=True)
class Crew:
    """A team of the demo."""

    unit: Unit
    leader: Employee
    agents: tuple[Employee, ...]


def crews(codes: tuple[str, ...] = TEAMS) -> list[Crew]:
    """These teams with their people. Two queries."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    known = {one.number: one for one in Employee.objects.select_related("account")}
    led = {person.team: known[person.number] for person in leaders()}
    return [
        Crew(units[code], led[code], tuple(known[one.number] for one, _traits in agents() if one.team == code))
        for code in codes
    ]


def at(day: date, clock: time, now: datetime) -> datetime:
    """A moment of the demo, by the clock of the centre."""
    return datetime.combine(day, clock, now.tzinfo)


def mondays(now: datetime, weeks: int) -> list[date]:
    """The Mondays of the last weeks, oldest first, this week's included."""
    monday = now.date() - timedelta(days=now.weekday())
    return [monday - timedelta(weeks=back) for back in range(weeks, -1, -1)]
