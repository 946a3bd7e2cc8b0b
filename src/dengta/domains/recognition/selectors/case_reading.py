"""What somebody reads of a case: everything, or, where it is about them, what was told to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dengta.domains.recognition.models import Case, CaseStep, Evidence
from dengta.domains.recognition.policies import cases as policies
from dengta.foundation.access import Actor

State, Kind = Case.State, CaseStep.Kind
# A decision is told by its letter: until that is delivered, the person reads that it is being decided.
BEFORE_LETTER = (State.PROPOSED, State.DECIDED)


@dataclass(frozen=True)
class Reading:
    """A case as one reader sees it. `is_mine`: it is about the reader."""

    case: Case
    steps: Sequence[CaseStep]
    evidence: Sequence[Evidence]
    is_mine: bool

    def all(self, *kinds: str) -> list[CaseStep]:
        """The steps of these kinds, in order."""
        return [one for one in self.steps if one.kind in kinds]

    def last(self, kind: str) -> CaseStep | None:
        """The last step of a kind; a proposal that went back is none."""
        return next((one for one in reversed(self.steps) if one.kind == kind), None)

    @property
    def state(self) -> str:
        """How far it is, as far as the reader knows."""
        return State.FOUND if self.is_mine and self.case.state in BEFORE_LETTER else self.case.state

    @property
    def measure(self) -> int | None:
        """The measure, once the reader may know it."""
        known = not self.is_mine or self.case.delivered_on is not None
        return self.case.measure if known else None

    @property
    def proposal(self) -> CaseStep | None:
        """The proposal that stands: it is decided on, or was."""
        return self.last(Kind.PROPOSED) if self.case.digest and not self.is_mine else None


def reading_of(actor: Actor, case: Case) -> Reading:
    """What this person reads of it. Two queries."""
    mine = case.employee_id == policies.own_id(actor)
    steps = list(policies.steps(actor, case).select_related("by__employee").order_by("number"))
    evidence = list(case.evidence.select_related("witness", "file", "added_by__employee").order_by("number"))
    return Reading(case, steps, evidence, mine)
