"""A second reviewer named by hand: where nobody who reviews for the team may decide, and never somebody involved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaReview
from dengta.domains.performance.services import qa_disputes
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.conftest import NOW
from tests.performance.reviewing import Desk, Hire, refused

Browser = Callable[[Employee], Client]


@pytest.fixture
def alone(desk: Desk, supervisor: Employee) -> QaReview:
    """The only quality reviewer did the review, and the agent disputes it."""
    Employee.objects.filter(pk=desk.second.pk).update(status=Employee.Status.LEFT)
    row = desk.reviewed()
    desk.dispute(row)
    return row


@pytest.fixture
def neighbour(desk: Desk, hire: Hire) -> Employee:
    """秦朗 leads another team of the same client."""
    return hire("秦朗", desk.tree.aftersales_2, number="K70003", role=Role.TEAM_LEAD)


def name(row: QaReview, person: Employee, by: Employee, *, days: int = 0) -> None:
    qa_disputes.name_reviewer(review_id=row.pk, person=person, by=by.account, now=NOW + timedelta(days=days))


@pytest.mark.covers("G3")
def test_whoever_is_named_decides_and_everybody_learns_who_named_whom(
    alone: QaReview, desk: Desk, supervisor: Employee, neighbour: Employee, signed_in: Browser
) -> None:
    assert Todo.objects.filter(employee=supervisor, kind=qa_disputes.NAME).exists()
    address = reverse("qa:name_reviewer", args=[alone.pk])
    asked = signed_in(supervisor)
    assert address in asked.get(reverse("qa:review", args=[alone.pk])).content.decode()
    assert asked.post(address, {"person": neighbour.pk}).status_code == 302

    alone.dispute.refresh_from_db()
    assert (alone.dispute.holder, alone.dispute.named_by) == (neighbour, supervisor.account)
    assert not Todo.objects.filter(kind=qa_disputes.NAME).exists()
    assert Todo.objects.filter(employee=neighbour, kind=qa_disputes.DECIDE).exists()
    assert Notice.objects.filter(account=desk.agent.account, title__contains="秦朗").exists()
    assert AuditEntry.objects.filter(verb="performance.qa_reviewer_named", subject_id=desk.agent.pk).exists()
    page = signed_in(desk.agent).get(reverse("qa:review", args=[alone.pk])).content.decode()
    assert "秦朗" in page
    assert "林涛" in page
    rulings = {f"p_{desk.keys[1]}": "5", "reason": "录音为证"}
    decided = signed_in(neighbour).post(reverse("qa:decide", args=[alone.pk]), rulings)
    alone.refresh_from_db()
    assert (decided.status_code, alone.status) == (302, "decided")


@pytest.mark.covers("G3")
def test_a_named_person_reaches_that_review_alone_and_nobody_else_before(
    alone: QaReview, desk: Desk, supervisor: Employee, neighbour: Employee, signed_in: Browser
) -> None:
    other = desk.reviewed("C2")
    browser = signed_in(neighbour)
    for address in ("qa:review", "qa:decide"):
        assert browser.get(reverse(address, args=[alone.pk])).status_code == 404
    name(alone, neighbour, supervisor)

    assert browser.get(reverse("qa:decide", args=[alone.pk])).status_code == 200
    assert browser.get(reverse("qa:review", args=[other.pk])).status_code == 404


@pytest.mark.covers("G3")
def test_nobody_involved_is_named_and_nobody_of_another_client(
    alone: QaReview, desk: Desk, supervisor: Employee, other_leader: Employee, peer: Employee
) -> None:
    for person in (desk.first, desk.agent, desk.leader, supervisor, other_leader, peer):
        with refused("qa_reviewer_involved"):
            name(alone, person, supervisor)


@pytest.mark.covers("G3")
def test_only_whoever_hears_appeals_or_holds_quality_names_and_never_who_reviewed(
    alone: QaReview, desk: Desk, neighbour: Employee, supervisor: Employee
) -> None:
    for person in (desk.first, desk.leader, desk.agent):
        with pytest.raises(NotAllowed):
            name(alone, neighbour, person)


@pytest.mark.covers("G3")
def test_while_somebody_may_decide_in_time_nobody_is_named(
    desk: Desk, supervisor: Employee, neighbour: Employee
) -> None:  # fmt: skip
    row = desk.reviewed()
    with refused("qa_nothing_disputed"):
        name(row, neighbour, supervisor)
    desk.dispute(row)
    with refused("qa_reviewer_there"):
        name(row, neighbour, supervisor)


@pytest.mark.covers("G3")
def test_who_let_the_days_pass_is_followed_by_somebody_else(
    alone: QaReview, desk: Desk, supervisor: Employee, neighbour: Employee, hire: Hire
) -> None:
    trainer = hire("郑洁", desk.tree.aftersales_2, number="K70004", role=Role.TRAINER)
    name(alone, neighbour, supervisor)
    with refused("qa_reviewer_there"):
        name(alone, trainer, supervisor, days=1)

    assert qa_disputes.escalate_disputes(now=NOW + timedelta(days=8)) == 1
    assert qa_disputes.escalate_disputes(now=NOW + timedelta(days=8)) == 0
    assert Todo.objects.filter(employee=supervisor, kind=qa_disputes.NAME).exists()
    with refused("qa_reviewer_too_slow"):
        name(alone, neighbour, supervisor, days=8)
    name(alone, trainer, supervisor, days=8)
    with pytest.raises(QaReview.DoesNotExist):
        desk.decide(alone, 5, by=neighbour)
    desk.decide(alone, 5, by=trainer)
    alone.refresh_from_db()
    assert alone.status == "decided"
