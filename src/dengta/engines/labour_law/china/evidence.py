"""What a piece of evidence weighs: whether it is presumed authentic, and whether it can stand alone."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import evidence as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

AMENDED = date(2020, 5, 1)


class Kind(Enum):
    """What is submitted."""

    CHAT_SCREENSHOT = "chat_screenshot"
    SYSTEM_LOG = "system_log"
    ATTENDANCE_EXPORT = "attendance_export_submitted_by_employer"
    EMAIL = "email"
    AUDIO = "audio"
    EDITED_AUDIO = "edited_audio"
    PHOTO = "photo"
    ORIGINAL_DOCUMENT = "original_document"
    COPY = "copy"


class Authenticity(Enum):
    """Where its authenticity stands before anybody disputes it."""

    PRESUMED = "presumed_unless_rebutted"
    VERIFIABLE = "verifiable"
    TO_BE_SHOWN = "to_be_shown"
    DOUBTFUL = "doubtful"


# A hash shows that such a picture was not changed since, not that what it shows was ever there.
PICTURES = frozenset({Kind.CHAT_SCREENSHOT, Kind.PHOTO, Kind.COPY})


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """What is known of its making and keeping; what is not stated is taken as not so.

    `adverse_to_submitter`: it speaks against whoever submits or keeps it. `gaps`: parts of a recording are missing;
    of an edited one that is taken so unless denied.
    """

    kind: Kind
    original_device_available: bool = False
    corroborated: bool = False
    formed_in_normal_business: bool = False
    archived: bool = False
    hash_chain: bool = False
    adverse_to_submitter: bool = False
    neutral_platform: bool = False
    agreed_method: bool = False
    notarised: bool = False
    gaps: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Where authenticity stands, and whether it suffices as it stands."""

    authenticity: Authenticity
    standalone_sufficient: bool


def _weigh(facts: EvidenceFacts, work: Working) -> Weight:
    authenticity = _authenticity(facts, work)
    alone = authenticity in (Authenticity.PRESUMED, Authenticity.VERIFIABLE)
    if alone:
        work.say(words.ALONE)
    else:
        work.cite("EVI 90")
        work.say(words.TOGETHER if facts.corroborated else words.NOT_ALONE)
        work.changed_by(words.BRING_ORIGINAL)
    return Weight(authenticity=authenticity, standalone_sufficient=alone or facts.corroborated)


def _authenticity(facts: EvidenceFacts, work: Working) -> Authenticity:
    if facts.gaps if facts.gaps is not None else facts.kind is Kind.EDITED_AUDIO:
        work.say(words.DOUBTFUL)
        return Authenticity.DOUBTFUL
    why = _presumption(facts)
    if why:
        work.cite("EVI 94")
        work.say(words.PRESUMED, why=why)
        work.changed_by(words.REBUT)
        return Authenticity.PRESUMED
    how = _check(facts)
    if how:
        work.cite("EVI 15", "EVI 93")
        work.say(words.VERIFIABLE, how=how)
        return Authenticity.VERIFIABLE
    work.say(words.TO_BE_SHOWN)
    return Authenticity.TO_BE_SHOWN


def _presumption(facts: EvidenceFacts) -> tuple[Text, ...]:
    """What of article 94 speaks for it; each suffices."""
    grounds = [
        (facts.adverse_to_submitter, words.ADVERSE),
        (facts.neutral_platform, words.NEUTRAL),
        (facts.formed_in_normal_business, words.BUSINESS),
        (facts.archived, words.ARCHIVED),
        (facts.agreed_method, words.AGREED),
        (facts.notarised, words.NOTARISED),
    ]
    return tuple(text for holds, text in grounds if holds)


def _check(facts: EvidenceFacts) -> tuple[Text, ...]:
    """With what it can be checked: the original, or hashes that show that nothing was changed."""
    original = facts.original_device_available or facts.kind is Kind.ORIGINAL_DOCUMENT
    hashed = facts.hash_chain and facts.kind not in PICTURES
    return tuple(text for holds, text in [(original, words.ORIGINAL), (hashed, words.HASHED)] if holds)


weigh = Rule(
    id="evidence.check",
    title=words.TITLE,
    decide=_weigh,
    statutes=STATUTES,
    articles=("EVI 93",),
    spec=("L-78",),
    since=AMENDED,
)

RULES = (weigh,)
