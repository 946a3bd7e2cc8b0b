"""A separation review stands on a lawful ground and five proofs, the union told before (L-53, L-54, L-56, L-65)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Case, SeparationProof
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.services.case_steps import insist_on_human, locked
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.domains.recognition.services.spread import insist_on_no_last_place
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Ground = SeparationProof.Ground
FIVE = ("rule_adopted", "rule_known", "facts_proven", "person_heard", "is_proportionate")


@dataclass(frozen=True, slots=True)
class Proofs:
    """What HR records before anybody proposes a separation review."""

    ground: str
    rule_adopted: bool
    rule_known: bool
    facts_proven: bool
    person_heard: bool
    is_proportionate: bool
    was_trained: bool
    is_shielded: bool
    union_told_on: date | None
    union_reply: str


@transaction.atomic
def prove_separation(*, case_id: int, proofs: Proofs, by: Account, now: datetime) -> SeparationProof:
    """Record the proofs. A last place and a machine are no grounds; they are refused with the law."""
    insist_on_human(by, proofs.ground)
    case = locked(case_id, Case.State.FOUND, by=by)
    policies.prove_separation.require(by, case)
    insist_uninvolved(case, policies.own_id(by), day_of(now))
    insist_on_lawful_ground(proofs.ground)
    if proofs.union_told_on is not None and proofs.union_told_on > day_of(now):
        raise RuleViolation("recognition.union_told_later")
    values = {name: getattr(proofs, name) for name in Proofs.__slots__}
    row, _is_new = SeparationProof.objects.update_or_create(
        case=case, defaults={**values, "recorded_by": by, "recorded_at": now}
    )
    record(by, "recognition.separation_proven", row, ground=proofs.ground)
    return row


def insist_on_lawful_ground(ground: str) -> None:
    """Refuse what the law does not know as a ground."""
    insist_on_no_last_place(ground)
    if ground not in SeparationProof.LAWFUL:
        raise RuleViolation("recognition.ground_not_lawful")


def insist_on_proofs(case: Case) -> None:
    """Before a separation review is proposed: all five proofs, the union told, nobody whom the law protects from it."""
    row = SeparationProof.objects.filter(case=case).first()
    missing = [] if row is None else [name for name in FIVE if not getattr(row, name)]
    if row is None or missing:
        labels = [str(SeparationProof._meta.get_field(name).verbose_name) for name in missing or FIVE]  # type: ignore[union-attr]  # plain fields
        raise RuleViolation("recognition.proofs_missing", proofs=gettext(", ").join(labels))
    if row.ground == Ground.INCOMPETENCE and not row.was_trained:
        raise RuleViolation("recognition.training_before_separation")
    if row.ground == Ground.INCOMPETENCE and row.is_shielded:
        raise RuleViolation("recognition.shielded_by_law")
    if row.union_told_on is None:
        raise RuleViolation("recognition.union_not_told")
