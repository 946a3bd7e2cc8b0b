"""Who answers to whom, for everything that goes to "the leader" or "the next level"."""

from collections.abc import Collection
from datetime import date

from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import leading, team_on


def leaders_of(employee: Employee, day: date) -> list[Employee]:
    """Whoever leads this person, nearest first, each once, never the person. Three queries; nobody without a team."""
    team = team_on([employee.pk], day).get(employee.pk)
    if team is None:
        return []
    above = {one.employee.pk: one.employee for one in leading(team, day) if one.employee.pk != employee.pk}
    return list(above.values())


def next_level(employee: Employee, day: date, *, beyond: Collection[int] = ()) -> Employee | None:
    """The nearest leader of this person who is not among `beyond`: those who have had it, or whom it is about."""
    return next((leader for leader in leaders_of(employee, day) if leader.pk not in beyond), None)


class Chain:
    """The leaders of many people at once, for what goes to the next level of each. Two queries for each team."""

    def __init__(self, employee_ids: Collection[int], day: date) -> None:
        self._teams = team_on(employee_ids, day)
        self._leaders = {team: [one.employee for one in leading(team, day)] for team in set(self._teams.values())}

    def next_level(self, employee_id: int, *, beyond: Collection[int] = ()) -> Employee | None:
        """The nearest leader of this person, never the person, who is not among `beyond`."""
        leaders = self._leaders.get(self._teams.get(employee_id, 0), ())
        return next((one for one in leaders if one.pk != employee_id and one.pk not in beyond), None)
