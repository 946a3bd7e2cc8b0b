"""What a file names and nobody knows yet: sources, queues, topics; agents and teams when the importer says so."""

from collections.abc import Iterable
from datetime import date

from dengta.domains.people.models import Unit
from dengta.domains.people.services.employment import hire_employee
from dengta.domains.people.services.membership import place
from dengta.domains.people.services.organisation import found_unit
from dengta.domains.service.imports.lookups import Lookups, type_code
from dengta.domains.service.models import ContactType, Queue, Source
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

# Files do not say since when somebody belongs to a team: as far back as they reach.
EVER = date(2000, 1, 1)


def the_source(lookups: Lookups) -> Source:
    """The source of this import, made at its first use in the branch of the importer."""
    if lookups.source is not None:
        return lookups.source
    if lookups.home is None:
        raise RuleViolation("import_without_unit")
    unknown = Source.UnknownAgents.CREATE if lookups.creates_agents else Source.UnknownAgents.QUARANTINE
    source, _created = Source.objects.get_or_create(
        name=lookups.ctx.source[:80],
        defaults={"unit": lookups.home, "time_zone": lookups.ctx.zone.key, "unknown_agents": unknown},
    )
    lookups.source = source
    return source


def add_queues(names: Iterable[str | None], lookups: Lookups) -> None:
    """Queues that the file names and nobody knows, under the unit of the importer."""
    source = the_source(lookups)
    for name in dict.fromkeys(name or lookups.ctx.source for name in names):
        if lookups.queue_of(name) is None:
            code = f"{source.pk}:{name.strip()}"[:60]
            queue = Queue.objects.create(code=code, name=name.strip()[:80], unit_id=source.unit_id)
            lookups.queues[name.strip().casefold()] = queue.pk


def add_types(paths: Iterable[tuple[str | None, str | None]], lookups: Lookups) -> None:
    """Topics that the file names and nobody knows, as a tree of two levels."""
    for top, below in dict.fromkeys(paths):
        parent = None
        for code, name in ((type_code(top), top), (type_code(top, below), below)):
            if name and name.strip() and code not in lookups.types:
                made = ContactType.objects.create(code=code, name=name.strip()[:80], parent_id=parent)
                lookups.types[code] = made.pk
            parent = lookups.types.get(code, parent)


def add_agents(named: Iterable[tuple[str, str | None, date]], lookups: Lookups) -> int:
    """Placeholders for agents nobody knows, each in the team the file names; returns how many were made."""
    source, made = the_source(lookups), 0
    for cell, team, day in named:
        if lookups.agents.find(cell) is not None:
            continue
        number = lookups.agents.placeholder_number(cell)
        agent = hire_employee(number=number, name=cell.strip()[:80], team=None, on=day, by=None)
        place(agent, unit=_team(team, source, lookups), on=EVER)
        lookups.agents.learn(cell, agent.pk)
        made += 1
    if made:
        record(lookups.ctx.by, "service.placeholders_made", source, agents=made)
    return made


def _team(name: str | None, source: Source, lookups: Lookups) -> Unit:
    """The team of this name in the branch; made when nobody knows it. Without a name the branch itself."""
    if not name or not name.strip():
        return Unit.objects.get(pk=source.unit_id)
    known = lookups.teams.get(name.strip().casefold())
    if known is not None:
        return Unit.objects.get(pk=known)
    parent = Unit.objects.get(pk=source.unit_id)
    code = f"{source.pk}:{name.strip()}"[:40]
    team = found_unit(kind=Unit.Kind.TEAM, code=code, name=name.strip()[:120], parent=parent, on=EVER, by=None)
    lookups.teams[name.strip().casefold()] = team.pk
    return team
