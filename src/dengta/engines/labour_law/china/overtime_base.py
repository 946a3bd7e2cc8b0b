"""With which wage overtime is reckoned, and which agreements and house rules cannot defeat its pay."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.china.hourly import (
    STANDARD,
    cite_in,
    earned,
    hourly,
    not_negative,
    say_hourly,
    say_total,
)
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import AGREED_BASE
from dengta.engines.labour_law.china.words import hourly as paid
from dengta.engines.labour_law.china.words import overtime_base as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text


class NamedBase(Enum):
    """A base that a contract names instead of stating a sum."""

    LOCAL_MIN_WAGE = "local_min_wage"


class Reason(Enum):
    """Why the base is what it is."""

    AGREED_LOWER = "agreed base below contract wage is disregarded"
    MINIMUM_CLAUSE = "minimum-wage clause void"
    AGREED = "agreed base"
    CONTRACT = "contract wage"
    FLOOR = "minimum wage"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFacts:
    """Monthly sums. `agreed_overtime_base`: what contract or house rule name as base, if anything."""

    contract_monthly_wage: Decimal
    agreed_overtime_base: NamedBase | Decimal | None = None
    local_min_wage: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The monthly wage that overtime is reckoned with, and why."""

    base: Decimal
    reason: Reason


def _base(facts: BaseFacts, work: Working) -> Base:
    cite_in("CN-BJ", work, "BJWP 44", "BJQA 57")
    not_negative(facts, "contract_monthly_wage", "local_min_wage")
    base, reason = _agreed_or_contract(facts, work)
    floored = _floored(base, facts.local_min_wage, work)
    return Base(base=floored, reason=reason if floored == base else Reason.FLOOR)


def _agreed_or_contract(facts: BaseFacts, work: Working) -> tuple[Decimal, Reason]:
    contract, agreed = facts.contract_monthly_wage, facts.agreed_overtime_base
    if isinstance(agreed, NamedBase):
        work.cite("LCL 26")
        work.say(words.AGREED_MINIMUM, contract=contract)
        return contract, Reason.MINIMUM_CLAUSE
    if agreed is None or agreed == contract:
        work.say(words.CONTRACT, contract=contract)
        return contract, Reason.CONTRACT
    if agreed < contract and work.answer(AGREED_BASE) == "contract_wage":
        work.say(words.AGREED_LOWER, agreed=agreed, contract=contract)
        return contract, Reason.AGREED_LOWER
    work.say(words.AGREED_HOLDS, agreed=agreed)
    return agreed, Reason.AGREED


def _floored(base: Decimal, minimum: Decimal | None, work: Working) -> Decimal:
    """Never below the minimum wage, where that is known."""
    if minimum is None:
        work.assume(words.MINIMUM_UNKNOWN)
        return base
    if base < minimum:
        work.say(words.FLOORED, base=base, minimum=minimum)
    return max(base, minimum)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorFacts:
    """A contract wage beside the local minimum wage, both a month, and overtime hours."""

    contract_monthly_wage: Decimal
    local_min_wage: Decimal
    rest_day_hours: Decimal = Decimal(0)
    weekday_hours: Decimal = Decimal(0)
    statutory_hours: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The base that counts, and what the hours earn with it on top of the wage."""

    base: Decimal
    total: Decimal


def _base_floor(facts: FloorFacts, work: Working) -> Floor:
    not_negative(facts, "contract_monthly_wage", "local_min_wage", "rest_day_hours", "weekday_hours", "statutory_hours")
    cite_in("CN-BJ", work, "BJWP 44")
    base = _floored(facts.contract_monthly_wage, facts.local_min_wage, work)
    say_hourly(base, work)
    amount = (
        earned(base, facts.weekday_hours, STANDARD.workday, paid.WORKDAY, work)
        + earned(base, facts.rest_day_hours, STANDARD.rest_day, paid.REST_DAY, work)
        + earned(base, facts.statutory_hours, STANDARD.statutory, paid.STATUTORY, work)
    )
    return Floor(base=base, total=say_total(amount, work))


@dataclass(frozen=True, slots=True, kw_only=True)
class AllInFacts:
    """A monthly wage that is meant to hold overtime as well, and the overtime hours of the month."""

    all_in_monthly_wage: Decimal
    local_min_wage: Decimal
    weekday_hours: Decimal = Decimal(0)
    rest_day_hours: Decimal = Decimal(0)
    statutory_hours: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllIn:
    """Minimum wage with overtime at its hourly rate, and what the wage falls short of it."""

    minimum_due: Decimal
    shortfall: Decimal


def _all_in(facts: AllInFacts, work: Working) -> AllIn:
    not_negative(facts, "all_in_monthly_wage", "local_min_wage", "weekday_hours", "rest_day_hours", "statutory_hours")
    minimum = facts.local_min_wage
    overtime = hourly(minimum) * (
        exact(facts.weekday_hours) * STANDARD.workday
        + exact(facts.rest_day_hours) * STANDARD.rest_day
        + exact(facts.statutory_hours) * STANDARD.statutory
    )
    work.say(
        words.ALL_IN_DUE,
        minimum=minimum,
        weekday=facts.weekday_hours,
        rest=facts.rest_day_hours,
        statutory=facts.statutory_hours,
        overtime=to_cent(overtime),
    )
    due = exact(minimum) + overtime
    work.say(words.ALL_IN_SUM, minimum=minimum, overtime=to_cent(overtime), due=to_cent(due))
    shortfall = max(Decimal(0), to_cent(due - exact(facts.all_in_monthly_wage)))
    said = words.ALL_IN_SHORT if shortfall else words.ALL_IN_ENOUGH
    work.say(said, paid=facts.all_in_monthly_wage, shortfall=shortfall)
    work.changed_by(words.ALL_IN_AGREED)
    return AllIn(minimum_due=to_cent(due), shortfall=to_cent(shortfall))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFacts:
    """`overtime_facts_admitted`: whether it is undisputed or shown that the hours were worked by arrangement."""

    waiver_signed: bool = True
    overtime_facts_admitted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """No waiver of overtime pay is valid; pay is due as soon as the overtime is certain."""

    waiver_valid: bool
    pay_due: bool


def _waiver(facts: WaiverFacts, work: Working) -> Waiver:
    work.say(words.WAIVER_VOID if facts.waiver_signed else words.NO_WAIVER)
    work.say(words.PAY_DUE if facts.overtime_facts_admitted else words.PAY_UNPROVEN)
    if not facts.overtime_facts_admitted:
        work.cite("J1 42")
        work.changed_by(words.PROOF_WITH_EMPLOYER)
    work.changed_by(words.SETTLED)
    return Waiver(waiver_valid=False, pay_due=facts.overtime_facts_admitted)


class Evidence(Enum):
    """What speaks for overtime."""

    ATTENDANCE = "attendance"
    CHAT = "chat"
    MINUTES = "minutes"
    EMAIL = "email"
    TASK = "task"
    SYSTEM_LOG = "system_log"


NAMES = {
    Evidence.ATTENDANCE: words.ATTENDANCE,
    Evidence.CHAT: words.CHAT,
    Evidence.MINUTES: words.MINUTES,
    Evidence.EMAIL: words.EMAIL,
    Evidence.TASK: words.TASK,
    Evidence.SYSTEM_LOG: words.SYSTEM_LOG,
}
# These show that somebody was there; all else shows that the work was wanted.
PRESENCE = frozenset({Evidence.ATTENDANCE, Evidence.SYSTEM_LOG})


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """`employer_processed`: whether the employer approved the application."""

    rule_requires_approval: bool = True
    employee_applied: bool = False
    employer_processed: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Whether the hours are overtime arranged by the employer."""

    overtime_recognised: bool


def _approval(facts: ApprovalFacts, work: Working) -> Approval:
    recognised, said = _recognised(facts)
    work.say(said)
    if not recognised:
        work.leans_on(Confidence.INTERPRETATION)
        work.changed_by(words.MORE_EVIDENCE)
    return Approval(overtime_recognised=recognised)


def _recognised(facts: ApprovalFacts) -> tuple[bool, Text]:
    """Overtime that the employer wanted or let happen is overtime, whatever the rule of approval says."""
    if facts.employer_processed:
        return True, words.APPROVED
    arranged = [NAMES[one] for one in facts.evidence if one not in PRESENCE]
    if arranged:
        return True, words.ARRANGED.filled({"evidence": arranged})
    if not facts.evidence:
        return False, words.NO_EVIDENCE
    if facts.employee_applied:
        return True, words.KNOWN
    return (False, words.ONLY_PRESENCE) if facts.rule_requires_approval else (True, words.NO_RULE)


base = Rule(
    id="overtime.base",
    title=words.TITLE_BASE,
    decide=_base,
    statutes=STATUTES,
    articles=("WP 13", "2025-2 2", "BJCASES"),
    spec=("L-08",),
    confidence=Confidence.OFFICIAL_CASE,
)
base_floor = Rule(
    id="overtime.base_floor",
    title=words.TITLE_FLOOR,
    decide=_base_floor,
    statutes=STATUTES,
    articles=("MW 12", "LL 44"),
    spec=("L-08",),
)
all_in_wage = Rule(
    id="overtime.all_in_wage",
    title=words.TITLE_ALL_IN,
    decide=_all_in,
    statutes=STATUTES,
    articles=("MW 12", "LL 44"),
    spec=("L-10",),
)
waiver = Rule(
    id="overtime.waiver",
    title=words.TITLE_WAIVER,
    decide=_waiver,
    statutes=STATUTES,
    articles=("LCL 26", "J1 35", "CASES"),
    spec=("L-09", "L-81"),
    confidence=Confidence.OFFICIAL_CASE,
)
approval_missing = Rule(
    id="overtime.approval_missing",
    title=words.TITLE_APPROVAL,
    decide=_approval,
    statutes=STATUTES,
    articles=("LL 44", "CASES"),
    spec=("L-09",),
    confidence=Confidence.OFFICIAL_CASE,
)

RULES = (base, base_floor, all_in_wage, waiver, approval_missing)
