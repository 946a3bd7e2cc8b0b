"""A KPI plan from the draft to its publication: balanced before it judges anybody (B4, R-009)."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import KpiPlan, KpiWeight
from dengta.domains.goals.policies import kpi_plans as policies
from dengta.domains.goals.selectors.kpi_plans import Sort, sort_of
from dengta.domains.goals.selectors.scoring import measurable
from dengta.domains.goals.services.publishing import Versioned, starts_later
from dengta.domains.people.models import Account, Unit
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_009 = Rule(
    "R-009", _("KPI set contains efficiency, satisfaction and complaint measures; none above its highest weight")
)
HIGHEST_WEIGHT = Parameter(
    "goals.kpi_highest_weight", 50, _("Highest weight of one KPI in a plan"), unit="%", check=lambda n: 20 <= n <= 100
)
TIME_SHARE = Parameter(
    "goals.kpi_time_share",
    50,
    _("From this share on, time and volume in a KPI plan need a written reason"),
    unit="%",
    check=lambda n: 10 <= n <= 100,
)
NEEDED = (Sort.EFFICIENCY, Sort.SATISFACTION, Sort.COMPLAINTS)
WHOLE, HUNDRED = Decimal(1), Decimal(100)


def time_share(weights: Collection[KpiWeight]) -> Decimal:
    """How much of a plan is time and volume."""
    return sum((one.weight for one in weights if sort_of(one.kpi) is Sort.EFFICIENCY), Decimal(0))


def missing_sorts(weights: Collection[KpiWeight]) -> list[Sort]:
    """Which kinds of measures a plan lacks."""
    there = {sort_of(one.kpi) for one in weights}
    return [sort for sort in NEEDED if sort not in there]


def _check(row: KpiPlan, today: date) -> None:
    """Whole, balanced (R-009), with a reason where time outweighs quality (B4), beginning with a day to come."""
    weights = list(row.weights.all())
    total = sum((one.weight for one in weights), Decimal(0))
    if total != WHOLE:
        raise RuleViolation("goals.weights_not_whole", total=f"{total:.0%}")
    highest = max(weights, key=lambda one: one.weight)
    limit = HIGHEST_WEIGHT.on(today)
    R_009.refuse(
        when=highest.weight * HUNDRED > limit, code="goals.kpi_too_heavy", kpi=highest.kpi,
        weight=f"{highest.weight:.0%}", limit=f"{limit} %",
    )  # fmt: skip
    for sort in missing_sorts(weights):
        R_009.refuse(when=True, code=f"goals.kpi_lacks_{sort}")
    if time_share(weights) * HUNDRED > TIME_SHARE.on(today) and not row.reason.strip():
        raise RuleViolation("goals.time_outweighs_quality", share=f"{time_share(weights):.0%}")
    starts_later(row, today)


PLANS: Versioned[KpiPlan] = Versioned(KpiPlan, policies.write, policies.decide, "goals.kpi_plan", _check)


@transaction.atomic
def draft_plan(
    *, unit: Unit, title: str, starts_on: date, grade: str, by: Account, now: datetime, copy_of: int | None = None
) -> KpiPlan:
    """Begin a new version; with the KPIs of an older one where it is to be like that."""
    row = PLANS.begin(unit=unit, title=title, starts_on=starts_on, grade=grade.strip(), by=by, now=now)
    if copy_of is not None:
        for one in policies.visible(by).get(pk=copy_of).weights.order_by("pk"):
            one.pk, one.plan = None, row
            one.save(force_insert=True)
    return row


@transaction.atomic
def edit_plan(*, plan_id: int, by: Account, now: datetime, **fields: Any) -> KpiPlan:
    """Change title, grade, first day or reason of a draft."""
    row = PLANS.open_draft(plan_id, by=by)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(by, "goals.kpi_plan_edited", row)
    return row


@transaction.atomic
def put_weight(
    *, plan_id: int, kpi: str, weight: Decimal, baseline: float, target: float, by: Account, now: datetime
) -> KpiWeight:
    """Put a KPI into a draft, or write it anew."""
    row = PLANS.open_draft(plan_id, by=by)
    if kpi not in {one.key for one in measurable()}:
        raise RuleViolation("goals.kpi_unknown", kpi=kpi)
    if baseline == target:
        raise RuleViolation("goals.target_is_baseline")
    if not 0 < weight <= WHOLE:
        raise RuleViolation("goals.weight_out_of_range")
    values = {"weight": weight, "baseline": baseline, "target": target}
    one, _new = KpiWeight.objects.update_or_create(plan=row, kpi=kpi, defaults=values)
    record(by, "goals.kpi_plan_weight_put", row, kpi=kpi, weight=weight)
    return one


@transaction.atomic
def drop_weight(*, plan_id: int, weight_id: int, by: Account, now: datetime) -> None:
    """Take a KPI out of a draft."""
    row = PLANS.open_draft(plan_id, by=by)
    one = row.weights.get(pk=weight_id)
    record(by, "goals.kpi_plan_weight_dropped", row, kpi=one.kpi)
    one.delete()
