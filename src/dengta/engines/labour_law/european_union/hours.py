"""Length of work under the working time directive: the weekly average, and night work."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.european_union import words
from dengta.engines.labour_law.european_union.rest import IN_FORCE, WEEK
from dengta.engines.labour_law.european_union.statutes import STATUTES
from dengta.engines.labour_law.european_union.switches import OPT_OUT
from dengta.engines.labour_law.money import exact, rounded, to_decimal
from dengta.engines.labour_law.periods import ONE_DAY, add_months
from dengta.engines.labour_law.rules import Rule

WEEKLY_LIMIT = 48
NIGHT_LIMIT = 8


class Reference(Enum):
    """How long the average may be taken over: as a rule, by derogation, by collective agreement (art. 16, 19)."""

    STANDARD = "standard"
    DEROGATION = "derogation"
    COLLECTIVE = "collective_agreement"


MONTHS = {Reference.STANDARD: 4, Reference.DEROGATION: 6, Reference.COLLECTIVE: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageFacts:
    """`hours`: all working time from `period_start` to `period_end`, overtime included.

    `neutral_days`: calendar days of paid leave and sick leave in it. `opted_out`: the worker agreed to more in writing.
    """

    hours: Decimal
    period_start: date
    period_end: date
    neutral_days: int = 0
    reference: Reference = Reference.STANDARD
    opted_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """Hours a week on average, to two decimals; the comparison is made with the exact figure."""

    average: Decimal
    limit: int
    compliant: bool
    opt_out_applies: bool
    max_reference_months: int


def _average(facts: AverageFacts, work: Working) -> Average:
    months = _reference(facts, work)
    days = (facts.period_end - facts.period_start).days + 1
    need("hours", words.NOT_NEGATIVE, holds=facts.hours >= 0)
    need("neutral_days", words.NEUTRAL_ALL, holds=0 <= facts.neutral_days < days, days=days)
    average = exact(facts.hours) * WEEK / (days - facts.neutral_days)
    work.say(
        words.AVERAGE, hours=facts.hours, days=days, neutral=facts.neutral_days, average=average, limit=WEEKLY_LIMIT
    )
    above = average > WEEKLY_LIMIT
    work.say(words.ABOVE if above else words.WITHIN)
    opted_out = facts.opted_out and _opt_out(work)
    if above and not opted_out:
        most = Fraction(WEEKLY_LIMIT * (days - facts.neutral_days), WEEK)
        work.changed_by(words.FEWER_HOURS, hours=exact(facts.hours) - most)
    return Average(
        average=rounded(average, 2),
        limit=WEEKLY_LIMIT,
        compliant=opted_out or not above,
        opt_out_applies=opted_out,
        max_reference_months=months,
    )


def _reference(facts: AverageFacts, work: Working) -> int:
    start, end = facts.period_start, facts.period_end
    need("period_end", words.PERIOD_TURNED, holds=end >= start, start=start, end=end)
    months = MONTHS[facts.reference]
    last = add_months(start, months) - ONE_DAY
    need("period_end", words.REFERENCE_LONG, holds=end <= last, months=months, last=last)
    if facts.reference is not Reference.STANDARD:
        work.cite("WTD 19")
    work.say(words.REFERENCE, start=start, end=end, months=months)
    return months


def _opt_out(work: Working) -> bool:
    work.cite("WTD 22")
    used = work.answer(OPT_OUT) == "used"
    work.say(words.OPTED_OUT if used else words.OPT_OUT_VOID)
    return used


@dataclass(frozen=True, slots=True, kw_only=True)
class NightFacts:
    """`hours`: normal hours of a night worker in a reference period of `period_days` calendar days.

    `heavy`: special hazards or heavy physical or mental strain; then `longest_in_24_hours` must be stated.
    """

    hours: Decimal
    period_days: int
    heavy: bool = False
    longest_in_24_hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Hours in 24 on average, to two decimals; the comparison is made with the exact figure."""

    average: Decimal
    limit: int
    compliant: bool


def _night(facts: NightFacts, work: Working) -> Night:
    need("hours", words.NOT_NEGATIVE, holds=facts.hours >= 0)
    need("period_days", words.NIGHT_DAYS, holds=facts.period_days >= 1)
    # The 24 hours of weekly rest are no part of the reference period (art. 16(c)).
    periods = facts.period_days - facts.period_days // WEEK
    average = exact(facts.hours) / periods
    work.say(words.NIGHT_AVERAGE, hours=facts.hours, days=facts.period_days, periods=periods, average=average)
    within = average <= NIGHT_LIMIT and _heavy_within(facts, work)
    work.say(words.WITHIN if within else words.ABOVE)
    work.changed_by(words.NIGHT_HEALTH)
    return Night(average=rounded(average, 2), limit=NIGHT_LIMIT, compliant=within)


def _heavy_within(facts: NightFacts, work: Working) -> bool:
    if not facts.heavy:
        return True
    longest = facts.longest_in_24_hours
    need("longest_in_24_hours", words.NIGHT_LONGEST_NEEDED, holds=longest is not None)
    stated = longest or Decimal(0)
    work.say(words.NIGHT_HEAVY, longest=to_decimal(exact(stated)))
    return stated <= NIGHT_LIMIT


weekly_average = Rule(
    id="eu.weekly_average",
    title=words.TITLE_AVERAGE,
    decide=_average,
    statutes=STATUTES,
    articles=("WTD 6", "WTD 16"),
    since=IN_FORCE,
)
night_work = Rule(
    id="eu.night_work",
    title=words.TITLE_NIGHT,
    decide=_night,
    statutes=STATUTES,
    articles=("WTD 8", "WTD 16"),
    since=IN_FORCE,
)

RULES = (weekly_average, night_work)
