"""Questions about performance pay: which formula holds, what a score leads to, what I get."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from dengta.domains.goals.models import FactorStep, FactorTable, FixedPer, PayBase, PayFormula, PaySlip
from dengta.domains.goals.models.published import Published
from dengta.domains.goals.policies import pay as policies
from dengta.domains.people.models import Membership, Unit, UnitClosure
from dengta.engines.pay import CENT
from dengta.foundation.access import Actor

P = TypeVar("P", bound=Published)


def holding(rows: QuerySet[P], unit_id: int, on: date) -> P | None:
    """The published version in force for a unit on a day: of itself, else of the nearest above. Two queries."""
    depths = dict(UnitClosure.objects.on(on).filter(descendant=unit_id).values_list("ancestor_id", "depth"))
    depths.setdefault(unit_id, 0)
    begun = rows.filter(unit_id__in=depths, status=Published.Status.PUBLISHED, starts_on__lte=on)
    return min(begun, key=lambda row: (depths[row.unit_id], -row.starts_on.toordinal(), -row.version), default=None)


@dataclass(frozen=True)
class Base:
    """What somebody's pay is reckoned on."""

    fixed: Decimal
    variable: Decimal
    fixed_per: str = FixedPer.MONTH

    @property
    def is_hourly(self) -> bool:
        """Whether the fixed wage is agreed by the hour."""
        return self.fixed_per == FixedPer.HOUR

    def month(self, hours: Decimal | None) -> Decimal:
        """The fixed wage of a month of so many hours; nothing where they matter and are not known."""
        return (self.fixed * (hours or 0)).quantize(CENT, ROUND_HALF_UP) if self.is_hourly else self.fixed


def bases_on(employee_ids: Collection[int], on: date) -> dict[int, Base]:
    """The amounts of these people on a day, opened. For reckoning and for whoever may read them. One query."""
    rows = PayBase.objects.on(on).filter(employee__in=employee_ids)
    return {row.employee_id: base_of(row) for row in rows}


def base_of(row: PayBase) -> Base:
    """The amounts of a row, opened. No query."""
    return Base(Decimal(row.fixed), Decimal(row.variable), row.fixed_per)


def members_for(formula: PayFormula, on: date) -> dict[int, int]:
    """Whom a formula pays on a day → their team: everybody below its unit for whom no nearer formula holds."""
    below = UnitClosure.objects.on(on).filter(ancestor=formula.unit_id).values_list("descendant_id", "depth")
    depth_of = dict(below)
    others = PayFormula.objects.filter(status=Published.Status.PUBLISHED, starts_on__lte=on, unit__in=depth_of)
    nearer = others.exclude(unit=formula.unit_id).values("unit_id")
    covered = UnitClosure.objects.on(on).filter(ancestor__in=nearer).values_list("descendant_id", flat=True)
    units = set(depth_of) - set(covered) | {formula.unit_id}
    rows = Membership.objects.on(on).filter(unit__in=units).order_by("employee_id")
    return dict(rows.values_list("employee_id", "unit_id"))


# --- the published table from score to ability plan and factor (R-007) --------------------------------------


@dataclass(frozen=True)
class Factor:
    """What a final score leads to, by which published table, and where everybody may read it."""

    factor: Decimal
    ability_plan: str
    table_id: int
    version: int
    url: str


def factor_for(score: float | Decimal, *, on: date, unit_id: int | None = None) -> Factor | None:
    """The step of the published table that this final appraisal score reaches; None where no table is published.

    Without a unit the table of the whole house is asked. Three queries at most.
    """
    unit = unit_id or Unit.objects.filter(kind=Unit.Kind.COMPANY).order_by("pk").values_list("pk", flat=True).first()
    table = holding(FactorTable.objects.all(), unit, on) if unit is not None else None
    if table is None:
        return None
    return factor_in(table, table.steps.order_by("-from_score"), score)


def factor_in(table: FactorTable, steps: Iterable[FactorStep], score: float | Decimal) -> Factor | None:
    """The step of this table, highest first, that the score reaches as it is shown. No query of its own."""
    shown = round(Decimal(str(score)), 2)
    step = next((one for one in steps if one.from_score <= shown), None)
    if step is None:
        return None
    url = reverse("pay:factor_table", args=[table.pk])
    return Factor(step.factor, step.ability_plan, table.pk, table.version, url)


# --- what a reader sees ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Opened:
    """The money of a slip, opened for a reader who may see it."""

    slip: PaySlip
    fixed: Decimal
    base: Decimal
    amount: Decimal
    lifted: Decimal
    floor: Decimal | None
    rate: Decimal | None

    @property
    def paid(self) -> Decimal:
        """The performance pay with what it was lifted by."""
        return self.amount + self.lifted

    @property
    def wage(self) -> Decimal:
        """Fixed wage and performance pay."""
        return self.fixed + self.paid

    @property
    def capped(self) -> bool:
        """Whether a cap changed the coefficient."""
        return self.slip.coefficient != self.slip.uncapped


def opened(slip: PaySlip) -> Opened:
    """The money of a slip that was read through `policies.slips`. No query."""
    floor, rate = (Decimal(text) if text else None for text in (slip.floor, slip.rate))
    fixed, base, amount, lifted = (Decimal(text) for text in (slip.fixed, slip.base, slip.amount, slip.lifted))
    return Opened(slip, fixed, base, amount, lifted, floor, rate)


def slips(actor: Actor) -> QuerySet[PaySlip]:
    """The slips that this person may open, newest month first."""
    rows = policies.slips(actor).select_related("run__formula__unit", "employee", "unit", "factor_from__table")
    return rows.order_by("-run__month", "employee__pinyin", "pk")
