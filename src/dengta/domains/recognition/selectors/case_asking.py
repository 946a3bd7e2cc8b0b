"""Who would have to agree with each grade of the scale, and who would decide: known before it is proposed.

Whether the next level decides as well is not: a form that said so could be read to learn that somebody complained
(R-129), without proposing anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, CaseApproval, Measure
from dengta.domains.recognition.selectors.approvals import grounds_for
from dengta.domains.recognition.selectors.clauses import Range
from dengta.domains.recognition.selectors.involvement import can_approve, can_decide


@dataclass(frozen=True)
class Agreeing:
    """One ground, and who is asked on it; None where nobody is left."""

    ground: str
    who: Employee | None


@dataclass(frozen=True)
class Grade:
    """A grade of the scale, whether the table allows it, and who has to agree."""

    measure: Measure
    is_less: bool
    is_more: bool
    agreeing: Sequence[Agreeing]


@dataclass(frozen=True)
class Asking:
    """Who decides, and what each grade asks for."""

    decider: Employee | None
    grades: Sequence[Grade]


def who_agrees(case: Case, *, me: int, allowed: Range, now: datetime) -> Asking:
    """As if the reader proposed it. Some twenty queries, for one form; nothing is written."""
    day, kept = day_of(now), (case.measure, case.proposed_by_id, case.decider_id)
    case.proposed_by_id = me
    decider = next(iter(can_decide(case, day, beyond=[me])), None)
    case.decider_id = decider.pk if decider is not None else None
    asked: dict[str, Agreeing] = {}
    grades = []
    for measure in Measure:
        case.measure = measure
        grounds = [] if measure > allowed.most else grounds_for(case, allowed)
        for ground in grounds:
            if ground not in asked:
                who = next(iter(can_approve(case, ground, day)), None)
                asked[ground] = Agreeing(str(CaseApproval.Ground(ground).label), who)
        grades.append(Grade(measure, measure < allowed.least, measure > allowed.most, [asked[one] for one in grounds]))
    case.measure, case.proposed_by_id, case.decider_id = kept
    return Asking(decider, grades)
