"""Coaching, plans, actions and self-reviews as machines: whoever tries what in whatever order, only the legal happens.

Refusals change nothing, and what is tried a second time does not happen a second time.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaCoaching, QaReview
from dengta.domains.performance.services import qa_coaching
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.performance.reviewing import TODAY, Desk

pytestmark = pytest.mark.django_db
QUICK = settings(FEW, max_examples=8, stateful_step_count=15)
WORDS = st.sampled_from(["", " ", "每天复盘"])
DAYS = st.sampled_from([-1, 0, 7])


def happened(decide: Callable[[], object]) -> bool:
    """Whether a decision was taken; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            decide()
    except (NotAllowed, RuleViolation, ObjectDoesNotExist):
        return False
    return True


class Deciding(Workflow):
    """A workflow among people by their part in it, that counts what was decided."""

    people: ClassVar[dict[str, Employee]]
    verbs: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.decisions, self.written_before = 0, self.written()

    def by(self, who: str) -> Any:
        return self.people[who].account

    def written(self) -> int:
        return AuditEntry.objects.filter(verb__startswith=self.verbs).count()

    @invariant()
    def each_decision_is_written_down_and_no_refusal_is(self) -> None:
        assert self.written() - self.written_before == self.decisions


class Coachings(Deciding):
    """One item of one review: practised with somebody else until it is done, once."""

    verbs = "performance.qa_coaching_"
    desk: ClassVar[Desk]
    review: ClassVar[QaReview]
    who = st.sampled_from(["leader", "leader", "first", "agent", "peer", "other_leader"])
    # Training is written by who leads the team, and by quality.
    coaching: ClassVar[set[str]] = {"leader", "first"}

    def __init__(self) -> None:
        super().__init__()
        self.state, self.coach = "none", ""

    @rule(who=who, coach=who, steps=WORDS, days=DAYS)
    def start(self, who: str, coach: str, steps: str, days: int) -> None:
        done = happened(
            lambda: qa_coaching.start_coaching(
                review_id=self.review.pk, item=self.desk.keys[1], coach=self.people[coach].pk, steps=steps,
                due_on=TODAY + timedelta(days=days), by=self.by(who), now=NOW,
            )
        )  # fmt: skip
        whole = coach in ("leader", "peer") and bool(steps.strip()) and days >= 0
        assert done is (who in self.coaching and whole and self.state == "none")
        if done:
            self.state, self.coach, self.decisions = "open", coach, self.decisions + 1

    @rule(coach=st.sampled_from(["leader", "peer"]))
    def start_well(self, coach: str) -> None:
        self.start("leader", coach, "每天复盘", 7)

    @rule(who=who, note=WORDS)
    def finish(self, who: str, note: str) -> None:
        row = QaCoaching.objects.first()
        done = happened(
            lambda: qa_coaching.finish_coaching(coaching_id=row.pk if row else 0, note=note, by=self.by(who), now=NOW)
        )
        assert done is (who in self.coaching | {self.coach} and self.state == "open")
        if done:
            self.state, self.decisions = "done", self.decisions + 1

    @invariant()
    def it_waits_for_the_coach_until_it_is_done(self) -> None:
        row = QaCoaching.objects.first()
        assert (row.status if row else "none") == self.state
        assert (row is not None and row.done_on is not None) is (self.state == "done")
        waiting = Todo.objects.filter(kind=qa_coaching.COACH).values_list("employee", flat=True)
        assert list(waiting) == ([self.people[self.coach].pk] if self.state == "open" else [])


@pytest.mark.covers("G14")
def test_a_finding_is_coached_once_by_somebody_else_and_done_once(
    desk: Desk, peer: Employee, other_leader: Employee
) -> None:
    Coachings.desk, Coachings.review = desk, desk.reviewed()
    Coachings.people = {
        "leader": desk.leader, "first": desk.first, "agent": desk.agent, "peer": peer, "other_leader": other_leader,
    }  # fmt: skip
    run(Coachings, more=QUICK)
