"""Calibrations are blind in the query and measured against the agreed answer; coaching is measured again."""

from datetime import timedelta

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import QaMark, QaReview, QaSession
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_calibration as selectors
from dengta.domains.performance.selectors.qa_coaching import coachings, effect_of
from dengta.domains.performance.selectors.qa_reviewers import record_of, reviewers
from dengta.domains.performance.services import qa_calibration as services
from dengta.domains.performance.services import qa_coaching, qa_reviews, qa_sampling
from dengta.domains.performance.services.qa_reviews import Given
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.conftest import NOW
from tests.performance.reviewing import TODAY, Desk, Hire, refused


def opened(desk: Desk, number: str = "K1") -> QaSession:
    desk.contact(number)
    return services.open_session(
        title="退款通话", number=number, form_id=desk.form.pk, reviewers=[desk.first.pk, desk.second.pk],
        closes_on=TODAY + timedelta(days=3), by=desk.first.account, now=NOW,
    )  # fmt: skip


def hand_in(desk: Desk, row: QaSession, by: Employee, *points: int | None) -> None:
    services.hand_in_sheet(session_id=row.pk, answers=desk.answers(*points), by=by.account, now=NOW)


@pytest.mark.covers("G4")
def test_nobody_reads_an_answer_of_somebody_else_until_all_are_in(desk: Desk) -> None:
    row = opened(desk)
    hand_in(desk, row, desk.second, 1, 5, 1)

    assert not policies.open_marks(desk.first.account).exists(), "the moderator is as blind as the others"
    assert policies.open_marks(desk.second.account).count() == 3
    assert selectors.table(desk.first.account, row).rows == ()
    hand_in(desk, row, desk.first, 1, 3, 1)
    row.refresh_from_db()
    assert row.status == QaSession.Status.REVEALED
    assert policies.open_marks(desk.first.account).count() == 6


@pytest.mark.covers("G4")
def test_a_sheet_is_handed_in_once_and_not_after_the_end(desk: Desk, hire: Hire) -> None:
    third = hire("秦朗", None, number="K70003", role=Role.QUALITY, at=desk.tree.company)
    desk.contact("K2")
    row = services.open_session(
        title="x", number="K2", form_id=desk.form.pk, reviewers=[desk.first.pk, desk.second.pk, third.pk],
        closes_on=TODAY, by=desk.first.account, now=NOW,
    )  # fmt: skip
    with refused("qa_too_few_sheets"):
        services.close_session(session_id=row.pk, by=desk.first.account, now=NOW)
    for person in (desk.first, desk.second):
        hand_in(desk, row, person, 1, 5, 1)
    with refused("qa_sheet_closed"):
        hand_in(desk, row, desk.first, 1, 5, 1)
    with pytest.raises(NotAllowed):
        services.close_session(session_id=row.pk, by=desk.second.account, now=NOW)
    services.close_session(session_id=row.pk, by=desk.first.account, now=NOW)
    with refused("qa_sheet_closed"):
        hand_in(desk, row, third, 1, 5, 1)


@pytest.mark.covers("G4")
def test_a_session_past_its_day_opens_by_itself_where_two_are_in(desk: Desk, hire: Hire) -> None:
    third = hire("秦朗", None, number="K70003", role=Role.QUALITY, at=desk.tree.company)
    desk.contact("K2")
    row = services.open_session(
        title="x", number="K2", form_id=desk.form.pk, reviewers=[desk.first.pk, desk.second.pk, third.pk],
        closes_on=TODAY, by=desk.first.account, now=NOW,
    )  # fmt: skip
    hand_in(desk, row, desk.first, 1, 5, 1)
    after = NOW + timedelta(days=1)
    assert services.close_due_sessions(now=after) == 0
    hand_in(desk, row, desk.second, 1, 5, 1)
    assert services.close_due_sessions(now=NOW) == 0
    assert services.close_due_sessions(now=after) == 1
    assert services.close_due_sessions(now=after) == 0


@pytest.mark.covers("G4")
def test_a_session_that_too_few_answer_is_called_off_with_a_reason_and_its_contact_is_free_again(desk: Desk) -> None:
    row = opened(desk)
    hand_in(desk, row, desk.second, 1, 5, 1)

    def call_off(by: Employee, reason: str = "两位评审本周都在出差") -> None:
        services.cancel_session(session_id=row.pk, reason=reason, by=by.account, now=NOW)

    with refused("qa_cancelled_without_reason"):
        call_off(desk.first, " ")
    with pytest.raises(NotAllowed):
        call_off(desk.second)
    # Nobody is left whose session it is: then whoever calibrates there may.
    Account.objects.filter(pk=desk.first.account_id).update(is_active=False)
    call_off(desk.second)

    assert not QaSession.objects.exists()
    assert not Todo.objects.filter(kind=services.CALIBRATE).exists()
    kept = AuditEntry.objects.get(verb="performance.qa_session_cancelled")
    assert kept.actor_id == desk.second.account_id
    assert "两位评审本周都在出差" in kept.facts
    qa_reviews.begin_review(number="K1", form_id=desk.form.pk, by=desk.second.account, now=NOW)


@pytest.mark.covers("G4")
def test_what_everybody_has_read_is_not_called_off_any_more(desk: Desk) -> None:
    row = opened(desk)
    for person in (desk.first, desk.second):
        hand_in(desk, row, person, 1, 5, 1)
    with refused("qa_session_not_open"):
        services.cancel_session(session_id=row.pk, reason="重来", by=desk.first.account, now=NOW)


@pytest.mark.covers("G4")
def test_who_differs_on_what_and_how_far(desk: Desk) -> None:
    row = opened(desk)
    hand_in(desk, row, desk.first, 1, 3, 1)
    hand_in(desk, row, desk.second, 1, 5, 1)
    row.refresh_from_db()
    table = selectors.table(desk.first.account, row)
    apart = [one.apart for one in table.rows]
    by_name = {column.reviewer.name: column for column in table.columns}

    assert apart == [0, 40, 0]
    assert by_name["曹颖"].bias == pytest.approx(-40 / 3)
    assert by_name["白露"].bias == pytest.approx(40 / 3)
    assert not table.is_against_agreed


@pytest.mark.covers("G4", "G5")
def test_the_agreed_answer_has_a_reason_and_reviewers_are_measured_against_it(desk: Desk) -> None:
    row = opened(desk)
    hand_in(desk, row, desk.first, 1, 3, 1)
    hand_in(desk, row, desk.second, 1, 5, 1)
    agreed = {key: Given(points, note="对照标准") for key, points in zip(desk.keys, (1, 5, 1), strict=True)}
    with refused("qa_agreed_without_reason"):
        services.agree_answers(
            session_id=row.pk, answers={key: Given(1) for key in desk.keys}, by=desk.first.account, now=NOW
        )
    with pytest.raises(NotAllowed):
        services.agree_answers(session_id=row.pk, answers=agreed, by=desk.second.account, now=NOW)
    services.agree_answers(session_id=row.pk, answers=agreed, by=desk.first.account, now=NOW)

    gap = record_of(desk.first, TODAY).gap
    assert (gap.bias, gap.off, gap.n) == (pytest.approx(-40 / 3), pytest.approx(40 / 3), 3)
    assert gap.interval is not None
    assert record_of(desk.second, TODAY).gap.bias == 0
    past = selectors.course(desk.first.account)
    assert [one.session for one in past] == [row]


@pytest.mark.covers("G4")
def test_kappa_by_hand() -> None:
    assert selectors.kappa([["full", "full"], ["none", "none"]]) == 1
    assert selectors.kappa([["full", "none"], ["none", "full"]]) == -1
    assert selectors.kappa([["full", "full"], ["full", "none"]]) == pytest.approx(-1 / 3)
    assert selectors.kappa([["full", "full"]]) is None
    assert selectors.kappa([["full"]]) is None


@pytest.mark.covers("G4")
def test_a_contact_that_was_reviewed_is_not_blind_and_one_in_calibration_is_not_reviewed(desk: Desk) -> None:
    desk.reviewed("C1")
    with refused("qa_contact_not_blind"):
        services.open_session(
            title="x", number="C1", form_id=desk.form.pk, reviewers=[desk.first.pk, desk.second.pk],
            closes_on=TODAY, by=desk.first.account, now=NOW,
        )  # fmt: skip
    opened(desk, "K1")
    with refused("qa_contact_in_calibration"):
        qa_reviews.begin_review(number="K1", form_id=desk.form.pk, by=desk.second.account, now=NOW)


@pytest.mark.covers("G4")
def test_leaders_and_agents_see_no_calibration(desk: Desk) -> None:
    row = opened(desk)
    for person in (desk.leader, desk.agent):
        assert not policies.sessions(person.account).exists()
    with pytest.raises(QaSession.DoesNotExist):
        hand_in(desk, row, desk.leader, 1, 5, 1)


@pytest.mark.covers("G5")
def test_reviewers_see_their_own_record_and_whoever_leads_quality_sees_it_too(
    desk: Desk, hire: Hire, supervisor: Employee
) -> None:
    lead = hire("秦朗", None, number="K70003", role=Role.QUALITY, at=desk.tree.company)

    assert list(reviewers(desk.first.account)) == [desk.first], "colleagues side by side do not"
    assert set(reviewers(lead.account)) == {lead, desk.first, desk.second}
    assert set(reviewers(supervisor.account)) == {desk.first, desk.second}
    assert list(reviewers(desk.agent.account)) == []


def coached(desk: Desk, row: QaReview) -> object:
    return qa_coaching.start_coaching(
        review_id=row.pk, item=desk.keys[1], coach=desk.leader.pk, steps="每天复盘", due_on=TODAY + timedelta(days=7),
        by=desk.leader.account, now=NOW,
    )  # fmt: skip


@pytest.mark.covers("G14")
def test_a_finding_becomes_coaching_with_dates_and_is_measured_again(desk: Desk) -> None:
    for number in range(8):
        desk.contact(f"B{number}", day=9 + number % 7)
    draw = qa_sampling.draw_sample(plan_id=desk.plan().pk, seed=1, by=desk.first.account, now=NOW)
    before = list(QaReview.objects.filter(draw=draw).select_related("reviewer").order_by("pk"))
    for review in before:
        desk.submit(review, 1, 2, 1)
    row = coached(desk, before[0])
    assert set(coachings(desk.agent.account)) == {row}
    assert effect_of(row).before.n == 3, "the finding itself is left out"  # type: ignore[arg-type]
    assert effect_of(row).verdict == ""  # type: ignore[arg-type]
    qa_coaching.finish_coaching(coaching_id=row.pk, note="练了", by=desk.leader.account, now=NOW)  # type: ignore[attr-defined]
    for number in range(6):
        desk.contact(f"A{number}", day=24 + number)
    later = NOW + timedelta(days=14)
    draw = qa_sampling.draw_sample(plan_id=desk.plan(per_agent=6).pk, seed=1, by=desk.first.account, now=later)
    for review in QaReview.objects.filter(draw=draw).select_related("reviewer"):
        desk.submit(review, 1, 5, 1)
    row.refresh_from_db()  # type: ignore[attr-defined]
    effect = effect_of(row)  # type: ignore[arg-type]
    assert (effect.before.value, effect.after.value, effect.after.n) == (pytest.approx(40), pytest.approx(100), 6)
    assert effect.verdict == "unclear", "nine reviews are few, and their intervals overlap"


@pytest.mark.covers("G14")
def test_coaching_needs_a_finding_steps_and_another_person(desk: Desk, peer: Employee) -> None:
    row = desk.reviewed()
    told = {
        "review_id": row.pk,
        "item": desk.keys[1],
        "coach": desk.leader.pk,
        "steps": "练",
        "due_on": TODAY,
        "now": NOW,
    }

    def start(**changes: object) -> None:
        qa_coaching.start_coaching(**{**told, "by": desk.leader.account, **changes})  # type: ignore[arg-type]

    with refused("qa_coach_unknown"):
        start(coach=desk.agent.pk)
    with refused("qa_no_finding"):
        start(item="nothing")
    with refused("qa_coaching_without_steps"):
        start(steps=" ")
    with refused("qa_day_passed"):
        start(due_on=TODAY - timedelta(days=1))
    with pytest.raises(QaReview.DoesNotExist):
        start(by=peer.account)
    with pytest.raises(NotAllowed):
        start(by=desk.agent.account)
    start()
    with refused("qa_coached_already"):
        start()


@pytest.mark.covers("G14")
def test_no_course_is_offered_and_none_is_invented(desk: Desk) -> None:
    from dengta.domains.performance.selectors.qa_ports import are_courses_offered, courses_for

    assert not are_courses_offered()
    assert courses_for(desk.leader.account, "方案") == []
    row = coached(desk, desk.reviewed())
    assert row.course == row.course_name == ""  # type: ignore[attr-defined]


def test_marks_of_a_sheet_that_is_not_in_do_not_exist(desk: Desk) -> None:
    opened(desk)

    assert not QaMark.objects.exists()
