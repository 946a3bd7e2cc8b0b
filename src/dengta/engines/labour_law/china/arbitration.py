"""Disputes before arbitration and court: until when each step may be taken, and whether an award is final.

Periods of days begin on the day after (CPL 85). Periods of 3, 5 and 10 days are working days, of 15 and 45 calendar
days (ARBR 80).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.china.limitation import ARBITRATION_LAW
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import arbitration as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import to_cent
from dengta.engines.labour_law.rules import Rule

ACCEPTANCE_DAYS = 5
COPY_DAYS = 5
ANSWER_DAYS = 10
AWARD_DAYS = 45
AWARD_MORE_DAYS = 15
COURT_DAYS = 15
SET_ASIDE_DAYS = 30
MEDIATION_DAYS = 15
FINAL_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day."""

    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceFacts:
    """`filed`: the day on which the commission received the application."""

    filed: date


def _acceptance(facts: AcceptanceFacts, work: Working) -> Deadline:
    work.changed_by(words.NO_ANSWER_AFTER_FIVE)
    return _working_days(facts.filed, ACCEPTANCE_DAYS, work)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """`copy_received`: the day on which the respondent received the copy of the application."""

    copy_received: date


def _answer(facts: AnswerFacts, work: Working) -> Deadline:
    work.changed_by(words.SILENCE_DOES_NO_HARM)
    return _working_days(facts.copy_received, ANSWER_DAYS, work)


def _working_days(start: date, days: int, work: Working) -> Deadline:
    deadline = work.law.calendar.working_day_after(start, days)
    _tell_unannounced(deadline, work)
    work.say(words.WORKING_DAYS, start=start, days=days, deadline=deadline)
    return Deadline(deadline=deadline)


def _tell_unannounced(day: date, work: Working) -> None:
    if not work.law.calendar.announced(day):
        work.assume(words.NOT_ANNOUNCED, year=day.year)


def _calendar_days(start: date, days: int, work: Working) -> date:
    deadline = start + timedelta(days)
    work.say(words.CALENDAR_DAYS, start=start, days=days, deadline=deadline)
    return deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """`accepted`: the day on which the commission accepted the case."""

    accepted: date
    complex: bool = False
    extension_approved: bool = False


def _award(facts: AwardFacts, work: Working) -> Deadline:
    extended = facts.complex and facts.extension_approved
    if extended:
        work.say(words.EXTENDED, days=AWARD_MORE_DAYS)
    else:
        work.changed_by(words.COULD_EXTEND)
    work.changed_by(words.AFTER_AWARD_TIME)
    return Deadline(deadline=_calendar_days(facts.accepted, AWARD_DAYS + (AWARD_MORE_DAYS if extended else 0), work))


class Party(Enum):
    """Who does not accept the award."""

    EMPLOYEE = "employee"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtFacts:
    """`final`: whether the award is final; None where nobody has said."""

    award_received: date
    party: Party = Party.EMPLOYEE
    final: bool | None = None


def _court(facts: CourtFacts, work: Working) -> Deadline:
    """Fifteen days for a lawsuit; against a final award the employer may only have it set aside (ARB 48, 49, 50)."""
    set_aside = bool(facts.final) and facts.party is Party.EMPLOYER
    if set_aside:
        work.cite("ARB 49")
        work.say(words.FINAL_EMPLOYER)
    else:
        work.say(words.FINAL_EMPLOYEE if facts.final else words.NON_FINAL)
    if facts.final is None:
        work.assume(words.NOT_FINAL_TAKEN)
    work.changed_by(words.IN_FORCE_THEN)
    days = SET_ASIDE_DAYS if set_aside else COURT_DAYS
    return Deadline(deadline=_rolled(_calendar_days(facts.award_received, days, work), work))


def _rolled(day: date, work: Working) -> date:
    """A time limit of the court that ends on a day off ends on the next working day (CPL 85)."""
    _tell_unannounced(day, work)
    rolled = work.law.calendar.next_working(day)
    if rolled != day:
        work.say(words.ROLLED, day=day, rolled=rolled)
    return rolled


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationFacts:
    """`received`: the day on which the mediators received the application."""

    received: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """The last day of mediation: without an agreement by then the way to arbitration is open."""

    may_go_to_arbitration_after: date


def _mediation(facts: MediationFacts, work: Working) -> Mediation:
    end = _calendar_days(facts.received, MEDIATION_DAYS, work)
    work.say(words.MEDIATION_OVER)
    work.changed_by(words.MEDIATION_SHORTER)
    return Mediation(may_go_to_arbitration_after=end)


class Item(Enum):
    """What an award grants, as far as finality asks."""

    OVERTIME = "overtime"
    WAGES = "wages"
    UNUSED_LEAVE = "unused_leave_pay"
    DOUBLE_WAGE = "double_wage"
    INJURY_COST = "work_injury_medical_cost"
    SEVERANCE = "economic_compensation"
    ILLEGAL_DISMISSAL = "illegal_dismissal"
    DAMAGES = "damages"
    WORKING_TIME = "working_time"
    REST_AND_LEAVE = "rest_and_leave"
    SOCIAL_INSURANCE = "social_insurance"
    REINSTATEMENT = "reinstatement"
    EMPLOYMENT_STATUS = "employment_relationship"
    OTHER = "other"


STANDARDS = frozenset({Item.WORKING_TIME, Item.REST_AND_LEAVE, Item.SOCIAL_INSURANCE})
NEVER_FINAL = frozenset({Item.REINSTATEMENT, Item.EMPLOYMENT_STATUS, Item.OTHER})


class Treatment(Enum):
    """As what the award is treated as a whole."""

    NON_FINAL = "non_final"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardItem:
    """One item of the award. `amount` is needed for claims of money."""

    type: Item
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAwardFacts:
    """`local_min_wage`: a month, at the place and time of the application."""

    items: tuple[AwardItem, ...]
    local_min_wage: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAward:
    """Whether each item is final, in their order. `whole_award_treated_as`: None where all are final."""

    threshold: Decimal
    final: tuple[bool, ...]
    whole_award_treated_as: Treatment | None


def _final_award(facts: FinalAwardFacts, work: Working) -> FinalAward:
    need("items", words.NO_ITEMS, holds=bool(facts.items))
    need("local_min_wage", words.MINIMUM_POSITIVE, holds=facts.local_min_wage > 0)
    threshold = FINAL_MONTHS * facts.local_min_wage
    work.say(words.THRESHOLD, minimum=facts.local_min_wage, threshold=threshold)
    final = tuple(_is_final(item, number, threshold, work) for number, item in enumerate(facts.items, start=1))
    work.say(words.ALL_FINAL if all(final) else words.MIXED)
    if any(final) and not all(final):
        work.changed_by(words.SEPARATE_AWARDS)
    return FinalAward(
        threshold=to_cent(threshold), final=final, whole_award_treated_as=None if all(final) else Treatment.NON_FINAL
    )


def _is_final(item: AwardItem, number: int, threshold: Decimal, work: Working) -> bool:
    if item.type in STANDARDS:
        work.cite("ARB 47(2)")
        work.say(words.ITEM_STANDARD, number=number)
        return True
    if item.type in NEVER_FINAL:
        work.say(words.ITEM_OTHER, number=number)
        return False
    stated = item.amount is not None and item.amount >= 0
    need("items", words.AMOUNT_NEEDED, holds=stated, number=number)
    amount = item.amount or Decimal(0)
    within = amount <= threshold
    work.say(words.ITEM_WITHIN if within else words.ITEM_ABOVE, number=number, amount=amount)
    return within


class Issue(Enum):
    """What has to be proven."""

    DISMISSAL = "dismissal_decision"
    PAY_CUT = "pay_cut"
    SENIORITY = "seniority"
    OVERTIME = "overtime_fact"
    WAGE_RECORD = "wage_payment_record"


class Consequence(Enum):
    """What follows when the one who holds the proof does not produce it."""

    OVERTIME = "overtime_presumed"
    CLAIM = "claim_presumed"


RECORD_YEARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenFacts:
    """`years_before_filing`: how far back the disputed wages lie. `employer_produces`: None while nobody asked."""

    issue: Issue
    employee_shows_employer_holds_records: bool = False
    employer_produces: bool | None = None
    years_before_filing: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """Who must prove it, and what follows if the employer keeps the records back."""

    burden: Party
    consequence: Consequence | None = None


def _burden(facts: BurdenFacts, work: Working) -> Burden:
    if facts.issue is Issue.OVERTIME:
        return _burden_of_overtime(facts, work)
    if facts.issue is Issue.WAGE_RECORD:
        return _burden_of_wages(facts, work)
    work.cite("J1 44")
    work.say(words.DECISION, who=words.BY_EMPLOYER)
    return Burden(burden=Party.EMPLOYER)


def _burden_of_overtime(facts: BurdenFacts, work: Working) -> Burden:
    work.cite("J1 42")
    if not facts.employee_shows_employer_holds_records:
        work.say(words.OVERTIME_NOT_SHOWN, who=words.BY_EMPLOYEE)
        work.changed_by(words.SHOW_HOLDING)
        return Burden(burden=Party.EMPLOYEE)
    work.say(words.OVERTIME_SHOWN, who=words.BY_EMPLOYER)
    if facts.employer_produces is not False:
        work.changed_by(words.PRODUCE)
        return Burden(burden=Party.EMPLOYER)
    work.say(words.OVERTIME_PRESUMED)
    return Burden(burden=Party.EMPLOYER, consequence=Consequence.OVERTIME)


def _burden_of_wages(facts: BurdenFacts, work: Working) -> Burden:
    """Records of wages are kept for two years (WP 6): so far back the employer must produce them (ARB 39)."""
    work.cite("WP 6", "ARB 39")
    years = facts.years_before_filing
    held = years is None or years <= RECORD_YEARS or facts.employee_shows_employer_holds_records
    if years is None:
        work.assume(words.WITHIN_TWO_TAKEN)
        work.say(words.RECORDS_UNDATED, who=words.BY_EMPLOYER)
    else:
        work.say(words.RECORDS_KEPT, years=years, who=words.BY_EMPLOYER if held else words.BY_EMPLOYEE)
    if not held:
        work.leans_on(Confidence.INTERPRETATION)
        work.changed_by(words.SHOW_HOLDING)
        return Burden(burden=Party.EMPLOYEE)
    if facts.employer_produces is not False:
        return Burden(burden=Party.EMPLOYER)
    work.say(words.RECORDS_PRESUMED)
    return Burden(burden=Party.EMPLOYER, consequence=Consequence.CLAIM)


acceptance = Rule(
    id="dispute.acceptance_deadline",
    title=words.TITLE_ACCEPTANCE,
    decide=_acceptance,
    statutes=STATUTES,
    articles=("ARB 29", "ARBR 80"),
    spec=("L-74",),
    since=ARBITRATION_LAW,
)
answer = Rule(
    id="dispute.answer_deadline",
    title=words.TITLE_ANSWER,
    decide=_answer,
    statutes=STATUTES,
    articles=("ARB 30", "ARBR 80"),
    spec=("L-74",),
    since=ARBITRATION_LAW,
)
award = Rule(
    id="dispute.award_deadline",
    title=words.TITLE_AWARD,
    decide=_award,
    statutes=STATUTES,
    articles=("ARB 43", "ARBR 80"),
    spec=("L-74",),
    since=ARBITRATION_LAW,
)
court = Rule(
    id="dispute.court_deadline",
    title=words.TITLE_COURT,
    decide=_court,
    statutes=STATUTES,
    articles=("ARB 48", "ARB 50", "CPL 85"),
    spec=("L-73",),
    since=ARBITRATION_LAW,
)
mediation = Rule(
    id="dispute.mediation_deadline",
    title=words.TITLE_MEDIATION,
    decide=_mediation,
    statutes=STATUTES,
    articles=("ARB 14(3)",),
    spec=("L-73",),
    since=ARBITRATION_LAW,
)
final_award = Rule(
    id="dispute.final_award",
    title=words.TITLE_FINAL,
    decide=_final_award,
    statutes=STATUTES,
    articles=("ARB 47", "J1 19", "J1 20"),
    spec=("L-76",),
    since=ARBITRATION_LAW,
)
burden = Rule(
    id="dispute.burden",
    title=words.TITLE_BURDEN,
    decide=_burden,
    statutes=STATUTES,
    articles=("ARB 6",),
    spec=("L-77",),
    since=ARBITRATION_LAW,
)

RULES = (acceptance, answer, award, court, mediation, final_award, burden)
