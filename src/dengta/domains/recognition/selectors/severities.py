"""How often each leader measures severely, against the rest of the house (R-102, H7)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Membership, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES, nearest_leaders
from dengta.domains.recognition.models import Reflection
from dengta.domains.recognition.selectors.judged_days import quarter, quarter_of
from dengta.domains.recognition.selectors.measures_given import SevereGiven, severe_given
from dengta.engines.fairness import Severity, severity
from dengta.foundation.access import Role
from dengta.foundation.settings.parameters import Parameter

SEVERE_PER_20 = Parameter(
    "recognition.severe_per_20", 2, _("Severe measures for every 20 people of a quarter that start a reflection"),
    unit="measures", check=lambda count: 1 <= count <= 10,
)  # fmt: skip
TIMES_THE_HOUSE = Parameter(
    "recognition.severe_times_house", Decimal(2),
    _("More than so many times the severe measures of the rest of the house start a reflection"),
    unit="×", check=lambda times: Decimal("1.2") <= times <= 5,
)  # fmt: skip


@dataclass(frozen=True)
class LeaderSeverity:
    """A quarter of somebody who leads, against all others: the severe measures in the teams they lead as the nearest,
    or (`decides`) those they decided, among everybody below them. `newest` is when the last of these was decided."""

    leader: Employee
    units: frozenset[int]
    found: Severity
    newest: datetime | None
    decides: bool = False


@dataclass(frozen=True)
class _House:
    """All severe measures of a quarter and where people stood at its end."""

    given: Sequence[SevereGiven]
    sizes: Mapping[int, int]
    own: Mapping[int, int]
    day: date

    def judge(self, one: Employee, units: Set[int], theirs: Collection[SevereGiven], *, decides: bool = False) -> (
        LeaderSeverity
    ):  # fmt: skip
        """These measures of one leader, who are over these teams, against all others of the house."""
        people = sum(self.sizes.get(unit, 0) for unit in units)
        found = severity(
            len(theirs),
            # Nobody counts as led by themselves.
            people - (self.own.get(one.pk) in units),
            company_severe=len(self.given) - len(theirs), company_agents=sum(self.sizes.values()) - people,
            at_least=SEVERE_PER_20.on(self.day), times=float(TIMES_THE_HOUSE.on(self.day)),
        )  # fmt: skip
        newest = max((row.at for row in theirs), default=None)
        return LeaderSeverity(one, frozenset(units), found, newest, decides)


def by_leader(start: date, day: date) -> list[LeaderSeverity]:
    """Everybody who led in a quarter, and once more whoever decided severe measures beyond the teams they lead
    themselves: above a team lead, who decides none, nobody else would be asked. As of a day in it, by name. Eight
    queries."""
    span = quarter(start)
    last = min(span.last, day)
    given = severe_given(span.start, min(span.end, day + timedelta(days=1)))
    members = Membership.objects.on(last).order_by().values_list("unit")
    sizes = dict(members.annotate(n=Count("pk")))
    led = _led({*sizes, *(row.unit for row in given)}, last)
    who = Q(account__in=led) | Q(pk__in={row.decider for row in given})
    people = list(Employee.objects.filter(who).select_related("account").order_by("pinyin", "pk"))
    house = _House(given, sizes, _inside(people, last), last)
    below = _below([one.account_id for one in people if one.account_id], last)
    found: list[LeaderSeverity] = []
    for one in people:
        units = led.get(one.account_id or 0, set())
        there = [row for row in given if row.unit in units]
        if units:
            found.append(house.judge(one, units, there))
        decided = [row for row in given if row.decider == one.pk]
        reach = below.get(one.account_id or 0, set()) | {row.unit for row in decided}
        if decided and not (reach == units and decided == there):
            found.append(house.judge(one, reach, decided, decides=True))
    return found


def _led(units: Collection[int], day: date) -> Mapping[int, set[int]]:
    """Account → the units that somebody leads as the nearest. A measure counts for whoever leads where it happened."""
    led: dict[int, set[int]] = defaultdict(set)
    for unit, accounts in nearest_leaders(units, day).items():
        for account in accounts:
            led[account].add(unit)
    return led


def _below(accounts: Collection[int], day: date) -> Mapping[int, set[int]]:
    """Account → every unit below those for which they lead or answer. Two queries."""
    held = RoleGrant.objects.on(day).filter(account__in=accounts, role__in=(*LEADING_ROLES, Role.HR))
    grants = list(held.values_list("account_id", "unit_id"))
    reach: dict[int, set[int]] = defaultdict(set)
    lines = UnitClosure.objects.on(day).filter(ancestor__in={unit for _account, unit in grants})
    for over, unit in lines.values_list("ancestor_id", "descendant_id"):
        reach[over].add(unit)
    found: dict[int, set[int]] = defaultdict(set)
    for account, unit in grants:
        found[account] |= reach[unit]
    return found


def _inside(people: Collection[Employee], day: date) -> Mapping[int, int]:
    rows = Membership.objects.on(day).filter(employee__in=[one.pk for one in people])
    return dict(rows.values_list("employee_id", "unit_id"))


def reflections_of(quarter_start: date) -> Mapping[int, Reflection]:
    """Leader → their newest reflection of a quarter. One query."""
    return {one.leader_id: one for one in Reflection.objects.filter(quarter=quarter_start).order_by("pk")}


def reflection_open(leader_ids: Collection[int], day: date) -> bool:
    """Whether one of these leaders still owes a reflection on a day: until it is written, further severe measures of
    theirs need the next level. That of a quarter long over does not bind for ever. One query."""
    oldest = quarter_of(quarter_of(day) - timedelta(days=1))
    rows = Reflection.objects.filter(leader__in=leader_ids, answered_at=None, quarter__gte=oldest)
    return rows.filter(quarter__lte=day).exists()
