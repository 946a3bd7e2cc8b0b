"""What goes with an end of employment: the procedure of a layoff, and the certificate that is handed over."""

from dataclasses import dataclass
from fractions import Fraction

from dengta.engines.labour_law.china.severance import CONTRACT_LAW
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import dismissal as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.rules import Rule

MANY = 20
ONE_IN = 10
NOTICE_DAYS = 30
TRANSFER_DAYS = 15
# What a certificate states, and nothing else (Regs 24).
CERTIFIED = {
    "contract_term": words.FIELD_TERM,
    "end_date": words.FIELD_END,
    "post": words.FIELD_POST,
    "years_of_service": words.FIELD_YEARS,
}
KNOWN_FIELDS = CERTIFIED | {"reason_misconduct": words.FIELD_MISCONDUCT}


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoffFacts:
    """`headcount`: all staff of the employer. `cut`: how many are to go."""

    headcount: int
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layoff:
    """Whether the procedure of article 41 is due, and how many days ahead."""

    art41_procedure_required: bool
    notice_days: int | None


def _layoff(facts: LayoffFacts, work: Working) -> Layoff:
    possible = facts.headcount >= 1 and 0 <= facts.cut <= facts.headcount
    need("cut", words.NOBODY, holds=possible, cut=facts.cut, headcount=facts.headcount)
    work.say(words.COUNT, cut=facts.cut, headcount=facts.headcount, percent=Fraction(facts.cut * 100, facts.headcount))
    # From this number on: twenty, or a tenth of the staff where that is fewer.
    line = min(MANY, -(-facts.headcount // ONE_IN))
    if facts.cut < line:
        work.say(words.PROCEDURE_NOT_DUE)
        work.changed_by(words.MORE_WOULD, more=line - facts.cut)
        return Layoff(art41_procedure_required=False, notice_days=None)
    work.say(words.PROCEDURE_DUE)
    work.say(words.PRIORITY)
    work.changed_by(words.FEWER_WOULD, fewer=facts.cut - line + 1)
    return Layoff(art41_procedure_required=True, notice_days=NOTICE_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """`fields`: what the certificate states, by name."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whether it may be handed over as it is, what must go, and in how many days files are transferred."""

    valid: bool
    remove: tuple[str, ...]
    transfer_days: int


def _certificate(facts: CertificateFacts, work: Working) -> Certificate:
    stated = tuple(dict.fromkeys(facts.fields))
    remove = tuple(name for name in stated if name not in CERTIFIED)
    absent = tuple(name for name in CERTIFIED if name not in stated)
    work.say(words.FOUR)
    if remove:
        work.leans_on(Confidence.OFFICIAL_CASE)
        work.say(words.REMOVE, fields=tuple(KNOWN_FIELDS.get(name, name) for name in remove))
    if absent:
        work.say(words.ABSENT, fields=tuple(CERTIFIED[name] for name in absent))
    if not (remove or absent):
        work.say(words.COMPLETE)
    work.say(words.TRANSFER_FILES)
    return Certificate(valid=not (remove or absent), remove=remove, transfer_days=TRANSFER_DAYS)


layoff = Rule(
    id="layoff.procedure",
    title=words.TITLE_LAYOFF,
    decide=_layoff,
    statutes=STATUTES,
    articles=("LCL 41",),
    spec=("L-55",),
    since=CONTRACT_LAW,
)
certificate = Rule(
    id="certificate.content",
    title=words.TITLE_CERTIFICATE,
    decide=_certificate,
    statutes=STATUTES,
    articles=("Regs 24", "LCL 50"),
    spec=("L-62",),
    since=CONTRACT_LAW,
)

RULES = (layoff, certificate)
