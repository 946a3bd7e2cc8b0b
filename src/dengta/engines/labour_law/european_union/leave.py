"""Paid leave under the working time directive: four weeks, and no money in their place."""

from dataclasses import dataclass
from decimal import Decimal

from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.european_union import words
from dengta.engines.labour_law.european_union.rest import IN_FORCE, WEEK
from dengta.engines.labour_law.european_union.statutes import STATUTES
from dengta.engines.labour_law.rules import Rule

LEAST_WEEKS = 4
FIVE_DAYS = Decimal(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveFacts:
    """`days_per_week`: worked as a rule. `granted_days`: of paid leave a year; None: only the least is asked for."""

    days_per_week: Decimal = FIVE_DAYS
    granted_days: Decimal | None = None
    paid_in_lieu: bool = False
    employment_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The least in weeks and days, and whether what is granted or paid agrees with it."""

    minimum_weeks: int
    minimum_days: Decimal
    payment_in_lieu_allowed: bool
    compliant: bool


def _leave(facts: LeaveFacts, work: Working) -> Leave:
    need("days_per_week", words.DAYS_A_WEEK, holds=0 < facts.days_per_week <= WEEK)
    least = LEAST_WEEKS * facts.days_per_week
    enough = _enough(facts, least, work)
    if facts.employment_ended:
        work.say(words.CASH_AT_END)
    elif facts.paid_in_lieu:
        work.say(words.NO_CASH)
    return Leave(
        minimum_weeks=LEAST_WEEKS,
        minimum_days=least,
        payment_in_lieu_allowed=facts.employment_ended,
        compliant=enough and (facts.employment_ended or not facts.paid_in_lieu),
    )


def _enough(facts: LeaveFacts, least: Decimal, work: Working) -> bool:
    if facts.granted_days is None:
        work.assume(words.LEAVE_UNSTATED)
    granted = least if facts.granted_days is None else facts.granted_days
    need("granted_days", words.NOT_NEGATIVE, holds=granted >= 0)
    work.say(words.LEAVE_LEAST, days=facts.days_per_week, least=least, granted=granted)
    work.say(words.LEAVE_ENOUGH if granted >= least else words.LEAVE_SHORT)
    return granted >= least


paid_leave = Rule(
    id="eu.paid_leave",
    title=words.TITLE_LEAVE,
    decide=_leave,
    statutes=STATUTES,
    articles=("WTD 7",),
    since=IN_FORCE,
)

RULES = (paid_leave,)
