"""Adding agent states: whole intervals, one at a time per agent, filed under the day the shift began."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, Min

from dengta.domains.people.models import Employee
from dengta.domains.service.models import AgentState, Contact, Dirty, Source
from dengta.domains.service.services.bulk import insert_objects
from dengta.domains.service.services.facts import marks_of
from dengta.domains.service.services.marks import Mark, mark_dirty
from dengta.domains.service.services.teams import TeamsByDay
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.zones import local_day
from dengta.foundation.errors import RuleViolation

# A longer gap ends the stretch of work; no stretch is longer than this, or a forgotten sign-off would swallow the week.
GAP = timedelta(hours=2)
LONGEST = timedelta(hours=16)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewState:
    """A stretch of time in one state; moments are aware, the interval is half-open."""

    agent: int
    state: int
    start_at: datetime
    end_at: datetime


@transaction.atomic
def add_states(*, source: Source, states: Sequence[NewState], origin: str, by: Actor | None = None) -> int:
    """Add states; returns how many. Refuses intervals that overlap one another or what is there (states_overlap)."""
    if not states:
        return 0
    by_agent: dict[int, list[NewState]] = defaultdict(list)
    for state in map(_in_utc, states):
        by_agent[state.agent].append(state)
    # Two imports about the same people take turns, so that each sees the intervals of the other.
    list(Employee.objects.select_for_update().filter(pk__in=by_agent).order_by("pk").values_list("pk"))
    zone, teams = ZoneInfo(source.time_zone), TeamsByDay(by_agent)
    first = min(state.start_at for new in by_agent.values() for state in new)
    last = max(state.end_at for new in by_agent.values() for state in new)
    stored = _around(by_agent, first, last)
    rows: list[AgentState] = []
    for agent, new in by_agent.items():
        for state, day in _filed(agent, new, stored.get(agent, []), zone):
            unit = teams.on(agent, day)
            rows.append(_row(source, state, unit if unit is not None else source.unit_id, day))
    insert_objects(AgentState, rows)
    marks: set[Mark] = {(Dirty.Kind.AGENT, row.agent_id, row.business_day) for row in rows}
    mark_dirty(marks | _redate_contacts(rows, zone), origin=origin)
    record(by, "service.states_added", source, rows=len(rows), origin=origin)
    return len(rows)


def _in_utc(state: NewState) -> NewState:
    """Between two moments of one zone Python subtracts the clocks on the wall: an hour off when they change."""
    return replace(state, start_at=state.start_at.astimezone(UTC), end_at=state.end_at.astimezone(UTC))


_Known = tuple[datetime, datetime, date]


def _around(agents: dict[int, list[NewState]], first: datetime, last: datetime) -> dict[int, list[_Known]]:
    """Intervals already stored that could touch the new ones, or belong to the same stretch of work."""
    found: dict[int, list[_Known]] = defaultdict(list)
    rows = AgentState.objects.filter(
        agent_id__in=agents,
        start_at__lt=last + GAP,
        end_at__gt=first - LONGEST,
        business_day__gte=(first - LONGEST).date(),
    ).order_by("agent_id", "start_at")
    for agent, start, end, day in rows.values_list("agent_id", "start_at", "end_at", "business_day"):
        found[agent].append((start, end, day))
    return found


def _filed(agent: int, new: list[NewState], stored: list[_Known], zone: ZoneInfo) -> Iterator[tuple[NewState, date]]:
    """The new intervals, each with the day on which its stretch of work began."""
    line: list[tuple[datetime, datetime, date | NewState]] = [*stored, *((s.start_at, s.end_at, s) for s in new)]
    session, previous_end = None, None
    for start, end, what in sorted(line, key=_start):
        if previous_end is not None and start < previous_end:
            raise RuleViolation("states_overlap", agent=agent, at=start.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"))
        if session is None or previous_end is None or start - previous_end > GAP or end - session[0] > LONGEST:
            session = (start, local_day(start, zone) if isinstance(what, NewState) else what)
        if isinstance(what, NewState):
            yield what, session[1]
        previous_end = end


def _start(part: tuple[datetime, datetime, object]) -> datetime:
    return part[0]


def _row(source: Source, state: NewState, unit_id: int, day: date) -> AgentState:
    return AgentState(
        source=source,
        agent_id=state.agent,
        unit_id=unit_id,
        state=state.state,
        start_at=state.start_at,
        end_at=state.end_at,
        seconds=round((state.end_at - state.start_at).total_seconds()),
        business_day=day,
    )


def _redate_contacts(rows: list[AgentState], zone: ZoneInfo) -> set[Mark]:
    """Contacts served after midnight move to the day their shift began, when the states arrive after them."""
    over_midnight = {(row.agent_id, row.business_day) for row in rows if local_day(row.end_at, zone) > row.business_day}
    if not over_midnight:
        return set()
    spans = (
        AgentState.objects.filter(
            agent_id__in={agent for agent, _day in over_midnight},
            business_day__in={day for _agent, day in over_midnight},
        )
        .values_list("agent_id", "business_day")
        .annotate(start=Min("start_at"), end=Max("end_at"))
        .order_by()
    )
    marks: set[Mark] = set()
    for agent, day, start, end in spans:
        late = Contact.objects.filter(agent_id=agent, created_at__gte=start, created_at__lt=end)
        late = late.filter(business_day__gt=day, business_day__lte=day + timedelta(days=1))
        moved = list(late)
        for contact in moved:
            marks |= marks_of(contact)
            contact.business_day = day
            marks |= marks_of(contact)
        Contact.objects.bulk_update(moved, ["business_day"], batch_size=500)
    return marks
