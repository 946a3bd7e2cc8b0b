"""Whatever anybody tries in whatever order, a review goes only its way: draft, submitted, acknowledged or disputed,
decided; and its points change by nothing but a decision."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaReview
from dengta.domains.performance.services import qa_disputes, qa_reviews
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree, join
from tests.conftest import NOW
from tests.performance.reviewing import Desk

PEOPLE = ("agent", "leader", "first", "second", "peer", "supervisor", "neighbour")
WAYS = {
    ("draft", "submitted"), ("submitted", "acknowledged"), ("submitted", "disputed"), ("disputed", "decided"),
}  # fmt: skip
REFUSED = (NotAllowed, RuleViolation, QaReview.DoesNotExist)
who = st.sampled_from(PEOPLE)


class Reviews(RuleBasedStateMachine):
    """One review, seven people, every decision there is."""

    desk: Desk
    others: dict[str, Employee]

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        self.row = self.desk.begin("S1")
        self.state, self.score = "draft", (None, None)
        self.deciders = {"second"}

    def _person(self, name: str) -> Employee:
        return self.others[name] if name in self.others else getattr(self.desk, name)

    def _try(self, allowed: bool, decide: object) -> None:
        """Do it: it works exactly when it may, and leaves nothing behind when not."""
        try:
            with transaction.atomic():
                decide()  # type: ignore[operator]
        except REFUSED:
            assert not allowed
        else:
            assert allowed

    @rule(by=who, points=st.tuples(st.integers(0, 1), st.integers(0, 5), st.integers(0, 1)))
    def submit(self, by: str, points: tuple[int, int, int]) -> None:
        answers = self.desk.answers(*points)
        self._try(
            self.state == "draft" and by == "first",
            lambda: qa_reviews.submit_review(
                review_id=self.row.pk, answers=answers, summary="", by=self._person(by).account, now=NOW
            ),
        )

    @rule(by=who)
    def save(self, by: str) -> None:
        self._try(
            self.state == "draft" and by == "first",
            lambda: qa_reviews.save_review(review_id=self.row.pk, answers={}, summary="", by=self._person(by).account),
        )

    @rule(by=who)
    def acknowledge(self, by: str) -> None:
        self._try(
            self.state == "submitted" and by == "agent",
            lambda: qa_reviews.acknowledge_review(review_id=self.row.pk, by=self._person(by).account, now=NOW),
        )

    @rule(by=who)
    def dispute(self, by: str) -> None:
        self._try(
            self.state == "submitted" and by == "agent",
            lambda: self.desk.dispute(self.row, by=self._person(by)),
        )

    @rule(by=who)
    def decide(self, by: str) -> None:
        self._try(
            self.state == "disputed" and by in self.deciders,
            lambda: self.desk.decide(self.row, 5, by=self._person(by)),
        )

    @rule()
    def the_second_reviewer_leaves(self) -> None:
        Employee.objects.filter(pk=self.desk.second.pk).update(status=Employee.Status.LEFT)
        self.deciders.discard("second")

    @rule(by=who, person=who)
    def name(self, by: str, person: str) -> None:
        allowed = self.state == "disputed" and not self.deciders and (by, person) == ("supervisor", "neighbour")
        self._try(
            allowed,
            lambda: qa_disputes.name_reviewer(
                review_id=self.row.pk, person=self._person(person), by=self._person(by).account, now=NOW
            ),
        )
        if allowed:
            self.deciders.add("neighbour")

    @invariant()
    def goes_its_way(self) -> None:
        if not hasattr(self, "row"):
            return
        self.row = QaReview.objects.get(pk=self.row.pk)
        before, score = self.state, (self.row.earned, self.row.possible)
        if self.row.status != before:
            assert (before, self.row.status) in WAYS
        if self.row.status not in ("submitted", "decided") or self.row.status == before:
            assert score == self.score
        self.state, self.score = self.row.status, score

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


@pytest.mark.covers("G3")
def test_a_review_goes_only_its_way(desk: Desk, tree: Tree) -> None:
    class Here(Reviews):
        pass

    Here.desk = desk
    Here.others = {
        "peer": join(tree, "陈浩然", tree.aftersales_1, number="K10003"),
        "supervisor": join(tree, "林涛", tree.aftersales_2, number="K10010", role=Role.SUPERVISOR, at=tree.qinghe),
        "neighbour": join(tree, "秦朗", tree.aftersales_2, number="K70003", role=Role.TEAM_LEAD),
    }
    run_state_machine_as_test(Here, settings=settings(max_examples=25, stateful_step_count=12, deadline=None))
