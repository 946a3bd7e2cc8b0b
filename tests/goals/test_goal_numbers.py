"""The numbers of the management rules 5.1 to 5.7, through the room and not only through the engine."""

import pytest

from dengta.domains.goals.models import Target
from dengta.domains.goals.selectors.plan_trees import gaps_of
from dengta.domains.goals.selectors.rest_of_period import outlook
from dengta.domains.goals.services import replans, targets, wizard
from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.goals.aiming import (
    EVE,
    VOLUMES,
    at,
    based,
    broken_down,
    draft,
    draft_version,
    hired,
    in_force,
    months_of,
    plan,
    recorded,
    refused,
    staff,
    values,
)

pytestmark = pytest.mark.django_db


@pytest.mark.covers("B2")
def test_eighty_as_the_average_of_the_year_from_seventy_five(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor)
    plan(goal, {tree.aftersales_1: (75.0, 100.0, 1.0)})
    version = draft_version(based(goal, supervisor))
    plan(goal, {tree.aftersales_1: (75.0, 100.0, 1.0)})
    version = broken_down(version, supervisor)

    assert version.slope == pytest.approx(8.624230, abs=1e-6)
    assert [round(value, 2) for value in values(version)] == [
        75.72, 76.44, 77.16, 77.87, 78.59, 79.31, 80.03, 80.75, 81.47, 82.19, 82.91, 83.62,
    ]  # fmt: skip
    mean = sum(v * w for v, w in zip(values(version), VOLUMES, strict=True)) / sum(VOLUMES)
    assert mean == pytest.approx(80.0, abs=1e-9)
    assert gaps_of(version) == []


@pytest.mark.covers("B2")
def test_a_december_of_ninety_is_a_year_of_less_than_eighty_four(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor)
    version = draft_version(based(goal, supervisor, target=90.0, scope="december_exit"))
    plan(goal, {tree.aftersales_1: (75.0, 100.0, 1.0)})
    version = broken_down(version, supervisor)

    mean = sum(v * w for v, w in zip(values(version), VOLUMES, strict=True)) / sum(VOLUMES)
    assert values(version)[-1] == pytest.approx(90.0)
    assert mean == pytest.approx(83.696, abs=5e-4)


@pytest.mark.covers("B2")
def test_ninety_as_an_average_needs_a_cap_or_is_impossible(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor)
    version = draft_version(based(goal, supervisor, target=90.0))
    plan(goal, {tree.aftersales_1: (75.0, 98.0, 1.0)})
    version = broken_down(version, supervisor)

    assert version.slope == pytest.approx(26.745098, abs=1e-6)
    assert [round(value, 2) for value in values(version)][-3:] == [97.29, 98.0, 98.0]

    plan(goal, {tree.aftersales_1: (75.0, 89.0, 1.0)})
    version = broken_down(version, supervisor)
    assert (version.obstacle, version.targets.count()) == ("above_cap", 0)
    assert version.best == pytest.approx(89.0)
    with refused("goals.infeasible"):
        in_force(version, supervisor)


@pytest.mark.covers("B2")
@pytest.mark.parametrize(("target", "expected"), [(80.0, (85.977, 77.682, 68.534)), (90.0, (93.932, 89.045, 81.602))])
def test_teams_go_the_same_share_of_the_way_to_their_own_best(
    target: float, expected: tuple[float, ...], tree: Tree, supervisor: Employee
) -> None:
    goal = draft(tree.company, _executive(supervisor, tree), months=1)
    version = draft_version(based(goal, supervisor, target=target))
    teams = (tree.aftersales_1, tree.aftersales_2, tree.ticketing)
    plan(goal, dict(zip(teams, [(82.0, 96.0, 0.5), (72.0, 92.0, 0.3), (62.0, 85.0, 0.2)], strict=True)))
    version = broken_down(version, supervisor)

    found = [values(version, team)[0] for team in teams]
    assert [round(value, 3) for value in found] == list(expected)
    assert sum(w * v for w, v in zip((0.5, 0.3, 0.2), found, strict=True)) == pytest.approx(target, abs=1e-9)


def _executive(person: Employee, tree: Tree) -> Employee:
    from dengta.domains.people.models import RoleGrant
    from dengta.foundation.access import Role
    from tests.cast import FOUNDED

    RoleGrant.objects.create(account=person.account, role=Role.EXECUTIVE, unit=tree.company, valid_from=FOUNDED)
    return person


@pytest.mark.covers("B2")
def test_people_start_from_baselines_drawn_towards_their_team(tree: Tree, supervisor: Employee) -> None:
    from dengta.domains.goals.selectors.goal_measures import measured
    from dengta.domains.service.selectors.samples import Sample

    team = tree.aftersales_1
    people = [hired(f"K4{n}", name, team) for n, name in enumerate(("甲", "乙", "丙", "丁"))]
    csat = measured("csat")
    shrunk = [csat.shrunk(Sample(satisfied, n), 72.0) for n, satisfied in ((120, 93), (100, 71), (70, 43), (10, 9))]
    assert [round(one, 3) for one in shrunk] == [75.882, 71.333, 65.833, 75.0]

    goal = draft(team, supervisor, months=1)
    version = draft_version(based(goal, supervisor, baseline=72.0, target=77 + 0.15 / 0.22))
    plan(goal, {team: (72.0, 92.0, 1.0)})
    volumes = (100, 100, 70, 30)
    staff(version, team, {who: (base, v) for who, base, v in zip(people, shrunk, volumes, strict=True)})
    version = broken_down(version, supervisor)

    assert [round(values(version, employee=who)[0], 2) for who in people] == [80.5, 77.25, 73.33, 79.87]
    mean = sum(values(version, employee=who)[0] * v for who, v in zip(people, volumes, strict=True)) / 300
    assert mean == pytest.approx(values(version)[0], abs=1e-9)
    rows = Target.objects.filter(version=version, employee__isnull=False)
    assert all(row.baseline <= row.value <= row.bound for row in rows)


@pytest.fixture
def half_a_year(tree: Tree, supervisor: Employee) -> dict[str, object]:
    """6,600 answers at 76.5 by the end of June, against 80 for the year."""
    goal = based(draft(tree.qinghe, supervisor), supervisor)
    version = draft_version(goal)
    plan(goal, {tree.aftersales_1: (75.0, 92.6, 1.0)})
    first = in_force(broken_down(version, supervisor), supervisor)
    for month, answers in zip(months_of()[:6], VOLUMES, strict=False):
        recorded(tree.aftersales_1, month, satisfied=answers * 765 // 1000, answers=answers)
    return {"goal": goal, "first": first, "today": at(2026, 7, 3)}


@pytest.mark.covers("B2")
def test_after_june_the_rest_must_make_up_for_it(half_a_year: dict[str, object], tree: Tree) -> None:
    seen = outlook(half_a_year["goal"], today=at(2026, 7, 3).date())  # type: ignore[arg-type]

    assert (seen.done, round(seen.reached or 0, 6), seen.rest) == (6600, 76.5, 7400)
    assert seen.required == pytest.approx(83.1216, abs=1e-4)
    assert not seen.unreachable
    ninety = outlook(half_a_year["goal"], today=at(2026, 7, 3).date(), target=90.0)  # type: ignore[arg-type]
    assert ninety.required == pytest.approx(102.04, abs=5e-3)
    assert ninety.unreachable
    assert ninety.best_year == pytest.approx(85.01, abs=5e-3)


@pytest.mark.covers("B2")
def test_a_new_plan_keeps_what_is_over_and_solves_the_rest(
    half_a_year: dict[str, object], tree: Tree, supervisor: Employee
) -> None:
    goal, first = half_a_year["goal"], half_a_year["first"]
    told = {"by": supervisor.account, "now": at(2026, 7, 3)}
    version = replans.replan(goal_id=goal.pk, reason="上半年落后", anew=False, **told)  # type: ignore[attr-defined]
    version = targets.decompose_goal(version_id=version.pk, **told)

    july = values(version)[6:]
    mean = sum(v * w for v, w in zip(july, VOLUMES[6:], strict=True)) / 7400
    assert mean == pytest.approx(83.1216, abs=1e-4)
    assert values(version)[:6] == values(first)[:6]  # type: ignore[arg-type]
    assert gaps_of(version) == []

    # A second half of 9,000 needs less.
    volumes = dict.fromkeys(months_of()[6:], 1500.0)
    version = replans.set_open_volumes(version_id=version.pk, volumes=volumes, **told)
    version = targets.decompose_goal(version_id=version.pk, **told)
    assert sum(values(version)[6:]) / 6 == pytest.approx(82.5667, abs=1e-4)


@pytest.mark.covers("B2")
def test_readings_are_refused_before_saving_with_what_would_be_possible(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor)
    based(goal, supervisor, baseline=85.0, target=86.0)
    told = {"goal_id": goal.pk, "scope": "year_average", "by": supervisor.account, "now": EVE}
    for reading in ("relative", "points"):
        with refused("goals.reading_impossible") as caught:
            wizard.choose_reading(uplift=20.0, reading=reading, **told)
        assert caught.value.facts["gap"] == "88.0%"

    assert wizard.choose_reading(uplift=20.0, reading="gap", **told).target == pytest.approx(88.0)


def test_a_percentile_is_refused_with_what_can_be_split_instead(tree: Tree, supervisor: Employee) -> None:
    with refused("goals.not_additive") as caught:
        draft(tree.qinghe, supervisor, kpi="wait_p90")
    assert str(caught.value.facts["instead"]) in {"Service level", "服务水平"}


def test_a_measure_that_should_fall_goes_down_by_the_same_arithmetic(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.company, _executive(supervisor, tree), months=1, kpi="asa")
    version = draft_version(based(goal, supervisor, baseline=58.0, target=71.0))
    teams = (tree.aftersales_1, tree.aftersales_2, tree.ticketing)
    plan(goal, dict(zip(teams, [(40.0, 20.0, 0.5), (60.0, 30.0, 0.3), (100.0, 40.0, 0.2)], strict=True)))
    version = broken_down(version, supervisor)

    assert values(version)[0] == pytest.approx(45.0)
    assert [round(values(version, team)[0], 3) for team in teams] == [31.613, 47.419, 74.839]
