"""Which team an agent belonged to on a day: asked for whole batches of facts at once."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from dengta.domains.people.models import Membership


class TeamsByDay:
    """The dated teams of some agents. Two days of one agent may give two teams."""

    def __init__(self, agent_ids: Iterable[int]) -> None:
        self._starts: dict[int, list[date]] = defaultdict(list)
        self._teams: dict[int, list[tuple[date | None, int]]] = defaultdict(list)
        memberships = Membership.objects.filter(employee_id__in=set(agent_ids)).order_by("employee_id", "valid_from")
        for agent_id, start, end, unit_id in memberships.values_list(
            "employee_id", "valid_from", "valid_to", "unit_id"
        ):
            self._starts[agent_id].append(start)
            self._teams[agent_id].append((end, unit_id))

    def on(self, agent_id: int, day: date) -> int | None:
        """The team on that day; None for somebody who belonged to none."""
        place = bisect_right(self._starts.get(agent_id, []), day) - 1
        if place < 0:
            return None
        end, unit_id = self._teams[agent_id][place]
        return unit_id if end is None or day < end else None
