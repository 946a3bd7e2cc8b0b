"""Times for 1:1s and meetings in the quiet intervals of the days ahead: proposals, which a leader takes or changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from dengta.domains.communication.models import Meeting, OneOnOne
from dengta.domains.communication.selectors.cadence import Rhythm, rhythms
from dengta.domains.communication.selectors.clock import day_of, start_of
from dengta.domains.communication.selectors.crews import members, teams_led
from dengta.domains.communication.selectors.one_on_ones import people
from dengta.domains.communication.selectors.pairs import reports_of
from dengta.domains.communication.selectors.quiet_times import covered, moment_of, provided, quarter_of
from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.engines.placing import Floor, Gathering, Wish, gather, place
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.calendar.days import WORKED, days_between

# A talk of ten minutes takes the quarter it lies in.
TALK_LENGTH = timedelta(minutes=15)
# Nobody is called to a talk that begins at once.
EARLIEST = timedelta(hours=1)
WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """When the leader is there for talks, on working days."""

    begins: time = time(9)
    ends: time = time(18)


@dataclass(frozen=True)
class Proposal:
    """A talk that is due, and a time for it: none where nobody can be spared while both are there. `left`: how many
    people more than needed are still at the contacts meanwhile."""

    employee: Employee
    rhythm: Rhythm
    at: datetime | None
    left: int | None


def propose_talks(actor: Actor, hours: Hours, *, now: datetime) -> list[Proposal]:
    """A time in the coming week for everybody whose direct leader the reader is and with whom none is agreed: first
    those with a time, in its order, then the others. Without anybody who knows quiet times none has one."""
    today, me = day_of(now), facts_of(actor).employee_id or 0
    reports = reports_of(actor, today)
    listed: QuerySet[Any, Any] = people(reports, me, today=today)
    rows = list(listed.filter(next_pk=None).order_by("last_on", "pinyin", "pk"))
    last = {row.pk: row.last_on for row in rows}
    known = rhythms({row.pk: reports[row.pk] for row in rows}, today=today, last=last)
    floor = _floor(actor, [*last, me], hours, first=now + EARLIEST, last=now + WEEK, host=me)
    wishes = [Wish(who, (me, who), (one.since + WEEK).toordinal()) for who, one in known.items()]
    placed = place(wishes, floor) if floor else {}
    found = [
        Proposal(row, known[row.pk], moment_of(there.start), None if there.left is None else int(there.left))
        if (there := placed.get(row.pk))
        else Proposal(row, known[row.pk], None, None)
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.at is None, one.at or now))


@dataclass(frozen=True)
class Offer:
    """Quiet times for a meeting, at most three, of a team of so many people, and in a sentence what they rest on."""

    times: Sequence[tuple[datetime, Gathering]]
    crew: int
    basis: str | Promise


def propose_meeting(actor: Actor, meeting: Meeting, hours: Hours, *, now: datetime) -> Offer:
    """Better times for a meeting of a team, within three days before and after its day. The reader is its host."""
    first = max(now + EARLIEST, start_of(meeting.held_on - 3 * ONE_DAY))
    lasting = timedelta(minutes=meeting.minutes_long)
    return _gathered(actor, meeting.unit_id, hours, first=first, day=meeting.held_on, lasting=lasting, besides=meeting)


def propose_new_meeting(actor: Actor, unit: Unit, hours: Hours, *, lasting: timedelta, now: datetime) -> Offer:
    """Times in the coming week for a meeting of a team that is not called yet. The reader is its host."""
    return _gathered(actor, unit.pk, hours, first=now + EARLIEST, day=day_of(now), lasting=lasting)


def _gathered(
    actor: Actor,
    unit_id: int,
    hours: Hours,
    *,
    first: datetime,
    day: date,
    lasting: timedelta,
    besides: Meeting | None = None,
) -> Offer:
    """Within a week from `first`, for whoever is of the team on `day`."""
    me, source = facts_of(actor).employee_id, provided()
    if me is None or source is None:
        return Offer([], 0, "")
    crew = list(members(unit_id, day).values_list("pk", flat=True))
    floor = _floor(actor, [*crew, me], hours, first=first, last=first + WEEK, host=me, besides=besides)
    quarters = -(-lasting // TALK_LENGTH)
    found = gather(crew, floor, host=me, quarters=quarters) if floor else []
    return Offer([(moment_of(one.start), one) for one in found], len(crew), source.basis)


def _floor(
    actor: Actor,
    people_ids: Collection[int],
    hours: Hours,
    *,
    first: datetime,
    last: datetime,
    host: int,
    besides: Meeting | None = None,
) -> Floor | None:
    """The days ahead as the room above knows them, without what is agreed already; the host's hours are as said."""
    source = provided()
    if source is None:
        return None
    known = source.floor(actor, people_ids, quarter_of(first) + 1, quarter_of(last))
    free = {**known.free, host: frozenset(_own_hours(hours, first, last))}
    taken = _taken(actor, people_ids, first, last, host=host, besides=besides)
    return Floor({who: quarters - taken[who] for who, quarters in free.items()}, known.group, known.spare)


def _own_hours(hours: Hours, first: datetime, last: datetime) -> Iterable[int]:
    days = days_between(start=day_of(first), end=day_of(last) + ONE_DAY)
    worked = [day for day, known in days.items() if known.kind in WORKED]
    within = range(quarter_of(first) + 1, quarter_of(last))
    for day in worked:
        for quarter in covered(_at(day, hours.begins), _at(day, hours.ends)):
            if quarter in within:
                yield quarter


def _at(day: date, clock: time) -> datetime:
    return start_of(day).replace(hour=clock.hour, minute=clock.minute)


def _taken(
    actor: Actor, people_ids: Collection[int], first: datetime, last: datetime, *, host: int, besides: Meeting | None
) -> Mapping[int, set[int]]:
    """The quarters in which each of these people has a talk or a meeting. Five queries."""
    taken: dict[int, set[int]] = defaultdict(set)
    talks = OneOnOne.objects.filter(Q(employee__in=people_ids) | Q(leader__in=people_ids), status="planned")
    talks = talks.filter(planned_for__gt=first - TALK_LENGTH, planned_for__lt=last)
    for employee, leader, at in talks.values_list("employee_id", "leader_id", "planned_for"):
        for who in (employee, leader):
            taken[who].update(covered(at, at + TALK_LENGTH))
    teams = team_on(people_ids, day_of(first))
    led = set(teams_led(actor, day_of(first)).values_list("pk", flat=True))
    meetings = Meeting.objects.filter(state=Meeting.State.OPEN, unit__in={*teams.values(), *led})
    meetings = meetings.exclude(pk=besides.pk if besides else 0)
    meetings = meetings.filter(starts_at__gt=first - ONE_DAY, starts_at__lt=last)
    for unit, start, minutes in meetings.values_list("unit_id", "starts_at", "minutes_long"):
        lasting = covered(start, start + timedelta(minutes=minutes))
        for who in people_ids:
            if teams.get(who) == unit or (who == host and unit in led):
                taken[who].update(lasting)
    return taken
