"""What may be held back from wages: losses within limits, time not worked, what statute orders; never a fine."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.deductions import LOSS_RULE
from dengta.engines.labour_law.china.words import deductions as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

SHARE = Fraction(1, 5)
MONTHLY_HOURS = Fraction("21.75") * 8


class Basis(Enum):
    """What a deduction is said to stand on."""

    CONTRACT_CLAUSE = "contract_loss_clause"
    HANDBOOK_ONLY = "handbook_only_no_contract_clause"
    CUSTOMER_COMPENSATION = "customer_compensation_paid_by_company"
    FINE_LATE = "fine_late_arrival"
    FINE = "fine"
    ABSENCE = "absence"
    KPI_RULE = "kpi_rule_published"
    TAX = "income_tax"
    INSURANCE = "social_insurance"
    COURT_ORDER = "court_order"
    STATUTE = "statute"


class Action(Enum):
    """What to do with the entry in payroll."""

    WARN = "warn"
    BLOCK = "block"


class Reason(Enum):
    """Why it is not allowed."""

    NO_FAULT = "no_employee_fault"
    FINES = "no_legal_basis_for_fines"
    NO_CLAUSE = "no_contract_clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionFacts:
    """Which amounts matter follows from `basis`: a fine or a bonus needs no `month_wage`.

    `employee_fault`: None where nobody has said.
    `amount`: of a fine or of what statute orders; `bonus_earned`: by the published rule, of at most `variable_bonus`.
    """

    basis: Basis
    month_wage: Decimal | None = None
    local_min_wage: Decimal | None = None
    loss: Decimal | None = None
    amount: Decimal | None = None
    employee_fault: bool | None = None
    hours_absent_unpaid: Decimal | None = None
    variable_bonus: Decimal | None = None
    bonus_earned: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionLimit:
    """`max_deduction` and `carry_forward`: of a loss, this month and later. `deduction`: what is held back."""

    allowed: bool
    action: Action | None = None
    reason: Reason | None = None
    is_fine: bool = False
    max_deduction: Decimal | None = None
    carry_forward: Decimal | None = None
    deduction: Decimal | None = None
    bonus_paid: Decimal | None = None


def _limit(facts: DeductionFacts, work: Working) -> DeductionLimit:
    if facts.month_wage is not None:
        _wage(facts)
    return ANSWERS[facts.basis](facts, work)


def _wage(facts: DeductionFacts) -> Decimal:
    """The wage of the month, where the answer hangs on it."""
    return _stated(facts.month_wage, "month_wage", words.WAGE_NAME)


def _stated(amount: Decimal | None, name: str, what: Text) -> Decimal:
    need(name, words.NEEDED, holds=amount is not None, what=what)
    stated = amount or Decimal(0)
    need(name, words.NEGATIVE, holds=stated >= 0, what=what)
    return stated


def _refused(action: Action, reason: Reason, *, is_fine: bool = False) -> DeductionLimit:
    nothing = to_cent(0)
    return DeductionLimit(
        allowed=False,
        action=action,
        reason=reason,
        is_fine=is_fine,
        max_deduction=nothing,
        carry_forward=nothing,
        deduction=nothing,
    )


def _fine(_facts: DeductionFacts, work: Working) -> DeductionLimit:
    work.cite("O516")
    work.say(words.FINE)
    work.changed_by(words.FINE_INSTEAD)
    return _refused(Action.BLOCK, Reason.FINES, is_fine=True)


def _loss(facts: DeductionFacts, work: Working) -> DeductionLimit:
    """Compensation of a loss: own fault, a basis to hold it back, and no more than the limit (WP 16)."""
    work.cite("WP 16")
    loss = facts.amount if facts.loss is None else facts.loss
    if loss is not None and facts.month_wage is not None:
        work.say(words.LOSS, loss=loss, wage=facts.month_wage)
    if not _at_fault(facts, work):
        work.say(words.NO_FAULT)
        return _refused(Action.BLOCK, Reason.NO_FAULT)
    floor_only = work.law.answer(LOSS_RULE) == "rule_floor"
    if facts.basis is not Basis.CONTRACT_CLAUSE or floor_only:
        work.answer(LOSS_RULE)
    if not _has_basis(facts.basis, floor_only=floor_only):
        work.say(words.NO_CLAUSE)
        work.changed_by(words.CLAUSE_WOULD)
        return _refused(Action.WARN, Reason.NO_CLAUSE)
    if floor_only:
        work.cite("BJWP 11")
        work.say(words.RULE_SUFFICES)
    return _within_limit(facts, _stated(loss, "loss", words.LOSS_NAME), work, floor_only=floor_only)


def _at_fault(facts: DeductionFacts, work: Working) -> bool:
    """What the employer paid to a customer shows no fault of the employee; a clause or rule on losses supposes one."""
    if facts.employee_fault is None and facts.basis is not Basis.CUSTOMER_COMPENSATION:
        work.assume(words.FAULT_TAKEN)
        return True
    return bool(facts.employee_fault)


def _has_basis(basis: Basis, *, floor_only: bool) -> bool:
    return basis is Basis.CONTRACT_CLAUSE or (basis is Basis.HANDBOOK_ONLY and floor_only)


def _within_limit(facts: DeductionFacts, loss: Decimal, work: Working, *, floor_only: bool) -> DeductionLimit:
    wage = _wage(facts)
    limits = [exact(loss), exact(wage)]
    if not floor_only:
        fifth = exact(wage) * SHARE
        work.say(words.FIFTH, wage=wage, fifth=fifth)
        limits.append(fifth)
    limits.append(_room(wage, facts.local_min_wage, work))
    limit = to_cent(min(limits))
    rest = to_cent(loss) - limit
    work.say(words.LIMIT, limit=limit, rest=rest)
    work.changed_by(words.FULL_PROOF)
    return DeductionLimit(allowed=True, max_deduction=limit, carry_forward=rest)


def _room(wage: Decimal, minimum: Decimal | None, work: Working) -> Fraction:
    """What lies between the wage and the minimum wage."""
    if minimum is None:
        work.assume(words.NO_MINIMUM)
        return exact(wage)
    if wage <= minimum:
        work.say(words.BELOW_FLOOR, wage=wage, minimum=minimum)
        return Fraction(0)
    work.say(words.FLOOR, wage=wage, minimum=minimum, room=wage - minimum)
    return exact(wage - minimum)


def _absence(facts: DeductionFacts, work: Working) -> DeductionLimit:
    """Time not worked is not paid; no more than its share of the wage."""
    hours = _stated(facts.hours_absent_unpaid, "hours_absent_unpaid", words.HOURS_NAME)
    wage = _wage(facts)
    amount = exact(wage) / MONTHLY_HOURS * exact(hours)
    work.cite("2025-2")
    work.say(words.ABSENT, hours=hours, wage=wage, amount=amount)
    if amount > wage:
        work.say(words.NOT_ABOVE_WAGE, wage=wage)
    work.changed_by(words.PAID_LEAVE)
    return DeductionLimit(allowed=True, deduction=to_cent(min(amount, exact(wage))))


def _bonus(facts: DeductionFacts, work: Working) -> DeductionLimit:
    """Pay by performance under a published rule is reckoned, not deducted."""
    earned = _stated(facts.bonus_earned, "bonus_earned", words.EARNED_NAME)
    work.leans_on(Confidence.INTERPRETATION)
    if facts.variable_bonus is not None:
        work.say(words.BONUS_OF, full=facts.variable_bonus, earned=earned)
    work.say(words.BONUS, earned=earned)
    work.changed_by(words.BONUS_RULE)
    return DeductionLimit(allowed=True, bonus_paid=to_cent(earned))


def _statutory(facts: DeductionFacts, work: Working) -> DeductionLimit:
    amount = _stated(facts.amount, "amount", words.AMOUNT_NAME)
    work.say(words.STATUTORY, amount=amount)
    return DeductionLimit(allowed=True, deduction=to_cent(amount))


ANSWERS: dict[Basis, Callable[[DeductionFacts, Working], DeductionLimit]] = {
    Basis.CONTRACT_CLAUSE: _loss,
    Basis.HANDBOOK_ONLY: _loss,
    Basis.CUSTOMER_COMPENSATION: _loss,
    Basis.FINE_LATE: _fine,
    Basis.FINE: _fine,
    Basis.ABSENCE: _absence,
    Basis.KPI_RULE: _bonus,
    Basis.TAX: _statutory,
    Basis.INSURANCE: _statutory,
    Basis.COURT_ORDER: _statutory,
    Basis.STATUTE: _statutory,
}

limit = Rule(
    id="deduction.limit",
    title=words.TITLE,
    decide=_limit,
    statutes=STATUTES,
    articles=("WP 15", "LCL 30"),
    spec=("L-67", "L-68", "L-69"),
)

RULES = (limit,)
