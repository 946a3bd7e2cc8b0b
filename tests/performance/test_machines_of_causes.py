"""Whatever people do in whatever order: a cause analysis and an improvement plan keep their promises.

Illegal actions, wrong roles and retries are drawn like all others; each must be refused and leave everything as it was.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
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

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import CauseAnalysis, CauseFinding, ImprovementPlan, PlanReading
from dengta.domains.performance.selectors.plan_figures import Ground, Guarded, MonthSeen, Stand
from dengta.domains.performance.services import cause_analyses as causes
from dengta.domains.performance.services import improvement_plans as plans
from dengta.domains.performance.services import plan_contents as contents
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree, found, join
from tests.conftest import NOW
from tests.performance.causing import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, account, rated
from tests.service.centre import build

SECTIONS = CauseFinding.Section.values
PEOPLE = ("leader", "supervisor", "agent", "peer", "third", "stranger")
FEW = settings(
    max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


class Machine(RuleBasedStateMachine):
    """A house of its own for each example, gone afterwards. `act` answers whether a decision was taken."""

    tree: ClassVar[Tree]
    people: ClassVar[dict[str, Employee]]

    @classmethod
    def move_in(cls) -> None:
        """The house, built once: what an example does to it is rolled back."""
        cls.tree = tree = found()
        cls.people = {
            "leader": join(tree, "周敏", tree.aftersales_1, number="K10001", role=Role.TEAM_LEAD),
            "supervisor": join(tree, "林涛", tree.aftersales_2, number="K10010", role=Role.SUPERVISOR, at=tree.qinghe),
            "agent": join(tree, "李佳怡", tree.aftersales_1, number="K10002"),
            "peer": join(tree, "陈浩然", tree.aftersales_1, number="K10003"),
            "third": join(tree, "何雨", tree.aftersales_1, number="K10004"),
            "stranger": join(tree, "赵磊", tree.ticketing, number="K20002"),
        }

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.prepare()

    def prepare(self) -> None:
        raise NotImplementedError

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def by(self, who: str) -> Any:
        return account(self.people[who])

    @staticmethod
    def act(decide: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                decide()
        except (RuleViolation, CauseAnalysis.DoesNotExist):
            return False
        return True


class OfCauses(Machine):
    """One analysis, from the proposal to its end."""

    ends = 0

    @classmethod
    def move_in(cls) -> None:
        """With a drop from September to October."""
        super().move_in()
        centre = build(cls.tree)
        staff = [cls.people["agent"], cls.people["peer"]]
        rated(centre, staff, SEPTEMBER, centre.refunds, good=85, bad=15)
        rated(centre, staff, OCTOBER, centre.refunds, good=60, bad=40)

    def prepare(self) -> None:
        assert causes.propose_analyses(today=TODAY, now=NOW) == 1
        self.pk = CauseAnalysis.objects.get().pk
        self.state, self.said, self.judged, self.reopened = "proposed", set[str](), set[str](), False

    @rule(who=st.sampled_from(PEOPLE))
    def take_up(self, who: str) -> None:
        done = self.act(lambda: causes.take_up(analysis_id=self.pk, by=self.by(who), now=NOW))
        assert done is (self.state == "proposed" and who in {"leader", "supervisor"})
        self.state = "open" if done else self.state

    @rule(who=st.sampled_from(PEOPLE), reason=st.sampled_from(["", "已说明"]))
    def decline(self, who: str, reason: str) -> None:
        done = self.act(lambda: causes.decline_analysis(analysis_id=self.pk, reason=reason, by=self.by(who)))
        assert done is (self.state == "proposed" and bool(reason) and who in {"leader", "supervisor"})
        self.state = "declined" if done else self.state

    @rule(who=st.sampled_from(PEOPLE))
    def open_by_hand(self, who: str) -> None:
        decide = partial(
            causes.open_analysis, unit=self.tree.aftersales_1, kpi="csat", before_start=SEPTEMBER, before_end=OCTOBER,
            after_start=OCTOBER, after_end=NOVEMBER, by=self.by(who), now=NOW,
        )  # fmt: skip
        done = self.act(decide)
        assert done is (self.state in {"proposed", "declined"} and who in {"leader", "supervisor"})
        self.state = "open" if done else self.state

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(["", "规则变了"]))
    def contribute(self, who: str, text: str) -> None:
        decide = partial(
            causes.contribute, analysis_id=self.pk, text=text, nameless=False, by=self.by(who), now=NOW
        )  # fmt: skip
        done = self.act(decide)
        assert done is (self.state == "open" and bool(text) and who in {"agent", "peer", "third"})
        if done:
            self.said.add(who)

    @rule(closer=st.sampled_from(["leader", "agent", ""]))
    def everybody_speaks_and_all_is_looked_at(self, closer: str) -> None:
        if self.state == "proposed":
            self.take_up("leader")
        for who in ("agent", "peer", "third"):
            self.contribute(who, "规则变了")
        self.judge("leader", set(SECTIONS))
        if closer:
            self.close(closer, "补话术")

    @rule(who=st.sampled_from(["leader", "agent"]), sections=st.sets(st.sampled_from(SECTIONS), min_size=2))
    def judge(self, who: str, sections: set[str]) -> None:
        for section in sorted(sections):
            decide = partial(
                causes.judge_section, analysis_id=self.pk, section=section, cause="process", text="查过",
                by=self.by(who), now=NOW,
            )  # fmt: skip
            done = self.act(decide)
            assert done is (self.state == "open" and who == "leader")
            if done:
                self.judged.add(section)

    @rule(
        who=st.sampled_from(["leader", "supervisor", "agent", "stranger"]), conclusion=st.sampled_from(["补话术", ""])
    )
    def close(self, who: str, conclusion: str) -> None:
        decide = partial(
            causes.close_analysis, analysis_id=self.pk, conclusion=conclusion, by=self.by(who), now=NOW
        )  # fmt: skip
        done = self.act(decide)
        ready = self.judged == set(SECTIONS) and len(self.said) >= 3 and bool(conclusion)
        assert done is (self.state == "open" and ready and who in {"leader", "supervisor"})
        self.state = "closed" if done else self.state
        OfCauses.ends += done

    @precondition(lambda self: hasattr(self, "pk"))
    @invariant()
    def keeps_its_promises(self) -> None:
        row = CauseAnalysis.objects.get(pk=self.pk)
        assert row.state == self.state
        assert set(row.contributions.values_list("employee__number", flat=True)) == {
            self.people[who].number for who in self.said
        }
        explained = self.act(
            lambda: causes.require_explained(unit_id=self.tree.aftersales_1.pk, start=OCTOBER, end=NOVEMBER)
        )
        # No finding here is about how agents worked.
        assert not explained
        if self.state == "closed":
            assert not Todo.objects.filter(kind__in=[causes.PROPOSED, causes.SAY]).exists()


class OfPlans(Machine):
    """One plan, from the draft to its outcome. What the figures say is drawn as well."""

    verdict = PlanReading.Verdict.REACHED
    ends: ClassVar[set[str]] = set()

    def prepare(self) -> None:
        self.now = NOW
        self.state, self.held, self.extended, self.given = "draft", 0, False, False
        people, today = self.people, self.now.date()
        plan = plans.begin_plan(
            employee=people["agent"], kpi="csat", reason="看录音", starts_on=today, ends_on=today + timedelta(days=60),
            by=self.by("leader"), now=self.now,
        )  # fmt: skip
        self.pk = plan.pk
        contents.set_goal(plan_id=plan.pk, kpi="csat", target=0.7, by=self.by("leader"))
        contents.add_support(
            plan_id=plan.pk, what="辅导", helper=people["peer"], due_on=today + timedelta(days=9), by=self.by("leader")
        )
        contents.add_checkpoint(plan_id=plan.pk, due_on=today + timedelta(days=20), by=self.by("leader"))

    @rule(days=st.integers(5, 25), verdict=st.sampled_from(PlanReading.Verdict.values))
    def time_passes(self, days: int, verdict: str) -> None:
        self.now += timedelta(days=days)
        OfPlans.verdict = PlanReading.Verdict(verdict)

    @rule(who=st.sampled_from(PEOPLE))
    def propose(self, who: str) -> None:
        done = self.act(lambda: plans.propose_plan(plan_id=self.pk, by=self.by(who), now=self.now))
        assert done is (self.state in {"draft", "objected"} and who in {"leader", "supervisor"})
        self.state = "proposed" if done else self.state

    @rule(who=st.sampled_from(PEOPLE))
    def sign(self, who: str) -> None:
        done = self.act(lambda: plans.sign_plan(plan_id=self.pk, by=self.by(who), now=self.now))
        assert done is (self.state == "proposed" and who == "agent")
        self.state = "running" if done else self.state

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(["", "队列不同"]))
    def object_to(self, who: str, text: str) -> None:
        decide = partial(plans.object_to_plan, plan_id=self.pk, objection=text, by=self.by(who), now=self.now)
        done = self.act(decide)
        assert done is (self.state == "proposed" and who == "agent" and bool(text))
        self.state = "objected" if done else self.state

    @rule(verdict=st.sampled_from(PlanReading.Verdict.values), outcome=st.sampled_from(["reached", "ended", ""]))
    def agree_look_and_finish(self, verdict: str, outcome: str) -> None:
        if self.state in {"draft", "objected"}:
            self.propose("leader")
        self.sign("agent")
        self.time_passes(25, verdict)
        self.hold("leader")
        self.give()
        if outcome:
            self.finish("leader", outcome)

    @rule(who=st.sampled_from(PEOPLE), start=st.booleans())
    def decide(self, who: str, start: bool) -> None:
        decide = partial(
            plans.decide_objection, plan_id=self.pk, start=start, answer="已核对", by=self.by(who), now=self.now
        )
        done = self.act(decide)
        assert done is (self.state == "objected" and who == "supervisor")
        if done:
            self.state = "running" if start else "withdrawn"

    @rule(who=st.sampled_from(PEOPLE))
    def change_the_goal(self, who: str) -> None:
        done = self.act(lambda: contents.set_goal(plan_id=self.pk, kpi="csat", target=0.8, by=self.by(who)))
        open_states = {"draft", "proposed", "objected", "running"}
        assert done is (self.state in open_states and self.held == 0 and who in {"leader", "supervisor"})
        if done and self.state in {"proposed", "running"}:
            self.state = "draft"

    @rule(who=st.sampled_from(["leader", "agent"]))
    def hold(self, who: str) -> None:
        due = ImprovementPlan.objects.get(pk=self.pk).checkpoints.filter(held_at=None).first()
        if due is None:
            return
        decide = partial(
            contents.hold_checkpoint, checkpoint_id=due.pk, note="看数据", by=self.by(who), now=self.now
        )  # fmt: skip
        done = self.act(decide)
        assert done is (self.state == "running" and who == "leader" and due.due_on <= self.now.date())
        self.held += done

    @rule()
    def give(self) -> None:
        support = ImprovementPlan.objects.get(pk=self.pk).support.get()
        done = self.act(
            lambda: contents.give_support(support_id=support.pk, by=self.by("leader"), now=self.now)
        )  # fmt: skip
        assert done is (self.state == "running")
        self.given = self.given or done

    @rule(who=st.sampled_from(["leader", "agent"]))
    def extend(self, who: str) -> None:
        later = max(ImprovementPlan.objects.get(pk=self.pk).ends_on, self.now.date()) + timedelta(days=20)
        decide = partial(
            plans.extend_plan, plan_id=self.pk, ends_on=later, reason="再看一个月", by=self.by(who), now=self.now
        )
        done = self.act(decide)
        assert done is (self.state == "running" and self.held > 0 and not self.extended and who == "leader")
        self.extended = self.extended or done

    @rule(who=st.sampled_from(["leader", "agent"]), outcome=st.sampled_from(["reached", "ended", "running"]))
    def finish(self, who: str, outcome: str) -> None:
        row = ImprovementPlan.objects.get(pk=self.pk)
        last = PlanReading.objects.filter(goal__plan=row).order_by("-checkpoint__due_on").first()
        left = row.checkpoints.filter(held_at=None).exists()
        decide = partial(
            plans.finish_plan, plan_id=self.pk, outcome=outcome, text="收尾", by=self.by(who), now=self.now
        )
        done = self.act(decide)
        fits = last is not None and (
            (outcome == "reached" and last.verdict == "reached")
            or (outcome == "ended" and last.verdict in {"missed", "unclear"} and not left and self.given)
        )
        assert done is (self.state == "running" and who == "leader" and fits)
        self.state = outcome if done else self.state
        OfPlans.ends |= {outcome} if done else set()

    @rule(who=st.sampled_from(PEOPLE))
    def withdraw(self, who: str) -> None:
        # Seldom: else little would ever be reached.
        if self.now < NOW + timedelta(days=90):
            return
        decide = partial(plans.withdraw_plan, plan_id=self.pk, reason="先辅导", by=self.by(who), now=self.now)
        done = self.act(decide)
        over = self.state in {"reached", "ended", "withdrawn"}
        assert done is (not over and who in {"leader", "supervisor"})
        self.state = "withdrawn" if done else self.state

    @precondition(lambda self: hasattr(self, "pk"))
    @invariant()
    def keeps_its_promises(self) -> None:
        row = ImprovementPlan.objects.get(pk=self.pk)
        assert row.state == self.state
        assert row.checkpoints.filter(held_at__isnull=False).count() == self.held
        if row.state in {"running", "reached", "ended"}:
            assert row.signed_at or (row.objection and row.objection_answer)
        waits = set(Todo.objects.filter(kind=plans.ANSWER).values_list("employee__name", flat=True))
        assert waits == ({"李佳怡"} if self.state == "proposed" else set())


@pytest.mark.django_db
@pytest.mark.covers("R-133", "R-156", "G19")
def test_a_cause_analysis_keeps_its_promises_whatever_people_do() -> None:
    OfCauses.move_in()
    run_state_machine_as_test(OfCauses, settings=FEW)  # type: ignore[no-untyped-call]
    assert OfCauses.ends, "no analysis came to its end: the machine proves too little"


@pytest.mark.django_db
@pytest.mark.covers("G13")
def test_an_improvement_plan_keeps_its_promises_whatever_people_do(monkeypatch: pytest.MonkeyPatch) -> None:
    months = [MonthSeen(date(2026, month, 1), 40, 80, 340, 480) for month in (9, 10)]

    def allowed(*_actor: Any, **_asked: Any) -> Guarded:
        return Guarded(kpi_named("csat"), Ground.TWO_MONTHS, months, 30)

    def measured(*_actor: Any, targets: dict[str, float], **_asked: Any) -> dict[str, Stand]:
        return {key: Stand(80, 0.7, 0.6, 0.8, OfPlans.verdict) for key in targets}

    monkeypatch.setattr(plans, "guard", allowed)
    monkeypatch.setattr(contents, "stands", measured)
    OfPlans.move_in()
    run_state_machine_as_test(OfPlans, settings=FEW)  # type: ignore[no-untyped-call]
    assert OfPlans.ends == {"reached", "ended"}, "an outcome was never reached: the machine proves too little"
