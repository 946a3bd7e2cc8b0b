"""Who answers to whom, for everything that goes to "the leader" or "the next level"."""

from collections.abc import Collection
from datetime import date

from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import LEADING_ROLES, Leading, leading, team_on
from dengta.foundation.access import Role


def leading_above(employee: Employee, day: date) -> list[Leading]:
    """Every leading role over this person, nearest first. Three queries; none without a team.

    Whoever leads themselves has only those above them: a supervisor who sits in a team is not led by its team lead,
    and of two who lead the same team neither leads the other.
    """
    team = team_on([employee.pk], day).get(employee.pk)
    above = [] if team is None else leading(team, day)
    own = max((_height(one) for one in above if one.employee.pk == employee.pk), default=None)
    return [one for one in above if own is None or _height(one) > own]


def leaders_of(employee: Employee, day: date) -> list[Employee]:
    """Whoever leads this person, nearest first, each once, never the person. Three queries; nobody without a team."""
    above = {one.employee.pk: one.employee for one in leading_above(employee, day)}
    return list(above.values())


def next_level(employee: Employee, day: date, *, beyond: Collection[int] = ()) -> Employee | None:
    """The nearest leader of this person who is not among `beyond`: those who have had it, or whom it is about."""
    return next((leader for leader in leaders_of(employee, day) if leader.pk not in beyond), None)


def _height(one: Leading) -> tuple[int, int]:
    return one.depth, LEADING_ROLES.index(Role(one.role))
