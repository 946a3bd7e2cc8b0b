"""What imports of the service room look up: people, queues, topics, within the branch of who imports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.people.selectors.people import Directory
from dengta.domains.service import policies
from dengta.domains.service.models import ContactType, Queue, Source
from dengta.domains.service.services.teams import TeamsByDay
from dengta.foundation.imports import Context


class AgentFinder:
    """Finds agents by staff number, then mail, then, when the importer said so, by a name that only one of them has."""

    def __init__(self, units: frozenset[int] | None, source: str, *, by_name: bool) -> None:
        self._source, self._by_name = source, by_name
        people = Employee.objects.all()
        if units is not None:
            people = people.filter(pk__in=Membership.objects.filter(unit_id__in=units).values("employee_id"))
        self._people = Directory(people)

    def find(self, cell: str) -> int | None:
        """The agent meant by a cell, or None."""
        found = self._people.find(cell)
        if found.by != "number":
            # A placeholder made for this very cell is as good as a number; a mail and a name come after it.
            placeholder = self._people.find(self.placeholder_number(cell))
            found = placeholder if placeholder.by == "number" else found
        return found.only if found.by != "name" or self._by_name else None

    def placeholder_number(self, cell: str) -> str:
        """The staff number that a created placeholder gets: it is found again by it, and nobody else has it."""
        return f"{self._source}:{cell.strip()}"[:40]

    def learn(self, cell: str, agent_id: int) -> None:
        """Remember an agent just created."""
        self._people.learn(self.placeholder_number(cell), agent_id)

    @property
    def ids(self) -> set[int]:
        """Everybody who can be found."""
        return self._people.ids


@dataclass
class Lookups:
    """Everything one chunk needs; `units` is None where the whole organisation is open."""

    ctx: Context
    units: frozenset[int] | None
    home: Unit | None
    source: Source | None
    agents: AgentFinder
    queues: dict[str, int]
    types: dict[str, int]
    teams: dict[str, int]
    # Where people belonged on a day, and what has ever stood in the branch; None where the organisation is open.
    places: TeamsByDay | None
    branch: frozenset[int]

    @property
    def creates_agents(self) -> bool:
        """Whether unknown agents become placeholders."""
        return self.ctx.answers.get("unknown_agents") == "create"

    @property
    def is_of_another_branch(self) -> bool:
        """Whether the source of this name belongs to somebody else, whose facts are not to be written."""
        return self.units is not None and self.source is not None and self.source.unit_id not in self.units

    def agent_on(self, cell: str, day: date) -> int | None:
        """The agent meant by a cell, unless a team of another branch had them on that day."""
        agent = self.agents.find(cell)
        team = self.places.on(agent, day) if agent is not None and self.places is not None else None
        return None if team is not None and team not in self.branch else agent

    def queue_of(self, name: str | None) -> int | None:
        """The queue of this name; without a name the one of the source."""
        return self.queues.get((name or self.ctx.source).strip().casefold())

    def type_of(self, *path: str | None) -> int | None:
        """The topic at the end of the path that is given."""
        return self.types.get(type_code(*path))


def type_code(*path: str | None) -> str:
    """The code of a topic: its path from the top."""
    return "/".join(part.strip() for part in path if part and part.strip())[:120]


def load(ctx: Context) -> Lookups:
    """The lookups of a chunk. Nine queries."""
    allowed = Unit.objects.all() if ctx.by is None else policies.import_facts.scope(ctx.by, Unit.objects.all())
    open_units = list(allowed.filter(closed_on__isnull=True))
    units = None if ctx.by is None else frozenset(unit.pk for unit in open_units)
    queues = Queue.objects.all() if units is None else Queue.objects.filter(unit_id__in=units)
    names: dict[str, int] = {}
    for pk, code, name in queues.order_by("-pk").values_list("pk", "code", "name"):
        names[name.casefold()] = names[code.casefold()] = pk
    agents = AgentFinder(units, ctx.source, by_name=ctx.answers.get("by_name") == "yes")
    ever = UnitClosure.objects.filter(ancestor_id__in=units or ()).values_list("descendant_id", flat=True)
    return Lookups(
        ctx=ctx,
        units=units,
        home=_top(open_units),
        source=Source.objects.filter(name=ctx.source).first(),
        agents=agents,
        queues=names,
        types=dict(ContactType.objects.values_list("code", "pk")),
        teams={
            key: unit.pk
            for unit in open_units
            if unit.kind == Unit.Kind.TEAM
            for key in (unit.code.casefold(), unit.name.casefold())
        },
        places=None if units is None else TeamsByDay(agents.ids),
        branch=frozenset(ever),
    )


def _top(units: Iterable[Unit]) -> Unit | None:
    """The highest unit among them: where new queues, teams and sources go."""
    ids = {unit.pk: unit for unit in units}
    above = dict.fromkeys(ids, 0)
    pairs = UnitClosure.objects.filter(Q(descendant_id__in=ids), Q(ancestor_id__in=ids), depth__gt=0)
    for descendant in pairs.values_list("descendant_id", flat=True):
        above[descendant] += 1
    return min(ids.values(), key=lambda unit: (above[unit.pk], unit.pk), default=None)
