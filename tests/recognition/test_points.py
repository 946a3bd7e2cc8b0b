"""Points in two columns: whatever happens, in whatever order, none comes from nowhere and none is spent twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.people.models import Employee
from dengta.domains.recognition.events import RewardGranted
from dengta.domains.recognition.models import (
    CatalogueItem,
    PointsAccount,
    PointsTransfer,
    Redemption,
    Reward,
)
from dengta.domains.recognition.panels.bonuses import book_points, books_in_order
from dengta.domains.recognition.selectors.badges import badges_of
from dengta.domains.recognition.selectors.points import balance_of, budget_over, differences, lapsing
from dengta.domains.recognition.services import ledger, points, taking_back
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.foundation.errors import RuleViolation
from dengta.foundation.events.models import Event
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import account, refused
from tests.recognition.bonuses import DAY, TODAY, Form, fill_budget, give, note, offer, promise, rewarded, sums

pytestmark = pytest.mark.django_db
Kind = PointsTransfer.Kind


@pytest.fixture
def half_day(tree: Tree) -> CatalogueItem:
    """Half a day of flexible work for 300 points; there are two."""
    return CatalogueItem.objects.create(
        unit=tree.company, title="半天弹性工作", form="flexible_work", points=300, stock=2, made_at=NOW
    )


@pytest.fixture
def rich(agent: Employee, hr: Employee, tree: Tree) -> Employee:
    """李佳怡 with 500 points out of a budget of 1000."""
    fill_budget(tree, hr)
    points.credit_reward(reward_id=rewarded(agent, Form.POINTS, 500).pk, now=NOW)
    return agent


def redeem(who: Employee, item: CatalogueItem, *, token: UUID | None = None, now: datetime = NOW) -> Redemption:
    return points.redeem_points(item_id=item.pk, token=token or uuid4(), by=account(who), now=now)


@pytest.mark.covers("H9")
def test_points_go_from_the_house_over_the_budget_to_the_person_and_are_redeemed(
    rich: Employee, half_day: CatalogueItem
) -> None:
    assert sums() == {"house": -1000, "budget": 500, "person": 500, "redeemed": 0, "expired": 0}
    redeemed = redeem(rich, half_day)

    assert sums() == {"house": -1000, "budget": 500, "person": 200, "redeemed": 300, "expired": 0}
    half_day.refresh_from_db()
    assert half_day.stock == 1
    assert redeemed.reward is not None
    assert (redeemed.reward.form, redeemed.reward.source) == ("flexible_work", "redemption")
    assert Event.objects.filter(facts__source="redemption").count() == 1


@pytest.mark.covers("H9")
def test_nobody_redeems_what_they_do_not_have_and_nothing_of_the_attempt_stays(
    rich: Employee, half_day: CatalogueItem
) -> None:
    redeem(rich, half_day)
    with refused("recognition.points_short"):
        redeem(rich, half_day)

    half_day.refresh_from_db()
    assert (balance_of(rich.pk), half_day.stock) == (200, 1)
    assert Reward.objects.filter(source="redemption").count() == 1


@pytest.mark.covers("H9")
def test_a_page_sent_twice_redeems_once(rich: Employee, half_day: CatalogueItem) -> None:
    token = uuid4()
    assert redeem(rich, half_day, token=token) == redeem(rich, half_day, token=token)
    assert balance_of(rich.pk) == 200


@pytest.mark.covers("H9")
def test_the_last_one_is_given_once(
    rich: Employee, peer: Employee, half_day: CatalogueItem, tree: Tree
) -> None:  # fmt: skip
    CatalogueItem.objects.update(stock=1)
    points.credit_reward(reward_id=rewarded(peer, Form.POINTS, 400).pk, now=NOW)
    redeem(rich, half_day)
    with refused("recognition.catalogue_gone"):
        redeem(peer, half_day)
    assert balance_of(peer.pk) == 400


@pytest.mark.covers("H9")
def test_of_two_who_read_the_same_balance_the_second_is_refused_by_the_database(rich: Employee) -> None:
    """A race: the second one decided by a balance from before the first was written."""
    person, redeemed = ledger.of_person(rich.pk), ledger.the(PointsAccount.Kind.REDEEMED)
    stale = PointsAccount.objects.get(pk=person.pk)
    ledger.book(kind=Kind.REDEEMED, key="first", source=person, target=redeemed, points=400, now=NOW)
    with (
        patch.object(PointsAccount.objects, "select_for_update", side_effect=lambda: _Stale([stale, redeemed])),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        ledger.book(kind=Kind.REDEEMED, key="second", source=person, target=redeemed, points=400, now=NOW)

    assert balance_of(rich.pk) == 100
    assert list(differences()) == []


class _Stale(list[PointsAccount]):
    """What a transaction without a lock would have read."""

    def filter(self, **_where: Any) -> "_Stale":
        return self

    def order_by(self, *_names: str) -> "_Stale":
        return self


@pytest.mark.covers("H9")
@pytest.mark.parametrize("killed_at", ["PointsTransfer.objects.create", "Redemption.save", "record"])
def test_a_process_killed_half_way_leaves_nothing_half_booked(
    killed_at: str, rich: Employee, half_day: CatalogueItem
) -> None:
    where = {
        "PointsTransfer.objects.create": (PointsTransfer.objects, "create"),
        "Redemption.save": (Redemption, "save"),
        "record": (points, "record"),
    }[killed_at]
    with patch.object(*where, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        redeem(rich, half_day)

    half_day.refresh_from_db()
    assert (balance_of(rich.pk), half_day.stock) == (500, 2)
    assert list(differences()) == []
    assert not Redemption.objects.exists()
    redeem(rich, half_day)
    assert balance_of(rich.pk) == 200


@pytest.mark.covers("H9")
def test_points_that_any_part_of_the_house_gives_reach_the_account_once(
    agent: Employee, leader: Employee, hr: Employee, tree: Tree
) -> None:
    fill_budget(tree, hr, 100)
    given = Given(
        form=Form.POINTS, source=Reward.Source.CONTEST, key="c1", title="班组赛", known_on=TODAY, amount=Decimal(80)
    )
    reward = grant_reward(employee=agent, given=given, by=account(leader), now=NOW)
    news = RewardGranted(reward.pk, agent.pk, "points", "contest", "80", NOW)
    book_points(news)
    book_points(news)

    assert balance_of(agent.pk) == 80
    budget = budget_over(tree.aftersales_1.pk, TODAY)
    assert budget is not None
    assert (budget.unit, budget.balance) == (tree.qinghe, 20)


@pytest.mark.covers("H9")
def test_a_promise_beyond_the_budget_is_kept_and_shown_as_such_but_a_leader_promises_no_more(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    promise(tree.company)
    points.credit_reward(reward_id=rewarded(agent, Form.POINTS, 80, source="contest").pk, now=NOW)
    assert PointsTransfer.objects.get().kind == Kind.BEYOND
    with refused("recognition.points_budget_short"):
        give(note(peer, leader), leader, offer(Form.POINTS, 1000))
    assert sums()["person"] == 80


@pytest.mark.covers("H9")
def test_points_lapse_a_year_after_they_came_the_oldest_spent_first(
    rich: Employee, peer: Employee, half_day: CatalogueItem
) -> None:
    redeem(rich, half_day, now=NOW + 100 * DAY)
    later = NOW + 366 * DAY
    assert lapsing(rich.pk, (later - 2 * DAY).date()) == 0
    assert points.expire_points(now=later) == 1
    assert points.expire_points(now=later) == 0

    assert sums() == {"house": -1000, "budget": 500, "person": 0, "redeemed": 300, "expired": 200}


@pytest.mark.covers("H9")
def test_points_taken_back_return_to_the_budget_unless_they_are_spent(
    agent: Employee, leader: Employee, supervisor: Employee, tree: Tree, half_day: CatalogueItem
) -> None:
    promise(tree.company)
    fill_budget(tree, supervisor, 3000)
    first = give(note(agent, leader), leader, offer(Form.POINTS, 1000)).reward
    assert first is not None
    assert balance_of(agent.pk) == 1000
    taking_back.take_back(reward_id=first.pk, reason="弄错了人", by=account(supervisor), now=NOW)
    assert sums() == {"house": -3000, "budget": 3000, "person": 0, "redeemed": 0, "expired": 0}

    second = give(note(agent, leader), leader, offer(Form.POINTS, 1000)).reward
    assert second is not None
    redeem(agent, half_day)
    with refused("recognition.points_short"):
        taking_back.take_back(reward_id=second.pk, reason="弄错了人", by=account(supervisor), now=NOW)
    assert not Reward.objects.filter(takes_back=second).exists()


@pytest.mark.covers("H9")
def test_the_doctor_finds_a_balance_that_was_changed_past_the_books(rich: Employee) -> None:
    assert list(books_in_order(NOW)) == []
    PointsAccount.objects.filter(employee=rich).update(balance=501)
    assert len(list(books_in_order(NOW))) == 2


@pytest.mark.covers("H9")
def test_badges_are_milestones_worked_out_from_what_was_given(rich: Employee) -> None:
    rewarded(rich)
    reached = [(one.icon, one.need) for one in badges_of(rich.pk) if one.is_reached]

    assert reached == [("award", 1), ("coins", 100), ("coins", 500)]


@pytest.mark.covers("H9")
def test_what_another_branch_offers_is_not_theirs_to_redeem(
    rich: Employee, stranger: Employee, tree: Tree
) -> None:  # fmt: skip
    item = CatalogueItem.objects.create(unit=tree.yunfan, title="机票", form="trip", points=1, made_at=NOW)
    with pytest.raises(ObjectDoesNotExist):
        redeem(rich, item)


who = st.sampled_from(["agent", "peer"])
LIFE = settings(FEW, max_examples=12, stateful_step_count=14)


class Books(Workflow):
    """Everything that moves points, in any order, by anybody, sent twice, taken back, after any time."""

    cast: dict[str, Employee]
    tree: Tree
    item: CatalogueItem

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.rewards: list[int] = []
        self.tokens: list[UUID] = [UUID(int=1)]
        self.put_in = 0

    def tried(self, decide: Callable[..., object], **options: Any) -> bool:
        try:
            with transaction.atomic():
                decide(**options)
        except (RuleViolation, ObjectDoesNotExist):
            return False
        return True

    @rule(amount=st.integers(1, 400))
    def allot(self, amount: int) -> None:
        token = UUID(int=1000 + len(self.tokens))
        self.tokens.append(token)
        for _twice in range(2):
            points.allot_points(
                unit_id=self.tree.qinghe.pk, points=amount, token=token, by=account(self.cast["hr"]), now=self.now
            )

    @rule(name=who, amount=st.integers(1, 300))
    def reward(self, name: str, amount: int) -> None:
        row = rewarded(self.cast[name], Form.POINTS, amount, source="contest")
        self.rewards.append(row.pk)
        for _twice in range(2):
            points.credit_reward(reward_id=row.pk, now=self.now)

    @rule(name=who, again=st.booleans())
    def redeem(self, name: str, again: bool) -> None:
        if not again:
            self.tokens.append(UUID(int=1000 + len(self.tokens)))
        person, token = self.cast[name], self.tokens[-1]
        before, stock = balance_of(person.pk), CatalogueItem.objects.get().stock or 0
        fresh = not Redemption.objects.filter(token=token).exists()
        if not fresh and Redemption.objects.get(token=token).employee_id != person.pk:
            return
        done = self.tried(points.redeem_points, item_id=self.item.pk, token=token, by=account(person), now=self.now)
        assert done == (not fresh or (before >= self.item.points and stock > 0))
        assert balance_of(person.pk) == before - (self.item.points if done and fresh else 0)

    @rule(place=st.integers(0, 20))
    def take_back(self, place: int) -> None:
        if self.rewards:
            row = Reward.objects.get(pk=self.rewards[place % len(self.rewards)])
            self.tried(points.return_points, reward=row, by=account(self.cast["hr"]), now=self.now)

    @rule(days=st.sampled_from([1, 100, 366]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        points.expire_points(now=self.now)

    @invariant()
    def no_point_comes_from_nowhere_and_no_balance_is_below_zero(self) -> None:
        found = sums()
        assert sum(found.values()) == 0
        assert list(differences()) == []
        assert all(balance >= 0 for kind, balance in found.items() if kind != "house")

    @invariant()
    def what_was_redeemed_is_what_was_handed_out(self) -> None:
        assert sums()["redeemed"] == self.item.points * Redemption.objects.count()
        assert Reward.objects.filter(source="redemption").count() == Redemption.objects.count()
        assert (CatalogueItem.objects.get().stock or 0) + Redemption.objects.count() == self.item.stock


@pytest.mark.covers("H9")
def test_whatever_happens_in_whatever_order_the_points_are_conserved(
    agent: Employee, peer: Employee, hr: Employee, tree: Tree, half_day: CatalogueItem
) -> None:
    half_day.points = 150
    half_day.save()
    cast = {"agent": agent, "peer": peer, "hr": hr}
    run(type("Books", (Books,), {"cast": cast, "tree": tree, "item": half_day}), more=LIFE)
