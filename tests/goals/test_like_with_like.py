"""Figures of people compared like with like before they are scored (G12): the hard work costs nobody anything."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengta.domains.goals.selectors.kpi_plans import KpiScore, kpi_scores
from dengta.domains.goals.selectors.like_with_like import FEWEST, branches_of, learning_once, like_with_like
from dengta.domains.people.models import Employee
from dengta.domains.service.selectors.agent_work import comparable
from dengta.domains.service.selectors.kpis import kpi_named, registered_kpis
from tests.cast import Tree
from tests.goals.test_kpi_plans import in_force
from tests.goals.working import called, colleagues, surveyed

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
# What those who do both reach: easy and hard work, of people from weak to strong.
SKILLS = (-0.10, -0.06, -0.03, 0.0, 0.0, 0.03, 0.06, 0.10)
EASY, HARD = 0.90, 0.70


@pytest.fixture
def plan(tree: Tree, supervisor: Employee, hire: Callable[..., Employee]) -> None:
    """A published plan of 青禾电商: handling time 600…400 s, satisfaction 70…90 %, complaints."""
    in_force(tree.qinghe, supervisor, hire("高远", None, number="K90021", role="executive", at=tree.qinghe))


@pytest.fixture
def team(plan: None, tree: Tree) -> list[Employee]:
    """Eight people of different skill who do both kinds of work."""
    people = colleagues(len(SKILLS))
    for one, skill in zip(people, SKILLS, strict=True):
        surveyed(one, tree.aftersales_1, {
            "easy": (round(100 * (EASY + skill)), 100), "hard": (round(100 * (HARD + skill)), 100),
        })  # fmt: skip
    return people


def score(employee: Employee, kpi: str = "csat", *, among: tuple[Employee, ...] = ()) -> KpiScore:
    found = kpi_scores([employee.pk, *(one.pk for one in among)], *OCTOBER)
    return next(one for one in found[employee.pk] if one.kpi == kpi)


@pytest.mark.covers("G12")
def test_who_takes_the_hard_work_is_not_scored_lower_than_an_equal_who_takes_the_easy(
    team: list[Employee], tree: Tree, agent: Employee, peer: Employee
) -> None:
    surveyed(agent, tree.aftersales_1, {"hard": (75, 100)})
    surveyed(peer, tree.aftersales_1, {"easy": (95, 100)})

    hard, easy = score(agent), score(peer)

    assert (hard.value, easy.value) == (0.75, 0.95)
    assert hard.adjusted is not None
    assert easy.adjusted is not None
    assert (hard.adjusted.expected, easy.adjusted.expected) == pytest.approx((HARD, EASY), abs=0.02)
    # Both are five points better than others on their work.
    assert hard.score == pytest.approx(easy.score, abs=3)
    assert hard.score > 50  # type: ignore[operator]


@pytest.mark.covers("G12")
def test_work_that_nobody_else_does_is_said_to_be_so_and_its_difference_is_divided(
    team: list[Employee], tree: Tree, agent: Employee
) -> None:
    surveyed(agent, tree.aftersales_1, {"experts": (50, 100)})

    found = score(agent).adjusted

    assert found is not None
    assert found.comparable == 0
    assert 0.5 < found.expected < 0.8


@pytest.mark.covers("G12")
def test_times_are_compared_by_division_so_equal_pace_is_equal_whatever_the_work(
    plan: None, tree: Tree, agent: Employee, peer: Employee
) -> None:
    for one, pace in zip(colleagues(8), (0.8, 0.9, 0.95, 1, 1, 1.05, 1.1, 1.2), strict=True):
        called(one, tree.aftersales_1, {"easy": (round(300 * pace), 60), "hard": (round(700 * pace), 60)})
    # Both take a tenth longer than others do.
    called(agent, tree.aftersales_1, {"hard": (770, 60)})
    called(peer, tree.aftersales_1, {"easy": (330, 60)})

    long, short = score(agent, "aht"), score(peer, "aht")

    assert (long.value, short.value) == (770, 330)
    assert long.adjusted is not None
    assert short.adjusted is not None
    assert long.adjusted.value == pytest.approx(short.adjusted.value, rel=0.02)
    assert long.adjusted.value == pytest.approx(long.adjusted.centre * 1.1, rel=0.02)
    assert 0 < long.score < 50  # type: ignore[operator]


@pytest.mark.covers("G11", "G12")
def test_three_answers_are_drawn_to_all_and_judge_nobody(team: list[Employee], tree: Tree, agent: Employee) -> None:
    surveyed(agent, tree.aftersales_1, {"hard": (0, 3)})

    found = score(agent)

    assert found.score is None
    assert (found.value, found.n, found.minimum) == (0, 3, 30)
    assert found.adjusted is not None
    assert found.adjusted.weight < 0.2
    assert found.adjusted.value > found.adjusted.centre - 0.15


def by_hand(rows: dict[str, dict[str, tuple[int, int]]], person: str) -> tuple[float, float, float]:
    """Centre, what is expected, and the drawn share of one person, without arrays: DerSimonian and Laird in turns."""
    cells = [(who, what, k, n) for who, own in rows.items() for what, (k, n) in own.items()]
    all_k, all_n = sum(one[2] for one in cells), sum(one[3] for one in cells)
    centre, smoothed = all_k / all_n, (all_k + 1) / (all_n + 2)
    within = smoothed * (1 - smoothed)
    effect: dict[int, dict[str, float]] = {0: {}, 1: {}}
    worth = 0.0
    for _turn in range(4):
        for side in (1, 0):
            sums: dict[str, list[float]] = {}
            for cell in cells:
                one = sums.setdefault(str(cell[side]), [0, 0])
                one[0] += cell[2] - cell[3] * (centre + effect[1 - side].get(str(cell[1 - side]), 0))
                one[1] += cell[3]
            total = sum(n for _gain, n in sums.values())
            middle = sum(gain for gain, _n in sums.values()) / total
            scatter = sum(n * (gain / n - middle) ** 2 for gain, n in sums.values())
            apart = total - sum(n * n for _gain, n in sums.values()) / total
            spread = max(0.0, (scatter - (len(sums) - 1) * within) / apart)
            # Of few people the spread is known badly.
            spread *= (len(sums) - 1) / (len(sums) + 1) if side == 0 else 1
            worth = within / spread if spread else 1e9
            effect[side] = {key: gain / (n + worth) for key, (gain, n) in sums.items()}
    own = rows[person].items()
    k, n = sum(pair[0] for _what, pair in own), sum(pair[1] for _what, pair in own)
    expected = sum(pair[1] * (centre + effect[1][what]) for what, pair in own) / n
    return centre, expected, centre + n / (n + worth) * (k / n - expected)


@pytest.mark.covers("G12")
def test_the_value_that_counts_is_the_one_reckoned_by_hand(plan: None, tree: Tree, agent: Employee) -> None:
    people = [agent, *colleagues(5)]
    rows = {
        str(one.pk): {"easy": (80 - 6 * place, 90 + place), "hard": (48 + 4 * place, 60 + 3 * place)}
        for place, one in enumerate(people)
    }
    for one in people:
        surveyed(one, tree.aftersales_1, rows[str(one.pk)])

    found = score(agent)

    centre, expected, value = by_hand(rows, str(agent.pk))
    assert found.adjusted is not None
    assert (found.adjusted.centre, found.adjusted.expected, found.adjusted.value) == pytest.approx(
        (centre, expected, value), abs=1e-9
    )
    # From what is kept of it anybody can work it out again.
    kept = found.adjusted
    assert kept.value == pytest.approx(kept.centre + kept.weight * (kept.raw - kept.expected))
    assert found.score == pytest.approx(100 * (value - 0.7) / 0.2)


@pytest.mark.covers("G12")
def test_a_score_does_not_depend_on_who_else_is_asked_about_and_costs_the_same_for_many(
    team: list[Employee], tree: Tree, agent: Employee, peer: Employee
) -> None:
    surveyed(agent, tree.aftersales_1, {"hard": (75, 100)})
    surveyed(peer, tree.aftersales_2, {"easy": (60, 100)})

    with CaptureQueriesContext(connection) as one:
        alone = score(agent)
    with CaptureQueriesContext(connection) as many:
        together = score(agent, among=(peer, *team))

    assert alone == together
    assert len(many) == len(one)
    with learning_once():
        score(agent)
        with CaptureQueriesContext(connection) as again:
            assert score(agent) == alone
    assert len(again) < len(one)


def test_which_figures_are_compared() -> None:
    found = {kpi.key for kpi in registered_kpis() if comparable(kpi)}

    assert {"csat", "aht", "acw", "aht_typical", "fcr", "ces", "transfer_rate", "reopen_rate"} <= found
    # Rare events, percentiles, states and shares of time are no rows of one kind.
    assert not found & {"complaint_rate_agent", "frt_p90", "occupancy", "hold_share", "nps", "asa", "service_level"}
    assert not comparable(kpi_named("answered"))


@pytest.mark.covers("G12")
def test_a_plan_above_the_clients_compares_within_each_client_and_never_across(
    tree: Tree, agent: Employee, stranger: Employee
) -> None:
    """What one client's people reach must not show in the figures of another's."""
    units = {agent.pk: tree.company.pk, stranger.pk: tree.company.pk}
    own = {agent.pk: tree.aftersales_1.pk, stranger.pk: tree.ticketing.pk}

    apart = branches_of(units, OCTOBER[1])
    assert apart[agent.pk] == tree.qinghe.pk
    assert apart[stranger.pk] != apart[agent.pk]
    assert branches_of(own, OCTOBER[1]) == own


@pytest.mark.covers("G12")
def test_among_fewer_than_five_nobody_is_compared_so_nobody_can_be_worked_out(
    tree: Tree, agent: Employee, plan: None
) -> None:
    surveyed(agent, tree.aftersales_1, {"easy": (30, 40)})
    *others, last = colleagues(FEWEST - 1)
    for one in others:
        surveyed(one, tree.aftersales_1, {"easy": (36, 40)})
    asked = ({agent.pk: tree.qinghe.pk}, [kpi_named("csat")], *OCTOBER)

    assert like_with_like(*asked)[agent.pk] == {}
    surveyed(last, tree.aftersales_1, {"easy": (36, 40)})
    assert like_with_like(*asked)[agent.pk]["csat"].people == FEWEST
