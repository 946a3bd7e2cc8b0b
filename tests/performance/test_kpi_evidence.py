"""The figures of a KPI plan as a source of an appraisal, and what the published table says of the result."""

from collections.abc import Callable
from datetime import date

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.performance.selectors.evidence import source_named
from dengta.domains.performance.selectors.kpi_evidence import read
from tests.cast import Tree
from tests.goals.paying import satisfied
from tests.goals.test_kpi_plans import in_force

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


@pytest.fixture
def plan(tree: Tree, supervisor: Employee, hire: Callable[..., Employee]) -> None:
    """A published plan of 青禾电商: handling time 30 %, satisfaction 40 %, complaints 30 %."""
    in_force(tree.qinghe, supervisor, hire("高远", None, number="K90021", role="executive", at=tree.qinghe))


@pytest.mark.covers("B4", "G10", "G11")
def test_figures_with_too_few_rows_are_left_out_by_name_and_their_weight_goes_to_the_others(
    plan: None, tree: Tree, agent: Employee
) -> None:
    satisfied(agent, tree.aftersales_1, date(2026, 10, 12), 32, 40)

    found = read([agent.pk], *OCTOBER)[agent.pk]

    csat = next(one for one in found.pieces if "agent=" in one.url and one.score is not None)
    assert (csat.score, csat.weight, csat.n) == (pytest.approx(50), pytest.approx(40), 40)
    left_out = [one for one in found.pieces if one.score is None]
    assert len(found.excluded) == len(left_out)
    counted = [one for one in found.pieces if one.score is not None]
    whole = sum(one.weight for one in counted)
    assert found.score == pytest.approx(sum((one.score or 0) * one.weight for one in counted) / whole)
    assert "客服指标" in found.formula


@pytest.mark.covers("G11")
def test_with_too_little_of_everything_there_is_no_score_and_it_says_why(
    plan: None, tree: Tree, agent: Employee
) -> None:
    satisfied(agent, tree.aftersales_1, date(2026, 10, 12), 2, 3)

    found = read([agent.pk], *OCTOBER)[agent.pk]

    assert found.score is None
    assert str(found.missing)
    assert len(found.excluded) == 3


def test_whoever_has_no_plan_has_no_score_of_it(tree: Tree, agent: Employee) -> None:
    assert read([agent.pk], *OCTOBER) == {}


def test_the_figures_are_offered_to_every_cycle() -> None:
    assert not source_named("kpi").qualitative
