"""Who is asked about which leader: everybody about the nearest ones above them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from dengta.domains.communication.selectors.chain import over
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import Leading, leading, units_below


@dataclass
class Led:
    """A leader with those who are asked; `unit` is the one led, `above` where the next level stands."""

    leader_id: int
    unit: int
    above: int
    raters: set[int] = field(default_factory=set)


def led_people(unit_id: int, day: date) -> list[Led]:
    """Every leader of this unit and below who leads somebody, with the people led. Two queries for each team."""
    units = units_below([unit_id], day)
    rows = Membership.objects.on(day).filter(
        unit__in=units, employee__status=Employee.Status.ACTIVE, employee__account__is_active=True
    )
    teams: dict[int, list[int]] = defaultdict(list)
    for team, person in rows.order_by("unit_id", "employee_id").values_list("unit_id", "employee_id"):
        teams[team].append(person)
    found: dict[int, Led] = {}
    for team, people in teams.items():
        above = leading(team, day)
        for person in people:
            for one in _nearest(person, above, units):
                place = found.setdefault(one.employee.pk, Led(one.employee.pk, one.unit_id, _next(one, above)))
                place.raters.add(person)
    return [found[key] for key in sorted(found)]


def _nearest(person: int, above: list[Leading], units: frozenset[int]) -> list[Leading]:
    """The nearest leaders over this person: all who stand on the lowest step above."""
    higher = over([person], above)
    lowest = [one for one in higher if (one.depth, one.role) == (higher[0].depth, higher[0].role)]
    return [one for one in lowest if one.unit_id in units]


def _next(one: Leading, above: list[Leading]) -> int:
    """The unit at which whoever leads this leader stands; the own one where there is nobody."""
    higher = over([one.employee.pk], above)
    return higher[0].unit_id if higher else one.unit_id
