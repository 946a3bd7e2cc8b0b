"""The written contract: double wage while there is none, and when it must be open-ended."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.daily_wage import PAID_DAYS_OF_A_MONTH
from dengta.engines.labour_law.china.second_interpretation import cite_second
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.written_contract import (
    AVERAGE_DAYS,
    BACKDATING,
    CURES,
    NO_GRACE,
    PART_MONTH,
    RENEWAL_GRACE,
)
from dengta.engines.labour_law.china.words import written_contract as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import FactError, need
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR, ONE_DAY, add_months, span
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

CONTRACT_LAW = date(2008, 1, 1)
OPEN_ENDED_YEARS = 10
OPEN_ENDED_TERMS = 2
SECOND_TERM_MONTHS = 12
BEIJING_ANSWERS = "BJQA 40–42"


class Exemption(Enum):
    """Why no double wage is due although there was no written contract (J2 7, 8)."""

    REFUSED = "employee_refused_in_bad_faith"
    NEGLIGENT = "employee_gross_negligence"
    FORCE_MAJEURE = "force_majeure"
    EXTENDED = "statutory_extension"


EXEMPTIONS = {
    Exemption.REFUSED: ("7", words.REFUSED),
    Exemption.NEGLIGENT: ("7", words.NEGLIGENT),
    Exemption.FORCE_MAJEURE: ("7", words.FORCE_MAJEURE),
    Exemption.EXTENDED: ("8", words.EXTENDED),
}


class Status(Enum):
    """What extends a contract that runs out (LCL 42 and 45, Regs 17, Trade Union Law 19)."""

    PREGNANT = "pregnant"
    MATERNITY_LEAVE = "maternity_leave"
    NURSING = "nursing"
    MEDICAL_PERIOD = "medical_period"
    WORK_INJURY = "work_injury"
    OCCUPATIONAL_DISEASE = "occupational_disease"
    NEAR_RETIREMENT = "near_retirement"
    SERVICE_PERIOD = "service_period"
    UNION_OFFICER = "union_officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleWageFacts:
    """`signed`: the day of signing, None: not yet; `as_of`: the day up to which is reckoned, itself included.

    For a renewal `old_contract_end` is the last day of the contract that ran out.
    """

    hired: date | None = None
    signed: date | None = None
    as_of: date | None = None
    monthly_wage: Decimal | None = None
    exemption: Exemption | None = None
    employee_status: Status | None = None
    old_contract_end: date | None = None
    continued_working: bool = True
    backdated_to_hire_date: bool = False
    genuine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleWage:
    """Months for which a second wage is due, and the sum of the second wages."""

    months: Fraction
    extra_pay: Decimal


@dataclass(frozen=True, slots=True)
class Window:
    """The year in which double wage may be owed: from `start`, less the months of grace at its beginning.

    Months are always counted from `start`, so that none drifts after a short month.
    """

    start: date
    grace: int

    def month(self, number: int) -> date:
        """The day on which the month of this number begins; 0 is the first for which double wage is owed."""
        return add_months(self.start, self.grace + number)

    @property
    def until(self) -> date:
        """The day from which no more is owed: a year is full (Regs 7)."""
        return add_months(self.start, MONTHS_OF_A_YEAR)


def _double_wage(facts: DoubleWageFacts, work: Working) -> DoubleWage:
    no_negatives(facts)
    if _free(facts, work):
        return DoubleWage(months=Fraction(0), extra_pay=to_cent(0))
    window = _window(facts, work)
    end = min(_unsigned_until(facts, work), window.until)
    if end <= window.month(0):
        _say_in_time(facts.signed, end, window, work)
        return DoubleWage(months=Fraction(0), extra_pay=to_cent(0))
    months = _months(window, end, work)
    amount = _second_wages(facts.monthly_wage, months, work)
    _tell_what_follows(facts.signed, end, window, work)
    return DoubleWage(months=months, extra_pay=amount)


def _free(facts: DoubleWageFacts, work: Working) -> bool:
    """Whether no double wage is due at all, whatever the days."""
    if facts.exemption is not None:
        return _exempt(*EXEMPTIONS[facts.exemption], work)
    if facts.old_contract_end is not None and not facts.continued_working:
        work.say(words.WORK_ENDED, ended=facts.old_contract_end)
        return True
    if facts.employee_status is not None:
        if facts.old_contract_end is not None:
            work.assume(words.EXTENSION_LASTS)
            return _exempt(*EXEMPTIONS[Exemption.EXTENDED], work)
        work.say(words.STATUS_EXTENDS_NOTHING)
    return facts.backdated_to_hire_date and _cured(work, genuine=facts.genuine)


def _exempt(article: str, reason: Text, work: Working) -> bool:
    cite_second(work, article)
    work.say(words.EXEMPT, reason=reason)
    work.changed_by(words.EXEMPTION_NEEDS_PROOF)
    return True


def _cured(work: Working, *, genuine: bool) -> bool:
    """Whether dating the contract back frees from double wage: never unless genuine, then by region."""
    if not genuine:
        work.say(words.NOT_GENUINE)
        return False
    if work.answer(BACKDATING) != CURES:
        return False
    work.cite(BEIJING_ANSWERS)
    work.say(words.EXEMPT, reason=words.BACKDATED)
    return True


def _start(facts: DoubleWageFacts) -> date:
    """The first day of work without a contract."""
    ended, hired = facts.old_contract_end, facts.hired
    if ended is not None:
        turned = hired is not None and ended < hired
        need("old_contract_end", words.DATES_TURNED, holds=not turned, ended=ended, hired=hired)
        return ended + ONE_DAY
    if hired is None:
        raise FactError("hired", words.NO_START)
    return hired


def _window(facts: DoubleWageFacts, work: Working) -> Window:
    """A month of grace and eleven months; where a renewal has no grace, twelve months (LCL 82, Regs 6 and 7)."""
    start = _start(facts)
    if facts.old_contract_end is not None and work.answer(RENEWAL_GRACE) == NO_GRACE:
        window = Window(start, grace=0)
        work.cite(BEIJING_ANSWERS)
        work.say(words.NO_GRACE, ended=facts.old_contract_end, owed=start, last=window.until - ONE_DAY)
        return window
    window = Window(start, grace=1)
    work.say(words.GRACE, start=start, owed=window.month(0), last=window.until - ONE_DAY)
    return window


def _unsigned_until(facts: DoubleWageFacts, work: Working) -> date:
    """The day before which no contract was signed, as far as is reckoned."""
    asked = (facts.as_of or work.on) + ONE_DAY
    if facts.signed is None:
        return asked
    return facts.signed if facts.as_of is None else min(facts.signed, asked)


def _say_in_time(signed: date | None, end: date, window: Window, work: Working) -> None:
    if signed is not None and signed <= window.month(0):
        work.say(words.SIGNED_IN_TIME, signed=signed, owed=window.month(0))
        return
    work.say(words.NOT_YET, until=end - ONE_DAY)
    work.changed_by(words.SIGNING_IN_TIME, owed=window.month(0))


def _months(window: Window, end: date, work: Working) -> Fraction:
    """Whole months, and the part of a month that is left."""
    work.say(words.OWED, owed=window.month(0), last=end - ONE_DAY)
    whole = span(window.start, end).months - window.grace
    work.say(words.WHOLE_MONTHS, months=whole)
    begins = window.month(whole)
    return Fraction(whole) if begins == end else whole + _part(begins, end, window.month(whole + 1), work)


def _part(begins: date, end: date, next_month: date, work: Working) -> Fraction:
    """The part of the month from `begins` until the day before `end`, by working days (J2 6)."""
    cite_second(work, "6")
    last, until = end - ONE_DAY, next_month - ONE_DAY
    for year in sorted({begins.year, until.year}):
        if not work.law.calendar.announced(date(year, 1, 1)):
            work.assume(words.CALENDAR_UNKNOWN, year=year)
    worked = _working_days(begins, end, work)
    if work.answer(PART_MONTH) == AVERAGE_DAYS:
        part = min(Fraction(1), worked / PAID_DAYS_OF_A_MONTH)
        work.say(words.BY_AVERAGE, start=begins, last=last, worked=worked, part=part)
        return part
    whole = _working_days(begins, next_month, work)
    part = Fraction(worked, whole)
    work.say(words.BY_CALENDAR, start=begins, last=last, worked=worked, until=until, all=whole, part=part)
    return part


def _working_days(start: date, end: date, work: Working) -> int:
    """Working days from `start` until the day before `end`."""
    days = (start + number * ONE_DAY for number in range((end - start).days))
    return sum(work.law.calendar.is_working(day) for day in days)


def _second_wages(wage: Decimal | None, months: Fraction, work: Working) -> Decimal:
    if wage is None:
        raise FactError("monthly_wage", words.NO_WAGE.filled({"months": months}))
    amount = to_cent(months * exact(wage))
    work.say(words.EXTRA_PAY, months=months, wage=wage, amount=amount)
    return amount


def _tell_what_follows(signed: date | None, end: date, window: Window, work: Working) -> None:
    if end == window.until:
        work.cite("LCL 14")
        cite_second(work, "9")
        work.say(words.DEEMED, deemed=window.until)
    elif signed is None:
        work.changed_by(words.SIGNING_ENDS_IT, last=window.until - ONE_DAY)
    work.cite("ARB 27")
    work.changed_by(words.LIMITATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEndedFacts:
    """`art39_or_40_1_2`: whether a ground of those articles is there. `extension_agreed_months`: all extensions."""

    continuous_years: Decimal | None = None
    fixed_terms_completed: int = 0
    art39_or_40_1_2: bool = False
    extension_agreed_months: Decimal | None = None
    extension_expired: bool = False
    employee_asks: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnded:
    """Whether the employer must conclude an open-ended contract."""

    must_offer_open_ended: bool


def _open_ended(facts: OpenEndedFacts, work: Working) -> OpenEnded:
    no_negatives(facts)
    if not (_ten_years(facts.continuous_years, work) or _two_terms(facts, work)):
        work.say(words.NO_GROUND)
        _tell_what_is_lacking(facts, work)
        return OpenEnded(must_offer_open_ended=False)
    if facts.employee_asks is False:
        work.say(words.NOT_ASKED)
        work.changed_by(words.ASKING_WOULD_BIND)
        return OpenEnded(must_offer_open_ended=False)
    if facts.employee_asks is None:
        work.assume(words.ASKED_TAKEN)
    work.say(words.MUST_OFFER)
    return OpenEnded(must_offer_open_ended=True)


def _ten_years(years: Decimal | None, work: Working) -> bool:
    if years is None or years < OPEN_ENDED_YEARS:
        return False
    work.cite("LCL 14(2)(1)")
    work.say(words.TEN_YEARS, years=years)
    return True


def _two_terms(facts: OpenEndedFacts, work: Working) -> bool:
    """Two terms, or one that was extended by a year or more in all and has run out since (J2 10)."""
    extension = facts.extension_agreed_months or Decimal(0)
    two = facts.fixed_terms_completed >= OPEN_ENDED_TERMS
    extended = facts.extension_expired and extension >= SECOND_TERM_MONTHS
    if not (two or extended):
        return False
    work.cite("LCL 14(2)(3)")
    if facts.art39_or_40_1_2:
        work.say(words.BARRED)
        return False
    if two:
        work.say(words.TWO_TERMS, terms=facts.fixed_terms_completed)
    else:
        cite_second(work, "10")
        work.say(words.EXTENSIONS, months=extension)
    return True


def _tell_what_is_lacking(facts: OpenEndedFacts, work: Working) -> None:
    if facts.continuous_years is not None:
        work.changed_by(words.YEARS_TO_GO, years=OPEN_ENDED_YEARS - facts.continuous_years)
    if not facts.art39_or_40_1_2:
        work.changed_by(words.ONE_TERM_MORE)


double_wage = Rule(
    id="double_wage",
    title=words.TITLE_DOUBLE,
    decide=_double_wage,
    statutes=STATUTES,
    articles=("LCL 10", "LCL 82", "Regs 6", "Regs 7"),
    spec=("L-41", "L-42", "L-43"),
    since=CONTRACT_LAW,
)
open_ended = Rule(
    id="open_ended.right",
    title=words.TITLE_OPEN_ENDED,
    decide=_open_ended,
    statutes=STATUTES,
    articles=("LCL 14",),
    spec=("L-44",),
    since=CONTRACT_LAW,
)

RULES = (double_wage, open_ended)
