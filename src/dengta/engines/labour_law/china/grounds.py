"""What the review of a dismissal is asked and answers: grounds, what protects a person, proofs, and the verdict."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.china.words import dismissal as words


class Ground(Enum):
    """What the employer leans on: articles of the Labour Contract Law, and two that are often tried."""

    SERIOUS_BREACH = "art39_2"
    SICKNESS = "art40_1"
    INCOMPETENCE = "art40_2"
    OBJECTIVE_CHANGE = "art40_3"
    LAYOFF = "art41"
    EXPIRY = "expiry"
    LAST_PLACE = "last_place_ranking"
    REFUSED_OVERTIME = "refused_unlawful_overtime"


class Status(Enum):
    """What protects the person under article 42, beside long service."""

    NONE = "none"
    PREGNANT = "pregnant"
    MATERNITY = "maternity"
    NURSING = "nursing"
    MEDICAL_PERIOD = "medical_period"
    WORK_INJURY = "work_injury"
    OCCUPATIONAL_DISEASE = "suspected_occupational_disease"


class Cause(Enum):
    """What is said to have changed, for article 40(3)."""

    AI = "AI_replaces_post"
    RESTRUCTURING = "own_restructuring"
    DOWNTURN = "business_downturn"
    OUTSOURCING = "own_outsourcing"
    RELOCATION = "forced_relocation"
    DISASTER = "natural_disaster"
    POLICY = "change_of_law_or_policy"
    TRANSFER = "merger_or_asset_transfer"


class RuleSource(Enum):
    """Whose rule was broken."""

    OWN = "own_handbook"
    GROUP_ADOPTED = "group_parent_handbook_adopted_here"
    GROUP_NOT_ADOPTED = "group_parent_handbook_not_adopted_here"


class Action(Enum):
    """What to do with the letter: send it, look again, hand it up, or do not send it."""

    ALLOW = "allow"
    WARN = "warn"
    ESCALATE = "escalate"
    BLOCK = "block"


class Proof(Enum):
    """What the employer must be able to show."""

    FACTS = "fact_evidence"
    RULE = "written_rule"
    ADOPTED = "rule_adopted_by_this_employer"
    PROCEDURE = "democratic_procedure"
    PUBLISHED = "published_or_acknowledged"
    INCOMPETENT = "incompetent_proven"
    TRAINED = "trained_or_transferred"
    STILL_INCOMPETENT = "still_incompetent"
    UNION = "union_notified"


class Reason(Enum):
    """Why employment may not be ended so."""

    SHIELD = "art42"
    NOT_OBJECTIVE = "not_objective_change"
    RANKING = "ranking_last_is_not_incompetence"
    REFUSAL = "refusal_is_lawful"
    NOT_PROVEN = "incompetence_not_proven"
    NO_TRAINING = "training_or_transfer_required"
    NOT_PROVEN_AGAIN = "incompetence_after_training_not_proven"


class Exposure(Enum):
    """What an illegal end costs, at the choice of the employee."""

    TWICE_OR_BACK = "2N_or_reinstatement"


class Curable(Enum):
    """Until when what is missing can be made good."""

    LAWSUIT = "filing_of_lawsuit"


# Why a person is protected, and until when a term that runs out is prolonged.
PROTECTED = {
    Status.PREGNANT: (words.PREGNANT, words.UNTIL_PREGNANCY),
    Status.MATERNITY: (words.MATERNITY, words.UNTIL_PREGNANCY),
    Status.NURSING: (words.NURSING, words.UNTIL_ONE),
    Status.MEDICAL_PERIOD: (words.MEDICAL, words.UNTIL_MEDICAL),
    Status.WORK_INJURY: (words.INJURY, words.UNTIL_INJURY),
    Status.OCCUPATIONAL_DISEASE: (words.OCCUPATIONAL, words.UNTIL_DIAGNOSIS),
}
# Whether a cause can be an objective change, and in words what it is.
CAUSES = {
    Cause.AI: (False, words.AI),
    Cause.RESTRUCTURING: (False, words.RESTRUCTURING),
    Cause.DOWNTURN: (False, words.DOWNTURN),
    Cause.OUTSOURCING: (False, words.OUTSOURCING),
    Cause.RELOCATION: (True, words.RELOCATION),
    Cause.DISASTER: (True, words.DISASTER),
    Cause.POLICY: (True, words.POLICY),
    Cause.TRANSFER: (True, words.TRANSFER),
}
# Grounds that are none in law, and what might be one in their place.
NO_GROUNDS = {
    Ground.LAST_PLACE: (Reason.RANKING, "LCL 40", words.RANKING, words.RANKING_CHANGES),
    Ground.REFUSED_OVERTIME: (Reason.REFUSAL, "LCL 31", words.REFUSAL, None),
}
# What must be shown, and how it is said.
PROVEN_BY = {
    Ground.SERIOUS_BREACH: {
        Proof.FACTS: words.FACTS,
        Proof.RULE: words.RULE,
        Proof.PROCEDURE: words.PROCEDURE,
        Proof.PUBLISHED: words.PUBLISHED,
    },
    Ground.INCOMPETENCE: {
        Proof.INCOMPETENT: words.INCOMPETENCE,
        Proof.TRAINED: words.TRAINING,
        Proof.STILL_INCOMPETENT: words.STILL,
    },
}
# What is wrong when one of these is not shown.
REASONS = {
    Proof.INCOMPETENT: Reason.NOT_PROVEN,
    Proof.TRAINED: Reason.NO_TRAINING,
    Proof.STILL_INCOMPETENT: Reason.NOT_PROVEN_AGAIN,
}
# What the facts cannot state of a ground, so that it is taken as given.
CONDITIONS = {
    Ground.SERIOUS_BREACH: words.PROPORTION,
    Ground.SICKNESS: words.SICK_CONDITIONS,
    Ground.OBJECTIVE_CHANGE: words.NO_AGREEMENT,
    Ground.LAYOFF: words.LAYOFF_CONDITIONS,
}
ARTICLES = {
    Ground.SERIOUS_BREACH: ("LCL 39(2)", "LCL 4", "J1 44", "J1 50"),
    Ground.SICKNESS: ("LCL 40(1)",),
    Ground.INCOMPETENCE: ("LCL 40(2)", "J1 44"),
    Ground.OBJECTIVE_CHANGE: ("LCL 40(3)",),
    Ground.LAYOFF: ("LCL 41",),
}
NO_FAULT = frozenset({Ground.SICKNESS, Ground.INCOMPETENCE, Ground.OBJECTIVE_CHANGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalFacts:
    """Proofs are True, False, or None where nobody has said. `unit_years`: years with this employer without a break.

    The day for which the rule is asked is the day of the dismissal; at expiry it is `contract_end`.
    """

    ground: Ground
    status: Status = Status.NONE
    child_birthday: date | None = None
    contract_end: date | None = None
    unit_years: Decimal | None = None
    years_to_retirement: Decimal | None = None
    fact_evidence: bool | None = None
    written_rule: bool | None = None
    rule_source: RuleSource | None = None
    democratic_procedure: bool | None = None
    published_or_acknowledged: bool | None = None
    incompetent_proven: bool | None = None
    trained_or_transferred: bool | None = None
    still_incompetent: bool | None = None
    cause: Cause | None = None
    union_exists: bool | None = None
    union_notified: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`legal` is None where it depends on facts that were not stated. `extended_to`: last day of a prolonged term."""

    action: Action
    legal: bool | None
    missing: tuple[Proof, ...] = ()
    reason: Reason | None = None
    exposure: Exposure | None = None
    curable_until: Curable | None = None
    extended_to: date | None = None
