"""Formulas, tables, plans, months of pay, raises and scorecards as machines: only the legal happens.

Whatever is tried, in whatever order, by whomever.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from dengta.domains.goals.models import (
    FactorTable,
    KpiPlan,
    PayBase,
    PayFormula,
    PayRun,
    PaySlip,
    RaiseProposal,
    Scorecard,
)
from dengta.domains.goals.selectors.pay import slips
from dengta.domains.goals.services import kpi_plans, pay, pay_runs, publishing, raises, scorecards
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals import paying
from tests.goals import test_scorecards as scorecard
from tests.goals.test_kpi_plans import BALANCED
from tests.goals.test_kpi_plans import draft as draft_plan
from tests.machines import Workflow

pytestmark = pytest.mark.django_db
QUICK = settings(max_examples=20, stateful_step_count=12, deadline=None)
WHO = st.sampled_from(["supervisor", "hr", "second", "executive", "leader", "agent"])


def happened(decide: Callable[[], object]) -> bool:
    """Whether a decision was taken; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            decide()
    except (NotAllowed, RuleViolation):
        return False
    return True


class Machine(Workflow):
    """A workflow among the people of the cast."""

    cast: ClassVar[dict[str, Employee]]
    tree: ClassVar[Tree]

    def by(self, who: str) -> Any:
        return self.cast[who].account


class VersionMachine(Machine):
    """What a draft, a proposal and a publication may become, and by whom."""

    writers: ClassVar[set[str]]
    deciders: ClassVar[set[str]]
    kind: ClassVar[Any]
    model: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.state, self.ready, self.proposer = "draft", False, ""
        self.row = self.begin()

    def begin(self) -> Any:
        raise NotImplementedError

    def change_it(self, who: str) -> None:
        raise NotImplementedError

    @rule(who=WHO)
    def change(self, who: str) -> None:
        done = happened(lambda: self.change_it(who))
        assert done is (who in self.writers and self.state == "draft")
        self.ready = self.ready and not done

    @rule(who=WHO)
    def propose(self, who: str) -> None:
        done = happened(lambda: publishing.propose(kind=self.kind, pk=self.row.pk, by=self.by(who), now=NOW))
        assert done is (who in self.writers and self.state == "draft" and self.ready)
        if done:
            self.state, self.proposer = "proposed", who

    @rule(who=WHO)
    def publish(self, who: str) -> None:
        done = happened(lambda: publishing.publish(kind=self.kind, pk=self.row.pk, by=self.by(who), now=NOW))
        second = who not in (self.proposer, "supervisor")
        assert done is (who in self.deciders and self.state == "proposed" and second)
        self.state = "published" if done else self.state

    @rule(who=WHO, note=st.sampled_from(["", "权重太高"]))
    def send_back(self, who: str, note: str) -> None:
        done = happened(
            lambda: publishing.send_back(kind=self.kind, pk=self.row.pk, note=note, by=self.by(who), now=NOW)
        )
        allowed = who in self.deciders or who == self.proposer
        assert done is (allowed and self.state == "proposed" and bool(note))
        if done:
            self.state, self.proposer = "draft", ""

    @invariant()
    def is_as_the_model_says(self) -> None:
        row = self.model.objects.get(pk=self.row.pk)
        assert row.status == self.state
        assert (row.published_by is not None) is (self.state == "published")


class FormulaMachine(VersionMachine):
    writers, deciders = {"supervisor", "hr", "second"}, {"hr", "second", "executive"}
    kind, model = pay.FORMULAS, PayFormula
    targets: ClassVar[int] = 0

    def begin(self) -> Any:
        return paying.draft(self.tree.qinghe, self.cast["supervisor"])

    def change_it(self, who: str) -> None:
        # Another target each time, so that the simulation before does not hold any more.
        FormulaMachine.targets += 1
        paying.put_part(self.row, self.cast[who], target=0.9 + FormulaMachine.targets / 1e6)

    @rule(who=WHO)
    def simulate(self, who: str) -> None:
        done = happened(lambda: paying.simulate(self.row, self.cast[who]))
        assert done is (who in self.writers)
        self.ready = self.ready or done


class TableMachine(VersionMachine):
    writers, deciders = {"supervisor", "hr", "second"}, {"hr", "second", "executive"}
    kind, model = pay.TABLES, FactorTable

    def begin(self) -> Any:
        return pay.draft_table(
            unit=self.tree.qinghe, title="系数表", starts_on=paying.SOON, by=self.by("supervisor"), now=NOW
        )

    def change_it(self, who: str) -> None:
        """A factor that falls as the score rises."""
        self._step(who, "0", "0.9")
        self._step(who, "80", "0.5")

    @rule(who=WHO)
    def make_it_rise(self, who: str) -> None:
        done = happened(lambda: (self._step(who, "0", "0.9"), self._step(who, "80", "1.1")))
        assert done is (who in self.writers and self.state == "draft")
        self.ready = self.ready or done

    def _step(self, who: str, score: str, factor: str) -> None:
        pay.put_step(
            table_id=self.row.pk, from_score=Decimal(score), factor=Decimal(factor), ability_plan="专项课程",
            by=self.by(who), now=NOW,
        )  # fmt: skip


class PlanMachine(VersionMachine):
    writers, deciders = {"supervisor", "hr", "second", "executive"}, {"executive"}
    kind, model = kpi_plans.PLANS, KpiPlan

    def begin(self) -> Any:
        return draft_plan(self.tree.qinghe, self.cast["supervisor"], {**BALANCED, "csat": "0.3"})

    def change_it(self, who: str) -> None:
        self._csat(who, "0.3")

    @rule(who=WHO)
    def balance(self, who: str) -> None:
        done = happened(lambda: self._csat(who, "0.4"))
        assert done is (who in self.writers and self.state == "draft")
        self.ready = self.ready or done

    def _csat(self, who: str, weight: str) -> None:
        kpi_plans.put_weight(
            plan_id=self.row.pk, kpi="csat", weight=Decimal(weight), baseline=0.7, target=0.9, by=self.by(who), now=NOW
        )


class PayMonthMachine(Machine):
    """A month is reckoned by one, released by another, seen from then on and changed by nobody."""

    writers: ClassVar[set[str]] = {"supervisor", "hr", "second"}
    deciders: ClassVar[set[str]] = {"hr", "second"}

    def __init__(self) -> None:
        super().__init__()
        paying.minimum_wage()
        paying.base(self.cast["agent"])
        self.formula = paying.in_force(self.tree.qinghe, self.cast["supervisor"], self.cast["hr"])
        self.state, self.maker = "none", ""
        self.kept: list[Any] = []

    def slips(self) -> list[Any]:
        return list(PaySlip.objects.order_by("pk").values_list("pk", "coefficient", "run__made_by"))

    @rule(who=WHO)
    def calculate(self, who: str) -> None:
        done = happened(lambda: paying.october(self.formula, self.cast[who]))
        assert done is (who in self.writers and self.state != "released")
        if done:
            self.state, self.maker = "calculated", who

    @rule(who=WHO)
    def release(self, who: str) -> None:
        run = PayRun.objects.first()
        done = run is not None and happened(
            lambda: pay_runs.release_month(run_id=run.pk, by=self.by(who), now=NOW)  # type: ignore[union-attr]
        )
        assert done is (who in self.deciders and self.state == "calculated" and who != self.maker)
        if done:
            self.state, self.kept = "released", self.slips()

    @invariant()
    def it_is_seen_once_released_and_stays_as_it_was(self) -> None:
        run = PayRun.objects.first()
        assert (run.status if run else "none") == self.state
        assert slips(self.by("agent")).exists() is (self.state == "released")
        assert not slips(self.by("leader")).exists()
        assert self.state != "released" or self.slips() == self.kept


class ScorecardMachine(Machine):
    """Written by the manager, complete before it is handed in, confirmed by the level above."""

    above: ClassVar[set[str]] = {"supervisor", "executive"}

    def __init__(self) -> None:
        super().__init__()
        self.row = scorecard.begin(self.cast["leader"])
        self.state = "draft"
        self.filled: set[str] = set()

    @rule(who=WHO, perspective=st.sampled_from(scorecard.ALL))
    def put(self, who: str, perspective: str) -> None:
        done = happened(lambda: scorecard.put(self.row, self.cast[who], perspective))
        assert done is (who == "leader" and self.state == "draft")
        self.filled |= {perspective} if done else set()

    @rule()
    def fill(self) -> None:
        for perspective in scorecard.ALL:
            self.put("leader", perspective)

    @rule(who=WHO)
    def submit(self, who: str) -> None:
        done = happened(lambda: scorecards.submit_scorecard(scorecard_id=self.row.pk, by=self.by(who), now=NOW))
        assert done is (who == "leader" and self.state == "draft" and self.filled == set(scorecard.ALL))
        self.state = "submitted" if done else self.state

    @rule(who=WHO)
    def confirm(self, who: str) -> None:
        done = happened(lambda: scorecards.confirm_scorecard(scorecard_id=self.row.pk, by=self.by(who), now=NOW))
        assert done is (who in self.above and self.state == "submitted")
        self.state = "confirmed" if done else self.state

    @rule(who=WHO, note=st.sampled_from(["", "学习目标太空"]))
    def send_back(self, who: str, note: str) -> None:
        done = happened(
            lambda: scorecards.return_scorecard(scorecard_id=self.row.pk, note=note, by=self.by(who), now=NOW)
        )
        assert done is (who in self.above and self.state == "submitted" and bool(note))
        self.state = "draft" if done else self.state

    @invariant()
    def it_is_as_the_model_says_and_confirmed_only_whole(self) -> None:
        row = Scorecard.objects.get(pk=self.row.pk)
        assert row.status == self.state
        assert row.status == "draft" or scorecards.empty_perspectives(row) == []
        assert (row.confirmed_by is not None) is (self.state == "confirmed")


class RaiseMachine(Machine):
    """A raise outside the band: two different people, or none."""

    deciders: ClassVar[set[str]] = {"hr", "second", "executive"}

    def __init__(self) -> None:
        super().__init__()
        paying.base(self.cast["agent"])
        self.row = raises.propose_raise(
            employee_id=self.cast["agent"].pk, percent=Decimal(30), starts_on=paying.SOON, evidence="外部邀约",
            by=self.by("leader"), now=NOW,
        )  # fmt: skip
        self.state, self.first = "open", ""

    @rule(who=WHO)
    def approve(self, who: str) -> None:
        done = happened(lambda: raises.approve_raise(raise_id=self.row.pk, by=self.by(who), now=NOW))
        may = who in self.deciders and self.state in ("open", "half") and who != self.first
        assert done is may
        if done:
            self.state, self.first = ("approved", self.first) if self.state == "half" else ("half", who)

    @rule(who=WHO, answer=st.sampled_from(["", "预算已满"]))
    def decline(self, who: str, answer: str) -> None:
        done = happened(lambda: raises.decline_raise(raise_id=self.row.pk, answer=answer, by=self.by(who), now=NOW))
        assert done is (who in self.deciders and self.state in ("open", "half") and bool(answer))
        self.state = "declined" if done else self.state

    @rule(who=WHO)
    def withdraw(self, who: str) -> None:
        try:
            done = happened(lambda: raises.withdraw_raise(raise_id=self.row.pk, by=self.by(who), now=NOW))
        except RaiseProposal.DoesNotExist:
            done = False
        assert done is (who == "leader" and self.state in ("open", "half"))
        self.state = "withdrawn" if done else self.state

    @invariant()
    def money_moves_only_with_two_people(self) -> None:
        row = RaiseProposal.objects.get(pk=self.row.pk)
        assert row.status == self.state
        assert PayBase.objects.filter(employee=row.employee_id).count() == (2 if self.state == "approved" else 1)
        if self.state == "approved":
            assert None not in (row.first_by_id, row.second_by_id)
            assert row.first_by_id != row.second_by_id


@pytest.fixture
def people(  # noqa: PLR0917 - fixtures
    tree: Tree, hire: Callable[..., Employee], supervisor: Employee, hr: Employee, leader: Employee, agent: Employee
) -> None:
    """The cast of the machines."""
    Machine.tree = tree
    Machine.cast = {
        "supervisor": supervisor, "hr": hr, "leader": leader, "agent": agent,
        "second": hire("张悦", None, number="K90011", role="hr", at=tree.company),
        "executive": hire("高远", None, number="K90021", role="executive", at=tree.qinghe),
    }  # fmt: skip


@pytest.mark.covers("B10")
def test_a_formula_is_published_only_as_it_was_simulated_and_by_a_second_person(people: None) -> None:
    run_state_machine_as_test(FormulaMachine, settings=QUICK)


@pytest.mark.covers("B8")
def test_a_table_of_factors_is_published_only_rising_and_by_a_second_person(people: None) -> None:
    run_state_machine_as_test(TableMachine, settings=QUICK)


@pytest.mark.covers("B10", "R-150")
def test_a_month_of_pay_is_released_only_by_a_second_person_and_stays(people: None) -> None:
    run_state_machine_as_test(PayMonthMachine, settings=settings(QUICK, max_examples=10))


@pytest.mark.covers("R-006", "B7")
def test_a_scorecard_is_confirmed_only_whole_and_by_the_level_above(people: None) -> None:
    run_state_machine_as_test(ScorecardMachine, settings=QUICK)


@pytest.mark.covers("B4")
def test_a_plan_is_published_only_balanced_and_by_a_second_person(people: None) -> None:
    run_state_machine_as_test(PlanMachine, settings=QUICK)


@pytest.mark.covers("R-149", "G18")
def test_a_raise_outside_the_band_is_paid_only_with_two_people(people: None) -> None:
    run_state_machine_as_test(RaiseMachine, settings=QUICK)
