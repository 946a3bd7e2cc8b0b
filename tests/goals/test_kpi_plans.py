"""KPI plans: balanced, whole, published by two people, and read by whom they judge."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dengta.domains.goals.models import KpiPlan
from dengta.domains.goals.policies import kpi_plans as policies
from dengta.domains.goals.selectors.kpi_plans import kpi_scores, plan_for
from dengta.domains.goals.services import kpi_plans as services
from dengta.domains.goals.services import publishing
from dengta.domains.people.models import Employee, Unit
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import SOON, refused, satisfied

pytestmark = pytest.mark.django_db
BALANCED = {"aht": "0.3", "csat": "0.4", "complaint_rate_agent": "0.3"}
SCALE = {"aht": (600, 400), "csat": (0.7, 0.9), "complaint_rate_agent": (5, 0), "fcr": (0.6, 0.8), "acw": (90, 40)}


@pytest.fixture
def executive(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """高远, who answers for 青禾电商."""
    return hire("高远", None, number="K90021", role="executive", at=tree.qinghe)


def draft(unit: Unit, by: Employee, weights: dict[str, str], **more: object) -> KpiPlan:
    told = {"title": "客服指标", "starts_on": SOON, "grade": ""}
    row = services.draft_plan(unit=unit, by=by.account, now=NOW, **{**told, **more})  # type: ignore[arg-type]
    for kpi, weight in weights.items():
        low, high = SCALE[kpi]
        services.put_weight(
            plan_id=row.pk, kpi=kpi, weight=Decimal(weight), baseline=low, target=high, by=by.account, now=NOW
        )
    return row


def propose(row: KpiPlan, by: Employee) -> None:
    publishing.propose(kind=services.PLANS, pk=row.pk, by=by.account, now=NOW)


def in_force(unit: Unit, maker: Employee, publisher: Employee, **more: object) -> KpiPlan:
    row = draft(unit, maker, BALANCED, **more)
    propose(row, maker)
    publishing.publish(kind=services.PLANS, pk=row.pk, by=publisher.account, now=NOW)
    KpiPlan.objects.filter(pk=row.pk).update(starts_on=date(2026, 10, 1))
    return row


@pytest.mark.covers("R-009", "B4")
@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"aht": "0.6", "csat": "0.2", "complaint_rate_agent": "0.2"}, "goals.kpi_too_heavy"),
        ({"csat": "0.5", "complaint_rate_agent": "0.5"}, "goals.kpi_lacks_efficiency"),
        ({"aht": "0.5", "complaint_rate_agent": "0.5"}, "goals.kpi_lacks_satisfaction"),
        ({"aht": "0.5", "csat": "0.5"}, "goals.kpi_lacks_complaints"),
    ],
)
def test_an_unbalanced_plan_is_blocked(weights: dict[str, str], code: str, tree: Tree, supervisor: Employee) -> None:
    with refused(code):
        propose(draft(tree.qinghe, supervisor, weights), supervisor)


@pytest.mark.covers("B4")
def test_time_above_its_share_needs_a_written_reason(tree: Tree, supervisor: Employee) -> None:
    row = draft(tree.qinghe, supervisor, {"aht": "0.4", "acw": "0.2", "csat": "0.2", "complaint_rate_agent": "0.2"})
    with refused("goals.time_outweighs_quality"):
        propose(row, supervisor)

    services.edit_plan(plan_id=row.pk, reason="大促期间排队超过十分钟，到一月底为止", by=supervisor.account, now=NOW)
    propose(row, supervisor)
    assert KpiPlan.objects.get().status == "proposed"


def test_weights_are_a_whole(tree: Tree, supervisor: Employee) -> None:
    with refused("goals.weights_not_whole"):
        propose(draft(tree.qinghe, supervisor, {"csat": "0.4"}), supervisor)


@pytest.mark.covers("B4")
def test_a_published_plan_is_read_by_whom_it_judges_and_by_nobody_of_another_client(
    tree: Tree, supervisor: Employee, executive: Employee, agent: Employee, stranger: Employee
) -> None:
    row = draft(tree.qinghe, supervisor, BALANCED)
    propose(row, supervisor)
    assert not policies.visible(agent.account).exists()
    with refused("goals.second_person"):
        KpiPlan.objects.filter(pk=row.pk).update(made_by=executive.account)
        publishing.publish(kind=services.PLANS, pk=row.pk, by=executive.account, now=NOW)
    KpiPlan.objects.filter(pk=row.pk).update(made_by=supervisor.account)
    publishing.publish(kind=services.PLANS, pk=row.pk, by=executive.account, now=NOW)

    assert policies.visible(agent.account).exists()
    assert not policies.visible(stranger.account).exists()


def test_the_plan_of_somebody_is_the_one_of_the_own_grade_then_of_the_nearest_unit(
    tree: Tree, supervisor: Employee, executive: Employee, agent: Employee
) -> None:
    assert plan_for(agent.pk, NOW.date()) is None
    far = in_force(tree.qinghe, supervisor, executive)
    assert plan_for(agent.pk, NOW.date()).plan_id == far.pk  # type: ignore[union-attr]
    near = in_force(tree.aftersales_1, supervisor, executive)
    assert plan_for(agent.pk, NOW.date()).plan_id == near.pk  # type: ignore[union-attr]

    agent.grade = "C3"
    agent.save()
    graded = in_force(tree.qinghe, supervisor, executive, grade="C3")
    found = plan_for(agent.pk, NOW.date())
    assert found is not None
    assert (found.plan_id, found.weights["csat"]) == (graded.pk, Decimal("0.400"))


@pytest.mark.covers("B4")
def test_scores_come_with_sample_interval_rows_and_formula(
    tree: Tree, supervisor: Employee, executive: Employee, agent: Employee, peer: Employee
) -> None:
    in_force(tree.qinghe, supervisor, executive)
    satisfied(agent, tree.aftersales_1, date(2026, 10, 12), 32, 40)
    satisfied(peer, tree.aftersales_1, date(2026, 10, 12), 1, 2)

    scores = kpi_scores([agent.pk, peer.pk], date(2026, 10, 1), date(2026, 10, 31))
    mine = next(one for one in scores[agent.pk] if one.kpi == "csat")
    assert (mine.score, mine.n, mine.formula) == (pytest.approx(50), 40, "客服指标 v1")
    assert mine.low is not None
    assert mine.low < 0.8
    assert f"agent={agent.pk}" in mine.rows_url
    few = next(one for one in scores[peer.pk] if one.kpi == "csat")
    assert (few.score, few.n, few.minimum) == (None, 2, 30)
