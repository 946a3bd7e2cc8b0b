"""Calibrations and month-end reviews as machines: whoever tries what in whatever order, only the legal happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import MonthReview, MonthReviewSlot, QaMark, QaSession
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.services import month_reviews, qa_calibration
from dengta.domains.performance.services.qa_reviews import Given
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import Workflow, run
from tests.performance import test_month_reviews as reviewing
from tests.performance.causing import OCTOBER, account
from tests.performance.reviewing import TODAY, Desk, Hire

pytestmark = pytest.mark.django_db
REASONS = st.sampled_from(["", "评审出差"])


def happened(decide: Callable[[], object]) -> bool:
    """Whether a decision was taken; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            decide()
    except (RuleViolation, QaSession.DoesNotExist):
        return False
    return True


class Calibrations(Workflow):
    """One contact, three who were asked, one of them the moderator; a leader and an agent who have no part in it."""

    desk: ClassVar[Desk]
    people: ClassVar[dict[str, Employee]]
    asked: ClassVar[set[str]] = {"first", "second", "third"}
    who = st.sampled_from(["first", "first", "second", "third", "leader", "agent"])

    @initialize()
    def begin(self) -> None:
        self.desk.contact("K1")
        self.open()

    def by(self, who: str) -> Any:
        return self.people[who].account

    def open(self) -> None:
        self.row = qa_calibration.open_session(
            title="退款通话", number="K1", form_id=self.desk.form.pk, closes_on=TODAY,
            reviewers=[self.people[who].pk for who in self.asked], by=self.by("first"), now=NOW,
        )  # fmt: skip
        self.state, self.handed = "open", set[str]()

    @rule(who=who)
    def hand_in(self, who: str) -> None:
        answers = self.desk.answers(1, 3, 1)
        done = happened(
            lambda: qa_calibration.hand_in_sheet(session_id=self.row.pk, answers=answers, by=self.by(who), now=NOW)
        )
        assert done is (who in self.asked - self.handed and self.state == "open")
        self.handed |= {who} if done else set()
        if done and self.handed == self.asked:
            self.state = "revealed"

    @rule(who=who)
    def close(self, who: str) -> None:
        done = happened(lambda: qa_calibration.close_session(session_id=self.row.pk, by=self.by(who), now=NOW))
        assert done is (who == "first" and self.state == "open" and len(self.handed) >= 2)
        self.state = "revealed" if done else self.state

    @rule(days=st.sampled_from([0, 1]))
    def the_night_passes(self, days: int) -> None:
        closed = qa_calibration.close_due_sessions(now=NOW + timedelta(days=days))
        assert closed == int(days == 1 and self.state == "open" and len(self.handed) >= 2)
        self.state = "revealed" if closed else self.state

    @rule(who=who, reason=REASONS)
    def cancel(self, who: str, reason: str) -> None:
        done = happened(
            lambda: qa_calibration.cancel_session(session_id=self.row.pk, reason=reason, by=self.by(who), now=NOW)
        )
        assert done is (who == "first" and self.state == "open" and bool(reason))
        if done:
            assert not QaMark.objects.exists()
            # The contact is free: it can be asked about again at once.
            self.open()

    @rule(who=who, reason=REASONS)
    def agree(self, who: str, reason: str) -> None:
        answers = {key: Given(1, note=reason) for key in self.desk.keys}
        done = happened(
            lambda: qa_calibration.agree_answers(session_id=self.row.pk, answers=answers, by=self.by(who), now=NOW)
        )
        assert done is (who == "first" and self.state == "revealed" and bool(reason))
        self.state = "agreed" if done else self.state

    @invariant()
    def it_is_blind_until_it_is_revealed(self) -> None:
        if not hasattr(self, "row"):
            return
        assert QaSession.objects.get(pk=self.row.pk).status == self.state
        items = len(self.desk.keys)
        for who in self.asked:
            own = items * (who in self.handed)
            seen = own if self.state == "open" else items * len(self.handed)
            assert policies.open_marks(self.by(who)).count() == seen
        assert not policies.open_marks(self.by("leader")).exists()


@pytest.mark.covers("G4")
def test_a_calibration_is_blind_until_revealed_and_moderated_by_one(desk: Desk, hire: Hire) -> None:
    third = hire("秦朗", None, number="K70003", role=Role.QUALITY, at=desk.tree.company)
    Calibrations.desk = desk
    Calibrations.people = {
        "first": desk.first, "second": desk.second, "third": third, "leader": desk.leader, "agent": desk.agent,
    }  # fmt: skip
    run(Calibrations)


class Reviews(Workflow):
    """The review of a month, with two who may present; somebody of another team tries as well."""

    people: ClassVar[dict[str, Employee]]
    tree: ClassVar[Tree]
    leading: ClassVar[set[str]] = {"leader", "supervisor"}
    who = st.sampled_from(["leader", "leader", "supervisor", "agent", "other_leader"])
    whom = st.sampled_from(["agent", "peer", "other_leader"])

    @initialize()
    def begin(self) -> None:
        self.now, self.state = NOW, "ahead"
        self.row = month_reviews.prepare_review(
            unit=self.tree.aftersales_1, month=OCTOBER, starts_at=reviewing.SOON, minutes_long=60, place="三楼",
            by=account(self.people["leader"]), now=NOW,
        )  # fmt: skip
        reviewing.write(self.row, self.people["agent"], presents=True)
        reviewing.decide_something(self.row, self.people["leader"], self.people["agent"])
        self.slots: set[str] = set()

    def by(self, who: str) -> Any:
        return account(self.people[who])

    @rule(minutes=st.sampled_from([5, 130]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(who=who)
    def start(self, who: str) -> None:
        done = happened(lambda: month_reviews.start_review(review_id=self.row.pk, by=self.by(who), now=self.now))
        assert done is (who in self.leading and self.state == "ahead" and self.now >= reviewing.SOON)
        if done:
            self.state = "running"
            self.slots.add("agent")

    @rule(who=who, whom=whom)
    def add(self, who: str, whom: str) -> None:
        done = happened(
            lambda: month_reviews.add_slot(review_id=self.row.pk, employee=self.people[whom], by=self.by(who))
        )
        assert done is (who in self.leading and self.state != "closed" and whom != "other_leader")
        self.slots |= {whom} if done else set()

    @rule(who=who, whom=whom, ends=st.booleans())
    def turn(self, who: str, whom: str, ends: bool) -> None:
        slot = MonthReviewSlot.objects.filter(review=self.row, employee=self.people[whom]).first()
        if slot is None:
            return
        decide = month_reviews.end_turn if ends else month_reviews.begin_turn
        done = happened(lambda: decide(slot_id=slot.pk, by=self.by(who), now=self.now))
        assert done is (who in self.leading and self.state == "running")

    @rule(who=who)
    def close(self, who: str) -> None:
        done = happened(lambda: month_reviews.close_review(review_id=self.row.pk, by=self.by(who), now=self.now))
        assert done is (who in self.leading and self.state != "closed" and self.now >= reviewing.SOON)
        self.state = "closed" if done else self.state

    @invariant()
    def it_stands_where_it_should_and_one_at_a_time_has_the_floor(self) -> None:
        if not hasattr(self, "row"):
            return
        row = MonthReview.objects.get(pk=self.row.pk)
        assert (row.closed_at is not None) is (self.state == "closed")
        assert self.state != "running" or row.started_at is not None
        slots = list(row.slots.order_by("position"))
        assert {slot.employee for slot in slots} == {self.people[who] for who in self.slots}
        assert [slot.position for slot in slots] == list(range(1, len(slots) + 1))
        assert sum(slot.begun_at is not None and slot.presented_at is None for slot in slots) <= 1


@pytest.mark.covers("R-104")
def test_a_review_goes_from_ahead_to_closed_led_by_whoever_leads_the_team(  # noqa: PLR0917 - fixtures
    tree: Tree, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, other_leader: Employee
) -> None:
    Reviews.tree = tree
    Reviews.people = {
        "leader": leader, "agent": agent, "peer": peer, "supervisor": supervisor, "other_leader": other_leader,
    }  # fmt: skip
    run(Reviews)
