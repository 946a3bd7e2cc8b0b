"""Whether personal data of staff may be handled so: basis, consent, who may see it, what must be done first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.privacy import SENSITIVE_HR
from dengta.engines.labour_law.china.words import privacy as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.rules import Rule

PROTECTION_LAW = date(2021, 11, 1)
# People from which on what they said is shown; the house may ask for more.
LEAST_GROUP = 5
ASSESSMENT_YEARS = 3
WAGE_RECORD_YEARS = 2


class Data(Enum):
    """Kinds of data that differ in law."""

    ATTENDANCE = "attendance_record"
    MEDICAL = "medical_certificate"
    COUNSELLING = "counselling_booking"
    BIOMETRIC = "fingerprint_or_face_clock_in"
    LOCATION_OFF_SHIFT = "employee_location_off_shift"
    FEEDBACK = "anonymous_feedback"
    ASSESSMENT = "impact_assessment_report"


class Basis(Enum):
    """On what the handling stands (PIPL 13)."""

    CONTRACT = "contract_necessity"
    RULES_ADOPTED = "hr_management_rules_adopted"
    STATUTORY_DUTY = "statutory_duty"
    CONSENT = "consent"
    NONE = "none"


class Purpose(Enum):
    """What for."""

    PAYROLL = "payroll"
    SICK_LEAVE = "sick_leave_approval"
    MONITORING = "monitoring"
    ROSTERING = "rostering"
    WELLBEING = "wellbeing"


class Viewer(Enum):
    """Who sees it."""

    SELF = "self"
    TEAM_LEADER = "team_leader"
    HR = "hr"
    HR_ONLY = "hr_only"
    COUNSELLOR = "counsellor"
    MANAGEMENT = "management"
    COLLEAGUES = "colleagues"
    THIRD_PARTY = "third_party"


class MachineAction(Enum):
    """What a machine does by itself."""

    TERMINATION = "automated_termination_recommendation"


class Required(Enum):
    """What must be done before, or beside."""

    HUMAN_REVIEW = "human_review"
    EXPLANATION = "explanation_on_request"
    ASSESSMENT = "impact_assessment"
    ALTERNATIVE = "non_biometric_alternative"


VIEWERS = {
    Viewer.SELF: words.V_SELF,
    Viewer.TEAM_LEADER: words.V_LEADER,
    Viewer.HR: words.V_HR,
    Viewer.HR_ONLY: words.V_HR,
    Viewer.COUNSELLOR: words.V_COUNSELLOR,
    Viewer.MANAGEMENT: words.V_MANAGEMENT,
    Viewer.COLLEAGUES: words.V_COLLEAGUES,
    Viewer.THIRD_PARTY: words.V_THIRD,
}
HR = frozenset({Viewer.HR, Viewer.HR_ONLY, Viewer.SELF})
BASES = {
    Basis.CONTRACT: words.CONTRACT,
    Basis.RULES_ADOPTED: words.RULES_ADOPTED,
    Basis.STATUTORY_DUTY: words.DUTY,
    Basis.CONSENT: words.CONSENT,
    Basis.NONE: words.NO_BASIS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyFacts:
    """Either a kind of data or an action of a machine. `retention`: how long it is kept, in words.

    `min_group`: people from which on feedback is shown.
    """

    data: Data | None = None
    action: MachineAction | None = None
    basis: Basis | None = None
    purpose: Purpose | None = None
    viewer: Viewer | None = None
    shared_with: Viewer | None = None
    separate_consent: bool | None = None
    alternative_offered: bool = False
    human_decision: bool = False
    group_size: int | None = None
    min_group: int = LEAST_GROUP
    retention: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """`consent_needed`: separate consent where the data are sensitive. `show_result`: of anonymous feedback only."""

    allowed: bool
    consent_needed: bool = False
    required: tuple[Required, ...] = ()
    min_retention_years: int | None = None
    show_result: bool | None = None


def _check(facts: PrivacyFacts, work: Working) -> Handling:
    need("data", words.NOTHING_STATED, holds=facts.data is not None or facts.action is not None)
    handling = _automated(facts, work) if facts.data is None else ANSWERS[facts.data](facts, work)
    if facts.data is not None and facts.action is not None:
        handling = _both(handling, _automated(facts, work))
    if facts.retention is not None:
        work.say(words.KEPT, retention=facts.retention)
        work.assume(words.SHORTEST)
    # Whether a result is shown has been said already.
    if handling.show_result is None or not handling.allowed:
        work.say(words.ALLOWED if handling.allowed else words.FORBIDDEN)
    return handling


def _both(data: Handling, action: Handling) -> Handling:
    return Handling(
        allowed=data.allowed and action.allowed,
        consent_needed=data.consent_needed,
        required=data.required + action.required,
        min_retention_years=data.min_retention_years,
        show_result=data.show_result,
    )


def _automated(facts: PrivacyFacts, work: Working) -> Handling:
    work.cite("PIPL 24")
    work.say(words.AUTOMATED)
    work.say(words.HUMAN_DECIDES if facts.human_decision else words.NO_HUMAN)
    if facts.human_decision:
        return Handling(allowed=True, required=(Required.EXPLANATION,))
    work.changed_by(words.LET_DECIDE)
    return Handling(allowed=False, required=(Required.HUMAN_REVIEW, Required.EXPLANATION))


def _attendance(facts: PrivacyFacts, work: Working) -> Handling:
    basis = facts.basis or Basis.CONTRACT
    work.cite("PIPL 13")
    if facts.basis is None:
        work.assume(words.BASIS_TAKEN)
    work.say(BASES[basis])
    work.assume(words.TOLD)
    years = None
    if facts.purpose is Purpose.PAYROLL:
        years = WAGE_RECORD_YEARS
        work.cite("WP 6")
        work.say(words.WAGE_RECORDS, years=years)
    seen = _seen_by_those_who_need_it(facts, HR | {Viewer.TEAM_LEADER, Viewer.MANAGEMENT}, work)
    by_consent = basis is Basis.CONSENT
    grounded = basis is not Basis.NONE and not (by_consent and facts.separate_consent is False)
    return Handling(allowed=seen and grounded, consent_needed=by_consent, min_retention_years=years)


def _seen_by_those_who_need_it(facts: PrivacyFacts, allowed: frozenset[Viewer], work: Working) -> bool:
    beyond = [viewer for viewer in (facts.viewer, facts.shared_with) if viewer is not None and viewer not in allowed]
    for viewer in beyond:
        work.cite("PIPL 6")
        work.say(words.ONLY_LAWFUL_VIEWERS, viewer=VIEWERS[viewer])
    return not beyond


def _medical(facts: PrivacyFacts, work: Working) -> Handling:
    """A diagnosis goes to HR for sick leave and sick pay, and no further."""
    work.cite("PIPL 28", "PIPL 29", "PIPL 55")
    work.say(words.SENSITIVE)
    work.say(words.MEDICAL_PURPOSE)
    fits = facts.purpose in (None, Purpose.SICK_LEAVE, Purpose.PAYROLL)
    seen = _seen_by_those_who_need_it(facts, HR, work)
    if not seen:
        work.changed_by(words.LEADER_SEES)
    needed = _needs_separate_consent(facts, work)
    consented = _medical_consent(facts, work) if needed else True
    return Handling(allowed=fits and seen and consented, consent_needed=needed, required=(Required.ASSESSMENT,))


def _needs_separate_consent(facts: PrivacyFacts, work: Working) -> bool:
    if facts.basis is Basis.CONSENT or work.answer(SENSITIVE_HR) == "needed":
        return True
    work.say(words.NO_CONSENT_NEEDED)
    return False


def _medical_consent(facts: PrivacyFacts, work: Working) -> bool:
    if facts.separate_consent is None:
        work.assume(words.CONSENT_TAKEN)
        return True
    return _consent(facts, work)


def _consent(facts: PrivacyFacts, work: Working) -> bool:
    given = bool(facts.separate_consent)
    work.say(words.CONSENT_GIVEN if given else words.CONSENT_MISSING)
    if not given:
        work.changed_by(words.WITH_CONSENT)
    return given


def _counselling(facts: PrivacyFacts, work: Working) -> Handling:
    work.cite("PIPL 6", "PIPL 28", "PIPL 29")
    work.say(words.SENSITIVE)
    work.say(words.COUNSELLING)
    seen = _seen_by_those_who_need_it(facts, frozenset({Viewer.SELF, Viewer.COUNSELLOR}), work)
    consented = facts.viewer is Viewer.SELF or _consent(facts, work)
    return Handling(allowed=seen and consented, consent_needed=True, required=(Required.ASSESSMENT,))


def _biometric(facts: PrivacyFacts, work: Working) -> Handling:
    """Face and fingerprint never as the only way, with consent of its own, and assessed first."""
    work.cite("PIPL 28", "PIPL 29", "PIPL 55", "FACE")
    work.leans_on(Confidence.INTERPRETATION)
    work.say(words.BIOMETRIC)
    consented = _consent(facts, work)
    work.say(words.ASSESS, years=ASSESSMENT_YEARS)
    if facts.alternative_offered:
        return Handling(allowed=consented, consent_needed=True, required=(Required.ASSESSMENT,))
    work.say(words.NO_ALTERNATIVE)
    work.changed_by(words.OFFER_ALTERNATIVE)
    return Handling(allowed=False, consent_needed=True, required=(Required.ALTERNATIVE, Required.ASSESSMENT))


def _off_shift(_facts: PrivacyFacts, work: Working) -> Handling:
    work.cite("PIPL 6", "CC 1032", "BJCASES")
    work.leans_on(Confidence.OFFICIAL_CASE)
    work.say(words.OFF_SHIFT)
    work.changed_by(words.ON_SHIFT_ONLY)
    return Handling(allowed=False)


def _feedback(facts: PrivacyFacts, work: Working) -> Handling:
    """Collecting is allowed; the result is shown only where nobody can be recognised in it."""
    possible = facts.min_group >= 1 and (facts.group_size or 0) >= 0
    need("min_group", words.AT_LEAST_ONE, holds=possible)
    work.cite("PIPL 73")
    work.leans_on(Confidence.INTERPRETATION)
    work.say(words.NOT_PERSONAL)
    if facts.group_size is None:
        work.assume(words.SIZE_UNKNOWN)
        return Handling(allowed=True, show_result=False)
    enough = facts.group_size >= facts.min_group
    work.say(words.ANONYMOUS, size=facts.group_size, minimum=facts.min_group)
    work.say(words.SHOWN if enough else words.HIDDEN)
    if not enough:
        work.changed_by(words.MORE_NEEDED, more=facts.min_group - facts.group_size)
    return Handling(allowed=True, show_result=enough)


def _report(_facts: PrivacyFacts, work: Working) -> Handling:
    work.cite("PIPL 56")
    work.say(words.REPORT, years=ASSESSMENT_YEARS)
    return Handling(allowed=True, min_retention_years=ASSESSMENT_YEARS)


ANSWERS: dict[Data, Callable[[PrivacyFacts, Working], Handling]] = {
    Data.ATTENDANCE: _attendance,
    Data.MEDICAL: _medical,
    Data.COUNSELLING: _counselling,
    Data.BIOMETRIC: _biometric,
    Data.LOCATION_OFF_SHIFT: _off_shift,
    Data.FEEDBACK: _feedback,
    Data.ASSESSMENT: _report,
}

check = Rule(
    id="privacy.check",
    title=words.TITLE,
    decide=_check,
    statutes=STATUTES,
    articles=("PIPL 5",),
    spec=("L-82", "L-84", "L-85", "L-86", "L-87", "L-90", "L-93"),
    since=PROTECTION_LAW,
)

RULES = (check,)
