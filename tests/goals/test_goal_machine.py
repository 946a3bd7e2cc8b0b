"""A goal through its whole life, in any order of steps: what is in force adds up and stays as it was."""

from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion
from dengta.domains.goals.selectors.plan_trees import gaps_of
from dengta.domains.goals.services import acknowledgements, goals, replans, targets, wizard
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import found, join
from tests.goals.aiming import at, based, draft, plan, recorded, staff

NOW = at(2026, 4, 2)
ROLES = ("agent", "leader", "boss", "chief")
# Who writes and decides a goal of the client; whoever leads a team of it asks, and the agent reads the own target.
WRITERS = {"boss", "chief"}


class Life(RuleBasedStateMachine):
    """People of all roles try every decision at any time, some of them twice."""

    # What happened in any of the lives: a machine in which nothing succeeds would prove nothing.
    happened: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        tree = found()
        self.tree = tree
        self.people = {
            "agent": join(tree, "李佳怡", tree.aftersales_1),
            "leader": join(tree, "周敏", tree.aftersales_1, role=Role.TEAM_LEAD),
            "boss": join(tree, "林涛", tree.aftersales_2, role=Role.SUPERVISOR, at=tree.qinghe),
            "chief": join(tree, "高远", None, role=Role.EXECUTIVE, at=tree.qinghe),
        }
        for month in (1, 2, 3):
            recorded(tree.aftersales_1, NOW.date().replace(month=month, day=3), satisfied=760, answers=1000)
        boss = self.people["boss"]
        self.goal = based(draft(tree.qinghe, boss), boss)
        version = plan(self.goal, {tree.aftersales_1: (75.0, 95.0, 1.0), tree.aftersales_2: (75.0, 95.0, 1.0)})
        staff(version, tree.aftersales_1, {self.people["agent"]: (75.0, 10.0)})
        self.kept: dict[int, list[tuple[Any, ...]]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def attempt(self, decide: Any, **told: Any) -> bool:
        """Decide in a transaction of its own; a refusal leaves everything as it was."""
        before = self.picture()
        try:
            with transaction.atomic():
                decide(**told)
        except (RuleViolation, Goal.DoesNotExist, GoalVersion.DoesNotExist, Acknowledgement.DoesNotExist):
            refused = True
        else:
            refused = False
        assert not refused or self.picture() == before
        return not refused

    def picture(self) -> tuple[Any, ...]:
        return (
            list(Goal.objects.values_list("pk", "status", "target")),
            list(GoalVersion.objects.order_by("pk").values_list("pk", "status", "target", "decomposed_at")),
        )

    def by(self, who: str) -> Any:
        return self.people[who].account

    def draft_id(self) -> int:
        return GoalVersion.objects.filter(status="draft").values_list("pk", flat=True).first() or 0

    @initialize(steps=st.sampled_from([3, 0, 1, 2]))
    def begin(self, steps: int) -> None:
        """Some lives are seen from their middle on."""
        for _step in range(steps):
            self.go_on("boss")

    @rule(who=st.sampled_from(("boss", "chief")))
    def go_on(self, who: str) -> None:
        """What a capable leader does next, so that lives get far."""
        if self.draft_id():
            self.attempt(targets.decompose_goal, version_id=self.draft_id(), by=self.by(who), now=NOW)
            self.ask("leader")
            self.answer("boss")
            self.ask("boss")
            self.answer("chief")
            self.activate(who)
        else:
            self.replan(who, None)

    @rule(who=st.sampled_from(ROLES))
    def break_down(self, who: str) -> None:
        done = self.attempt(targets.decompose_goal, version_id=self.draft_id(), by=self.by(who), now=NOW)
        assert not done or who in WRITERS

    @rule(who=st.sampled_from(ROLES), uplift=st.sampled_from([2.0, 5.0, 30.0]))
    def read(self, who: str, uplift: float) -> None:
        done = self.attempt(
            wizard.choose_reading, goal_id=self.goal.pk, uplift=uplift, reading="points", scope="year_average",
            by=self.by(who), now=NOW,
        )  # fmt: skip
        assert not done or who in WRITERS

    @rule(who=st.sampled_from(ROLES), change=st.sampled_from([-0.5, 0.5]), balance=st.booleans())
    def adjust(self, who: str, change: float, balance: bool) -> None:
        target = self.goal.versions.filter(status="draft").first()
        rows = target.targets.filter(employee=None, is_whole=False).order_by("-month", "unit") if target else ()
        if rows:
            done = self.attempt(
                targets.adjust_target, target_id=rows[0].pk, value=rows[0].value + change, reason="调整",
                balance=balance, by=self.by(who), now=NOW,
            )  # fmt: skip
            assert not done or who in WRITERS

    @rule(who=st.sampled_from(ROLES))
    def name_gap(self, who: str) -> None:
        version = self.goal.versions.filter(status="draft").first()
        for gap in gaps_of(version) if version else ():
            if gap.target is not None:
                done = self.attempt(
                    targets.name_gap, target_id=gap.target.pk, reason="说清楚", by=self.by(who), now=NOW
                )
                assert not done or who in WRITERS

    @rule(who=st.sampled_from(ROLES))
    def activate(self, who: str) -> None:
        version = self.draft_id()
        done = self.attempt(goals.activate, version_id=version, by=self.by(who), now=NOW)
        assert not done or who in WRITERS
        if done:
            row = GoalVersion.objects.get(pk=version)
            assert not targets.unnamed_gaps(row)
            self.happened.add(f"in force: {row.kind}")
            self.kept[version] = list(row.targets.order_by("pk").values_list("pk", "value", "volume"))
            # Once more: the button was pressed twice.
            assert not self.attempt(goals.activate, version_id=version, by=self.by(who), now=NOW)

    @rule(who=st.sampled_from(ROLES), aim=st.sampled_from([None, 78.0, 84.0]))
    def replan(self, who: str, aim: float | None) -> None:
        done = self.attempt(
            replans.replan, goal_id=self.goal.pk, reason="重排", target=aim, anew=False, by=self.by(who), now=NOW
        )
        assert not done or who in WRITERS

    @rule(who=st.sampled_from(["leader", "boss"]))
    def ask(self, who: str) -> None:
        unit = self.tree.aftersales_1 if who == "leader" else self.tree.qinghe
        self.attempt(
            replans.ask_for_resources, version_id=self.draft_id(), unit_id=unit.pk, question="加人？", by=self.by(who),
            now=NOW,
        )  # fmt: skip

    @rule(who=st.sampled_from(ROLES))
    def answer(self, who: str) -> None:
        version = self.goal.versions.filter(status="draft").first()
        question = version.resource_questions.filter(answer="").first() if version else None
        if question is not None:
            asker = question.asked_by_id
            done = self.attempt(
                replans.answer_resources, question_id=question.pk, answer="加", by=self.by(who), now=NOW
            )
            assert not done or (who in WRITERS and asker != self.by(who).pk)

    @rule(who=st.sampled_from(ROLES), objects=st.booleans())
    def acknowledge(self, who: str, objects: bool) -> None:
        version = self.goal.versions.filter(status="active").first()
        if version is not None:
            done = self.attempt(
                acknowledgements.acknowledge, version_id=version.pk, note="看过", objects=objects, by=self.by(who),
                now=NOW,
            )  # fmt: skip
            # Nobody reads a target in another person's place, whomever they lead.
            assert not done or who == "agent"

    @rule(who=st.sampled_from(ROLES))
    @precondition(lambda self: len(self.kept) > 1)
    def close(self, who: str) -> None:
        done = self.attempt(goals.close_goal, goal_id=self.goal.pk, note="结束", by=self.by(who), now=NOW)
        assert not done or who in WRITERS

    @invariant()
    def one_version_in_force_and_it_adds_up(self) -> None:
        active = list(GoalVersion.objects.filter(status="active"))
        assert len(active) <= 1
        assert all(not targets.unnamed_gaps(version) for version in active)

    @invariant()
    def what_was_in_force_stays_to_be_read(self) -> None:
        for version, rows in self.kept.items():
            now = GoalVersion.objects.get(pk=version).targets.order_by("pk").values_list("pk", "value", "volume")
            assert list(now) == rows

    @invariant()
    def nobody_is_below_the_own_baseline(self) -> None:
        for version in GoalVersion.objects.all():
            assert all(one.value >= one.baseline - 1e-6 for one in version.targets.filter(employee__isnull=False))


@pytest.mark.covers("R-002", "B9")
@pytest.mark.django_db
def test_whatever_is_tried_what_is_in_force_adds_up_and_stays() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {"in force: first", "in force: replan"} <= Life.happened
