"""Acknowledging and disputing: limits and deadlines, a second person who decides, both outcomes on record."""

from datetime import timedelta

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.performance.models import QaDispute, QaReview
from dengta.domains.performance.selectors.qa_reviewers import record_of
from dengta.domains.performance.services import qa_disputes, qa_reviews
from dengta.foundation.access import Role, forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.conftest import NOW
from tests.performance.reviewing import TODAY, Desk, Hire, refused

Status = QaReview.Status


@pytest.mark.covers("G3")
def test_an_upheld_dispute_works_the_score_out_anew(desk: Desk) -> None:
    row = desk.reviewed()
    assert (row.earned, row.possible) == (10, 14)
    desk.dispute(row)
    desk.decide(row, 5)
    row.refresh_from_db()

    assert (row.status, row.earned, row.possible) == (Status.DECIDED, 14, 14)
    assert row.dispute.overturned
    assert (row.dispute.earned_before, row.dispute.possible_before) == (10, 14)


@pytest.mark.covers("G3", "G5")
def test_both_outcomes_are_on_the_page_of_the_first_reviewer(desk: Desk) -> None:
    for number, points in (("C1", 5), ("C2", 3)):
        row = desk.reviewed(number)
        desk.dispute(row)
        desk.decide(row, points)
    found = record_of(desk.first, TODAY)

    assert (found.overturned.hits, found.overturned.n) == (1, 6)
    assert (found.disputed.hits, found.disputed.n) == (1, 2)
    assert found.disputed.value == 50
    ends = found.overturned.interval
    assert ends is not None
    assert ends.low < 100 / 6 < ends.high


@pytest.mark.covers("G3")
def test_neither_the_first_reviewer_nor_the_agent_nor_a_leader_of_the_agent_decides(desk: Desk) -> None:
    for person in (desk.agent, desk.leader):
        RoleGrant.objects.create(account=person.account, role=Role.QUALITY, unit=desk.tree.qinghe, valid_from=TODAY)
        forget(person.account)
    row = desk.reviewed()
    desk.dispute(row)

    assert row.dispute.holder == desk.second
    for person in (desk.first, desk.agent, desk.leader):
        with refused("qa_not_second_reviewer"):
            desk.decide(row, 5, by=person)


@pytest.mark.covers("G3")
def test_a_decision_has_its_reason_and_never_takes_points_away(desk: Desk) -> None:
    row = desk.reviewed()
    desk.dispute(row)

    with refused("qa_decision_without_reason"):
        desk.decide(row, 5, reason=" ")
    with refused("qa_worse_by_dispute"):
        desk.decide(row, 2)
    with refused("qa_points_out_of_range"):
        desk.decide(row, 9)


@pytest.mark.covers("G3")
def test_after_the_deadline_nothing_is_disputed_and_silence_is_not_agreement(desk: Desk) -> None:
    row = desk.reviewed()
    qa_reviews.see_review(review_id=row.pk, by=desk.agent.account, now=NOW)
    after = NOW + timedelta(days=8)

    with refused("qa_too_late"):
        qa_disputes.dispute_review(review_id=row.pk, reasons={desk.keys[1]: "x"}, by=desk.agent.account, now=after)
    assert qa_disputes.let_lapse(now=after) == 1
    assert qa_disputes.let_lapse(now=after) == 0
    row.refresh_from_db()
    assert row.status == Status.SUBMITTED
    assert row.acknowledged_at is None
    assert row.seen_at is not None
    assert not Todo.objects.filter(kind="performance.qa_reviewed").exists()
    assert AuditEntry.objects.get(verb="performance.qa_review_lapsed").subject_id == desk.agent.pk


@pytest.mark.covers("G3")
def test_on_the_last_day_it_can_still_be_disputed(desk: Desk) -> None:
    row = desk.reviewed()
    qa_disputes.dispute_review(
        review_id=row.pk, reasons={desk.keys[1]: "x"}, by=desk.agent.account, now=NOW + timedelta(days=7)
    )
    row.refresh_from_db()

    assert row.status == Status.DISPUTED


@pytest.mark.covers("G3")
def test_three_disputes_of_a_month_may_wait_and_a_decided_one_makes_room(desk: Desk) -> None:
    rows = [desk.reviewed(f"C{number}") for number in range(5)]
    for row in rows[:3]:
        desk.dispute(row)

    with refused("qa_too_many_disputes"):
        desk.dispute(rows[3])
    desk.decide(rows[0], 3)
    desk.dispute(rows[3])
    with refused("qa_too_many_disputes"):
        desk.dispute(rows[4])


@pytest.mark.covers("G3")
def test_a_dispute_needs_a_reason_and_comes_from_the_agent(desk: Desk) -> None:
    row = desk.reviewed()

    with refused("qa_dispute_without_reason"):
        desk.dispute(row, {1: "  "})
    with pytest.raises(NotAllowed):
        desk.dispute(row, by=desk.leader)


@pytest.mark.covers("G3")
def test_what_nobody_decides_goes_to_another_reviewer_once(desk: Desk, hire: Hire) -> None:
    row = desk.reviewed()
    desk.dispute(row)
    third = hire("秦朗", None, number="K70003", role=Role.QUALITY, at=desk.tree.company)
    late = NOW + timedelta(days=8)

    assert qa_disputes.escalate_disputes(now=NOW + timedelta(days=2)) == 0
    assert qa_disputes.escalate_disputes(now=late) == 1
    assert qa_disputes.escalate_disputes(now=late) == 0
    dispute = QaDispute.objects.get(review=row)
    assert dispute.holder == third
    assert Todo.objects.filter(employee=third, kind="performance.qa_dispute").exists()
    qa_disputes.decide_dispute(
        review_id=row.pk, rulings={desk.keys[1]: qa_disputes.Ruling(3)}, reason="看过", by=third.account, now=late
    )
    assert not Todo.objects.filter(kind="performance.qa_dispute").exists()


@pytest.mark.covers("G3")
def test_where_nobody_else_reviews_whoever_leads_above_is_asked_to_name_one(
    desk: Desk, supervisor: Employee
) -> None:  # fmt: skip
    from dengta.foundation.notify.models import Notice

    Employee.objects.filter(pk=desk.second.pk).update(status=Employee.Status.LEFT)
    row = desk.reviewed()
    desk.dispute(row)

    assert row.dispute.holder is None
    assert Notice.objects.filter(kind="performance.qa_dispute", account=supervisor.account).exists()


def test_an_acknowledged_review_is_settled(desk: Desk) -> None:
    row = desk.reviewed()
    qa_reviews.acknowledge_review(review_id=row.pk, by=desk.agent.account, now=NOW)

    with refused("qa_not_waiting"):
        desk.dispute(row)
    assert not Todo.objects.filter(kind="performance.qa_reviewed").exists()
