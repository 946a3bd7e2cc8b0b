"""What the law asks a month to pay, for each of some people: by their contract, their region and their hours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dengta.domains.goals.models import FixedPer, PayBase, WorkedHours
from dengta.domains.people.models import Employment, Membership, UnitClosure
from dengta.domains.people.selectors.labour_law import NATIONAL, law_at
from dengta.engines.labour_law.china.minimum_wage import FloorFacts, WageFloor
from dengta.engines.labour_law.china.minimum_wage import floor as minimum_wage
from dengta.engines.labour_law.decision import Decision

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Floor:
    """What a month must pay where somebody works; None where a figure or the hours are not known. `said`: how it came
    about and by which articles, in each language."""

    region: str
    amount: Decimal | None
    by_hour: bool = False
    hours: Decimal | None = None
    said: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    @property
    def lacks_hours(self) -> bool:
        """Whether it is unknown because nobody entered the hours."""
        return self.by_hour and self.hours is None


def floors_of(employee_ids: Collection[int], on: date) -> dict[int, Floor]:
    """The least wage of the month of this day. Six queries, and one for each region."""
    regions, hours = _regions_of(employee_ids, on), hours_of(employee_ids, on)
    part_time = set(
        Employment.objects.on(on)
        .filter(employee__in=employee_ids, kind=Employment.Kind.PART_TIME)
        .values_list("employee_id", flat=True)
    )
    by_hour = set(
        PayBase.objects.on(on)
        .filter(employee__in=employee_ids, fixed_per=FixedPer.HOUR)
        .values_list("employee_id", flat=True)
    )
    laws = {region: law_at(region, on=on) for region in set(regions.values())}
    found, known = {}, {}
    for one in employee_ids:
        region = regions[one]
        facts = FloorFacts(part_time=one in part_time, by_hour=one in by_hour, hours=hours.get(one))
        if (region, facts) not in known:
            known[region, facts] = _floor(region, facts, minimum_wage(facts, on=on, law=laws[region]))
        found[one] = known[region, facts]
    return found


def _floor(region: str, facts: FloorFacts, decision: Decision[WageFloor]) -> Floor:
    said: dict[str, Any] = {
        language: {
            "steps": [step.said(language) for step in decision.steps],
            "articles": [article.said(language) for article in decision.articles],
        }
        for language in LANGUAGES
    }
    held_to_hours = facts.part_time or facts.by_hour
    return Floor(region, decision.value.amount, held_to_hours, facts.hours if held_to_hours else None, said)


def _regions_of(employee_ids: Collection[int], on: date) -> dict[int, str]:
    """The region of the unit, or of the nearest above that names one."""
    homes = dict(Membership.objects.on(on).filter(employee__in=employee_ids).values_list("employee_id", "unit_id"))
    above = UnitClosure.objects.on(on).filter(descendant__in=set(homes.values())).exclude(ancestor__region="")
    regions: dict[int, str] = {}
    for unit_id, region in above.order_by("depth").values_list("descendant_id", "ancestor__region"):
        regions.setdefault(unit_id, region)
    return {one: regions.get(homes.get(one, 0), NATIONAL) for one in employee_ids}


def hours_of(employee_ids: Collection[int], on: date) -> dict[int, Decimal]:
    """The hours of the month of this day, of those for whom they are on record. One query."""
    rows = WorkedHours.objects.filter(employee__in=employee_ids, month=on.replace(day=1))
    return dict(rows.values_list("employee_id", "hours"))
