"""The life of a career chance as a machine: a plan is HR’s to write and the person’s to take or decline."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import CareerChance, Reward
from dengta.domains.recognition.services import chances
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import account
from tests.recognition.giving import DAY

pytestmark = pytest.mark.django_db
LIFE = settings(FEW, max_examples=8, stateful_step_count=8)
who = st.sampled_from(["hr", "supervisor", "agent"])


class Chance(Workflow):
    """One person, one chance."""

    cast: dict[str, Employee]
    unit: Unit

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.pk = CareerChance.objects.create(
            employee=self.cast["agent"], unit=self.unit, branch=self.unit, quarter=date(2026, 7, 1), score=90, place=1,
            people=20, found_on=NOW.date(),
        ).pk  # fmt: skip

    @property
    def state(self) -> str:
        return CareerChance.objects.values_list("state", flat=True).get(pk=self.pk)

    def tried(self, decide: Any, by: str, **options: Any) -> bool:
        try:
            decide(chance_id=self.pk, by=account(self.cast[by]), now=self.now, **options)
        except (RuleViolation, NotAllowed):
            return False
        return True

    @rule(by=who, days=st.sampled_from([0, 30]), plan=st.sampled_from(["", "数据分析课"]))
    def propose(self, by: str, days: int, plan: str) -> None:
        state = self.state
        done = self.tried(
            chances.propose_plan, by, path="training", plan=plan, review_on=self.now.date() + days * DAY
        )  # fmt: skip
        assert done == (by == "hr" and state in ("listed", "proposed") and days > 0 and bool(plan))

    @rule(by=who, agree=st.booleans())
    def answer(self, by: str, agree: bool) -> None:
        state = self.state
        assert self.tried(chances.answer_plan, by, agree=agree) == (by == "agent" and state == "proposed")

    @rule(by=who)
    def close(self, by: str) -> None:
        state = self.state
        assert self.tried(chances.close_plan, by, outcome="已完成") == (by == "hr" and state == "agreed")

    @rule()
    def time_passes(self) -> None:
        self.now += DAY

    @invariant()
    def what_was_agreed_is_a_reward_and_nothing_else_is(self) -> None:
        assert Reward.objects.exists() == (self.state in ("agreed", "done"))


def test_whatever_people_try_only_the_person_takes_or_declines(
    hr: Employee, supervisor: Employee, agent: Employee, tree: Tree
) -> None:
    cast = {"hr": hr, "supervisor": supervisor, "agent": agent}
    run(type("Chance", (Chance,), {"cast": cast, "unit": tree.aftersales_1}), more=LIFE)
