"""An adopted suggestion brings its authors a reward by a clause of the rule book, in time or with the reason."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Credit, Suggestion, Todo
from dengta.domains.communication.services import suggestions
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import (
    Clause,
    ClauseVersion,
    Edition,
    Grant,
    IdeaReward,
    Reward,
    RuleBook,
)
from dengta.domains.recognition.services.ideas import reward_idea
from dengta.domains.recognition.services.proportion import shares
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused, reward_words
from tests.recognition.giving import DAY, TODAY

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
Browser = Callable[[Employee], Client]


def promise(edition: Edition, code: str, kind: str = "reward", **other: object) -> ClauseVersion:
    """A clause in force that promises a reward; how one gets there is told elsewhere."""
    clause = Clause.objects.create(book=edition.book, code=code, kind=kind, category="reward")
    return ClauseVersion.objects.create(
        clause=clause, edition=edition, number=1, in_force_from=TODAY, **vars(reward_words(**other))
    )


@pytest.fixture
def edition(tree: Tree) -> Edition:
    book = RuleBook.objects.create(unit=tree.company, created_at=NOW)
    return Edition.objects.create(book=book, number=1, summary="奖励", begun_at=NOW)


@pytest.fixture
def money(edition: Edition) -> ClauseVersion:
    return promise(edition, "JL04", band_low=Decimal(200), band_high=Decimal(2000))


@pytest.fixture
def time_off(edition: Edition) -> ClauseVersion:
    return promise(edition, "JL09")


@pytest.fixture
def idea(agent: Employee, peer: Employee, leader: Employee) -> IdeaReward:
    """李佳怡 and 陈浩然 had an idea, and 周敏 adopted it."""
    row = suggestions.submit_suggestion(title="快捷备注", body="统一", hidden=False, by=account(agent), now=NOW)
    Credit.objects.create(suggestion=row, employee=peer)
    suggestions.adopt_suggestion(
        suggestion_id=row.pk, answer="好", steps="试行", doer=peer.pk, until=TODAY + 30 * DAY, reward="半天假",
        by=account(leader), now=NOW,
    )  # fmt: skip
    events.deliver()
    return IdeaReward.objects.get()


def reward(idea: IdeaReward, clause: ClauseVersion, by: Employee, **other: object) -> IdeaReward:
    said = {"form": "cash", "amount": Decimal(600), "late_because": "", "now": NOW, **other}
    return reward_idea(idea_id=idea.pk, clause=clause, by=account(by), **said)  # type: ignore[arg-type]


@pytest.mark.covers("K5")
def test_an_adopted_suggestion_waits_for_its_reward_with_whoever_adopted_it(
    idea: IdeaReward, leader: Employee, agent: Employee, peer: Employee
) -> None:
    assert set(idea.authors.values_list("employee", flat=True)) == {agent.pk, peer.pk}
    assert (idea.state, idea.promised, idea.adopted_on) == ("open", "半天假", TODAY)
    todo = Todo.objects.get(kind="recognition.idea_to_reward")
    assert todo.employee == leader
    assert todo.due_at is not None
    assert todo.due_at.date() == TODAY + 7 * DAY


@pytest.mark.covers("K5")
def test_money_lies_within_the_band_and_is_shared(
    idea: IdeaReward, money: ClauseVersion, leader: Employee, agent: Employee, peer: Employee
) -> None:
    for amount in (Decimal(199), Decimal(2001)):
        with refused("recognition.idea_band"):
            reward(idea, money, leader, amount=amount)
    with refused("recognition.idea_form"):
        reward(idea, money, leader, form="leave_day")

    reward(idea, money, leader)

    assert dict(Reward.objects.values_list("employee", "amount")) == {agent.pk: 300, peer.pk: 300}
    assert set(Reward.objects.values_list("source", "clause")) == {("suggestion", money.pk)}
    assert not Todo.objects.filter(kind="recognition.idea_to_reward").exists()
    with refused("recognition.idea_given_already"):
        reward(idea, money, leader)


@pytest.mark.covers("H24")
def test_time_off_for_an_idea_becomes_a_grant(idea: IdeaReward, time_off: ClauseVersion, leader: Employee) -> None:
    with refused("recognition.idea_form"):
        reward(idea, time_off, leader)
    with refused("recognition.idea_amount"):
        reward(idea, time_off, leader, form="flexible_work", amount=Decimal(0))
    reward(idea, time_off, leader, form="flexible_work", amount=Decimal("0.5"))
    events.deliver()

    assert set(Grant.objects.values_list("kind", "quantity")) == {("flexible_work", Decimal("0.5"))}


@pytest.mark.covers("R-091")
def test_a_reward_that_comes_late_says_why(idea: IdeaReward, money: ClauseVersion, leader: Employee) -> None:
    late = NOW + 10 * DAY
    with refused("recognition.reward_late"):
        reward(idea, money, leader, now=late)
    assert not Reward.objects.exists()
    reward(idea, money, leader, now=late, late_because="等试行结果")

    assert set(Reward.objects.values_list("late_because", flat=True)) == {"等试行结果"}


def test_nobody_rewards_their_own_idea_nor_one_beyond_their_reach(
    idea: IdeaReward, money: ClauseVersion, leader: Employee, other_leader: Employee, agent: Employee
) -> None:
    for one in (other_leader, agent):
        with pytest.raises(NotAllowed):
            reward(idea, money, one)
    idea.authors.create(employee=leader)
    with pytest.raises(NotAllowed):
        reward(idea, money, leader)


def test_a_clause_that_promises_nothing_gives_nothing(idea: IdeaReward, edition: Edition, leader: Employee) -> None:
    conduct = promise(edition, "KQ03", kind="conduct")

    with refused("recognition.idea_clause"):
        reward(idea, conduct, leader, form="honour")


def test_told_twice_it_waits_once(idea: IdeaReward) -> None:
    assert Suggestion.objects.get().status == "adopted"
    events.deliver()
    assert IdeaReward.objects.count() == 1


@pytest.mark.parametrize("amount", ["200", "200.01", "200.02", "0.01", "1000"])
@pytest.mark.parametrize("among", [1, 3, 7])
def test_shared_money_adds_up_to_the_cent(amount: str, among: int) -> None:
    found = shares(Decimal(amount), among)
    assert (len(found), sum(found)) == (among, Decimal(amount))
    assert found[0] - found[-1] in (0, Decimal("0.01"))


@pytest.mark.covers("K5")
def test_what_three_authors_get_is_together_what_was_decided(
    idea: IdeaReward, money: ClauseVersion, leader: Employee, hire: Hire, tree: Tree
) -> None:
    idea.authors.create(employee=hire("何雨", tree.aftersales_2))
    reward(idea, money, leader, amount=Decimal(2000))

    given = sorted(Reward.objects.values_list("amount", flat=True))
    assert given == [Decimal("666.66"), Decimal("666.67"), Decimal("666.67")]


def put_before(idea: IdeaReward) -> list[int]:
    return list(Todo.objects.filter(kind="recognition.idea_to_reward", key=idea.pk).values_list("employee", flat=True))


@pytest.mark.covers("R-093")
@pytest.mark.parametrize("given", [("leave_day", 3), ("flexible_work", 300), ("points", 900), ("trip", 0)])
def test_more_than_one_person_gives_waits_until_another_gives_the_same(
    idea: IdeaReward, time_off: ClauseVersion, leader: Employee, supervisor: Employee, given: tuple[str, int]
) -> None:
    form, amount = given
    much = {"form": form, "amount": Decimal(amount)}
    assert put_before(idea) == [leader.pk]
    reward(idea, time_off, leader, **much)
    assert not Reward.objects.exists()
    assert put_before(idea) == [supervisor.pk]
    with refused("recognition.idea_waits_for_another"):
        reward(idea, time_off, leader, **much)

    reward(idea, time_off, supervisor, **much)

    kept = set(Reward.objects.values_list("form", "amount", "granted_by"))
    assert kept == {(form, Decimal(amount), supervisor.account_id)}
    assert put_before(idea) == []


@pytest.mark.covers("R-093")
def test_a_second_person_who_would_give_otherwise_puts_that_forward_and_less_is_given_at_once(
    idea: IdeaReward, time_off: ClauseVersion, leader: Employee, supervisor: Employee
) -> None:
    reward(idea, time_off, leader, form="leave_day", amount=Decimal(5))
    reward(idea, time_off, supervisor, form="leave_day", amount=Decimal(4))
    idea.refresh_from_db()
    assert (idea.put_by, idea.put_amount) == (supervisor.account, 4)
    assert not Reward.objects.exists()

    reward(idea, time_off, supervisor, form="leave_day", amount=Decimal(2))

    idea.refresh_from_db()
    assert (idea.state, idea.put_by) == ("given", None)
    assert set(Reward.objects.values_list("amount", flat=True)) == {2}


def test_the_second_person_finds_what_was_put_before_them_in_the_form(
    idea: IdeaReward, time_off: ClauseVersion, leader: Employee, supervisor: Employee, signed_in: Browser
) -> None:
    reward(idea, time_off, leader, form="leave_day", amount=Decimal(5))
    page = signed_in(supervisor)
    address = reverse("benefits:idea", args=[idea.pk])
    form = page.get(address).context["form"]
    assert leader.name in page.get(address).content.decode()

    sent = page.post(address, {**form.initial, "late_because": ""})

    assert sent.status_code == 302
    assert set(Reward.objects.values_list("form", "amount")) == {("leave_day", 5)}
