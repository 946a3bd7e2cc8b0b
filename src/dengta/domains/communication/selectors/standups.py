"""Stand-ups that were held, those that are missing, and what stands in the way."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    DurationField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Blocker, Standup, StandupAnswer, StandupAttendance
from dengta.domains.communication.models.standups import FORGOTTEN_AFTER
from dengta.domains.communication.policies import standups as policies
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.foundation.access import EVERY_ROW, Actor, facts_of
from dengta.foundation.calendar.days import WORKED, days_between
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_026 = Rule("R-026", _("A stand-up every working day, no longer than it has to be"))
LONGEST = Parameter(
    "communication.standup_minutes",
    15,
    _("How long a stand-up may take before its minutes say that it was long"),
    unit="minutes",
    check=lambda minutes: 5 <= minutes <= 60,
)
# How far back missing stand-ups are pointed out: long enough for a weekend and a day off of the leader.
LOOKED_BACK = 7
ONE_DAY = timedelta(days=1)
# Which team met on which day.
Held = Collection[tuple[int, date]]


class Team(NamedTuple):
    """A team of the reader's; a row and no model, because a large house has hundreds.

    `manned_since`: before that day there was nobody to meet. `led`: the reader answers for it.
    """

    pk: int
    name: str
    manned_since: date | None
    led: bool


@dataclass(frozen=True)
class Missing:
    """A working day on which a team had no stand-up."""

    team: Team
    day: date


@dataclass(frozen=True)
class Overview:
    """Days without a stand-up, newest first, and the reader's own teams that have not met today."""

    missing: list[Missing]
    waiting: list[Team]


def history(actor: Actor) -> QuerySet[Standup]:
    """The stand-ups the reader may know of, with how many were there."""
    rows = policies.see.scope(actor, Standup.objects.all())
    in_time = When(ended_at__lte=F("started_at") + FORGOTTEN_AFTER, then=F("ended_at") - F("started_at"))
    # Counted for the lines of a page alone: joined and grouped it would be counted for the history of the house.
    present = StandupAttendance.objects.filter(standup=OuterRef("pk"))
    there = present.order_by().values("standup").annotate(n=Count("pk"))
    return rows.select_related("unit", "leader").annotate(
        there=Coalesce(Subquery(there.values("n")), 0), took=Case(in_time, output_field=DurationField())
    )


def that_count(actor: Actor, *, since: date, today: date) -> QuerySet[Standup]:
    """The stand-ups known to the reader that were held: ended ones, and the one that runs today."""
    held = Q(ended_at__isnull=False) | Q(day=today)
    return policies.see.scope(actor, Standup.objects.filter(held, day__gte=since, day__lte=today))


def met_on(actor: Actor, days: Sequence[date], *, today: date) -> Held:
    """Which teams known to the reader met on which of these days, which are in their order. One query, with one row for
    each team: its number has a bit for each day, because a large house has thousands of stand-ups a week."""
    if not days:
        return set()
    bits = [When(day=day, then=1 << place) for place, day in enumerate(days)]
    rows = that_count(actor, since=days[0], today=today).order_by().values_list("unit")
    met = rows.annotate(days=Sum(Case(*bits, default=0, output_field=IntegerField())))
    return {(unit, day) for unit, known in met for place, day in enumerate(days) if known >> place & 1}


def left_running(now: datetime) -> QuerySet[Standup]:
    """Those of a day that is over which nobody ended; one that began just before midnight may still run."""
    rows = Standup.objects.filter(ended_at__isnull=True, day__lt=day_of(now), started_at__lt=now - FORGOTTEN_AFTER)
    return rows.order_by("day", "pk")


def teams_seen(actor: Actor) -> list[Team]:
    """The teams whose stand-ups the reader may know of, by name. One query."""
    members = Membership.objects.filter(unit=OuterRef("pk"), valid_to__isnull=True)
    own = policies.lead.condition(actor)
    teams = policies.see_team.scope(actor, Unit.objects.filter(kind=Unit.Kind.TEAM, closed_on__isnull=True))
    rows = teams.annotate(
        manned_since=Subquery(members.order_by("valid_from").values("valid_from")[:1]),
        led=Value(value=True) if own == EVERY_ROW else Case(When(own, then=True), default=False),
    )
    rows = rows.order_by("name", "pk")
    return [Team(*row) for row in rows.values_list("pk", "name", "manned_since", "led")]


def led_among(seen: Iterable[Team]) -> list[Team]:
    """Those of the teams `seen` that the reader answers for and in which somebody works."""
    return [team for team in seen if team.led and team.manned_since]


def overview(actor: Actor, seen: Iterable[Team], *, today: date) -> Overview:
    """What is missing in the week before `today`, and what still waits today, in those of the teams `seen` that the
    reader answers for.

    A rest day and a holiday need no stand-up, a make-up Saturday does. Three queries; none for whoever leads
    nothing.
    """
    teams = led_among(seen)
    if not teams:
        return Overview([], [])
    first = today - timedelta(days=LOOKED_BACK)
    days = days_between(start=first, end=today + ONE_DAY)
    worked = [day for day, known in days.items() if known.kind in WORKED]
    held = met_on(actor, worked, today=today)
    gaps = [Missing(team, day) for day in reversed(worked) for team in teams if _is_missing(team, day, held)]
    if not R_026.warns(when=bool(gaps)):
        return Overview([], [])
    own = {role.unit_id for role in facts_of(actor).roles if role.role in LEADING_ROLES}
    return Overview(
        missing=[gap for gap in gaps if gap.day < today],
        waiting=[gap.team for gap in gaps if gap.day == today and gap.team.pk in own],
    )


def _is_missing(team: Team, day: date, held: Held) -> bool:
    return team.manned_since is not None and team.manned_since <= day and (team.pk, day) not in held


def is_long(standup: Standup) -> bool:
    """Whether it took longer than agreed: said in the minutes, not held against anybody."""
    minutes = standup.minutes
    return minutes is not None and R_026.warns(when=minutes > LONGEST.on(standup.day))


def of_day(unit: Unit, day: date) -> Standup | None:
    """The stand-up of this team on this day."""
    return Standup.objects.filter(unit=unit, day=day).select_related("leader", "unit").first()


def members_on(unit: Unit, day: date) -> QuerySet[Employee]:
    """Who belongs to the team on that day and is at work, by name; with their account."""
    members = Membership.objects.on(day).filter(unit=unit).values("employee_id")
    active = Employee.objects.filter(pk__in=members, status=Employee.Status.ACTIVE)
    return active.select_related("account").order_by("pinyin", "pk")


def round_of(unit: Unit, day: date) -> list[tuple[Employee, StandupAnswer | None]]:
    """Everybody of the team with what they said to the three questions beforehand, if they did. Two queries."""
    said = {one.employee_id: one for one in StandupAnswer.objects.filter(unit=unit, day=day)}
    return [(one, said.get(one.pk)) for one in members_on(unit, day)]


def answers_of(standup: Standup) -> list[StandupAnswer]:
    """What was said beforehand to the three questions of that day, by name. One query."""
    rows = StandupAnswer.objects.filter(unit=standup.unit_id, day=standup.day).select_related("employee")
    return list(rows.order_by("employee__pinyin", "pk"))


def own_answer(actor: Actor, unit: Unit, day: date) -> StandupAnswer | None:
    """What the reader said already. One query."""
    return StandupAnswer.objects.filter(unit=unit, day=day, employee_id=facts_of(actor).employee_id or 0).first()


def open_blockers(unit: Unit) -> list[Blocker]:
    """What stands in the way of this team, the oldest first. One query."""
    rows = Blocker.objects.filter(unit=unit, closed_at__isnull=True)
    return list(rows.select_related("owner", "raised_by").order_by("raised_at", "pk"))


def blockers_seen(actor: Actor) -> QuerySet[Blocker]:
    """The blockers of teams the reader may know of."""
    return policies.see_blockers.scope(actor, Blocker.objects.all()).select_related("unit", "owner", "raised_by")


def last_solved(unit: Unit) -> Blocker | None:
    """The newest blocker that somebody closed since the last stand-up: a fair start for praise and lesson."""
    last = Standup.objects.filter(unit=unit).order_by("-day").values_list("started_at", flat=True).first()
    since = Q(closed_at__gt=last) if last else Q(closed_at__isnull=False)
    return Blocker.objects.filter(since, unit=unit).select_related("owner").order_by("-closed_at", "-pk").first()


def with_people(standup: Standup) -> Standup:
    """The same with who was there and what was added later, for its minutes."""
    rows = Standup.objects.select_related("unit", "leader").prefetch_related("attendance__employee", "addenda__by")
    return rows.get(pk=standup.pk)
