"""When teams can spare somebody, as the last weeks went: people at their contacts against the work there was.

Nothing here is a roster. A quarter of a weekday counts as it was at its worst in the last four weeks, so that a talk is
only proposed where it would have harmed nobody on any of these days.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.service import policies
from dengta.domains.service.models import AgentState, Contact
from dengta.engines.placing import Floor
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import ONE_DAY, day_bounds
from dengta.foundation.settings.parameters import Parameter

WEEKS = 4
# Fewer days of a kind than this are no habit.
FEWEST_DAYS = 2
# Less than half a person missing is no gap.
SHORT = 0.5
QUARTER_S, IN_A_DAY = 15 * 60, 96
MOST_OCCUPANCY = Parameter(
    "service.most_occupancy",
    Decimal("0.85"),
    _("How much of their time at the contacts people can be busy before somebody more is needed"),
    check=lambda share: Decimal("0.5") <= share <= 1,
)
State = AgentState.State
AT_CONTACTS = (State.AVAILABLE, State.HANDLING, State.WRAP)
Seconds = NDArray[np.float64]
_Span = tuple[float, float]


def floor_of(actor: Actor, employees: Collection[int], first: int, last: int) -> Floor:
    """What is known of the quarters [first, last): of each person when they usually are at work on that weekday, of
    their teams how many can be spared. Five queries."""
    today = timezone.localdate()
    teams = team_on(employees, today)
    present = _presence(actor, employees, today)
    spare = {
        team: {weekday: np.min(days, axis=0) for weekday, days in week.items()}
        for team, week in spare_people(actor, set(teams.values()), today=today).items()
    }
    free: dict[int, set[int]] = defaultdict(set)
    offered: dict[int, dict[int, float]] = defaultdict(dict)
    for quarter in range(first, last):
        weekday, place = _of_week(quarter)
        for who, habits in present.items():
            if habits[weekday][place]:
                free[who].add(quarter)
        for team, week in spare.items():
            if weekday in week:
                offered[team][quarter] = float(week[weekday][place])
    group = {who: team for who, team in teams.items() if who in present}
    return Floor({who: frozenset(quarters) for who, quarters in free.items()}, group, offered)


def spare_people(actor: Actor, teams: Collection[int], *, today: date) -> dict[int, dict[int, list[Seconds]]]:
    """By team and weekday: how many people more than needed were there in each quarter, of each such day. Less than
    nothing where some were missing; weekdays of which too little is known are left out. Three queries."""
    spans, worked = _spans(actor, teams, today)
    most = float(MOST_OCCUPANCY.on(today))
    by_weekday: dict[int, dict[int, list[Seconds]]] = defaultdict(lambda: defaultdict(list))
    for (team, day), people in spans.items():
        there, busy = np.zeros(IN_A_DAY), np.zeros(IN_A_DAY)
        for who, own in people.items():
            there += _by_quarter(day, own)
            busy += _by_quarter(day, worked.get((team, day), {}).get(who, ()))
        by_weekday[team][day.weekday()].append((there - busy / most) / QUARTER_S)
    return {
        team: {weekday: days for weekday, days in week.items() if len(days) >= FEWEST_DAYS}
        for team, week in by_weekday.items()
    }


@dataclass(frozen=True)
class Gap:
    """A stretch of a day in which people usually were missing at the contacts, and how many at its worst."""

    start: time
    end: time
    missing: float


def gaps_of(actor: Actor, team: int, day: date) -> list[Gap] | None:
    """The gaps that this weekday usually has, the widest first; None where too little is known to say. It is what the
    last weeks were like, not a roster. Three queries."""
    days = spare_people(actor, [team], today=day).get(team, {}).get(day.weekday())
    if days is None:
        return None
    usual = np.median(days, axis=0)
    gaps, start = [], None
    for place in range(IN_A_DAY + 1):
        short = place < IN_A_DAY and usual[place] <= -SHORT
        if short and start is None:
            start = place
        elif not short and start is not None:
            gaps.append(Gap(_clock(start), _clock(place), float(-usual[start:place].min())))
            start = None
    return sorted(gaps, key=lambda gap: (-gap.missing, gap.start))


def _clock(place: int) -> time:
    return time(place % IN_A_DAY // 4, place % 4 * 15)


_PerPerson = dict[tuple[int, date], dict[int, list[_Span]]]


def _spans(actor: Actor, teams: Collection[int], today: date) -> tuple[_PerPerson, _PerPerson]:
    """The time each person of these teams was at the contacts, and the time they were busy with one, as far as the
    reader may see sums of them."""
    since = today - timedelta(weeks=WEEKS)
    there: _PerPerson = defaultdict(lambda: defaultdict(list))
    busy: _PerPerson = defaultdict(lambda: defaultdict(list))
    states = AgentState.objects.filter(
        unit__in=teams, business_day__gte=since, business_day__lt=today, state__in=AT_CONTACTS
    )
    rows = policies.see_state_sums.aggregate_scope(actor, states).order_by()
    for team, day, who, state, start, end in rows.values_list(
        "unit_id", "business_day", "agent_id", "state", "start_at", "end_at"
    ):
        there[team, day][who].append((start.timestamp(), end.timestamp()))
        if state != State.AVAILABLE:
            busy[team, day][who].append((start.timestamp(), end.timestamp()))
    contacts = Contact.objects.filter(
        unit__in=teams, business_day__gte=since, business_day__lt=today, agent__isnull=False, handle_s__gt=0
    )
    taken = policies.see_open_sums.aggregate_scope(actor, contacts).order_by()
    for team, day, who, created, wait, handle in taken.values_list(
        "unit_id", "business_day", "agent_id", "created_at", "wait_s", "handle_s"
    ):
        taken_at = created.timestamp() + (wait or 0)
        busy[team, day][who].append((taken_at, taken_at + (handle or 0)))
    return there, busy


def _presence(actor: Actor, employees: Collection[int], today: date) -> dict[int, dict[int, NDArray[np.bool_]]]:
    """By person and weekday: the quarters in which they were at work on all of the last such days but one. Their own
    rows, so as far as the reader may see these. One query."""
    since = today - timedelta(weeks=WEEKS)
    rows = AgentState.objects.filter(agent__in=employees, business_day__gte=since, business_day__lt=today)
    spans: dict[int, dict[date, list[_Span]]] = defaultdict(lambda: defaultdict(list))
    own = policies.see_state_rows.scope(actor, rows).order_by()
    for who, day, start, end in own.values_list("agent_id", "business_day", "start_at", "end_at"):
        spans[who][day].append((start.timestamp(), end.timestamp()))
    return {who: _habits(days, today) for who, days in spans.items()}


def _habits(days: Mapping[date, Iterable[_Span]], today: date) -> dict[int, NDArray[np.bool_]]:
    """A day before the first that is known says nothing; one after it without any state was a day off."""
    first = min(days)
    known = [day for n in range(1, 7 * WEEKS + 1) if (day := today - n * ONE_DAY) >= first]
    habits = {}
    for weekday in range(7):
        such = [_by_quarter(day, days.get(day, ())) >= QUARTER_S * 2 / 3 for day in known if day.weekday() == weekday]
        needed = max(FEWEST_DAYS, len(such) - 1)
        habits[weekday] = np.sum(such, axis=0) >= needed if such else np.zeros(IN_A_DAY, dtype=bool)
    return habits


def _by_quarter(day: date, spans: Iterable[_Span]) -> Seconds:
    """How many seconds of each quarter of a day these spans cover together; two at once count once."""
    start = day_bounds(day, timezone.get_default_timezone())[0].timestamp()
    filled = np.zeros(IN_A_DAY)
    for begin, end in _merged(spans):
        low, high = max(0.0, begin - start), min(float(IN_A_DAY * QUARTER_S), end - start)
        for quarter in range(int(low // QUARTER_S), int(-(-high // QUARTER_S))):
            filled[quarter] += min(high, (quarter + 1) * QUARTER_S) - max(low, quarter * QUARTER_S)
    return filled


def _merged(spans: Iterable[_Span]) -> Iterator[_Span]:
    last: _Span | None = None
    for begin, end in sorted(spans):
        if last is not None and begin <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (begin, end)
    if last is not None:
        yield last


def _of_week(quarter: int) -> tuple[int, int]:
    """The weekday of a quarter by the clock of the house, and its place in that day."""
    local = timezone.localtime(datetime.fromtimestamp(quarter * QUARTER_S, tz=timezone.get_default_timezone()))
    return local.weekday(), local.hour * 4 + local.minute // 15
