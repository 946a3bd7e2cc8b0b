"""Whom praise reaches in a team, and whether it is always the same few (R-081). It asks whoever leads, judges nobody,
and nobody is ranked by it."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.communication.selectors.shared_praise import Praise
from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.recognition.policies import praise as policies
from dengta.domains.recognition.selectors.praise import people_of
from dengta.engines.fairness import Spread, praise_spread, same_few
from dengta.foundation.access import Actor
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_081 = Rule("R-081", _("Every week a praise with a shared case, and not always for the same few"))
COVERAGE_WEEKS = Parameter(
    "recognition.praise_coverage_weeks", 8, _("Weeks in which everybody of a team should be praised at least once"),
    unit="weeks", check=lambda weeks: 4 <= weeks <= 26,
)  # fmt: skip
A_WEEK = timedelta(days=7)
# So many full weeks are looked at for the same few, and so few people are "the same few".
IN_A_ROW, FEW = 4, 2
NOBODY: frozenset[str] = frozenset()


class Ask(StrEnum):
    """What whoever leads the team is asked."""

    SAME_FEW = "same_few"
    NO_CASE = "no_case"
    UNEVEN = "uneven"


@dataclass(frozen=True)
class Week:
    """A week from Monday on: how many cases were shared, and with how many people."""

    monday: date
    cases: int
    people: int


@dataclass(frozen=True)
class Coverage:
    """A team and its praise of the last weeks."""

    unit: Unit
    since: date
    people: int
    reached: int
    spread: Spread
    weeks: tuple[Week, ...]
    same: tuple[Employee, ...]
    asks: tuple[Ask, ...]

    @property
    def per_cent(self) -> int:
        """How many of a hundred were praised."""
        return round(100 * self.reached / self.people) if self.people else 0


def teams(actor: Actor, day: date) -> QuerySet[Unit]:
    """The teams whose praise the reader looks after. One query."""
    return policies.see_coverage.scope(actor, open_teams(day)).order_by("name", "pk")


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def coverage(unit: Unit, day: date) -> Coverage:
    """Whom the praise of a team reaches, up to a day. Six queries."""
    since = day - COVERAGE_WEEKS.on(day) * A_WEEK
    ids = list(people_of(unit.pk, day).values_list("pk", flat=True))
    got = Counter(_praise_of(ids, since, day).values_list("receiver_id", flat=True))
    spread = praise_spread([got[pk] for pk in ids])
    named = _named_by_week(unit.pk, day)
    # In a team of two it is always the same two.
    same = repeated(named) if len(ids) > FEW else NOBODY
    first = monday_of(day) - COVERAGE_WEEKS.on(day) * A_WEEK
    weeks = tuple(
        Week(first + back * A_WEEK, len(named[first + back * A_WEEK]), len(set(named[first + back * A_WEEK])))
        for back in range(COVERAGE_WEEKS.on(day) + 1)
    )
    people = tuple(Employee.objects.filter(number__in=same).order_by("pinyin", "pk")) if same else ()
    asks = _asks(people=len(ids), same=same, last_week=weeks[-2], spread=spread)
    return Coverage(unit, since, len(ids), len(got), spread, weeks, people, asks)


def received(unit: Unit, day: date) -> QuerySet[Praise]:
    """The praise that `coverage` counts, row by row. Four queries."""
    ids = list(people_of(unit.pk, day).values_list("pk", flat=True))
    rows = _praise_of(ids, day - COVERAGE_WEEKS.on(day) * A_WEEK, day)
    return rows.select_related("giver", "receiver", "case")


def _praise_of(ids: Collection[int], since: date, day: date) -> QuerySet[Praise]:
    return Praise.objects.filter(taken_back_at=None, receiver__in=ids, given_on__gt=since, given_on__lte=day)


def repeated(named: "Named") -> frozenset[str]:
    """The same few of the last full weeks, where the rule asks about them. No query."""
    few = same_few([frozenset(named[monday]) for monday in named.last], most=FEW, in_a_row=IN_A_ROW)
    return few if R_081.warns(when=bool(few)) else NOBODY


class Named(defaultdict[date, list[str]]):
    """By Monday, the numbers of those who were praised with a case; `last` are the Mondays of the last full weeks."""

    def __init__(self, last: list[date]) -> None:
        super().__init__(list)
        self.last = last


def _named_by_week(unit_id: int, day: date) -> Named:
    this = monday_of(day)
    named = Named([this - back * A_WEEK for back in range(IN_A_ROW, 0, -1)])
    first = this - max(IN_A_ROW, COVERAGE_WEEKS.on(day)) * A_WEEK
    rows = Praise.objects.filter(unit=unit_id, case__isnull=False, taken_back_at=None)
    rows = rows.filter(given_on__gte=first, given_on__lte=day)
    for on, number in rows.values_list("given_on", "receiver__number"):
        named[monday_of(on)].append(number)
    return named


def _asks(*, people: int, same: frozenset[str], last_week: Week, spread: Spread) -> tuple[Ask, ...]:
    if not people:
        return ()
    found = [
        (Ask.SAME_FEW, bool(same)),
        (Ask.NO_CASE, R_081.warns(when=last_week.cases == 0)),
        (Ask.UNEVEN, R_081.warns(when=spread.uneven is True)),
    ]
    return tuple(ask for ask, is_asked in found if is_asked)


def without_praise(unit: Unit, day: date) -> QuerySet[Employee]:
    """Who of a team got no praise in the last weeks, with the day of the last one and since when they are in the team;
    by name, never by number of praises. Four queries."""
    since = day - COVERAGE_WEEKS.on(day) * A_WEEK
    received = Praise.objects.filter(receiver=OuterRef("pk"), taken_back_at=None).order_by().values("receiver")
    joined = Membership.objects.on(day).filter(employee=OuterRef("pk"), unit=unit.pk).values("valid_from")
    rows = people_of(unit.pk, day).annotate(
        last_praised=Subquery(received.annotate(last=Max("given_on")).values("last")[:1]),
        joined=Subquery(joined[:1]),
    )
    return rows.filter(Q(last_praised=None) | Q(last_praised__lte=since))
