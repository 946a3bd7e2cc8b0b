"""Who answers to whom, for everything that goes to "the leader" or "the next level"."""

from collections.abc import Collection, Sequence
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
    return [] if team is None else over([employee.pk], leading(team, day))


def leaders_of(employee: Employee, day: date) -> list[Employee]:
    """Whoever leads this person, nearest first, each once, never the person. Three queries; nobody without a team."""
    above = {one.employee.pk: one.employee for one in leading_above(employee, day)}
    return list(above.values())


def next_level(employee: Employee, day: date, *, beyond: Collection[int] = ()) -> Employee | None:
    """The nearest leader of this person who stands over all of `beyond`: those who have had it, or whom it is about."""
    return next((one.employee for one in over(beyond, leading_above(employee, day))), None)


class Chain:
    """The leaders of many people at once, for what goes to the next level of each. Two queries for each team."""

    def __init__(self, employee_ids: Collection[int], day: date) -> None:
        self._teams = team_on(employee_ids, day)
        self._above = {team: leading(team, day) for team in set(self._teams.values())}

    def next_level(self, employee_id: int, *, beyond: Collection[int] = ()) -> Employee | None:
        """The nearest leader of this person who stands over the person and over all of `beyond`."""
        above = self._above.get(self._teams.get(employee_id, 0), ())
        return next((one.employee for one in over([employee_id, *beyond], above)), None)


def over(people: Collection[int | None], above: Sequence[Leading]) -> list[Leading]:
    """Those of a team's leaders who stand over all of these people: somebody who leads the same team beside one of them
    is no higher, and nobody's next level."""
    highest = max((_height(one) for one in above if one.employee.pk in people), default=None)
    return [one for one in above if highest is None or _height(one) > highest]


def _height(one: Leading) -> tuple[int, int]:
    return one.depth, LEADING_ROLES.index(Role(one.role))
