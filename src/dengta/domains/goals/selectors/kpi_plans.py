"""Which KPIs judge somebody, with which weights, and how they score: what an appraisal reads (B4, R-009)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.urls import reverse

from dengta.domains.goals.models import KpiPlan, KpiWeight
from dengta.domains.goals.models.published import Published
from dengta.domains.goals.selectors.like_with_like import LikeWithLike, branches_of, like_with_like
from dengta.domains.goals.selectors.scoring import NOTHING, Reading, of_people, rows_url, score_of
from dengta.domains.people.models import Employee, Membership, UnitClosure
from dengta.domains.service.selectors.kpis import Unit, kpi_named


class Sort(StrEnum):
    """What a KPI is about; a plan needs efficiency, satisfaction and complaints (R-009)."""

    EFFICIENCY = "efficiency"
    SATISFACTION = "satisfaction"
    COMPLAINTS = "complaints"
    QUALITY = "quality"


_SORTS: Mapping[str, Sort] = {
    "csat": Sort.SATISFACTION, "nps": Sort.SATISFACTION, "ces": Sort.SATISFACTION, "fcr_survey": Sort.SATISFACTION,
    "csat_response": Sort.SATISFACTION, "complaint_rate": Sort.COMPLAINTS, "complaint_rate_agent": Sort.COMPLAINTS,
    "fcr": Sort.QUALITY, "repeat_rate": Sort.QUALITY, "reopen_rate": Sort.QUALITY, "transfer_rate": Sort.QUALITY,
    "reply_in_time": Sort.EFFICIENCY, "next_in_time": Sort.EFFICIENCY, "resolve_in_time": Sort.EFFICIENCY,
    "hold_share": Sort.EFFICIENCY, "paused_share": Sort.EFFICIENCY, "occupancy": Sort.EFFICIENCY,
}  # fmt: skip


def sort_of(kpi: str) -> Sort:
    """What this KPI is about. One that is not listed is efficiency where it counts time or volume, quality else."""
    if kpi in _SORTS:
        return _SORTS[kpi]
    return Sort.EFFICIENCY if kpi_named(kpi).unit in (Unit.SECONDS, Unit.COUNT) else Sort.QUALITY


@dataclass(frozen=True)
class Plan:
    """The plan in force for somebody: its KPIs with weights, and where everybody may read it."""

    plan_id: int
    title: str
    version: int
    weights: Mapping[str, Decimal]
    url: str


def plan_for(employee_id: int, on: date) -> Plan | None:
    """The published plan that judges this person on a day; None where none does. Five queries at most."""
    found = _plans_of([employee_id], on).get(employee_id)
    if found is None:
        return None
    weights = {one.kpi: one.weight for one in found.weights.all()}
    return Plan(found.pk, found.title, found.version, weights, reverse("kpi_plans:plan", args=[found.pk]))


def _plans_of(ids: Collection[int], on: date) -> dict[int, KpiPlan]:
    """The plan of each: of the own grade before one of all grades, of the nearest unit, the latest. Five queries."""
    homes = dict(Membership.objects.on(on).filter(employee__in=ids).values_list("employee_id", "unit_id"))
    grades = dict(Employee.objects.filter(pk__in=homes).values_list("pk", "grade"))
    depths: dict[int, dict[int, int]] = {unit: {unit: 0} for unit in homes.values()}
    pairs = UnitClosure.objects.on(on).filter(descendant__in=depths)
    for unit, above, depth in pairs.values_list("descendant_id", "ancestor_id", "depth"):
        depths[unit][above] = depth
    wanted = {above for ways in depths.values() for above in ways}
    begun = KpiPlan.objects.filter(unit__in=wanted, status=Published.Status.PUBLISHED, starts_on__lte=on)
    plans = list(begun.prefetch_related("weights"))
    found = {}
    for one, home in homes.items():
        ways = depths[home]
        mine = [plan for plan in plans if plan.unit_id in ways and plan.grade in ("", grades.get(one, ""))]
        if mine:
            found[one] = min(
                mine,
                key=lambda plan: (plan.grade == "", ways[plan.unit_id], -plan.starts_on.toordinal(), -plan.version),
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class KpiScore:
    """One KPI of one person in a period. `score` is None where the sample is too small to say anything.

    `score` runs linearly from 0 at the baseline to 100 at the target. It is that of the value compared like with like
    (`adjusted`) where the KPI is a share or mean of rows; that of the value itself where it is not (G12).
    """

    kpi: str
    weight: Decimal
    score: float | None
    value: float | None
    n: int
    minimum: int
    low: float | None
    high: float | None
    adjusted: LikeWithLike | None
    formula: str
    rows_url: str


def kpi_scores(employee_ids: Sequence[int], start: date, end: date) -> dict[int, list[KpiScore]]:
    """The scores of these people by the plan in force on the last day, both days included; who has no plan is left out.

    A few queries for each branch that has a plan of its own, however many people and KPIs.
    """
    plans = _plans_of(employee_ids, end)
    kpis = sorted({one.kpi for plan in plans.values() for one in plan.weights.all()})
    readings = of_people(list(plans), kpis, start, end, today=end)
    branches = branches_of({person: plan.unit_id for person, plan in plans.items()}, end)
    compared = like_with_like(branches, [kpi_named(kpi) for kpi in kpis], start, end)
    found: dict[int, list[KpiScore]] = {}
    for employee_id, plan in plans.items():
        mine, like, formula = readings.get(employee_id, {}), compared[employee_id], f"{plan.title} v{plan.version}"
        found[employee_id] = [
            _scored(one, mine.get(one.kpi, NOTHING), like.get(one.kpi), formula,
                    rows_url(one.kpi, start, end, agent=employee_id))
            for one in sorted(plan.weights.all(), key=lambda one: (-one.weight, one.kpi))
        ]  # fmt: skip
    return found


def _scored(one: KpiWeight, reading: Reading, adjusted: LikeWithLike | None, formula: str, url: str) -> KpiScore:
    score = None
    if reading.solid and reading.value is not None:
        counted = reading.value if adjusted is None else adjusted.value
        score = score_of(counted, baseline=one.baseline, target=one.target)
    return KpiScore(
        one.kpi, one.weight, score, reading.value, reading.n, reading.minimum, reading.low, reading.high, adjusted,
        formula, url,
    )  # fmt: skip
