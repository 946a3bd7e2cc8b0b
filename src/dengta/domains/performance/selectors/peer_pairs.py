"""Who is asked about whom: a rule that can be repeated, and that asks as much of everybody."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from numpy.random import Generator, default_rng

from dengta.domains.people.models import Employee, Membership, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES, units_below
from dengta.foundation.settings.parameters import Parameter

DAYS_TOGETHER = Parameter(
    "performance.peer_days_together",
    14,
    _("Days in the same team from which on colleagues are asked about each other"),
    unit="days",
    check=lambda days: 1 <= days <= 90,
)
Colleagues = Mapping[int, set[int]]


def colleagues(unit_id: int, first: date, last: date) -> dict[int, set[int]]:
    """Of each person who worked in this unit in these days, the colleagues of the same team; nobody whom they lead or
    who leads them. People who are at work today and can sign in. Four queries."""
    after = last + timedelta(days=1)
    units = units_below([unit_id], last)
    rows = Membership.objects.overlapping(first, after).filter(
        unit__in=units, employee__status=Employee.Status.ACTIVE, employee__account__is_active=True
    )
    teams: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    for team, person, start, end in rows.order_by("employee_id", "valid_from").values_list(
        "unit_id", "employee_id", "valid_from", "valid_to"
    ):
        teams[team].append((person, max(start, first), min(end or after, after)))
    led = _leading(list(teams), first, after)
    enough = DAYS_TOGETHER.on(last)
    found: dict[int, set[int]] = {person: set() for lines in teams.values() for person, _start, _end in lines}
    for lines in teams.values():
        for one, start, end in lines:
            for other, begins, ends in lines:
                if one != other and (min(end, ends) - max(start, begins)).days >= enough:
                    found[one].add(other)
    below = {leader: {p for team in units_led for p, *_days in teams[team]} for leader, units_led in led.items()}
    for leader, people in below.items():
        for person in people & found.keys():
            found[person].discard(leader)
            found.get(leader, set()).discard(person)
    return {person: others for person, others in found.items() if others}


def _leading(teams: Collection[int], first: date, after: date) -> dict[int, set[int]]:
    """Of everybody who led one of these teams, or a unit above, in these days: the teams. Two queries."""
    above: dict[int, set[int]] = defaultdict(set)
    for unit, team in (
        UnitClosure.objects.overlapping(first, after)
        .filter(descendant__in=teams)
        .values_list("ancestor_id", "descendant_id")
    ):
        above[unit].add(team)
    grants = RoleGrant.objects.overlapping(first, after).filter(unit__in=above, role__in=LEADING_ROLES)
    found: dict[int, set[int]] = defaultdict(set)
    for leader, unit in grants.filter(account__employee__isnull=False).values_list("account__employee", "unit_id"):
        found[leader] |= above[unit]
    return found


def pairs(people: Colleagues, *, each: int, seed: int) -> list[tuple[int, int]]:
    """(rater, rated): everybody is asked about `each` colleagues and is rated by as many, as far as there are some.

    Turn by turn everybody is given one colleague whom nobody else is given in that turn; the same seed gives the same.
    """
    chance = default_rng(seed)
    left = {rater: set(others) for rater, others in sorted(people.items())}
    found: list[tuple[int, int]] = []
    for _turn in range(each):
        for rated, rater in sorted(_one_each(left, chance).items()):
            left[rater].discard(rated)
            found.append((rater, rated))
    return found


def _one_each(left: Mapping[int, set[int]], chance: Generator) -> dict[int, int]:
    """As many raters as possible with one colleague each, nobody twice: rated to rater."""
    given: dict[int, int] = {}
    raters = [int(one) for one in chance.permutation(sorted(left))]
    wishes = {rater: [int(one) for one in chance.permutation(sorted(left[rater]))] for rater in raters}

    def find(rater: int, seen: set[int]) -> bool:
        for rated in wishes[rater]:
            if rated in seen:
                continue
            seen.add(rated)
            if rated not in given or find(given[rated], seen):
                given[rated] = rater
                return True
        return False

    for rater in raters:
        find(rater, set())
    return given
