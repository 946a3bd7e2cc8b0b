"""The payout list of a month: all money rewards, two people, one budget, and a receipt from each."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.events import PayoutApproved
from dengta.domains.recognition.models import PayoutLine, PayoutList, Reward, RewardBudget
from dengta.domains.recognition.selectors.payouts import handed_to_pay, own_lines
from dengta.domains.recognition.services import payouts as services
from dengta.domains.recognition.services.granting import take_back_reward
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree, join
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.bonuses import Form, rewarded

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
DAY = timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def rewards(agent: Employee, peer: Employee, stranger: Employee) -> list[Reward]:
    """October: 500 and 300 for 李佳怡, 200 for 陈浩然, from different parts of the house; and what is on no list."""
    rewarded(agent, Form.POINTS, 900, on=date(2026, 10, 9))
    rewarded(stranger, amount=700, on=date(2026, 10, 9))
    rewarded(agent, amount=111, on=date(2026, 11, 2))
    return [
        rewarded(agent, amount=500, on=date(2026, 10, 8), source="service_star"),
        rewarded(agent, amount=300, on=date(2026, 10, 31), source="suggestion"),
        rewarded(peer, amount=200, on=date(2026, 10, 1)),
    ]


def prepare(tree: Tree, by: Employee, *, now: datetime = NOW) -> PayoutList:
    return services.prepare_payout(unit_id=tree.qinghe.pk, month=OCTOBER, by=account(by), now=now)


def approve(row: PayoutList, by: Employee, *, now: datetime = NOW, why: str = "") -> PayoutList:
    return services.approve_payout(payout_id=row.pk, by=account(by), now=now, over_because=why)


def pay(row: PayoutList, by: Employee, *, now: datetime = NOW) -> PayoutList:
    return services.enter_paid(payout_id=row.pk, paid_on=now.date(), by=account(by), now=now)


@pytest.mark.covers("H11")
def test_all_money_of_the_month_by_person_is_prepared_by_one_approved_by_another_and_handed_to_pay(
    tree: Tree, supervisor: Employee, hr: Employee, agent: Employee, peer: Employee
) -> None:
    row = prepare(tree, supervisor)
    lines = dict(row.lines.values_list("employee", "amount"))
    assert lines == {agent.pk: Decimal(800), peer.pk: Decimal(200)}
    assert handed_to_pay(OCTOBER) == {}, "nobody is paid by what nobody approved"
    assert not own_lines(account(agent)).exists()

    with pytest.raises(NotAllowed):
        approve(row, supervisor)
    with patch.object(services.events, "publish") as told:
        approve(row, hr)
    assert handed_to_pay(OCTOBER) == lines
    told.assert_called_once_with(PayoutApproved(row.pk, tree.qinghe.pk, OCTOBER, 2, "1000.00", NOW))


@pytest.mark.covers("H11")
def test_whoever_prepared_it_does_not_approve_it_nor_whoever_is_on_it(
    tree: Tree, hr: Employee, agent: Employee
) -> None:
    row = prepare(tree, hr)
    with refused("recognition.second_person_pays"):
        approve(row, hr)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutList.objects.filter(pk=row.pk).update(
            state="approved", approved_by=hr.account, approved_at=NOW
        )  # fmt: skip
    second = join(tree, "钱静", tree.aftersales_1, number="K90099", role=Role.HR, at=tree.company)
    rewarded(second, amount=100, on=date(2026, 10, 5))
    row = prepare(tree, hr)
    with refused("recognition.own_money_on_list"):
        approve(row, second)


@pytest.mark.covers("H11")
def test_a_yes_comes_within_three_days_and_to_exactly_what_was_prepared(
    tree: Tree, supervisor: Employee, hr: Employee, rewards: list[Reward], agent: Employee
) -> None:
    row = prepare(tree, supervisor)
    with refused("recognition.prepared_too_long_ago"):
        approve(row, hr, now=NOW + timedelta(hours=73))
    take_back_reward(reward_id=rewards[0].pk, reason="弄错了人", by=account(hr), now=NOW)
    with refused("recognition.payout_differs"):
        approve(row, hr)
    row = prepare(tree, supervisor)
    assert row.total == 500
    PayoutLine.objects.filter(employee=agent).update(amount=900)
    with refused("recognition.payout_differs"):
        approve(row, hr)
    assert approve(prepare(tree, supervisor), hr).state == "approved"


@pytest.mark.covers("H11")
def test_what_is_above_the_budget_needs_the_reason_why(tree: Tree, supervisor: Employee, hr: Employee) -> None:
    RewardBudget.objects.create(unit=tree.qinghe, month=OCTOBER, amount=900, set_at=NOW)
    row = prepare(tree, supervisor)
    with refused("recognition.payout_over_budget"):
        approve(row, hr)
    assert approve(row, hr, why="双十一支援，已与客户确认").over_because


@pytest.mark.covers("H11")
def test_a_reward_is_paid_once_whichever_list_it_could_be_on(tree: Tree, supervisor: Employee, hr: Employee) -> None:
    approve(prepare(tree, supervisor), hr)
    company = services.prepare_payout(unit_id=tree.company.pk, month=OCTOBER, by=account(hr), now=NOW)

    assert [line.employee.name for line in company.lines.all()] == ["赵磊"]
    with refused("recognition.payout_approved_already"):
        prepare(tree, supervisor)


@pytest.mark.covers("H11")
def test_everybody_confirms_what_they_received_and_the_last_receipt_settles_the_list(
    tree: Tree, supervisor: Employee, hr: Employee, agent: Employee, peer: Employee
) -> None:
    row = approve(prepare(tree, supervisor), hr)
    mine, theirs = row.lines.get(employee=agent), row.lines.get(employee=peer)
    with refused("recognition.payout_not_now"):
        services.confirm_receipt(line_id=mine.pk, by=account(agent), now=NOW)
    pay(row, supervisor)
    assert set(Todo.objects.values_list("employee", flat=True)) == {agent.pk, peer.pk}
    with pytest.raises(NotAllowed):
        services.confirm_receipt(line_id=theirs.pk, by=account(agent), now=NOW)
    services.confirm_receipt(line_id=mine.pk, by=account(agent), now=NOW)
    with refused("recognition.received_already"):
        services.confirm_receipt(line_id=mine.pk, by=account(agent), now=NOW)
    services.say_missing(line_id=theirs.pk, said="卡号不对", by=account(peer), now=NOW)
    row.refresh_from_db()
    assert row.state == "paid"
    assert theirs.payout.prepared_by == supervisor.account
    # It came after all, before anybody answered.
    services.confirm_receipt(line_id=theirs.pk, by=account(peer), now=NOW + DAY)
    row.refresh_from_db()
    assert row.state == "received"
    assert not Todo.objects.exists()


@pytest.mark.covers("H11")
def test_a_month_that_is_not_over_or_has_no_money_is_not_prepared(tree: Tree, hr: Employee, leader: Employee) -> None:
    with refused("recognition.payout_month_not_over"):
        services.prepare_payout(unit_id=tree.qinghe.pk, month=date(2026, 11, 1), by=account(hr), now=NOW)
    with refused("recognition.payout_empty"):
        services.prepare_payout(unit_id=tree.qinghe.pk, month=date(2026, 5, 1), by=account(hr), now=NOW)
    with pytest.raises(NotAllowed):
        prepare(tree, leader)


@pytest.mark.covers("H11")
def test_a_process_killed_half_way_hands_nothing_to_pay(tree: Tree, supervisor: Employee, hr: Employee) -> None:
    row = prepare(tree, supervisor)
    with patch.object(services, "record", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        approve(row, hr)
    assert handed_to_pay(OCTOBER) == {}
    assert approve(PayoutList.objects.get(), hr).state == "approved"


@pytest.mark.covers("H11")
def test_who_did_not_get_it_is_answered_with_a_new_day_and_confirms_then(
    tree: Tree, supervisor: Employee, hr: Employee, agent: Employee, peer: Employee
) -> None:
    row = pay(approve(prepare(tree, supervisor), hr), supervisor)
    pk = row.lines.get(employee=peer).pk
    said = partial(services.say_missing, line_id=pk, by=account(peer))
    answer = partial(
        services.answer_missing, line_id=pk, answer="卡号已改，重新付", pays_on=TODAY + 3 * DAY, now=NOW + DAY
    )
    with refused("recognition.nothing_missing"):
        answer(by=account(hr))
    said(said="卡号不对", now=NOW)
    waits = Todo.objects.filter(kind="recognition.payment_missing", key=pk)
    assert set(waits.values_list("employee", flat=True)) == {supervisor.pk, hr.pk}
    assert all(one.due_at is not None for one in waits)
    with refused("recognition.missing_said_already"):
        said(said="还是没到", now=NOW)
    for other in (agent, peer):
        with pytest.raises(NotAllowed):
            answer(by=account(other))
    with refused("recognition.pays_on_day"):
        answer(by=account(hr), pays_on=TODAY - DAY)

    line = answer(by=account(hr))

    assert (line.answer, line.pays_on, line.answered_by) == ("卡号已改，重新付", TODAY + 3 * DAY, hr.account)
    assert not waits.all().exists()
    assert Notice.objects.filter(account=peer.account, body="卡号已改，重新付").count() == 1
    assert Todo.objects.filter(kind="recognition.confirm_receipt", employee=peer).exists()
    # It still did not come: that is asked anew, and answered anew; then it is there.
    line = said(said="还是没到", now=NOW + 4 * DAY)
    assert (line.answer, line.pays_on) == ("", None)
    assert waits.all().exists()
    services.confirm_receipt(line_id=pk, by=account(peer), now=NOW + 5 * DAY)
    assert not waits.all().exists()


@pytest.mark.covers("H11")
def test_nobody_answers_about_their_own_payment(tree: Tree, supervisor: Employee, hr: Employee) -> None:
    rewarded(supervisor, amount=100, on=date(2026, 10, 5))
    second = join(tree, "钱静", None, number="K90099", role=Role.HR, at=tree.company)
    row = pay(approve(prepare(tree, hr), second), hr)
    line = row.lines.get(employee=supervisor)
    services.say_missing(line_id=line.pk, said="没到", by=account(supervisor), now=NOW)
    with pytest.raises(NotAllowed):
        services.answer_missing(line_id=line.pk, answer="到了", pays_on=TODAY, by=account(supervisor), now=NOW)


@pytest.mark.covers("H11")
def test_the_list_of_a_client_is_held_against_the_budget_of_the_company(
    tree: Tree, supervisor: Employee, hr: Employee
) -> None:
    """700 were given at another client: of 1,600 there are 900 left, and the list comes to 1,000."""
    RewardBudget.objects.create(unit=tree.company, month=OCTOBER, amount=1600, set_at=NOW)
    row = prepare(tree, supervisor)
    assert row.budget == 900
    with refused("recognition.payout_over_budget"):
        approve(row, hr)
    RewardBudget.objects.update(amount=1700)
    assert approve(prepare(tree, supervisor), hr).over_because == ""
