"""Raises: proposed with evidence, held against band and budget, approved by one or two people, never for oneself."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import FixedPer, PayBand, PayBase, RaiseBudget, RaiseProposal
from dengta.domains.goals.policies import raises as policies
from dengta.domains.goals.selectors.pay import bases_on
from dengta.domains.goals.services.pay_bases import write_base
from dengta.domains.people.models import Account, Employee, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import team_on
from dengta.engines.labour_law.china.hourly import PAID_HOURS_OF_A_MONTH
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.pay import CENT
from dengta.foundation import notify
from dengta.foundation.access import Role, facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_149 = Rule("R-149", _("A raise outside the band or budget needs a second approver"))
Status, Why = RaiseProposal.Status, RaiseProposal.Why
NOTICE = "goals.raise"
UNDECIDED = (Status.OPEN, Status.HALF)
HUNDRED = Decimal(100)


@transaction.atomic
def propose_raise(
    *, employee_id: int, percent: Decimal, starts_on: date, evidence: str, by: Account, now: datetime
) -> RaiseProposal:
    """Propose that somebody's fixed wage rises by so many per cent, saying why. The amount is not told to a leader."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee_id)
    today = day_of(now)
    if employee.account_id == by.pk:
        raise RuleViolation("goals.not_about_yourself")
    unit_id = team_on([employee.pk], today).get(employee.pk)
    base = bases_on([employee.pk], today).get(employee.pk)
    if unit_id is None or base is None:
        raise RuleViolation("goals.raise_without_base", name=employee.name)
    if not evidence.strip():
        raise RuleViolation("goals.raise_without_evidence")
    if not 0 < percent <= HUNDRED:
        raise RuleViolation("goals.raise_out_of_range")
    if starts_on <= today:
        raise RuleViolation("goals.starts_too_early", day=starts_on)
    if RaiseProposal.objects.filter(employee=employee, status__in=UNDECIDED).exists():
        raise RuleViolation("goals.raise_proposed_already", name=employee.name)
    after = (base.fixed * (HUNDRED + percent) / HUNDRED).quantize(CENT, ROUND_HALF_UP)
    row = RaiseProposal(
        employee=employee, unit_id=unit_id, percent=percent, starts_on=starts_on, evidence=evidence.strip(),
        proposed_by=by, proposed_at=now, before=str(base.fixed), after=str(after),
        fixed_per=base.fixed_per,
    )  # fmt: skip
    row.save(force_insert=True)
    policies.propose.require(by, row)
    row.why_second = second_needed(row) or ""
    row.save(update_fields=["why_second"])
    record(by, "goals.raise_proposed", row, subject=employee.pk, percent=percent, starts_on=starts_on)
    return row


class Limits(NamedTuple):
    """What a raise is held against: the band of the grade, and what is left of the budget."""

    band: PayBand | None
    left: Decimal | None


def limits_of(row: RaiseProposal) -> Limits:
    """The band of the grade on the first day, and what approved raises left of the nearest budget. Four queries."""
    band = PayBand.objects.filter(grade=row.employee.grade, starts_on__lte=row.starts_on).order_by("-starts_on").first()
    above = UnitClosure.objects.on(row.starts_on).filter(descendant=row.unit_id).order_by("depth")
    depths = {row.unit_id: 0} | dict(above.values_list("ancestor_id", "depth"))
    budgets = RaiseBudget.objects.filter(unit__in=depths, year=row.starts_on.year)
    budget = min(budgets, key=lambda one: depths[one.unit_id], default=None)
    if budget is None:
        return Limits(band, None)
    below = UnitClosure.objects.on(row.starts_on).filter(ancestor=budget.unit_id).values("descendant_id")
    spent = RaiseProposal.objects.filter(
        Q(unit__in=below) | Q(unit=budget.unit_id), status=Status.APPROVED, starts_on__year=row.starts_on.year
    ).exclude(pk=row.pk)
    return Limits(band, budget.amount - sum((increase(one) for one in spent), Decimal(0)))


def increase(row: RaiseProposal) -> Decimal:
    """By how much the wage of a month rises."""
    return by_month(row, Decimal(row.after)) - by_month(row, Decimal(row.before))


def by_month(row: RaiseProposal, amount: Decimal) -> Decimal:
    """A wage by the hour as that of a whole month, so that bands and budgets can be held against it."""
    if row.fixed_per == FixedPer.MONTH:
        return amount
    return to_cent(exact(amount) * PAID_HOURS_OF_A_MONTH)


def second_needed(row: RaiseProposal) -> str | None:
    """Why a second approver is needed, as the band and the budget stand; None where one is enough."""
    band, left = limits_of(row)
    after = by_month(row, Decimal(row.after))
    if band is None:
        return Why.NO_BAND
    if after > band.high:
        return Why.ABOVE
    if after < band.low:
        return Why.BELOW
    if left is None:
        return Why.NO_BUDGET
    return Why.BUDGET if increase(row) > left else None


@transaction.atomic
def approve_raise(*, raise_id: UUID | str, by: Account, now: datetime) -> RaiseProposal:
    """Approve. Within band and budget that is enough; outside either, somebody else approves as well (R-149)."""
    row = _undecided(raise_id, by=by)
    row.why_second = second_needed(row) or row.why_second
    if row.status == Status.OPEN:
        row.first_by = by
        if R_149.warns(when=bool(row.why_second)):
            row.status = Status.HALF
            row.save()
            record(by, "goals.raise_half_approved", row, subject=row.employee_id, why=row.why_second)
            return row
    else:
        R_149.refuse(when=row.first_by_id == by.pk, code="goals.second_person")
        row.second_by = by
    row.status, row.decided_at = Status.APPROVED, now
    row.save()
    _apply(row, now=now)
    record(by, "goals.raise_approved", row, subject=row.employee_id, percent=row.percent)
    _tell(row, _("A raise is approved"))
    return row


@transaction.atomic
def decline_raise(*, raise_id: UUID | str, answer: str, by: Account, now: datetime) -> RaiseProposal:
    """Decline, with the reason for whoever proposed it."""
    row = _undecided(raise_id, by=by)
    if not answer.strip():
        raise RuleViolation("goals.reason_missing")
    row.status, row.answer, row.decided_at = Status.DECLINED, answer.strip(), now
    row.save()
    record(by, "goals.raise_declined", row, subject=row.employee_id)
    _tell(row, _("A raise is declined"))
    return row


@transaction.atomic
def withdraw_raise(*, raise_id: UUID | str, by: Account, now: datetime) -> RaiseProposal:
    """Whoever proposed it takes it back before it is decided."""
    row = policies.visible(by).select_for_update(of=("self",)).get(pk=raise_id)
    if row.proposed_by_id != by.pk:
        raise NotAllowed("not_allowed", right="goals.withdraw_raise")
    if row.status not in UNDECIDED:
        raise RuleViolation("goals.raise_decided")
    row.status, row.decided_at = Status.WITHDRAWN, now
    row.save()
    record(by, "goals.raise_withdrawn", row, subject=row.employee_id)
    return row


def _undecided(raise_id: UUID | str, *, by: Account) -> RaiseProposal:
    """An undecided proposal, locked, of whoever may decide it: not about oneself, not proposed by oneself."""
    rows = RaiseProposal.objects.select_for_update(of=("self",)).select_related("employee")
    row = rows.get(pk=raise_id)
    policies.decide.require(by, row)
    if row.employee.account_id == by.pk:
        raise RuleViolation("goals.not_about_yourself")
    if row.proposed_by_id == by.pk:
        raise RuleViolation("goals.second_person")
    if row.status not in UNDECIDED:
        raise RuleViolation("goals.raise_decided")
    return row


def _apply(row: RaiseProposal, *, now: datetime) -> None:
    """The new fixed wage from its first day on; the base of performance pay stays as it is."""
    base = bases_on([row.employee_id], row.starts_on)[row.employee_id]
    if (base.fixed, base.fixed_per) != (Decimal(row.before), row.fixed_per) or PayBase.objects.filter(
        employee=row.employee_id, valid_from__gte=row.starts_on
    ).exists():
        raise RuleViolation("goals.raise_base_moved", name=row.employee.name)
    write_base(
        employee_id=row.employee_id, fixed=Decimal(row.after), variable=base.variable, since=row.starts_on, by=None,
        fixed_per=row.fixed_per, reason=str(row.pk), at=now,
    )  # fmt: skip


def _tell(row: RaiseProposal, title: object) -> None:
    proposer = Employee.objects.filter(account=row.proposed_by_id).select_related("account").first()
    if proposer is not None:
        notify.send(
            to=proposer, kind=NOTICE, title=title, body=row.employee.name,  # type: ignore[arg-type]
            url=reverse("raises:proposal", args=[row.pk]),
        )  # fmt: skip


@transaction.atomic
def write_band(*, grade: str, low: Decimal, high: Decimal, starts_on: date, by: Account, now: datetime) -> PayBand:
    """Say between which wages a grade lies, from a day on. For the whole house, so by HR."""
    if not facts_of(by).holds(Role.HR):
        raise NotAllowed("not_allowed", right="goals.write_band")
    if not 0 < low <= high:
        raise RuleViolation("goals.band_is_none")
    values = {"low": low, "high": high}
    row, _new = PayBand.objects.update_or_create(grade=grade.strip(), starts_on=starts_on, defaults=values)
    record(by, "goals.band_written", row, grade=row.grade, low=low, high=high)
    return row


@transaction.atomic
def write_budget(*, unit: Unit, year: int, amount: Decimal, by: Account, now: datetime) -> RaiseBudget:
    """Say by how much the wages of a unit may rise in a year."""
    if amount < 0:
        raise RuleViolation("goals.pay_below_zero")
    row, _new = RaiseBudget.objects.update_or_create(unit=unit, year=year, defaults={"amount": amount})
    policies.write_budget.require(by, row)
    record(by, "goals.budget_written", row, year=year)
    return row
