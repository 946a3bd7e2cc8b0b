"""Strong results beside repeated breaches (H15): shown together, and neither offsets the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dengta.domains.performance.selectors.appraisals import appraisals, breakdown
from dengta.domains.performance.selectors.improvement_plans import plans as plans_of
from dengta.domains.recognition.models import Case, CoachingTalk, Reward
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_history import counted_before, talks_before
from dengta.domains.recognition.selectors.case_parameters import TALKS_FIRST
from dengta.foundation.access import Actor

MOST = 12


@dataclass(frozen=True)
class Result:
    """One closed period: what it is called, its score, and the row."""

    pk: int
    name: str
    score: float | None


@dataclass(frozen=True)
class Combined:
    """What stands side by side."""

    cases: Sequence[Case]
    counted: Sequence[Case]
    talks: Sequence[CoachingTalk]
    talks_held: int
    talks_first: int
    results: Sequence[Result]
    rewards: int
    plans: Sequence[Any]


def combined_of(actor: Actor, case: Case) -> Combined:
    """Of the person of a case, as far as the reader may see each part. Some twelve queries."""
    person = case.employee_id
    rows = policies.others(actor).filter(employee=person).select_related("version__clause").order_by("-happened_on")
    talks = CoachingTalk.objects.filter(employee=person).select_related("clause", "held_by").order_by("-held_on")
    plans: Any = plans_of(actor).filter(employee=person).order_by("-created_at")
    return Combined(
        cases=list(rows[:MOST]), counted=counted_before(case), talks=list(talks[:MOST]), talks_held=talks_before(case),
        talks_first=TALKS_FIRST.on(case.happened_on), results=_results(actor, person),
        rewards=Reward.objects.filter(employee=person).count(), plans=list(plans[:MOST]),
    )  # fmt: skip


def _results(actor: Actor, person: int) -> list[Result]:
    rows: Any = appraisals(actor).filter(employee=person, released_at__isnull=False).order_by("-cycle__ends_on")[:4]
    return [Result(row.pk, str(row.cycle), breakdown(row).result) for row in rows]
