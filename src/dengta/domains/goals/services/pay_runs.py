"""The performance pay of a month: reckoned by one person, released by another, changed by nobody afterwards."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import (
    PayBase,
    PayBaseChange,
    PayFactor,
    PayFormula,
    PayRun,
    PaySlip,
    SlipLine,
    WorkedHours,
)
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.selectors.pay import Base, bases_on, members_for
from dengta.domains.goals.selectors.pay_factors import handed
from dengta.domains.goals.selectors.reckoning import Line, Reckoned, month_end, reckon
from dengta.domains.goals.selectors.wage_floors import Floor, floors_of
from dengta.domains.people.models import Account, Employee
from dengta.engines.pay import money, multiplied
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_150 = Rule("R-150", _("Every pay-relevant figure a person sees opens formula and rows"))
RELEASED = "goals.pay_released"
# A refusal names so many people at most.
NAMED = 5


@transaction.atomic
def calculate_month(*, formula_id: int, month: date, by: Account, now: datetime) -> PayRun:
    """Reckon a month that is over, or reckon it anew as long as it is not released. Nobody is shown anything yet."""
    formula = PayFormula.objects.select_for_update(of=("self",)).get(pk=formula_id)
    month, today = month.replace(day=1), day_of(now)
    run, _new = PayRun.objects.get_or_create(formula=formula, month=month, defaults={"made_by": by, "made_at": now})
    policies.write_run.require(by, run)
    if run.status == PayRun.Status.RELEASED:
        raise RuleViolation("goals.pay_released_already", month=month)
    if month_end(month) >= today:
        raise RuleViolation("goals.month_not_over", month=month)
    if month < formula.starts_on:
        raise RuleViolation("goals.formula_not_begun", day=formula.starts_on)
    people = members_for(formula, month_end(month))
    bases, floors = bases_on(people, month_end(month)), floors_of(people, month_end(month))
    factors = {one.employee_id: one for one in handed(people, month)} if formula.takes_factor else {}
    run.slips.all().delete()
    for one in reckon(formula, people, month, today=today):
        if one.employee_id in bases:
            factor = factors.get(one.employee_id)
            _write(run, _with_factor(one, factor, formula), bases[one.employee_id], floors[one.employee_id], factor)
    run.made_by, run.made_at, run.without_base = by, now, len(set(people) - set(bases))
    run.save()
    record(by, "goals.pay_calculated", run, month=month, people=len(bases))
    return run


def _with_factor(one: Reckoned, factor: PayFactor | None, formula: PayFormula) -> Reckoned:
    """The caps that were published hold for the product as well."""
    if factor is None:
        return one
    coefficient, uncapped = multiplied(one.uncapped, factor.factor, low=formula.cap_low, high=formula.cap_high)
    return replace(one, coefficient=coefficient, uncapped=uncapped)


def _write(run: PayRun, one: Reckoned, base: Base, floor: Floor, factor: PayFactor | None) -> None:
    fixed = base.month(floor.hours)
    rate = str(base.fixed) if base.is_hourly else ""
    paid = money(fixed=fixed, base=base.variable, coefficient=one.coefficient, floor=floor.amount)
    slip = PaySlip.objects.create(
        run=run, employee_id=one.employee_id, unit_id=one.unit_id, region=floor.region, coefficient=one.coefficient,
        uncapped=one.uncapped, factor=None if factor is None else factor.factor, factor_from=factor,
        fixed=str(fixed), rate=rate, base=str(base.variable),
        amount=str(paid.amount), lifted=str(paid.lifted), floor="" if floor.amount is None else str(floor.amount),
        floor_known=floor.amount is not None, by_hour=floor.by_hour, hours=floor.hours, floor_said=floor.said,
    )  # fmt: skip
    SlipLine.objects.bulk_create([_line(slip, line) for line in one.lines])


def _line(slip: PaySlip, line: Line) -> SlipLine:
    part, shown = line.part, line.shown
    return SlipLine(
        slip=slip, part=part, kpi=part.kpi, weight=part.weight, baseline=part.baseline, target=part.target,
        basis=line.basis, value=shown.value, n=line.n, minimum=line.minimum, low=shown.low, high=shown.high,
        score=line.score, coefficient=line.coefficient, rows_url=line.rows_url,
    )  # fmt: skip


@transaction.atomic
def release_month(*, run_id: int, by: Account, now: datetime) -> PayRun:
    """Let everybody see their figure, with its formula and its rows (R-150). Another person than who reckoned it."""
    run = PayRun.objects.select_for_update(of=("self",)).select_related("formula").get(pk=run_id)
    policies.release.require(by, run)
    formula = run.formula
    R_150.refuse(
        when=formula.status != PayFormula.Status.PUBLISHED, code="goals.formula_not_published", title=formula.title
    )
    if run.status == PayRun.Status.RELEASED:
        raise RuleViolation("goals.pay_released_already", month=run.month)
    if run.made_by_id == by.pk:
        raise RuleViolation("goals.second_person")
    _insist_on_factors(run)
    bare = run.slips.filter(lines=None) | run.slips.filter(lines__rows_url="")
    R_150.refuse(when=bare.exists(), code="goals.figure_without_rows")
    _insist_on_floors(run)
    _insist_on_fresh(run)
    run.status, run.released_by, run.released_at = PayRun.Status.RELEASED, by, now
    run.save()
    people = Employee.objects.filter(pk__in=run.slips.values("employee_id"), account__isnull=False)
    notify.send_many(
        to=people.select_related("account"), broadcast=False, kind=RELEASED, title=_("Your performance pay"),
        body=f"{run.month:%Y-%m}", url=reverse("pay:mine"),
    )  # fmt: skip
    record(by, "goals.pay_released", run, month=run.month)
    return run


def _insist_on_factors(run: PayRun) -> None:
    """What was handed over after the month was reckoned is not lost: the month is reckoned anew."""
    if not run.formula.takes_factor:
        return
    known = dict(handed(run.slips.values("employee_id"), run.month).values_list("employee_id", "factor"))
    if any(factor != known.get(one) for one, factor in run.slips.values_list("employee_id", "factor")):
        raise RuleViolation("goals.factors_handed_since", month=run.month)


def _insist_on_floors(run: PayRun) -> None:
    """Nobody's pay is released before it was held against the minimum wage, of the month or of the hour."""
    unknown = run.slips.filter(floor_known=False)
    without = unknown.filter(by_hour=True, hours=None).order_by("employee__pinyin", "pk")
    if names := list(without.values_list("employee__name", flat=True)[:NAMED]):
        raise RuleViolation("goals.hours_unknown", n=without.count(), names="、".join(names), month=run.month)
    region = unknown.order_by("region").values_list("region", flat=True).first()
    if region is not None:
        raise RuleViolation("goals.floor_unknown", region=region)


def _insist_on_fresh(run: PayRun) -> None:
    """What was entered since it was reckoned is in no sum: it would be released wrong, and could not be put right."""
    who, until = run.slips.values("employee_id"), month_end(run.month)
    moved = (
        WorkedHours.objects.filter(employee__in=who, month=run.month, written_at__gt=run.made_at),
        PayBase.objects.filter(employee__in=who, valid_from__lte=until, written_at__gt=run.made_at),
        PayBaseChange.objects.filter(base__employee__in=who, base__valid_from__lte=until, changed_at__gt=run.made_at),
    )
    if any(rows.exists() for rows in moved):
        raise RuleViolation("goals.pay_to_reckon_anew", month=run.month)


def first_of_next_month(today: date) -> date:
    """The day on which what is decided now can begin."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
