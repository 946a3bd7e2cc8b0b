"""Whether employment may be ended: grounds, the shield of article 42, the five proofs, and the union."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dengta.engines.labour_law.china.grounds import (
    ARTICLES,
    CAUSES,
    CONDITIONS,
    NO_FAULT,
    NO_GROUNDS,
    PROTECTED,
    PROVEN_BY,
    REASONS,
    Action,
    Cause,
    Curable,
    DismissalFacts,
    Exposure,
    Ground,
    Proof,
    Reason,
    RuleSource,
    Status,
    Verdict,
)
from dengta.engines.labour_law.china.severance import CONTRACT_LAW
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.dismissal import NO_UNION_HERE
from dengta.engines.labour_law.china.words import dismissal as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR, add_months
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

LONG_SERVICE = 15
NEAR_RETIREMENT = 5


@dataclass(slots=True)
class _Review:
    """What the review of the proofs has found so far."""

    missing: list[Proof] = field(default_factory=list)
    reason: Reason | None = None
    unstated: bool = False
    warned: bool = False


def _check(facts: DismissalFacts, work: Working) -> Verdict:
    if facts.ground in NO_GROUNDS:
        return _no_ground(facts.ground, work)
    day = facts.contract_end or work.on if facts.ground is Ground.EXPIRY else work.on
    shield = _shield(facts, day, work)
    if facts.ground is Ground.EXPIRY:
        return _at_expiry(facts, day, shield, work)
    work.cite(*ARTICLES[facts.ground])
    if shield is not None and facts.ground is not Ground.SERIOUS_BREACH:
        work.say(words.SHIELDED, day=day, why=shield[0])
        return _refused(work, Reason.SHIELD)
    return _reviewed(facts, work, protected=shield is not None)


def _no_ground(ground: Ground, work: Working) -> Verdict:
    reason, article, why, instead = NO_GROUNDS[ground]
    work.cite(article)
    work.leans_on(Confidence.INTERPRETATION if ground is Ground.LAST_PLACE else Confidence.STATUTE)
    work.say(why)
    if instead is not None:
        work.changed_by(instead)
    return _refused(work, reason)


def _refused(work: Working, reason: Reason | None, *, missing: tuple[Proof, ...] = ()) -> Verdict:
    """Not to be sent. A missing notice to the union alone can still be made good (J1 47)."""
    work.cite("LCL 87")
    work.say(words.NOT_LAWFUL)
    curable = missing == (Proof.UNION,)
    if curable:
        work.changed_by(words.CURABLE)
    return Verdict(
        action=Action.BLOCK,
        legal=False,
        missing=missing,
        reason=reason,
        exposure=Exposure.TWICE_OR_BACK,
        curable_until=Curable.LAWSUIT if curable else None,
    )


def _shield(facts: DismissalFacts, day: date, work: Working) -> tuple[Text, Text] | None:
    """Why the person is protected on that day, and until when (LCL 42); None: not protected."""
    work.cite("LCL 42")
    if facts.status is Status.NURSING and _nursing_over(facts, day, work):
        return _near_pension(facts, work)
    if facts.status is not Status.NONE:
        return PROTECTED[facts.status]
    return _near_pension(facts, work)


def _nursing_over(facts: DismissalFacts, day: date, work: Working) -> bool:
    """Whether the year of nursing is over; a term that ends on its last day needs no prolonging."""
    if facts.child_birthday is None:
        work.assume(words.BIRTHDAY_UNKNOWN)
        return False
    end = _first_birthday(facts.child_birthday, day)
    if end == facts.child_birthday:
        work.assume(words.BIRTHDAY_AHEAD, birthday=end)
    over = day > end or (day == end and facts.ground is Ground.EXPIRY)
    if over:
        work.say(words.NURSING_OVER, birthday=facts.child_birthday, end=end, day=day)
    return over


def _first_birthday(birthday: date, day: date) -> date:
    """A birthday that lies ahead of a nursing mother can only be the first; more than a year ahead it cannot be."""
    latest = add_months(day, MONTHS_OF_A_YEAR)
    need("child_birthday", words.NOT_YET_BORN, holds=birthday <= latest, birthday=birthday, day=day)
    return birthday if birthday > day else add_months(birthday, MONTHS_OF_A_YEAR)


def _near_pension(facts: DismissalFacts, work: Working) -> tuple[Text, Text] | None:
    if facts.unit_years is None or facts.unit_years < LONG_SERVICE:
        return None
    if facts.years_to_retirement is None:
        work.assume(words.PENSION_UNKNOWN)
        return None
    near = facts.years_to_retirement < NEAR_RETIREMENT
    return (words.NEAR_PENSION, words.UNTIL_PENSION) if near else None


def _at_expiry(facts: DismissalFacts, day: date, shield: tuple[Text, Text] | None, work: Working) -> Verdict:
    """A term that runs out is prolonged while the shield lasts (LCL 45).

    The year of nursing ends with the child's first birthday: the day of birth itself is not counted (CC 201, 202).
    """
    work.cite("LCL 44", "LCL 45")
    if shield is None:
        work.say(words.EXPIRED, day=day)
        work.changed_by(words.OPEN_ENDED)
        work.changed_by(words.SEVERANCE_AT_EXPIRY)
        return Verdict(action=Action.ALLOW, legal=True)
    why, until = shield
    extended_to = None
    if why is words.NURSING and facts.child_birthday is not None:
        work.cite("CC 201", "CC 202")
        extended_to = _first_birthday(facts.child_birthday, day)
        until = words.UNTIL_DAY.filled({"day": extended_to})
    work.say(words.EXTENDED, contract_end=day, why=why, until=until)
    refused = _refused(work, Reason.SHIELD)
    return Verdict(
        action=refused.action, legal=False, reason=refused.reason, exposure=refused.exposure, extended_to=extended_to
    )


def _reviewed(facts: DismissalFacts, work: Working, *, protected: bool) -> Verdict:
    review = _Review()
    _look_at_ground(facts, review, work)
    if review.reason is Reason.NOT_OBJECTIVE:
        return _refused(work, review.reason)
    _look_at_union(facts, review, work)
    if review.missing:
        work.changed_by(words.WOULD_CURE)
        return _refused(work, review.reason, missing=tuple(review.missing))
    return _not_refused(facts.ground, review, work, protected=protected)


def _look_at_ground(facts: DismissalFacts, review: _Review, work: Working) -> None:
    if facts.ground is Ground.OBJECTIVE_CHANGE:
        _look_at_cause(facts.cause, review, work)
        return
    work.leans_on(Confidence.OFFICIAL_CASE if facts.ground in PROVEN_BY else Confidence.STATUTE)
    for proof, given, text in _proofs(facts):
        _look(proof, text, review, work, given=given)
    review.reason = next((REASONS[proof] for proof in review.missing if proof in REASONS), None)


def _look_at_cause(cause: Cause | None, review: _Review, work: Working) -> None:
    work.leans_on(Confidence.OFFICIAL_CASE)
    work.changed_by(words.NO_AGREEMENT_CHANGES)
    if cause is None:
        work.assume(words.CAUSE_UNKNOWN)
        return
    objective, name = CAUSES[cause]
    work.say(words.OBJECTIVE if objective else words.OWN_CHOICE, cause=name)
    review.reason = None if objective else Reason.NOT_OBJECTIVE


def _proofs(facts: DismissalFacts) -> Iterator[tuple[Proof, bool | None, Text]]:
    """What must be shown for this ground, whether it is there, and how it is said."""
    if facts.rule_source is not None and facts.ground is Ground.SERIOUS_BREACH:
        yield Proof.ADOPTED, facts.rule_source is not RuleSource.GROUP_NOT_ADOPTED, words.ADOPTED
    for proof, text in PROVEN_BY.get(facts.ground, {}).items():
        yield proof, getattr(facts, proof.value), text


def _look(proof: Proof, text: Text, review: _Review, work: Working, *, given: bool | None) -> None:
    said = words.NOT_STATED if given is None else words.YES if given else words.NO
    work.say(text, given=said)
    if given is None:
        review.unstated = True
    elif not given:
        review.missing.append(proof)


def _look_at_union(facts: DismissalFacts, review: _Review, work: Working) -> None:
    """The union is told the reason before any dismissal by the employer alone (LCL 43, J1 47)."""
    work.cite("LCL 43", "J1 47", "TUL 22")
    if facts.union_exists is False and not facts.union_notified:
        review.warned = work.answer(NO_UNION_HERE) == "warn"
        work.say(words.NO_UNION)
        if not review.warned:
            _look(Proof.UNION, words.UNION, review, work, given=False)
    elif facts.union_notified is None:
        work.assume(words.UNION_TAKEN)
    else:
        _look(Proof.UNION, words.UNION, review, work, given=facts.union_notified)


def _not_refused(ground: Ground, review: _Review, work: Working, *, protected: bool) -> Verdict:
    if ground in CONDITIONS:
        work.assume(CONDITIONS[ground])
    if ground in NO_FAULT:
        work.changed_by(words.NOTICE)
    if review.unstated:
        work.say(words.UNSTATED)
    # Of these grounds the facts state no proof: whether they hold is only assumed.
    open_still = review.unstated or ground not in PROVEN_BY
    work.say(words.LAWFUL_IF if open_still else words.LAWFUL)
    if protected:
        work.say(words.ESCALATE)
    return Verdict(action=_action(review, protected=protected), legal=None if open_still else True)


def _action(review: _Review, *, protected: bool) -> Action:
    if protected:
        return Action.ESCALATE
    return Action.WARN if review.unstated or review.warned else Action.ALLOW


check = Rule(
    id="dismissal.check",
    title=words.TITLE_CHECK,
    decide=_check,
    statutes=STATUTES,
    articles=("LCL 48",),
    spec=("L-06", "L-53", "L-54", "L-56", "L-63", "L-64", "L-65"),
    since=CONTRACT_LAW,
)

RULES = (check,)
