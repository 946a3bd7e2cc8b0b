"""How often each leader measures severely, against the rest of the house (R-102, H7)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.recognition.models import Reflection
from dengta.domains.recognition.selectors.judged_days import quarter, quarter_of
from dengta.domains.recognition.selectors.measures_given import severe_by_unit
from dengta.engines.fairness import Severity, severity
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
    """A leader’s quarter: severe measures in the teams led, against all others."""

    leader: Employee
    units: frozenset[int]
    found: Severity


def by_leader(start: date, day: date) -> list[LeaderSeverity]:
    """Everybody who led in a quarter, as of a day in it; by name. Six queries."""
    span = quarter(start)
    last = min(span.last, day)
    severe = severe_by_unit(span.start, min(span.end, day + timedelta(days=1)))
    members = Membership.objects.on(last).order_by().values_list("unit")
    sizes = dict(members.annotate(n=Count("pk")))
    led = _led({*sizes, *severe}, last)
    people = Employee.objects.filter(account__in=led).select_related("account").order_by("pinyin", "pk")
    own = _inside(people, last)
    agents: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for account, units in led.items():
        agents[account] = sum(sizes.get(unit, 0) for unit in units)
        counts[account] = sum(severe.get(unit, 0) for unit in units)
    house, all_severe = sum(sizes.values()), sum(severe.values())
    at_least, times = SEVERE_PER_20.on(last), float(TIMES_THE_HOUSE.on(last))
    return [
        LeaderSeverity(
            one,
            frozenset(led[one.account_id]),
            severity(
                counts[one.account_id],
                # Nobody counts as led by themselves.
                agents[one.account_id] - (own.get(one.pk) in led[one.account_id]),
                company_severe=all_severe - counts[one.account_id],
                company_agents=house - agents[one.account_id], at_least=at_least, times=times,
            ),
        )
        for one in people
        if one.account_id is not None
    ]  # fmt: skip


def _led(units: Collection[int], day: date) -> Mapping[int, set[int]]:
    """Account → the units that somebody leads as the nearest. A measure counts for whoever leads where it happened."""
    led: dict[int, set[int]] = defaultdict(set)
    for unit, accounts in nearest_leaders(units, day).items():
        for account in accounts:
            led[account].add(unit)
    return led


def _inside(people: Collection[Employee], day: date) -> Mapping[int, int]:
    rows = Membership.objects.on(day).filter(employee__in=[one.pk for one in people])
    return dict(rows.values_list("employee_id", "unit_id"))


def reflections_of(quarter_start: date) -> Mapping[int, Reflection]:
    """Leader → the reflection of a quarter. One query."""
    return {one.leader_id: one for one in Reflection.objects.filter(quarter=quarter_start)}


def reflection_open(leader_id: int, day: date) -> bool:
    """Whether a leader still owes a reflection on a day: until it is written, further severe measures of theirs need
    the next level. That of a quarter long over does not bind for ever. One query."""
    oldest = quarter_of(quarter_of(day) - timedelta(days=1))
    rows = Reflection.objects.filter(leader=leader_id, answered_at=None, quarter__gte=oldest)
    return rows.filter(quarter__lte=day).exists()
