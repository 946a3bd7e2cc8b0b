"""Reading, confirming, the short test, and what an unconfirmed announcement keeps people from."""

from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.events import AnnouncementConfirmed, AnnouncementInForce
from dengta.domains.communication.models import Announcement, Receipt, ReceiptConfirmation, TestTry, Todo
from dengta.domains.communication.panels.announcements import check
from dengta.domains.communication.selectors import announcements as selectors
from dengta.domains.communication.selectors.receipts import check_announcements, kept_from, standing
from dengta.domains.communication.services import following_up, receipts, short_tests
from dengta.domains.communication.services.short_tests import QuestionText, save_question, take_test
from dengta.domains.people.models import Employee
from dengta.domains.people.services.gates import ready_for_queue
from dengta.domains.service.models import ContactType
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.events.registry import _subscriptions
from dengta.foundation.settings.models import ParameterValue
from tests.cast import Tree
from tests.communication.announcing import (
    DAY,
    QUESTIONS,
    account,
    announce,
    confirm,
    draft,
    publish,
    receipt_of,
    refuses,
    with_test,
)
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def ways(employee: Employee) -> list[str]:
    rows = ReceiptConfirmation.objects.filter(receipt__employee=employee)
    return list(rows.values_list("way", flat=True))


# --- reading and confirming --------------------------------------------------------------------------


@pytest.mark.covers("K6")
def test_reading_is_one_thing_and_confirming_another(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = announce(leader, tree.aftersales_1)
    receipts.open_announcement(receipt_id=receipt_of(announcement, agent).pk, by=account(agent), now=NOW)

    receipt = receipt_of(announcement, agent)
    assert (receipt.read_at, receipt.confirmed_at) == (NOW, None)
    assert Todo.objects.filter(employee=agent, kind="announcement.confirm").exists()
    confirm(announcement, agent, now=NOW + DAY)
    receipt = receipt_of(announcement, agent)
    assert (receipt.read_at, receipt.confirmed_at) == (NOW, NOW + DAY)
    assert not Todo.objects.filter(employee=agent).exists()
    with refuses("confirmed_already"):
        confirm(announcement, agent)


def test_nobody_reads_or_confirms_for_somebody_else(
    leader: Employee, agent: Employee, peer: Employee, stranger: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    of_agent = receipt_of(announcement, agent).pk

    for somebody in (peer, leader):
        with pytest.raises(NotAllowed):
            receipts.open_announcement(receipt_id=of_agent, by=account(somebody), now=NOW)
    receipts.confirm_announcement(announcement_id=announcement.pk, by=account(peer), now=NOW)
    with pytest.raises(Receipt.DoesNotExist):
        receipts.confirm_announcement(announcement_id=announcement.pk, by=account(stranger), now=NOW)
    assert receipt_of(announcement, agent).confirmed_at is None


@pytest.mark.covers("R-160", "K23")
def test_a_click_in_a_chat_never_closes_what_is_important(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = announce(leader, tree.aftersales_1, kind="important")
    receipts.answer_in_chat(announcement_id=announcement.pk, by=account(agent), now=NOW)

    receipt = receipt_of(announcement, agent)
    assert (receipt.read_at, receipt.confirmed_at) == (NOW, None)
    assert Todo.objects.filter(employee=agent).exists()
    assert ways(agent) == []


@pytest.mark.covers("R-160", "K23")
def test_what_is_important_is_closed_with_the_own_name_and_not_with_a_button(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1, kind="important")

    with refuses("signature_missing"):
        confirm(announcement, agent)
    with refuses("signature_differs"):
        confirm(announcement, agent, signature="陈浩然")
    confirm(announcement, agent, signature="李 佳怡")
    assert ways(agent) == ["signature"]


@pytest.mark.covers("K23")
def test_a_signed_talk_closes_it_too_but_not_a_talk_with_oneself(
    leader: Employee, agent: Employee, other_leader: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1, kind="important")
    talk = {"announcement_id": announcement.pk, "talk": "1:1 of 18 November", "now": NOW}

    with pytest.raises(NotAllowed):
        receipts.confirm_by_talk(**talk, employee_id=leader.pk, signature="周敏", by=account(leader))
    with pytest.raises(NotAllowed):
        receipts.confirm_by_talk(**talk, employee_id=agent.pk, signature="李佳怡", by=account(other_leader))
    with pytest.raises(RuleViolation):
        receipts.confirm_by_talk(**talk, employee_id=agent.pk, signature="", by=account(leader))
    receipts.confirm_by_talk(**talk, employee_id=agent.pk, signature="李佳怡", by=account(leader))

    assert ways(agent) == ["talk"]
    assert ReceiptConfirmation.objects.get().evidence == "1:1 of 18 November"


@pytest.mark.covers("K23")
def test_a_mail_is_filed_by_somebody_with_the_right_who_says_where_it_lies(
    supervisor: Employee, leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(supervisor, tree.qinghe, kind="important")
    of_agent = receipt_of(announcement, agent).pk

    with pytest.raises(NotAllowed):
        receipts.confirm_by_mail(receipt_id=of_agent, evidence="邮件", by=account(leader), now=NOW)
    with refuses("evidence_missing"):
        receipts.confirm_by_mail(receipt_id=of_agent, evidence=" ", by=account(supervisor), now=NOW)
    receipts.confirm_by_mail(receipt_id=of_agent, evidence="11 月 18 日邮件", by=account(supervisor), now=NOW)
    assert ways(agent) == ["mail"]
    with pytest.raises(NotAllowed):
        receipts.confirm_by_mail(
            receipt_id=receipt_of(announcement, supervisor).pk, evidence="邮件", by=account(supervisor), now=NOW
        )


@pytest.mark.parametrize("kind", ["info", "urgent"])
def test_what_is_neither_important_nor_a_policy_is_closed_by_a_click_in_the_chat(
    kind: str, leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1, kind=kind)
    receipts.answer_in_chat(announcement_id=announcement.pk, by=account(agent), now=NOW)

    assert ways(agent) == ["chat"]


# --- the short test ----------------------------------------------------------------------------------


def answers(announcement: Announcement, *, wrong: int = 0) -> dict[int, int]:
    """All right, but the first `wrong` ones."""
    questions = selectors.questions_of(announcement)
    return {q.pk: (q.right + 1) % len(q.options) if place < wrong else q.right for place, q in enumerate(questions)}


def go(announcement: Announcement, employee: Employee, *, wrong: int = 0) -> TestTry:
    receipt = receipt_of(announcement, employee)
    receipts.open_announcement(receipt_id=receipt.pk, by=account(employee), now=NOW)
    return take_test(receipt_id=receipt.pk, answers=answers(announcement, wrong=wrong), by=account(employee), now=NOW)


@pytest.mark.covers("I16")
def test_the_confirmation_counts_only_once_the_test_is_passed(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = publish(with_test(draft(leader, tree.aftersales_1), leader), leader)

    with refuses("test_first"):
        confirm(announcement, agent)
    receipts.answer_in_chat(announcement_id=announcement.pk, by=account(agent), now=NOW)
    assert receipt_of(announcement, agent).confirmed_at is None
    assert go(announcement, agent).passed
    confirm(announcement, agent)
    assert ways(agent) == ["button"]


@pytest.mark.covers("I16")
def test_whoever_fails_has_the_text_to_read_again_and_tries_in_another_order(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = publish(with_test(draft(leader, tree.aftersales_1), leader), leader)
    questions = selectors.questions_of(announcement)
    before = short_tests.in_turn(receipt_of(announcement, agent), questions)
    first = go(announcement, agent, wrong=1)

    receipt = receipt_of(announcement, agent)
    assert (first.passed, first.right, first.total) == (False, 2, 3)
    assert (receipt.read_at, receipt.passed_at, receipt.tries) == (None, None, 1)
    assert Todo.objects.filter(employee=agent, kind="announcement.confirm").exists()
    with refuses("read_first"):
        take_test(receipt_id=receipt.pk, answers=answers(announcement), by=account(agent), now=NOW)
    assert short_tests.in_turn(receipt, questions) != before
    assert go(announcement, agent).passed
    assert receipt_of(announcement, agent).tries == 2
    with refuses("test_over"):
        go(announcement, agent)


@pytest.mark.covers("I16")
def test_the_pass_mark_of_the_house_decides_and_its_boundary_passes(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    announcement = draft(leader, tree.aftersales_1)
    for number in range(5):
        question = QuestionText(f"第 {number} 题", ("对", "错"), 0, "见正文。")
        save_question(announcement_id=announcement.pk, question=question, by=account(leader))
    publish(announcement, leader)

    assert go(announcement, agent, wrong=1).passed  # 80 % of five are four
    assert not go(announcement, peer, wrong=2).passed
    ParameterValue.objects.create(name="communication.pass_mark", value=60, valid_from=NOW.date())
    assert go(announcement, peer, wrong=2).passed


@pytest.mark.covers("I16")
def test_of_the_answers_only_what_was_missed_is_kept_and_a_leader_sees_passed_and_goes(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = publish(with_test(draft(leader, tree.aftersales_1), leader), leader)
    go(announcement, agent, wrong=2)
    missed = [question.pk for question in selectors.questions_of(announcement)][:2]

    assert TestTry.objects.get().missed == missed
    stands = standing(account(leader), announcement, whole=False)
    assert (stands.asked, stands.passed, stands.tries, stands.open) == (2, 0, 1, 2)
    assert [q.pk for q in selectors.one_page(announcement, reader=account(agent)).missed] == missed
    assert selectors.one_page(announcement, reader=account(leader)).missed == []


def test_a_test_that_is_not_answered_in_full_or_was_forged_counts_as_no_go(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = publish(with_test(draft(leader, tree.aftersales_1), leader), leader)
    receipt = receipts.open_announcement(receipt_id=receipt_of(announcement, agent).pk, by=account(agent), now=NOW)

    for given in ({}, {99999: 0}):
        with refuses("test_incomplete"):
            take_test(receipt_id=receipt.pk, answers=given, by=account(agent), now=NOW)
    with pytest.raises(NotAllowed):
        take_test(receipt_id=receipt.pk, answers=answers(announcement), by=account(leader), now=NOW)
    assert receipt_of(announcement, agent).tries == 0


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (QuestionText("几天?", ("7 天",), 0, "见正文。"), "question_options"),
        (QuestionText("几天?", ("7 天", "7 天"), 0, "见正文。"), "question_options"),
        (QuestionText("几天?", ("1", "2", "3", "4", "5"), 0, "见正文。"), "question_options"),
        (QuestionText("几天?", ("7 天", "14 天"), 2, "见正文。"), "question_right"),
    ],
)
def test_a_question_has_two_to_four_answers_one_of_them_right(
    question: QuestionText, code: str, leader: Employee, tree: Tree
) -> None:
    with refuses(code):
        save_question(announcement_id=draft(leader, tree.aftersales_1).pk, question=question, by=account(leader))


@pytest.mark.covers("I16")
def test_a_test_has_ten_questions_and_not_eleven(leader: Employee, tree: Tree) -> None:
    announcement = draft(leader, tree.aftersales_1)
    for _number in range(10):
        save_question(announcement_id=announcement.pk, question=QUESTIONS[0], by=account(leader))

    with refuses("question_too_many"):
        save_question(announcement_id=announcement.pk, question=QUESTIONS[0], by=account(leader))


# --- the gate and the contacts ------------------------------------------------------------------------


def closed_for(people: list[Employee], at: object) -> set[int]:
    return set(check_announcements([one.pk for one in people], at))  # type: ignore[arg-type]


@pytest.mark.covers("K6")
def test_the_gate_closes_when_it_takes_effect_and_opens_with_the_confirmation(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1, gates_queue=True)
    effective = announcement.effective_at
    assert effective is not None
    confirm(announcement, peer)

    assert closed_for([agent, peer], effective - DAY / 86400) == set()  # a second before
    assert closed_for([agent, peer], effective) == {agent.pk}
    tomorrow = effective.date() + DAY
    assert [gap.gate.name for gap in ready_for_queue([agent.pk], tomorrow)[agent.pk]] == ["communication.announcements"]
    confirm(announcement, agent, now=effective + DAY)
    assert closed_for([agent, peer], effective + 2 * DAY) == set()


def test_the_gate_asks_of_today_as_of_now_and_of_another_day_as_of_its_end(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1, gates_queue=True, effective_at=NOW + DAY / 24)

    assert check([agent.pk], NOW.date()) == {}
    assert set(check([agent.pk], NOW.date() + DAY)) == {agent.pk}


def test_an_announcement_that_does_not_demand_it_keeps_nobody_off_the_queue(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1)

    assert closed_for([agent], NOW + 30 * DAY) == set()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_gate_costs_one_query_for_one_person_and_for_many(
    rows: int,
    leader: Employee,
    tree: Tree,
    hire: Callable[..., Employee],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [hire(f"客服{number}", tree.aftersales_1).pk for number in range(rows)]
    announce(leader, tree.aftersales_1, gates_queue=True)

    with django_assert_num_queries(1):
        assert len(check_announcements(people, NOW + 4 * DAY)) == rows


@pytest.mark.covers("R-034")
def test_contacts_of_the_affected_kind_are_closed_for_whoever_has_not_confirmed(
    leader: Employee, agent: Employee, peer: Employee, stranger: Employee, tree: Tree
) -> None:
    returns = ContactType.objects.create(code="returns", name="退换货")
    key = f"topic:{returns.pk}"
    announcement = announce(leader, tree.aftersales_1, topics=[key])
    confirm(announcement, peer)
    everybody = [agent.pk, peer.pk, stranger.pk]
    effective = announcement.effective_at
    assert effective is not None

    assert kept_from(key, everybody, effective - DAY / 86400) == frozenset()
    assert kept_from(key, everybody, effective) == {agent.pk}
    assert kept_from("topic:999", everybody, effective) == frozenset()
    confirm(announcement, agent, now=effective)
    assert kept_from(key, everybody, effective) == frozenset()


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """Everything that announcements tell the rooms above while a test runs."""
    told: list[object] = []
    for kind in (AnnouncementInForce, AnnouncementConfirmed):
        events.subscribe(kind, f"tests.{kind.__name__}", told.append)
    yield told
    for kind in (AnnouncementInForce, AnnouncementConfirmed):
        del _subscriptions[f"tests.{kind.__name__}"]


@pytest.mark.covers("R-034")
def test_the_rooms_above_hear_once_that_it_is_in_force_and_who_confirmed(
    leader: Employee, agent: Employee, tree: Tree, heard: list[object]
) -> None:
    returns = ContactType.objects.create(code="returns", name="退换货")
    announcement = announce(leader, tree.aftersales_1, topics=[f"topic:{returns.pk}"])
    effective = announcement.effective_at
    assert effective is not None

    assert following_up.come_into_force(now=effective - DAY) == 0
    assert following_up.come_into_force(now=effective) == 1
    assert following_up.come_into_force(now=effective + DAY) == 0
    confirm(announcement, agent, now=effective)
    events.deliver()
    topics = (f"topic:{returns.pk}",)
    assert sorted(heard, key=repr) == [
        AnnouncementConfirmed(announcement.pk, 1, agent.pk, topics, effective),
        AnnouncementInForce(announcement.pk, 1, topics, effective),
    ]
