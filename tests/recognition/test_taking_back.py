"""A reward is taken back by the part that gave it, by two where one alone did not give it, and the person is told."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import CatalogueItem, Grant, Reward, TakingBack
from dengta.domains.recognition.selectors import bonuses as selectors
from dengta.domains.recognition.selectors.points import balance_of
from dengta.domains.recognition.services import points, taking_back
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.bonuses import Form, approve, give, note, offer, promise, propose, rewarded, sums

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]
WHY = "张冠李戴"


def ask(reward: Reward, by: Employee, *, why: str = WHY) -> TakingBack:
    return taking_back.ask_to_take_back(reward_id=reward.pk, reason=why, by=account(by), now=NOW)


def answer(row: TakingBack, by: Employee, *, agree: bool = True) -> TakingBack:
    return taking_back.answer_taking_back(taking_back_id=row.pk, agree=agree, by=account(by), now=NOW)


def stands(reward: Reward) -> bool:
    return not Reward.objects.filter(takes_back=reward).exists()


@pytest.mark.covers("R-093")
@pytest.mark.parametrize("source", ["service_star", "contest", "tier", "loyalty", "festival"])
def test_what_two_gave_or_the_house_by_rule_is_taken_back_by_two(
    source: str, agent: Employee, supervisor: Employee, hr: Employee
) -> None:
    reward = rewarded(agent, Form.HONOUR, 0, source=source)
    with refused("recognition.taken_back_by_two"):
        taking_back.take_back(reward_id=reward.pk, reason=WHY, by=account(supervisor), now=NOW)
    row = ask(reward, supervisor)
    assert list(Todo.objects.values_list("employee", flat=True)) == [hr.pk]
    with refused("recognition.second_person_takes_back"):
        answer(row, supervisor)
    assert stands(reward)
    assert answer(row, hr).is_agreed
    assert not stands(reward)
    assert not Todo.objects.exists()


def test_a_bonus_above_the_band_is_taken_back_by_two_and_stays_where_the_second_says_so(
    agent: Employee, leader: Employee, supervisor: Employee, head: Employee, tree: Tree
) -> None:
    promise(tree.company)
    given = approve(propose(note(agent, leader), leader, offer(amount=1500)), supervisor).reward
    assert given is not None
    with pytest.raises(NotAllowed):
        ask(given, leader)
    row = ask(given, supervisor)
    with refused("recognition.take_back_asked_already"):
        ask(given, head)
    answer(row, head, agree=False)
    assert stands(given)
    with refused("recognition.take_back_answered"):
        answer(row, supervisor)
    with pytest.raises(IntegrityError), transaction.atomic():
        TakingBack.objects.filter(pk=row.pk).update(is_agreed=True, answered_by=supervisor.account)


def test_a_redemption_that_is_taken_back_returns_the_points_and_the_thing_unless_it_was_had(
    agent: Employee, supervisor: Employee, tree: Tree
) -> None:
    points.credit_reward(reward_id=rewarded(agent, Form.POINTS, 500, source="contest").pk, now=NOW)
    item = CatalogueItem.objects.create(
        unit=tree.company, title="半天", form="flexible_work", points=200, stock=2, made_at=NOW
    )
    first, second = (
        points.redeem_points(item_id=item.pk, token=uuid4(), by=account(agent), now=NOW).reward for _ in range(2)
    )
    assert first is not None
    assert second is not None
    Grant.objects.create(
        reward=second, employee=agent, unit=tree.aftersales_1, kind="flexible_work", quantity=1, used=1, state="used",
        valid_from=NOW.date(), valid_until=NOW.date(), booked_on=NOW.date(),
    )  # fmt: skip
    taking_back.take_back(reward_id=first.pk, reason=WHY, by=account(supervisor), now=NOW)
    with refused("recognition.redemption_used"):
        taking_back.take_back(reward_id=second.pk, reason=WHY, by=account(supervisor), now=NOW)

    item.refresh_from_db()
    assert (balance_of(agent.pk), item.stock) == (300, 1)
    assert sum(sums().values()) == 0


def test_the_person_is_told_why_in_confidence_and_the_record_keeps_no_words(
    agent: Employee, leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    promise(tree.company)
    reward = give(note(agent, leader), leader).reward
    assert reward is not None
    taking_back.take_back(reward_id=reward.pk, reason="wrong person", by=account(supervisor), now=NOW)

    notice = Notice.objects.get(account=agent.account, kind=taking_back.TAKEN_BACK)
    assert notice.body == "wrong person"
    assert "wrong person" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_only_whoever_decides_in_that_part_finds_the_button(
    agent: Employee, leader: Employee, supervisor: Employee, head: Employee, signed_in: SignedIn
) -> None:
    star = rewarded(agent, Form.HONOUR, 0, source="service_star")
    bonus = rewarded(agent)
    assert set(selectors.to_take_back(account(supervisor))) == {star, bonus}
    assert set(selectors.to_take_back(account(head))) == {star}, "who leads the house decides about awards"
    assert not selectors.to_take_back(account(leader)).exists()
    with pytest.raises((NotAllowed, ObjectDoesNotExist)):
        taking_back.take_back(reward_id=bonus.pk, reason=WHY, by=account(head), now=NOW)
    url = reverse("bonuses:take_back", args=[star.pk])
    assert signed_in(supervisor).post(url, {"why": WHY}).status_code == 302
    assert url in signed_in(supervisor).get(reverse("bonuses:given")).content.decode()
    assert url not in signed_in(leader).get(reverse("bonuses:given")).content.decode()
    assert WHY in signed_in(head).get(url).content.decode()
    assert signed_in(supervisor).post(url, {"answer": "agree"}).status_code == 422, "not by who asked"
    assert signed_in(head).post(url, {"answer": "agree"}).status_code == 302
    assert not stands(star)
