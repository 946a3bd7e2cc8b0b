"""The life of a Service Star as a machine: whatever people try, in whatever order, nobody votes twice or for
themselves, nobody decides about themselves, and the reward is given once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Reward, StarMonth
from dengta.domains.recognition.services import star_decisions, star_months
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import ONE_DAY, account
from tests.recognition.starring import TAKEN, criteria, did, taken

pytestmark = pytest.mark.django_db
CANDIDATES, VOTERS = ("agent", "peer", "supervisor"), {"agent", "peer", "supervisor", "leader"}
DECIDERS = {"supervisor", "hr", "second"}
who = st.sampled_from(["agent", "peer", "leader", "supervisor", "hr", "second"])
State = StarMonth.State
LIFE = settings(FEW, max_examples=8, stateful_step_count=18)


class Stars(Workflow):
    """October of 青禾电商: two agents and the supervisor on the shortlist, criteria by HR."""

    cast: dict[str, Employee]
    month: StarMonth

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = TAKEN
        self.votes: dict[str, str] = {}
        self.expected: str = State.VOTING

    def tried(self, decide: Any, **options: Any) -> bool:
        try:
            decide(month_id=self.month.pk, now=self.now, **options)
        except (RuleViolation, ObjectDoesNotExist):
            return False
        return True

    def row(self) -> StarMonth:
        return StarMonth.objects.get(pk=self.month.pk)

    @property
    def winner(self) -> str:
        won = self.month.standings.filter(is_winner=True).values_list("employee", flat=True)
        return next((name for name in CANDIDATES if self.cast[name].pk in set(won)), "")

    @rule(by=who, for_whom=st.sampled_from(CANDIDATES))
    def vote(self, by: str, for_whom: str) -> None:
        place = self.month.standings.get(employee=self.cast[for_whom]).pk
        done = self.tried(star_months.vote, for_id=place, by=account(self.cast[by]))
        in_time = self.expected == State.VOTING and self.now.date() <= (self.month.closes_on or self.now.date())
        assert done == (in_time and by in VOTERS and by not in self.votes and by != for_whom)
        if done:
            self.votes[by] = for_whom

    @rule()
    def a_day_passes(self) -> None:
        self.now += ONE_DAY

    @rule()
    def count(self) -> None:
        over = self.month.closes_on is not None and self.now.date() > self.month.closes_on
        done = self.tried(star_months.count_votes)
        assert done == (self.expected == State.VOTING and over)
        self.expected = State.CHOSEN if done else self.expected

    @rule(by=who, approves=st.booleans())
    def decide(self, by: str, approves: bool) -> None:
        decide = star_decisions.approve_star if approves else star_decisions.decline_star
        more = {"late_because": "节后处理"} if approves else {"why": "数据核对中"}
        done = self.tried(decide, by=account(self.cast[by]), **more)
        # The supervisor is on the shortlist, HR wrote the criteria: the second person of HR alone is left.
        assert done == (self.expected == State.CHOSEN and by == "second")
        if done:
            self.expected = State.APPROVED if approves else State.DECLINED

    @rule(by=who, named=st.booleans())
    def answer(self, by: str, named: bool) -> None:
        done = self.tried(star_decisions.say_whether_named, named=named, by=account(self.cast[by]))
        assert done == (self.expected == State.APPROVED and by == self.winner)
        self.expected = State.PUBLISHED if done else self.expected

    @rule()
    def publish(self) -> None:
        until = self.row().answer_until
        done = self.tried(star_decisions.publish_unanswered)
        assert done == (self.expected == State.APPROVED and until is not None and self.now.date() > until)
        self.expected = State.PUBLISHED if done else self.expected

    @invariant()
    def it_is_where_it_should_be(self) -> None:
        if self.month is not None:
            assert self.row().state == self.expected

    @invariant()
    def votes_add_up_and_the_reward_is_given_once(self) -> None:
        cast = sum(self.month.standings.values_list("votes", flat=True))
        assert cast == len(self.votes) == self.month.ballots.count()
        cash = Reward.objects.filter(source=Reward.Source.SERVICE_STAR, form="cash")
        assert [one.employee for one in cash] == (
            [self.cast[self.winner]] if self.expected in (State.APPROVED, State.PUBLISHED) else []
        )


@pytest.fixture
def people(tree: Tree, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee) -> dict[str, Employee]:
    """Who votes; three of them have enough answers."""
    for one, team, happy in (
        (agent, tree.aftersales_1, 58), (peer, tree.aftersales_1, 57), (supervisor, tree.aftersales_2, 56),
    ):  # fmt: skip
        did(one, team, (happy, 60), solved=(45, 50))
    return {"agent": agent, "peer": peer, "leader": leader, "supervisor": supervisor}


def test_a_star_can_only_live_as_it_should(
    tree: Tree, people: dict[str, Employee], hire: Callable[..., Employee]
) -> None:  # fmt: skip
    hr, second = (hire(name, None, role=Role.HR, at=tree.company) for name in ("孙丽", "钱进"))
    criteria(tree.qinghe, hr)
    Stars.cast = {**people, "hr": hr, "second": second}
    Stars.month = taken(tree.qinghe)
    run(Stars, more=LIFE)
