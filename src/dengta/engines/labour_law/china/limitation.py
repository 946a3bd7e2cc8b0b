"""Limitation of claims before labour arbitration: when the year begins, what starts it anew, when it ends."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.limitation import LEAVE_PAY
from dengta.engines.labour_law.china.words import limitation as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR, add_months
from dengta.engines.labour_law.rules import Rule

ARBITRATION_LAW = date(2008, 5, 1)
SECOND_INTERPRETATION = date(2025, 9, 1)


class Claim(Enum):
    """What is asked for, as far as limitation asks."""

    OVERTIME_PAY = "overtime_pay"
    WAGE_ARREARS = "wage_arrears"
    UNUSED_LEAVE_PAY = "unused_leave_pay"
    DOUBLE_WAGE = "double_wage_surplus"
    SEVERANCE = "economic_compensation"
    ILLEGAL_DISMISSAL = "illegal_dismissal_compensation"
    OTHER = "other"


class Interruption(Enum):
    """What starts the year anew (ARB 27)."""

    DEMAND = "written_demand"
    COMPLAINT = "complaint"
    PROMISE = "promise"


class LimitationType(Enum):
    """The year from knowing, or the one for wages that begins when employment ends."""

    GENERAL = "general_1_year"
    WAGES = "special_wage"


class Stage(Enum):
    """Where the defence is raised for the first time."""

    ARBITRATION = "arbitration"
    FIRST_INSTANCE = "first_instance"
    SECOND_INSTANCE = "second_instance"
    RETRIAL = "retrial"


WAGES = frozenset({Claim.OVERTIME_PAY, Claim.WAGE_ARREARS})
# Nobody can know of them before employment has ended.
ARISES_AT_END = frozenset({Claim.SEVERANCE, Claim.ILLEGAL_DISMISSAL})
INTERRUPTIONS = {
    Interruption.DEMAND: words.DEMAND,
    Interruption.COMPLAINT: words.COMPLAINT,
    Interruption.PROMISE: words.PROMISE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitationFacts:
    """`employment_end`: last day; None while it lasts. `leave_year`: the year whose leave was not taken.

    `region` only says where the claim is brought; the law of that place is what the rule is asked with.
    """

    claim: Claim
    region: str | None = None
    employment_end: date | None = None
    knew: date | None = None
    arrears_since: date | None = None
    leave_year: int | None = None
    interruption: Interruption | None = None
    interrupted_on: date | None = None
    filed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """`deadline`: last day; None while no limit runs. `in_time`: None where nothing was filed yet."""

    limitation_type: LimitationType
    deadline: date | None
    in_time: bool | None


def _arbitration(facts: LimitationFacts, work: Working) -> Limitation:
    stated = facts.interruption is None or facts.interrupted_on is not None
    need("interrupted_on", words.INTERRUPTED_ON_NEEDED, holds=stated)
    if _as_wages(facts, work):
        if facts.employment_end is None:
            return _during_employment(facts, work)
        work.say(words.FROM_END, start=facts.employment_end)
        return _within_a_year(LimitationType.WAGES, facts.employment_end, facts, work)
    return _within_a_year(LimitationType.GENERAL, _start(facts, work), facts, work)


def _as_wages(facts: LimitationFacts, work: Working) -> bool:
    """Whether the claim is one for wages; of leave pay that is an open question."""
    if facts.claim is Claim.UNUSED_LEAVE_PAY:
        return work.answer(LEAVE_PAY) == "as_wages"
    return facts.claim in WAGES


def _during_employment(facts: LimitationFacts, work: Working) -> Limitation:
    work.cite("ARB 27(4)")
    if facts.arrears_since is not None:
        work.say(words.ARREARS_SINCE, since=facts.arrears_since)
    work.say(words.DURING_EMPLOYMENT)
    work.changed_by(words.KEEP_RECORDS)
    return Limitation(
        limitation_type=LimitationType.WAGES, deadline=None, in_time=None if facts.filed is None else True
    )


def _start(facts: LimitationFacts, work: Working) -> date:
    """The day after which the year runs."""
    if facts.claim is Claim.UNUSED_LEAVE_PAY and facts.leave_year is not None:
        return _start_of_leave(facts.leave_year, facts.employment_end, work)
    if facts.knew is None:
        need("knew", words.KNEW_NEEDED, holds=facts.employment_end is not None)
        work.assume(words.END_TAKEN)
    start = facts.knew or facts.employment_end or work.on
    if facts.claim in ARISES_AT_END and facts.employment_end is not None and facts.employment_end > start:
        start = facts.employment_end
        work.say(words.FROM_ENDING, start=start)
        return start
    work.say(words.FROM_KNOWING, start=start)
    return start


def _start_of_leave(year: int, employment_end: date | None, work: Working) -> date:
    """Leave may be arranged until the year ends (or the next one, by the switch), but not beyond employment."""
    slips = work.law.answer(LEAVE_PAY) == "after_carry_over"
    start = date(year + slips, 12, 31)
    work.leans_on(Confidence.OFFICIAL_CASE)
    if employment_end is not None and employment_end < start:
        work.say(words.LEAVE_AT_END, start=employment_end)
        return employment_end
    work.say(words.FROM_LEAVE_YEAR if slips else words.FROM_LEAVE_YEAR_ONLY, year=year, start=start)
    return start


def _within_a_year(kind: LimitationType, start: date, facts: LimitationFacts, work: Working) -> Limitation:
    deadline = _interrupted(start, _end(start, work), facts, work)
    work.say(words.DEADLINE, day=deadline)
    work.changed_by(words.WOULD_INTERRUPT, day=deadline)
    work.changed_by(words.FORCE_MAJEURE)
    if facts.filed is None:
        return Limitation(limitation_type=kind, deadline=deadline, in_time=None)
    in_time = facts.filed <= deadline
    work.say(words.IN_TIME if in_time else words.TOO_LATE, filed=facts.filed)
    return Limitation(limitation_type=kind, deadline=deadline, in_time=in_time)


def _end(start: date, work: Working) -> date:
    """A year after `start`, and on to the next working day where that is none (CC 201, 202, 203)."""
    end = add_months(start, MONTHS_OF_A_YEAR)
    if not work.law.calendar.announced(end):
        work.assume(words.YEAR_UNKNOWN, year=end.year)
    rolled = work.law.calendar.next_working(end)
    if rolled != end:
        work.cite("CC 203")
        work.say(words.ROLLED, day=end, rolled=rolled)
    return rolled


def _interrupted(start: date, end: date, facts: LimitationFacts, work: Working) -> date:
    """The end of the year after the interruption, where that lies within the running one."""
    day = facts.interrupted_on
    if day is None:
        return end
    how = INTERRUPTIONS[facts.interruption or Interruption.DEMAND]
    if not start <= day <= end:
        work.say(words.NOT_INTERRUPTED, day=day, how=how, start=start, end=end)
        return end
    work.cite("ARB 27(2)")
    work.say(words.INTERRUPTED, day=day, how=how)
    return _end(day, work)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefenceFacts:
    """`new_evidence`: evidence found only now that shows that the time was over."""

    raised_at_arbitration: bool = False
    raised_first_at: Stage | None = None
    new_evidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Defence:
    """Whether the court hears the defence of limitation."""

    defence_accepted: bool


def _defence(facts: DefenceFacts, work: Working) -> Defence:
    work.changed_by(words.RAISE_EARLY)
    if facts.raised_at_arbitration or facts.raised_first_at is Stage.ARBITRATION:
        work.say(words.DEFENCE_AT_ARBITRATION)
        return Defence(defence_accepted=True)
    if facts.raised_first_at is Stage.RETRIAL:
        work.say(words.DEFENCE_RETRIAL)
        return Defence(defence_accepted=False)
    work.say(words.DEFENCE_NEW_EVIDENCE if facts.new_evidence else words.DEFENCE_LATE)
    return Defence(defence_accepted=facts.new_evidence)


arbitration = Rule(
    id="limitation.arbitration",
    title=words.TITLE_ARBITRATION,
    decide=_arbitration,
    statutes=STATUTES,
    articles=("ARB 27",),
    spec=("L-75",),
    since=ARBITRATION_LAW,
)
defence = Rule(
    id="limitation.defence",
    title=words.TITLE_DEFENCE,
    decide=_defence,
    statutes=STATUTES,
    articles=("J2 20",),
    spec=("L-75",),
    since=SECOND_INTERPRETATION,
)

RULES = (arbitration, defence)
