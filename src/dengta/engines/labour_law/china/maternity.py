"""Maternity leave by the national rule."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import maternity as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.rules import Rule

ORDER_619 = date(2012, 4, 28)
BIRTH_DAYS = 98
DIFFICULT_DAYS = 15
DAYS_PER_FURTHER_BABY = 15
LATE_LOSS_MONTHS = 4
EARLY_LOSS_DAYS, LATE_LOSS_DAYS = 15, 42


@dataclass(frozen=True, slots=True, kw_only=True)
class MaternityFacts:
    """A birth, or a miscarriage after so many months of pregnancy; for that the other facts do not matter."""

    babies: int = 1
    difficult_birth: bool = False
    miscarriage_gestation_months: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaternityDays:
    """Calendar days by the national rule; provinces add to them."""

    national_days: int


def _maternity(facts: MaternityFacts, work: Working) -> MaternityDays:
    no_negatives(facts)
    if facts.miscarriage_gestation_months is not None:
        return _after_loss(facts.miscarriage_gestation_months, work)
    need("babies", words.NO_BABY, holds=facts.babies >= 1, babies=facts.babies)
    days = BIRTH_DAYS
    work.say(words.BIRTH, days=BIRTH_DAYS)
    if facts.difficult_birth:
        days += DIFFICULT_DAYS
        work.say(words.DIFFICULT, days=DIFFICULT_DAYS)
    if facts.babies > 1:
        more = (facts.babies - 1) * DAYS_PER_FURTHER_BABY
        days += more
        work.say(words.MORE_BABIES, babies=facts.babies, days=more)
    work.say(words.TOTAL, days=days)
    work.changed_by(words.PROVINCES_ADD)
    return MaternityDays(national_days=days)


def _after_loss(months: Decimal, work: Working) -> MaternityDays:
    late = months >= LATE_LOSS_MONTHS
    days = LATE_LOSS_DAYS if late else EARLY_LOSS_DAYS
    work.say(words.LATE_LOSS if late else words.EARLY_LOSS, months=months, days=days)
    return MaternityDays(national_days=days)


maternity = Rule(
    id="maternity.days",
    title=words.TITLE,
    decide=_maternity,
    statutes=STATUTES,
    articles=("O619 7",),
    spec=("L-38",),
    since=ORDER_619,
)

RULES = (maternity,)
