"""The figures of a KPI plan as a source of an appraisal, and what the published table says of the result."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Cycle, FrozenScore
from dengta.domains.performance.selectors.evidence import Piece, source_named
from dengta.domains.performance.selectors.frozen_pieces import pieces_of, to_freeze
from dengta.domains.performance.selectors.kpi_evidence import read
from tests.cast import Tree
from tests.goals.paying import satisfied
from tests.goals.test_kpi_plans import in_force
from tests.goals.working import colleagues, surveyed
from tests.performance.appraising import of

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


@pytest.fixture
def kept(plan: None, tree: Tree, agent: Employee, talking: Cycle) -> FrozenScore:
    """李佳怡's figures of the plan, frozen with her appraisal: she took the hard work, her colleagues both kinds."""
    for place, one in enumerate(colleagues(6)):
        surveyed(one, tree.aftersales_1, {"easy": (95 - 4 * place, 100), "hard": (75 - 4 * place, 100)})
    surveyed(agent, tree.aftersales_1, {"hard": (75, 100)})
    found = read([agent.pk], *OCTOBER)[agent.pk]
    row = FrozenScore.objects.get(appraisal=of(talking, agent), key="kpi")
    row.pieces = to_freeze(found.pieces)
    row.save()
    row.refresh_from_db()
    return row


@pytest.mark.covers("G12", "R-015")
def test_what_is_frozen_keeps_raw_and_compared_value_and_both_versions(kept: FrozenScore) -> None:
    csat = next(one for one in pieces_of(kept) if one.kpi == "csat")

    assert (csat.value, csat.n, csat.version) == (0.75, 100, 1)
    assert csat.adjusted is not None
    assert csat.adjusted.value > csat.value
    assert csat.adjusted.version
    assert csat.score == pytest.approx(100 * (csat.adjusted.value - 0.7) / 0.2)
    assert "agent=" in csat.url


@pytest.mark.covers("G12", "G10")
@pytest.mark.parametrize(("language", "said"), [("zh-hans", "做同样的工作"), ("en", "On the same work all 7 people")])
def test_the_page_shows_what_was_reached_what_all_reach_on_this_work_and_what_counts(
    kept: FrozenScore, agent: Employee, signed_in: Callable[[Employee], Client], language: str, said: str
) -> None:
    csat = next(one for one in pieces_of(kept) if one.kpi == "csat")
    client = signed_in(agent)
    address = reverse("appraisals:appraisal", args=[kept.appraisal_id])

    page = client.get(address, headers={"accept-language": language}).content.decode()

    assert said in page
    assert csat.adjusted is not None
    for value in (csat.value, csat.adjusted.expected, csat.adjusted.value):
        assert f"{100 * (value or 0):.1f}%" in page


def test_figures_frozen_before_they_were_compared_are_still_read() -> None:
    row = FrozenScore(pieces=[["满意度", 50.0, 40.0, 40, "/rows"]])

    assert pieces_of(row) == [Piece("满意度", 50.0, 40.0, 40, "/rows")]
