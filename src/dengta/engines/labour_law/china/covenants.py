"""Covenants that bind an employee: the non-compete and its compensation, the bond for a training and its penalty."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.second_interpretation import cite_second
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.covenants import AGREED_COMPENSATION, AS_AGREED
from dengta.engines.labour_law.china.words import covenants as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.rules import Rule

CONTRACT_LAW = date(2008, 1, 1)
COMPENSATION_SHARE = Fraction(3, 10)
MOST_MONTHS = 24
UNPAID_MONTHS = 3


class Position(Enum):
    """Who may be bound: executives, senior technicians and others with a duty of secrecy (LCL 24)."""

    FRONTLINE = "ordinary frontline agent"
    EXECUTIVE = "senior manager"
    TECHNICIAN = "senior technician"
    CONFIDENTIAL = "other person with a duty of confidentiality"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoncompeteFacts:
    """`agreed`: compensation a month, None or 0: none agreed. `months`: as agreed. `unpaid_months`: since the end."""

    avg_wage_12m: Decimal | None = None
    agreed: Decimal | None = None
    local_min_wage: Decimal | None = None
    months: Decimal | None = None
    position: Position | None = None
    trade_secret_access: bool | None = None
    unpaid_months: Decimal = Decimal(0)
    employer_fault: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noncompete:
    """Compensation a month and in all; None where the facts do not say enough for it."""

    clause_effective: bool
    employee_may_terminate: bool
    monthly: Decimal | None
    total: Decimal | None
    valid_months: Decimal | None


def _noncompete(facts: NoncompeteFacts, work: Working) -> Noncompete:
    no_negatives(facts)
    if not _effective(facts, work):
        nothing = to_cent(0)
        return Noncompete(
            clause_effective=False, employee_may_terminate=False, monthly=nothing, total=nothing,
            valid_months=Decimal(0),
        )  # fmt: skip
    monthly = _monthly(facts, work)
    valid = _valid_months(facts.months, work)
    work.changed_by(words.RELEASE)
    return Noncompete(
        clause_effective=True,
        employee_may_terminate=_may_terminate(facts, work),
        monthly=None if monthly is None else to_cent(monthly),
        total=_total(monthly, valid, work),
        valid_months=valid,
    )


def _effective(facts: NoncompeteFacts, work: Working) -> bool:
    """Nobody is bound who had no access to secrets; an ordinary post is taken as having none (LCL 24, J2 13)."""
    access, ordinary = facts.trade_secret_access, facts.position is Position.FRONTLINE
    if access is False or (ordinary and access is None):
        cite_second(work, "13")
        work.say(words.ORDINARY if ordinary else words.NO_SECRETS)
        work.changed_by(words.ACCESS_WOULD_BIND)
        return False
    if access is None and facts.position is None:
        work.assume(words.ACCESS_TAKEN)
    work.say(words.EFFECTIVE)
    return True


def _monthly(facts: NoncompeteFacts, work: Working) -> Fraction | None:
    amount = _before_minimum(facts, work)
    if amount is None:
        work.assume(words.NO_AMOUNT)
        return None
    minimum = facts.local_min_wage
    if minimum is None:
        work.assume(words.NO_MINIMUM)
    elif amount < minimum:
        work.say(words.MINIMUM_PREVAILS, minimum=minimum)
        return exact(minimum)
    return amount


def _before_minimum(facts: NoncompeteFacts, work: Working) -> Fraction | None:
    """What was agreed; 30 % of the average wage where nothing was, or where the region asks for them (J1 36, 37)."""
    average = facts.avg_wage_12m
    share = None if average is None else exact(average) * COMPENSATION_SHARE
    if facts.agreed:
        low = share is not None and facts.agreed < share
        if not low or work.answer(AGREED_COMPENSATION) == AS_AGREED:
            work.say(words.AGREED, agreed=facts.agreed)
            return exact(facts.agreed)
    if share is not None:
        work.say(words.THIRTY_PERCENT, average=average, amount=share)
    return share


def _valid_months(months: Decimal | None, work: Working) -> Decimal | None:
    """Two years at most (LCL 24)."""
    if months is None:
        work.assume(words.NO_TERM)
        return None
    valid = min(months, Decimal(MOST_MONTHS))
    work.say(words.TOO_LONG if months > valid else words.TERM, months=months, valid=valid)
    return valid


def _total(monthly: Fraction | None, months: Decimal | None, work: Working) -> Decimal | None:
    if monthly is None or months is None:
        return None
    total = to_cent(monthly * exact(months))
    work.say(words.TOTAL, monthly=monthly, months=months, total=total)
    return total


def _may_terminate(facts: NoncompeteFacts, work: Working) -> bool:
    """Three months unpaid by the employer's fault (J1 38)."""
    if not facts.unpaid_months:
        return False
    if facts.employer_fault is None:
        work.assume(words.FAULT_TAKEN)
    may = facts.unpaid_months >= UNPAID_MONTHS and facts.employer_fault is not False
    work.say(words.MAY_TERMINATE if may else words.MAY_NOT_TERMINATE, unpaid=facts.unpaid_months)
    return may


class Exit(Enum):
    """How employment ends before the agreed service is over."""

    RESIGNATION = "resignation"
    RESIGNATION_WITH_NOTICE = "resignation_30_days"
    SERIOUS_FAULT = "art39"
    EMPLOYER_FAULT = "art38"
    NO_FAULT = "art40"
    LAYOFF = "art41"
    MUTUAL = "mutual"
    EXPIRY = "expiry"


# A penalty is due only for the employee's breach (LCL 22, Regs 26).
BREACHES = {
    Exit.RESIGNATION: words.RESIGNATION,
    Exit.RESIGNATION_WITH_NOTICE: words.RESIGNATION,
    Exit.SERIOUS_FAULT: words.SERIOUS_FAULT,
}
NO_BREACHES = {
    Exit.EMPLOYER_FAULT: words.EMPLOYER_FAULT,
    Exit.NO_FAULT: words.NO_FAULT,
    Exit.LAYOFF: words.LAYOFF,
    Exit.MUTUAL: words.MUTUAL,
    Exit.EXPIRY: words.EXPIRY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyFacts:
    """`documented_cost`: proved by vouchers; `of_which_wages`: pay during the training in it, which does not count.

    `exit`: None is read as a resignation, the breach that a bond is for.
    """

    documented_cost: Decimal = Decimal(0)
    of_which_wages: Decimal = Decimal(0)
    agreed_penalty: Decimal | None = None
    service_months: Decimal = Decimal(0)
    served_months: Decimal = Decimal(0)
    exit: Exit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """The most that may be asked."""

    max_penalty: Decimal


def _penalty(facts: PenaltyFacts, work: Working) -> Penalty:
    no_negatives(facts)
    ending = facts.exit or Exit.RESIGNATION
    if ending in NO_BREACHES:
        work.cite("Regs 26")
        work.say(words.NO_PENALTY_ENDING, ending=NO_BREACHES[ending])
        return Penalty(max_penalty=to_cent(0))
    work.say(BREACHES[ending])
    penalty = _at_most_agreed(_share(facts, work), facts.agreed_penalty, work)
    work.say(words.MOST, penalty=penalty)
    return Penalty(max_penalty=to_cent(penalty))


def _cost(documented: Decimal, wages: Decimal, work: Working) -> Fraction:
    need("of_which_wages", words.WAGES_TOO_MUCH, holds=wages <= documented, wages=wages, cost=documented)
    cost = exact(documented) - exact(wages)
    work.say(words.COST, documented=documented, wages=wages, cost=cost)
    return cost


def _share(facts: PenaltyFacts, work: Working) -> Fraction:
    """The cost that falls on the months not served (LCL 22)."""
    cost, term = _cost(facts.documented_cost, facts.of_which_wages, work), exact(facts.service_months)
    need("service_months", words.NO_BOND, holds=term > 0)
    unserved = max(term - exact(facts.served_months), Fraction(0))
    share = cost * unserved / term
    work.say(words.SHARE, unserved=unserved, term=term, cost=cost, share=share)
    if share:
        work.changed_by(words.SERVE_MORE, less=cost / term)
    return share


def _at_most_agreed(amount: Fraction, agreed: Decimal | None, work: Working) -> Fraction:
    if agreed is None or amount <= agreed:
        return amount
    work.say(words.AGREED_LOWER, agreed=agreed)
    return exact(agreed)


class Training(Enum):
    """What was taught, as far as a bond asks."""

    INTERNAL = "onboarding_and_product_training_internal"
    SPECIAL = "special_professional_training"


class Reason(Enum):
    """Why no penalty may be agreed."""

    NOT_SPECIAL = "not_special_professional_training"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFacts:
    """The bond as agreed; `documented_cost` proved by vouchers, without wages."""

    training: Training
    agreed_penalty: Decimal | None = None
    documented_cost: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingBond:
    """The most that may be agreed, and why nothing may."""

    max_penalty: Decimal
    reason: Reason | None


def _training(facts: TrainingFacts, work: Working) -> TrainingBond:
    no_negatives(facts)
    if facts.training is Training.INTERNAL:
        work.cite("LCL 25")
        work.say(words.INTERNAL)
        work.changed_by(words.ONLY_SPECIAL)
        return TrainingBond(max_penalty=to_cent(0), reason=Reason.NOT_SPECIAL)
    work.say(words.SPECIAL)
    penalty = _at_most_agreed(exact(facts.documented_cost), facts.agreed_penalty, work)
    work.say(words.MOST, penalty=penalty)
    return TrainingBond(max_penalty=to_cent(penalty), reason=None)


noncompete = Rule(
    id="noncompete.compensation",
    title=words.TITLE_NONCOMPETE,
    decide=_noncompete,
    statutes=STATUTES,
    articles=("LCL 23", "LCL 24", "J1 36", "J1 37", "J1 38", "J1 39"),
    spec=("L-50",),
    since=CONTRACT_LAW,
)
penalty = Rule(
    id="service_period.penalty",
    title=words.TITLE_PENALTY,
    decide=_penalty,
    statutes=STATUTES,
    articles=("LCL 22", "Regs 16"),
    spec=("L-49",),
    since=CONTRACT_LAW,
)
internal_training = Rule(
    id="service_period.internal_training",
    title=words.TITLE_INTERNAL,
    decide=_training,
    statutes=STATUTES,
    articles=("LCL 22", "Regs 16"),
    spec=("L-48", "L-49"),
    since=CONTRACT_LAW,
)

RULES = (noncompete, penalty, internal_training)
