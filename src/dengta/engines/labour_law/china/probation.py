"""Probation: how long, what it pays, what an over-long one costs, and when it may be ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.probation import PAY_READING, STRICT
from dengta.engines.labour_law.china.words import probation as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.rules import Rule

CONTRACT_LAW = date(2008, 1, 1)
# From a term of so many months: months of probation at most (LCL 19).
MOST_MONTHS = ((0, 0), (3, 1), (12, 2), (36, 6))
OPEN_ENDED_MONTHS = 6
PAY_SHARE = Fraction(4, 5)


class Term(Enum):
    """A contract whose term is not counted in months."""

    OPEN_ENDED = "open_ended"
    TASK_BASED = "task_based"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxFacts:
    """`second_probation`: whether this employer has had this employee on probation before."""

    contract_months: Decimal | Term
    second_probation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxProbation:
    """Months; 0: no probation may be agreed."""

    max_probation_months: int


def _max(facts: MaxFacts, work: Working) -> MaxProbation:
    no_negatives(facts)
    return MaxProbation(max_probation_months=_most_months(facts, work))


def _most_months(facts: "MaxFacts | IllegalFacts", work: Working) -> int:
    if facts.second_probation:
        work.say(words.SECOND)
        return 0
    return _most_months_of(facts.contract_months, work)


def _most_months_of(term: Decimal | Term, work: Working) -> int:
    if term is Term.TASK_BASED:
        work.say(words.TASK_BASED)
        return 0
    if isinstance(term, Term):
        work.say(words.OPEN_ENDED, months=OPEN_ENDED_MONTHS)
        return OPEN_ENDED_MONTHS
    months = _months_of_term(term)
    work.say(words.TERM, term=term, months=months)
    for longer, more in MOST_MONTHS:
        if longer > term:
            work.changed_by(words.LONGER_TERM, term=longer, months=more)
            break
    return months


def _months_of_term(term: Decimal) -> int:
    return max(months for from_months, months in MOST_MONTHS if term >= from_months)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinPayFacts:
    """Yuan a month. `policy`: an answer to the open question that holds for this case alone."""

    agreed_full_wage: Decimal
    lowest_same_post_wage: Decimal | None = None
    local_min_wage: Decimal | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinPay:
    """The least a month of probation pays."""

    min_pay: Decimal


def _min_pay(facts: MinPayFacts, work: Working) -> MinPay:
    no_negatives(facts)
    pay = to_cent(_eighty_percent(facts, work))
    if facts.local_min_wage is None:
        work.assume(words.NO_MINIMUM)
    elif pay < facts.local_min_wage:
        work.say(words.MINIMUM_PREVAILS, minimum=facts.local_min_wage)
        pay = to_cent(facts.local_min_wage)
    work.say(words.MIN_PAY, pay=pay)
    return MinPay(min_pay=pay)


def _eighty_percent(facts: MinPayFacts, work: Working) -> Fraction:
    """Of the agreed wage; where the post has lower wages too, the law may be read to allow 80 % of the lowest."""
    agreed, lowest = facts.agreed_full_wage, facts.lowest_same_post_wage
    if lowest is not None and lowest < agreed and work.answer(PAY_READING, given=facts.policy) != STRICT:
        share = exact(lowest) * PAY_SHARE
        work.say(words.EIGHTY_OF_LOWEST, lowest=lowest, amount=share)
        return share
    share = exact(agreed) * PAY_SHARE
    work.say(words.EIGHTY_OF_AGREED, agreed=agreed, amount=share)
    return share


@dataclass(frozen=True, slots=True, kw_only=True)
class IllegalFacts:
    """`full_wage`: yuan a month after probation. Only months that were served are compensated.

    `second_probation`: whoever was on probation here before may not be put on it again (LCL 19).
    """

    contract_months: Decimal | Term
    full_wage: Decimal
    probation_months_served: Decimal
    probation_months_agreed: Decimal | None = None
    second_probation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IllegalProbation:
    """Months served beyond the legal maximum, and a full wage for each."""

    excess_months: Decimal
    compensation: Decimal


def _illegal(facts: IllegalFacts, work: Working) -> IllegalProbation:
    no_negatives(facts)
    most = _most_months(facts, work)
    agreed, served = facts.probation_months_agreed, facts.probation_months_served
    excess = max(served - most, Decimal(0))
    work.say(words.MAX_MONTHS if excess else words.WITHIN_MAX, most=most, served=served, excess=excess)
    if agreed is not None and agreed > most:
        work.changed_by(words.SHORTEN, agreed=agreed, most=most)
    amount = to_cent(exact(excess) * exact(facts.full_wage))
    if excess:
        work.say(words.ILLEGAL_PAY, excess=excess, wage=facts.full_wage, amount=amount)
    return IllegalProbation(excess_months=excess, compensation=amount)


class ContractType(Enum):
    """Whether the contract is of probation alone, or has a term that may hold a probation."""

    PROBATION_ONLY = "probation_only"
    FIXED_TERM = "fixed_term"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyProbationFacts:
    """`months`: those of the probation where there is nothing else, else of the term."""

    months: int
    contract_type: ContractType = ContractType.PROBATION_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyProbation:
    """Whether a probation may stand, and the contract that the law sees: "fixed_term_3_months"."""

    probation_valid: bool
    treated_as: str


def _only_probation(facts: OnlyProbationFacts, work: Working) -> OnlyProbation:
    no_negatives(facts)
    treated_as = f"fixed_term_{facts.months}_months"
    if facts.contract_type is ContractType.PROBATION_ONLY:
        work.say(words.ONLY_PROBATION, months=facts.months)
        work.changed_by(words.FULL_PAY_FROM_START)
        return OnlyProbation(probation_valid=False, treated_as=treated_as)
    most = _months_of_term(Decimal(facts.months))
    work.say(words.TERM_STANDS if most else words.TERM_TOO_SHORT, months=facts.months, most=most)
    return OnlyProbation(probation_valid=most > 0, treated_as=treated_as)


class Ground(Enum):
    """Why somebody is to go during probation."""

    NOT_MEETING_CONDITIONS = "not_meeting_hiring_conditions"
    SERIOUS_BREACH = "serious_breach"
    NONE = "none"


class Proof(Enum):
    """What a dismissal in probation needs."""

    CONDITIONS = "hiring_conditions_communicated"
    EVIDENCE = "evidence"
    REASON = "reason_stated"
    IN_TIME = "within_probation"
    GROUND = "lawful_ground"


class Action(Enum):
    """Whether the dismissal may go on."""

    ALLOW = "allow"
    BLOCK = "block"


# Where each ground stands, and what has to be there for it.
GROUNDS = {
    Ground.NOT_MEETING_CONDITIONS: (
        "LCL 39(1)",
        {
            Proof.CONDITIONS: words.CONDITIONS,
            Proof.EVIDENCE: words.EVIDENCE,
            Proof.REASON: words.REASON,
            Proof.IN_TIME: words.IN_TIME,
        },
    ),
    Ground.SERIOUS_BREACH: ("LCL 39(2)", {Proof.EVIDENCE: words.BREACH_EVIDENCE, Proof.REASON: words.REASON}),
    Ground.NONE: ("LCL 39", {Proof.GROUND: words.GROUND}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalFacts:
    """What is there. None: nobody stated it; the employer has to prove it. `evidence`: what it is, or whether."""

    ground: Ground
    conditions_communicated: bool | None = None
    evidence: bool | str | None = None
    reason_stated: bool | None = None
    within_probation: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """Compensation is None where the dismissal is blocked: what it would cost is another rule (2N)."""

    action: Action
    missing: tuple[Proof, ...]
    compensation: Decimal | None


def _dismissal(facts: DismissalFacts, work: Working) -> Dismissal:
    article, labels = GROUNDS[facts.ground]
    work.cite(article)
    stated = _stated(facts)
    missing = _missing({proof: stated[proof] for proof in labels})
    for proof, label in labels.items():
        if proof in missing:
            work.say(words.MISSING, proof=label)
            work.changed_by(words.WOULD_ALLOW, proof=label)
        elif stated[proof] is None:
            work.assume(words.NOT_STATED, proof=label)
        else:
            work.say(words.THERE, proof=label)
    if missing:
        work.say(words.BLOCKED)
        return Dismissal(action=Action.BLOCK, missing=missing, compensation=None)
    work.say(words.ALLOWED)
    work.changed_by(words.UNION)
    return Dismissal(action=Action.ALLOW, missing=(), compensation=to_cent(0))


def _stated(facts: DismissalFacts) -> Mapping[Proof, bool | None]:
    evidence = facts.evidence.strip() if isinstance(facts.evidence, str) else facts.evidence
    return {
        Proof.CONDITIONS: facts.conditions_communicated,
        Proof.EVIDENCE: None if evidence is None else bool(evidence),
        Proof.REASON: facts.reason_stated,
        Proof.IN_TIME: facts.within_probation,
        Proof.GROUND: facts.ground is not Ground.NONE,
    }


def _missing(stated: Mapping[Proof, bool | None]) -> tuple[Proof, ...]:
    """What is said not to be there; where nothing is, what nobody spoke of: the burden is the employer's (J1 44)."""
    denied = tuple(proof for proof, there in stated.items() if there is False)
    return denied or tuple(proof for proof, there in stated.items() if there is None)


max_probation = Rule(
    id="probation.max",
    title=words.TITLE_MAX,
    decide=_max,
    statutes=STATUTES,
    articles=("LCL 19",),
    spec=("L-45",),
    since=CONTRACT_LAW,
)
min_pay = Rule(
    id="probation.min_pay",
    title=words.TITLE_MIN_PAY,
    decide=_min_pay,
    statutes=STATUTES,
    articles=("LCL 20", "Regs 15"),
    spec=("L-46",),
    since=CONTRACT_LAW,
)
illegal = Rule(
    id="probation.illegal",
    title=words.TITLE_ILLEGAL,
    decide=_illegal,
    statutes=STATUTES,
    articles=("LCL 19", "LCL 83"),
    spec=("L-47",),
    since=CONTRACT_LAW,
)
only_probation = Rule(
    id="probation.only_probation",
    title=words.TITLE_ONLY,
    decide=_only_probation,
    statutes=STATUTES,
    articles=("LCL 19(4)",),
    spec=("L-45",),
    since=CONTRACT_LAW,
)
dismissal = Rule(
    id="probation.dismissal",
    title=words.TITLE_DISMISSAL,
    decide=_dismissal,
    statutes=STATUTES,
    articles=("LCL 21", "J1 44"),
    spec=("L-45", "L-52"),
    since=CONTRACT_LAW,
)

RULES = (max_probation, min_pay, illegal, only_probation, dismissal)
