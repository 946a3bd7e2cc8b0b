"""Pay for annual leave that was not taken: on leaving, during employment, and above the statutory days."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from dengta.engines.labour_law.china.annual_leave import (
    DAYS_OF_A_YEAR,
    MEASURES,
    calendar_days,
    pro_rata,
)
from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.daily_wage import daily_wage
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import leave_pay as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.rules import Rule

# Times a day's wage for a day not taken, the normal pay of that day included (ALM 10).
FULL_MULTIPLE = 3
EXTRA_MULTIPLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitFacts:
    """`avg_wage_12m_excl_overtime`: yuan a month. `join_date` matters only where it lies in the year of leaving."""

    exit_date: date
    full_year_entitlement: Decimal
    taken: Decimal = Decimal(0)
    avg_wage_12m_excl_overtime: Decimal | None = None
    join_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitLeave:
    """Whole days still owed, and their pay; None where no wage was given. Leave taken too early is never paid back."""

    days: int
    elapsed_calendar_days: int
    clawback: bool
    extra_pay: Decimal | None
    total_300_percent: Decimal | None


def _on_exit(facts: ExitFacts, work: Working) -> ExitLeave:
    no_negatives(facts)
    elapsed = _elapsed(facts, work)
    balance = pro_rata(elapsed, facts.full_year_entitlement) - exact(facts.taken)
    days = max(0, floor(balance))
    work.say(
        words.EARNED, elapsed=elapsed, full=facts.full_year_entitlement, taken=facts.taken, exact=balance, days=days
    )
    if balance < 0:
        work.say(words.NO_CLAWBACK)
    _tell_next_day(facts, elapsed, days, work)
    extra, total = _exit_pay(facts.avg_wage_12m_excl_overtime, days, work)
    return ExitLeave(
        days=days, elapsed_calendar_days=elapsed, clawback=False, extra_pay=extra, total_300_percent=total
    )  # fmt: skip


def _elapsed(facts: ExitFacts, work: Working) -> int:
    """Calendar days of the year with this employer (ALM 12)."""
    start = date(facts.exit_date.year, 1, 1)
    if facts.join_date is None:
        work.assume(words.JOINED_EARLIER)
    else:
        need(
            "join_date", words.JOINED_LATER, holds=facts.join_date <= facts.exit_date, joined=facts.join_date,
            left=facts.exit_date,
        )  # fmt: skip
        start = max(start, facts.join_date)
    elapsed = calendar_days(start, facts.exit_date)
    work.say(words.ELAPSED, start=start, left=facts.exit_date, elapsed=elapsed)
    return elapsed


def _tell_next_day(facts: ExitFacts, elapsed: int, days: int, work: Working) -> None:
    """After how many more days of service one more day of leave is earned, where that is still this year."""
    if not facts.full_year_entitlement:
        return
    wanted = (days + 1 + exact(facts.taken)) * DAYS_OF_A_YEAR / exact(facts.full_year_entitlement)
    more = ceil(wanted) - elapsed
    if more <= (date(facts.exit_date.year, 12, 31) - facts.exit_date).days:
        work.changed_by(words.ONE_DAY_MORE, more=more)


def _exit_pay(wage: Decimal | None, days: int, work: Working) -> tuple[Decimal | None, Decimal | None]:
    if wage is None:
        work.assume(words.NO_WAGE)
        return None, None
    daily = _daily(wage, work)
    extra, total = to_cent(days * daily * EXTRA_MULTIPLE), to_cent(days * daily * FULL_MULTIPLE)
    work.say(words.EXIT_PAY, days=days, daily=daily, extra=extra, total=total)
    return extra, total


def _daily(wage: Decimal, work: Working) -> Fraction:
    daily = daily_wage(wage)
    work.say(words.DAILY, wage=wage, daily=daily)
    return daily


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedFacts:
    """`wage`: average of twelve months without overtime, yuan a month. Normal pay is as a rule received already."""

    wage: Decimal
    unused_days: Decimal
    normal_pay_already_received: bool = True
    employee_wrote_not_taking_for_personal_reason: bool = False
    handbook_lapse_clause: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedPay:
    """What is owed beside what has been paid."""

    extra_pay: Decimal


def _unused_pay(facts: UnusedFacts, work: Working) -> UnusedPay:
    no_negatives(facts)
    daily = _daily(facts.wage, work)
    multiple = _multiple(facts, work)
    amount = to_cent(exact(facts.unused_days) * daily * multiple)
    work.say(words.UNUSED_PAY, days=facts.unused_days, daily=daily, multiple=multiple, amount=amount)
    return UnusedPay(extra_pay=amount)


def _multiple(facts: UnusedFacts, work: Working) -> int:
    """Three times a day's wage, once where the employee declined in writing, less what has been paid (ALM 10)."""
    waived, received = facts.employee_wrote_not_taking_for_personal_reason, facts.normal_pay_already_received
    work.say(words.WAIVED if waived else words.NOT_WAIVED)
    work.changed_by(words.WAIVER_MUST_BE_PERSONAL if waived else words.WAIVER_WOULD_SAVE)
    if facts.handbook_lapse_clause:
        work.say(words.LAPSE_VOID)
    work.say(words.RECEIVED if received else words.NOT_RECEIVED)
    return (1 if waived else FULL_MULTIPLE) - received


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractualFacts:
    """`company_rule_pay_multiple`: times a day's wage that the company rule pays for a day above the statutory ones."""

    wage: Decimal
    company_extra_unused_days: Decimal = Decimal(0)
    company_rule_pay_multiple: Decimal | None = None
    statutory_unused_days: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractualPay:
    """Whether any day earns the statutory 200 % on top, and what is paid for all days together."""

    extra_200_percent_due: bool
    pay: Decimal


def _contractual(facts: ContractualFacts, work: Working) -> ContractualPay:
    no_negatives(facts)
    daily = _daily(facts.wage, work)
    company, statutory = _company_days(facts, daily, work), _statutory_days(facts.statutory_unused_days, daily, work)
    pay = to_cent(company + statutory)
    work.say(words.CONTRACTUAL_PAY, company=company, statutory=statutory, pay=pay)
    work.changed_by(words.ANOTHER_RULE)
    return ContractualPay(extra_200_percent_due=facts.statutory_unused_days > 0, pay=pay)


def _company_days(facts: ContractualFacts, daily: Fraction, work: Working) -> Fraction:
    multiple = facts.company_rule_pay_multiple
    if multiple is None:
        work.assume(words.RULE_SILENT)
        multiple = Decimal(1)
    days = facts.company_extra_unused_days
    amount = exact(days) * daily * exact(multiple)
    work.say(words.COMPANY_DAYS, days=days, daily=daily, multiple=multiple, amount=amount)
    return amount


def _statutory_days(days: Decimal, daily: Fraction, work: Working) -> Fraction:
    if not days:
        work.say(words.NO_STATUTORY_DAYS)
        return Fraction(0)
    work.cite("ALM 10")
    amount = exact(days) * daily * EXTRA_MULTIPLE
    work.say(words.STATUTORY_DAYS, days=days, daily=daily, amount=amount)
    return amount


on_exit = Rule(
    id="annual_leave.on_exit",
    title=words.TITLE_ON_EXIT,
    decide=_on_exit,
    statutes=STATUTES,
    articles=("ALM 10", "ALM 11", "ALM 12"),
    spec=("L-34",),
    since=MEASURES,
)
unused_pay = Rule(
    id="annual_leave.unused_pay",
    title=words.TITLE_UNUSED,
    decide=_unused_pay,
    statutes=STATUTES,
    articles=("AL 5", "ALM 10", "ALM 11"),
    spec=("L-32", "L-33"),
    since=MEASURES,
)
contractual = Rule(
    id="annual_leave.contractual",
    title=words.TITLE_CONTRACTUAL,
    decide=_contractual,
    statutes=STATUTES,
    articles=("ALM 13",),
    spec=("L-35",),
    since=MEASURES,
)

RULES = (on_exit, unused_pay, contractual)
