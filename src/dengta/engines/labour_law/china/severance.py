"""Severance: when it is due, N, N + 1, 2N, and service from before 2008."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.severance import PRE2008_CAP
from dengta.engines.labour_law.china.words import severance as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import exact, to_cent, to_decimal
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR, ONE_DAY, Span, add_months, service
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

CONTRACT_LAW = date(2008, 1, 1)
CAP_MULTIPLE = 3
CAP_MONTHS = 12
HALF_A_YEAR = 6
NOTICE_DAYS = 30


class Ending(Enum):
    """How employment ends, as far as severance asks."""

    EMPLOYEE_PROPOSED = "mutual_employee_proposed"
    EMPLOYER_PROPOSED = "mutual_employer_proposed"
    RESIGNATION = "resignation_30_days"
    EMPLOYER_FAULT = "art38"
    UNPAID_INSURANCE = "art38_unpaid_social_insurance"
    WAGE_DISPUTE_IN_GOOD_FAITH = "art38_wage_dispute_good_faith"
    BULLYING = "art38_workplace_bullying_duties_removed"
    SERIOUS_BREACH = "art39_serious_breach_lawful"
    NO_FAULT = "art40"
    LAYOFF = "art41"
    EXPIRY = "expiry"
    NO_RENEWAL = "expiry_employer_no_renew"
    DISSOLVED = "employer_dissolved"
    RETIREMENT = "retirement_age_reached_pension_drawn"


class Offer(Enum):
    """What the employer offered when a fixed term ran out."""

    SAME_OR_BETTER = "same_or_better"
    WORSE = "worse"
    NONE = "none"


# Whether severance is due, where that stands, and in words how it ended.
ENDINGS = {
    Ending.EMPLOYEE_PROPOSED: (False, "LCL 36", words.EMPLOYEE_PROPOSED),
    Ending.EMPLOYER_PROPOSED: (True, "LCL 46(2)", words.EMPLOYER_PROPOSED),
    Ending.RESIGNATION: (False, "LCL 37", words.RESIGNATION),
    Ending.EMPLOYER_FAULT: (True, "LCL 46(1)", words.EMPLOYER_FAULT),
    Ending.UNPAID_INSURANCE: (True, "J2 19", words.UNPAID_INSURANCE),
    Ending.WAGE_DISPUTE_IN_GOOD_FAITH: (False, "LCL 38(2)", words.GOOD_FAITH),
    Ending.BULLYING: (True, "LCL 38(1)", words.BULLYING),
    Ending.SERIOUS_BREACH: (False, "LCL 39(2)", words.SERIOUS_BREACH),
    Ending.NO_FAULT: (True, "LCL 46(3)", words.NO_FAULT),
    Ending.LAYOFF: (True, "LCL 46(4)", words.LAYOFF),
    Ending.NO_RENEWAL: (True, "LCL 46(5)", words.NO_RENEWAL),
    Ending.DISSOLVED: (True, "LCL 46(6)", words.DISSOLVED),
    Ending.RETIREMENT: (False, "LCL 44(2)", words.RETIREMENT),
}


# A term that ran out earned no severance before the Labour Contract Law (LCL 97).
NOTHING_BEFORE_2008 = frozenset({Ending.EXPIRY, Ending.NO_RENEWAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """`offer` and `employee_declined` matter only where a fixed term ran out."""

    ground: Ending
    offer: Offer = Offer.NONE
    employee_declined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Whether severance is owed, and how many times N."""

    due: bool
    multiple: Decimal | None


def _due(facts: DueFacts, work: Working) -> Due:
    due, article, ending = _at_expiry(facts) if facts.ground is Ending.EXPIRY else ENDINGS[facts.ground]
    work.cite(article)
    work.say(words.DUE if due else words.NOT_DUE, ending=ending)
    return Due(due=due, multiple=Decimal(1) if due else None)


def _at_expiry(facts: DueFacts) -> tuple[bool, str, Text]:
    declined = facts.employee_declined and facts.offer is Offer.SAME_OR_BETTER
    return not declined, "LCL 46(5)", words.DECLINED if declined else words.NOT_OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveranceFacts:
    """`avg_wage_12m`: average gross wage of the twelve months before the end (of fewer months, of those), a month.

    `local_avg_wage`: monthly average of the place in the year before; None: the cap is not looked at.
    """

    start: date
    last_day: date
    avg_wage_12m: Decimal
    ground: Ending = Ending.NO_FAULT
    local_avg_wage: Decimal | None = None
    local_min_wage: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Severance:
    """Months of wage, the wage they are reckoned with, whether the cap lowered it, and the sum."""

    months: Decimal
    base: Decimal
    capped: bool
    amount: Decimal


def _severance(facts: SeveranceFacts, work: Working) -> Severance:
    months = _months(facts.start, facts.last_day, work)
    base, capped = _base(facts.avg_wage_12m, facts.local_avg_wage, facts.local_min_wage, work)
    months = _at_most_twelve(months, work) if capped else months
    amount = to_cent(months * exact(base))
    work.say(words.N, months=months, base=base, amount=amount)
    return Severance(months=to_decimal(months), base=base, capped=capped, amount=amount)


def _months(start: date, last_day: date, work: Working) -> Fraction:
    """A month's wage for each year of service; six months and more count as a year, less as half a month (LCL 47)."""
    need("last_day", words.DATES_TURNED, holds=last_day >= start, last=last_day, start=start)
    worked = service(start, last_day)
    months = worked.years + _started_year(worked)
    work.say(
        words.SERVICE, start=start, last=last_day, years=worked.years, rest=worked.rest, days=worked.days, months=months
    )
    work.changed_by(words.GROWS, days=(_next_growth(start, worked) - last_day).days)
    return months


def _next_growth(start: date, worked: Span) -> date:
    """The first last day that would add half a month: the day that begins a year, or the one that fills six months."""
    anniversary = add_months(start, worked.years * MONTHS_OF_A_YEAR)
    if worked.rest >= HALF_A_YEAR:
        return add_months(anniversary, MONTHS_OF_A_YEAR)
    return add_months(anniversary, HALF_A_YEAR) - ONE_DAY if worked.rest or worked.days else anniversary


def _started_year(worked: Span) -> Fraction:
    if worked.rest >= HALF_A_YEAR:
        return Fraction(1)
    return Fraction(1, 2) if worked.rest or worked.days else Fraction(0)


def _base(
    average: Decimal, local_average: Decimal | None, minimum: Decimal | None, work: Working
) -> tuple[Decimal, bool]:
    """The wage that counts: at least the minimum wage (Regs 27), at most three times the local average (LCL 47)."""
    if minimum is not None and average < minimum:
        work.cite("Regs 27")
        work.say(words.FLOORED, average=average, minimum=minimum)
        return to_cent(minimum), False
    if local_average is None:
        work.assume(words.NO_LOCAL_AVERAGE)
    elif average > (cap := CAP_MULTIPLE * local_average):
        work.say(words.CAPPED, average=average, local=local_average, cap=cap)
        return to_cent(cap), True
    work.say(words.BASE, average=average)
    return to_cent(average), False


def _at_most_twelve(months: Fraction, work: Working) -> Fraction:
    if months > CAP_MONTHS:
        work.say(words.AT_MOST_TWELVE, months=months)
    return min(months, Fraction(CAP_MONTHS))


@dataclass(frozen=True, slots=True, kw_only=True)
class NPlusOneFacts:
    """`months`: months of wage of N. `last_month_wage`: the wage of the month before the end."""

    months: Decimal
    avg_wage_12m: Decimal
    last_month_wage: Decimal
    notice_given_days: int = 0
    local_avg_wage: Decimal | None = None
    local_min_wage: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NPlusOne:
    """Severance, pay in place of notice, and both together."""

    N: Decimal
    notice_pay: Decimal
    total: Decimal


def _n_plus_one(facts: NPlusOneFacts, work: Working) -> NPlusOne:
    base, capped = _base(facts.avg_wage_12m, facts.local_avg_wage, facts.local_min_wage, work)
    months = _at_most_twelve(exact(facts.months), work) if capped else exact(facts.months)
    severance = to_cent(months * exact(base))
    work.say(words.N, months=months, base=base, amount=severance)
    notice = _notice_pay(facts, work)
    total = severance + notice
    work.say(words.N_PLUS_1, severance=severance, notice=notice, total=total)
    return NPlusOne(N=severance, notice_pay=notice, total=total)


def _notice_pay(facts: NPlusOneFacts, work: Working) -> Decimal:
    """The wage of the last month, where thirty days' written notice was not given (LCL 40, Regs 20)."""
    if facts.notice_given_days >= NOTICE_DAYS:
        work.say(words.NOTICE_GIVEN, days=facts.notice_given_days)
        return to_cent(0)
    work.say(words.NOTICE_PAID, wage=facts.last_month_wage)
    work.changed_by(words.NOTICE_WOULD_SAVE)
    return to_cent(facts.last_month_wage)


@dataclass(frozen=True, slots=True, kw_only=True)
class IllegalFacts:
    """`claimed_notice_pay`: whether pay in place of notice is asked for as well, which the law does not give."""

    start: date
    last_day: date
    avg_wage_12m: Decimal
    local_avg_wage: Decimal | None = None
    local_min_wage: Decimal | None = None
    claimed_notice_pay: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IllegalDismissal:
    """Damages of an illegal dismissal; they come in place of N and of pay for notice."""

    months: Decimal
    amount: Decimal
    notice_pay: Decimal
    plus_N: bool  # noqa: N815 - as lawyers write it


def _illegal(facts: IllegalFacts, work: Working) -> IllegalDismissal:
    months = _months(facts.start, facts.last_day, work)
    base, capped = _base(facts.avg_wage_12m, facts.local_avg_wage, facts.local_min_wage, work)
    months = _at_most_twelve(months, work) if capped else months
    amount = to_cent(2 * months * exact(base))
    work.say(words.TWICE, months=months, base=base, amount=amount)
    if facts.claimed_notice_pay:
        work.say(words.NO_NOTICE_BESIDE)
    work.changed_by(words.REINSTATEMENT)
    return IllegalDismissal(months=to_decimal(months), amount=amount, notice_pay=to_cent(0), plus_N=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pre2008Facts(SeveranceFacts):
    """Service that began before the Labour Contract Law. `pre2008_policy`: an answer to the open question of the cap
    that holds for this case alone."""

    pre2008_policy: str | bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pre2008Severance:
    """Months of wage for service before and from 2008, together, the wage they are reckoned with, and the sum."""

    pre2008_months: Decimal
    post2008_months: Decimal
    months: Decimal
    base: Decimal
    capped: bool
    amount: Decimal


def _pre2008(facts: Pre2008Facts, work: Working) -> Pre2008Severance:
    policy = _known_policy(facts, work)
    old = _old_months(facts, work)
    later = facts.last_day >= CONTRACT_LAW
    new = _months(max(facts.start, CONTRACT_LAW), facts.last_day, work) if later else Fraction(0)
    base, capped = _base(facts.avg_wage_12m, facts.local_avg_wage, facts.local_min_wage, work)
    if capped:
        new = _at_most_twelve(new, work)
        old = _at_most_twelve(old + new, work) - new if work.answer(PRE2008_CAP, given=policy) == "all_service" else old
    months = old + new
    amount = to_cent(months * exact(base))
    work.say(words.BOTH_PERIODS, old=old, new=new, months=months, base=base, amount=amount)
    return Pre2008Severance(
        pre2008_months=to_decimal(old),
        post2008_months=to_decimal(new),
        months=to_decimal(months),
        base=base,
        capped=capped,
        amount=amount,
    )


def _known_policy(facts: Pre2008Facts, work: Working) -> str | None:
    """An answer to the question of the cap; what is none changes nothing, and the reader is told."""
    policy = facts.pre2008_policy
    if policy is None or policy in {option.key for option in PRE2008_CAP.options}:
        return policy if isinstance(policy, str) else None
    work.assume(words.POLICY_UNKNOWN, policy=str(policy))
    return None


def _old_months(facts: Pre2008Facts, work: Working) -> Fraction:
    """Before 2008 a started year counted as a whole one, where severance was owed at all."""
    start, until = facts.start, min(facts.last_day, CONTRACT_LAW - ONE_DAY)
    if until < start:
        return Fraction(0)
    if facts.ground in NOTHING_BEFORE_2008:
        work.say(words.NOTHING_BEFORE_2008, start=start, until=until)
        return Fraction(0)
    worked = service(start, until)
    months = Fraction(worked.years + bool(worked.rest or worked.days))
    work.cite("1994-481")
    work.say(words.BEFORE_2008, start=start, until=until, months=months)
    if facts.ground is Ending.EMPLOYER_PROPOSED:
        work.cite("1994-481 5")
        return _at_most_twelve(months, work)
    return months


due = Rule(
    id="severance.due",
    title=words.TITLE_DUE,
    decide=_due,
    statutes=STATUTES,
    articles=("LCL 46",),
    spec=("L-52",),
    since=CONTRACT_LAW,
)
severance = Rule(
    id="severance.N",
    title=words.TITLE_N,
    decide=_severance,
    statutes=STATUTES,
    articles=("LCL 46", "LCL 47"),
    spec=("L-57", "L-58"),
    since=CONTRACT_LAW,
)
n_plus_one = Rule(
    id="severance.N_plus_1",
    title=words.TITLE_N_PLUS_1,
    decide=_n_plus_one,
    statutes=STATUTES,
    articles=("LCL 40", "LCL 47", "Regs 20"),
    spec=("L-59",),
    since=CONTRACT_LAW,
)
illegal = Rule(
    id="severance.illegal_2N",
    title=words.TITLE_2N,
    decide=_illegal,
    statutes=STATUTES,
    articles=("LCL 47", "LCL 48", "LCL 87", "Regs 25"),
    spec=("L-60",),
    since=CONTRACT_LAW,
)
pre2008 = Rule(
    id="severance.pre2008",
    title=words.TITLE_PRE2008,
    decide=_pre2008,
    statutes=STATUTES,
    articles=("LCL 47", "LCL 97"),
    spec=("L-61",),
    since=CONTRACT_LAW,
)

RULES = (due, severance, n_plus_one, illegal, pre2008)
