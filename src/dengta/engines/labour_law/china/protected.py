"""People whom the law protects: pregnancy, nursing, minors, and people over retirement age."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.china.overtime_caps import GENERAL_HOURS, SPECIAL_HOURS
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import PROTECTED_HOLIDAY
from dengta.engines.labour_law.china.words import protected as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import FactError, need
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Origin
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

PROTECTED_MONTH = 7
CHILD_MONTHS = 12
WORKING_AGE = 16
ADULT_AGE = 18
NURSING_MINUTES = 60
ORDER_56 = datetime.date(2026, 7, 1)


class Status(Enum):
    """Why a person may be protected."""

    PREGNANT = "pregnant"
    NURSING = "nursing"
    AGE = "age"


class Assignment(Enum):
    """What is to be rostered."""

    ANY = "any"
    NORMAL = "normal_shift"
    HOLIDAY = "statutory_holiday_normal_shift"
    OVERTIME = "overtime"
    NIGHT = "night_shift"


class Action(Enum):
    """Whether it may be rostered."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may be rostered, where that stands, why, and whether the law or the house says so."""

    action: Action
    article: str
    text: Text
    origin: Origin = Origin.LAW


BANNED = frozenset({Assignment.OVERTIME, Assignment.NIGHT})
HOLIDAY = {"warn": Action.WARN, "block": Action.BLOCK, "allow": Action.ALLOW}


def of_pregnancy(months: Decimal, assign: Assignment, law: Law) -> Verdict:
    """From the seventh month no overtime and no night work; before, with care."""
    if months < PROTECTED_MONTH:
        careful = assign in BANNED
        said = words.PREGNANT_WARN if careful else words.NO_PROTECTION
        return Verdict(Action.WARN if careful else Action.ALLOW, "O619 6", said)
    return _protected_mother(assign, law, "O619 6", words.PREGNANT_BLOCK, words.PREGNANT_ANY)


def of_nursing(child_months: Decimal, assign: Assignment, law: Law) -> Verdict:
    """While the child is under one year no overtime and no night work."""
    if child_months >= CHILD_MONTHS:
        return Verdict(Action.ALLOW, "O619 9", words.CHILD_GROWN)
    return _protected_mother(assign, law, "O619 9", words.NURSING_BLOCK, words.NURSING_ANY)


def _protected_mother(assign: Assignment, law: Law, article: str, banned: Text, careful: Text) -> Verdict:
    if assign in BANNED:
        return Verdict(Action.BLOCK, article, banned)
    if assign is Assignment.HOLIDAY:
        return Verdict(HOLIDAY[law.answer(PROTECTED_HOLIDAY)], article, words.HOLIDAY_SHIFT)
    return Verdict(Action.WARN if assign is Assignment.ANY else Action.ALLOW, article, careful)


def of_age(age: int, assign: Assignment) -> Verdict:
    """Nobody under 16 works; the house keeps those under 18 from night work; whoever is 18 is free."""
    if age < WORKING_AGE:
        return Verdict(Action.BLOCK, "LL 15", words.CHILD_LABOUR)
    if age >= ADULT_AGE:
        return Verdict(Action.ALLOW, "LL 58", words.NO_PROTECTION)
    if assign is Assignment.NIGHT:
        return Verdict(Action.BLOCK, "HOUSE", words.MINOR_NIGHT, Origin.HOUSE)
    return Verdict(Action.WARN, "LL 64", words.MINOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedFacts:
    """`status` says which of the three figures decides: months of pregnancy, months of the child, years of age."""

    status: Status
    assign: Assignment = Assignment.ANY
    gestation_months: Decimal | None = None
    child_age_months: Decimal | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Whether the assignment may be rostered."""

    action: Action


def _protected(facts: ProtectedFacts, work: Working) -> Protected:
    verdict = _verdict(facts, work)
    work.cite(verdict.article)
    work.say(verdict.text)
    if facts.assign is Assignment.HOLIDAY and verdict.text == words.HOLIDAY_SHIFT:
        work.answer(PROTECTED_HOLIDAY)
        work.changed_by(words.CONSENT)
    if verdict.origin is Origin.HOUSE:
        work.leans_on(Confidence.INTERPRETATION)
    return Protected(action=verdict.action)


def _verdict(facts: ProtectedFacts, work: Working) -> Verdict:
    if facts.status is Status.PREGNANT:
        months = _stated("gestation_months", facts.gestation_months, words.MONTHS_MISSING)
        if months < PROTECTED_MONTH:
            work.changed_by(words.AT_SEVEN)
            work.changed_by(words.CERTIFICATE)
        return of_pregnancy(months, facts.assign, work.law)
    if facts.status is Status.NURSING:
        child = _stated("child_age_months", facts.child_age_months, words.CHILD_MISSING)
        if child < CHILD_MONTHS:
            work.changed_by(words.AT_ONE_YEAR)
        return of_nursing(child, facts.assign, work.law)
    return of_age(int(_stated("age", facts.age, words.AGE_MISSING)), facts.assign)


def _stated(name: str, figure: Decimal | int | None, missing: Text) -> Decimal:
    """A figure on which protection hangs is never guessed."""
    if figure is None or figure < 0:
        raise FactError(name, missing)
    return Decimal(figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class NursingFacts:
    """`infants`: children nursed. `child_age_months`: their age; None: under one year."""

    infants: int
    child_age_months: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NursingTime:
    """Minutes a day to keep free within working time, on full pay."""

    minutes_per_day: int
    paid: bool


def _nursing(facts: NursingFacts, work: Working) -> NursingTime:
    need("infants", words.INFANTS_NEGATIVE, holds=facts.infants >= 0)
    if facts.child_age_months is None:
        work.assume(words.CHILD_ASSUMED)
    elif facts.child_age_months >= CHILD_MONTHS:
        work.say(words.NURSING_OVER)
        return NursingTime(minutes_per_day=0, paid=True)
    minutes = facts.infants * NURSING_MINUTES
    work.say(words.NURSING_TIME, infants=facts.infants, minutes=minutes)
    return NursingTime(minutes_per_day=minutes, paid=True)


HOURS_ASSIGNED = re.compile(r"overtime_(?P<hours>\d+(?:\.\d+)?)h")
PLAIN = frozenset({"overtime", "none", "normal_shift"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OverageFacts:
    """`assign`: "overtime_2h" (hours beyond the day's standard), "overtime" or "none". `date`: None: as asked."""

    over_retirement_age: bool = True
    date: datetime.date | None = None
    written_agreement: bool | None = None
    assign: str = "overtime"
    special_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overage:
    """Whether the overtime may be rostered and is paid by law; None: no cap by law."""

    action: Action
    overtime_pay_rules_apply: bool
    daily_cap_hours: int | None


def _overage(facts: OverageFacts, work: Working) -> Overage:
    hours, day = _hours_assigned(facts.assign), facts.date or work.on
    if facts.over_retirement_age and day < ORDER_56:
        work.leans_on(Confidence.INTERPRETATION)
        work.say(words.BEFORE_ORDER, day=day)
        return Overage(action=Action.WARN, overtime_pay_rules_apply=False, daily_cap_hours=None)
    cap = SPECIAL_HOURS if facts.special_reason else GENERAL_HOURS
    work.say(words.ORDER_APPLIES if facts.over_retirement_age else words.NOT_OVERAGE, day=day)
    work.say(words.OVERAGE_HOURS, hours=hours, cap=cap)
    if facts.over_retirement_age:
        _agreement(facts, work)
    if hours > cap:
        work.say(words.ABOVE_CAP)
    return Overage(action=_overage_action(facts, above=hours > cap), overtime_pay_rules_apply=True, daily_cap_hours=cap)


def _overage_action(facts: OverageFacts, *, above: bool) -> Action:
    """Overtime above the cap is for nobody; within it, people over retirement age normally do none either."""
    if above:
        return Action.BLOCK
    return Action.WARN if facts.over_retirement_age and facts.assign.startswith("overtime") else Action.ALLOW


def _hours_assigned(assign: str) -> Decimal:
    """Hours of overtime in the name of the assignment; overtime without hours is not yet beyond any cap."""
    named = HOURS_ASSIGNED.fullmatch(assign)
    need("assign", words.ASSIGN_UNREADABLE, holds=named is not None or assign in PLAIN, assign=assign)
    return Decimal(named["hours"]) if named else Decimal(0)


def _agreement(facts: OverageFacts, work: Working) -> None:
    work.cite("O56 6", "O56 11")
    if facts.written_agreement is None:
        work.assume(words.AGREEMENT_ASSUMED)
    elif not facts.written_agreement:
        work.say(words.AGREEMENT_MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """`date`: the day of the work; None: the day of the question."""

    over_retirement_age: bool = True
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Whether Order 56 of 2026 governs."""

    order56_applies: bool


def _version(facts: VersionFacts, work: Working) -> Version:
    day = facts.date or work.on
    applies = facts.over_retirement_age and day >= ORDER_56
    if not facts.over_retirement_age:
        work.say(words.NOT_OVERAGE)
    else:
        work.say(words.ORDER_APPLIES if applies else words.BEFORE_ORDER, day=day)
        work.changed_by(words.ORDER_SINCE)
    return Version(order56_applies=applies)


roster = Rule(
    id="roster.protected",
    title=words.TITLE_ROSTER,
    decide=_protected,
    statutes=STATUTES,
    articles=("LL 58",),
    spec=("L-23", "L-24", "L-26"),
)
nursing_break = Rule(
    id="nursing.break",
    title=words.TITLE_NURSING,
    decide=_nursing,
    statutes=STATUTES,
    articles=("O619 9",),
    spec=("L-24",),
)
overage_overtime = Rule(
    id="overage.overtime",
    title=words.TITLE_OVERAGE,
    decide=_overage,
    statutes=STATUTES,
    articles=("O56 9", "LL 41", "LL 44"),
    spec=("L-27",),
)
rules_version = Rule(
    id="overage.rules_version",
    title=words.TITLE_VERSION,
    decide=_version,
    statutes=STATUTES,
    articles=("O56",),
    spec=("L-27",),
)

RULES = (roster, nursing_break, overage_overtime, rules_version)
