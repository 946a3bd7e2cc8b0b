"""Pages that show many lines each: one line costs as many queries as twenty-five."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.goals.models import (
    Acknowledgement,
    ClientPenalty,
    FactorTable,
    GamingReview,
    Goal,
    GoalDriver,
    GoalVersion,
    KpiPlan,
    PayBand,
    PayBase,
    PayBaseChange,
    PayFormula,
    PayRun,
    PaySlip,
    RaiseProposal,
    Scorecard,
    SimulatedPay,
    Simulation,
    StrategyStep,
    Target,
)
from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.goals.aiming import hired, in_force
from tests.goals.paying import draft

pytestmark = pytest.mark.django_db
Cost = Callable[[Employee, str], str]
Hire = Callable[..., Employee]


@pytest.fixture
def cost(signed_in: Callable[[Employee], Client], django_assert_max_num_queries: DjangoAssertNumQueries) -> Cost:
    """Opens a page once to warm up, then again: no more than it may, and the same with every number of lines."""
    costs: list[int] = []

    def cost(reader: Employee, address: str, *, most: int = 25) -> str:
        browser = signed_in(reader)
        browser.get(address)
        with django_assert_max_num_queries(most) as spent:
            page = browser.get(address)
        assert page.status_code == 200
        costs.append(len(spent))
        assert len(spent) == costs[0], [one["sql"] for one in spent.captured_queries]
        return page.content.decode()

    return cost


def versioned(tree: Tree, by: Employee, number: int) -> dict[str, object]:
    return {
        "unit": tree.qinghe, "version": number + 1, "title": f"v{number}", "starts_on": date(2026, 12, 1),
        "made_by": by.account, "made_at": NOW,
    }  # fmt: skip


def test_formulas_tables_and_plans(cost: Cost, tree: Tree, hr: Employee) -> None:
    for model, name in ((PayFormula, "pay:list"), (FactorTable, "pay:tables"), (KpiPlan, "kpi_plans:list")):
        more = {"cap_low": Decimal(0), "cap_high": Decimal(2), "budget": Decimal(1)} if model is PayFormula else {}
        address = reverse(name)
        found = []
        for rows in one_and_many():
            model.objects.bulk_create(model(**versioned(tree, hr, n), **more) for n in range(rows))  # type: ignore[attr-defined]
            found.append(cost(hr, address).count('<th scope="row">') - rows)
        assert found == [0, 0], name


def test_months_and_slips(cost: Cost, tree: Tree, hr: Employee, hire: Hire) -> None:
    formula = draft(tree.qinghe, hr)
    for rows in one_and_many():
        runs = [
            PayRun(formula=formula, month=date(2020 + n // 12, 1 + n % 12, 1), made_by=hr.account, made_at=NOW)
            for n in range(rows)
        ]
        PayRun.objects.bulk_create(runs)
        cost(hr, reverse("pay:months"))


def test_slips_of_a_month_and_of_a_person(cost: Cost, tree: Tree, hr: Employee, hire: Hire) -> None:
    formula = draft(tree.qinghe, hr)
    run = PayRun.objects.create(formula=formula, month=date(2026, 10, 1), made_by=hr.account, made_at=NOW)
    for rows in one_and_many():
        for number in range(rows):
            who = hire(f"员工{number}", tree.aftersales_1, number=f"P{number:04}")
            PaySlip.objects.create(
                run=run, employee=who, unit=tree.aftersales_1, region="CN", coefficient=Decimal(1),
                uncapped=Decimal(1), fixed="1", base="1", amount="1", lifted="0", floor_known=True,
            )  # fmt: skip
        cost(hr, reverse("pay:month", args=[run.pk]))


def test_bases_and_who_has_none(cost: Cost, tree: Tree, hr: Employee, hire: Hire) -> None:
    for rows in one_and_many():
        for number in range(rows):
            hire(f"无{number}", tree.aftersales_1, number=f"N{number:04}")
            who = hire(f"员工{number}", tree.aftersales_1, number=f"P{number:04}")
            PayBase.objects.create(employee=who, fixed="1", variable="1", valid_from=date(2026, 1, 1))
        cost(hr, reverse("pay:bases"))


def test_the_history_of_a_base(cost: Cost, tree: Tree, hr: Employee, agent: Employee) -> None:
    for rows in one_and_many():
        PayBase.objects.all().delete()
        for number in range(rows):
            row = PayBase.objects.create(
                employee=agent, fixed="1", variable="1", valid_from=date(2000 + number, 1, 1),
                valid_to=date(2001 + number, 1, 1), written_by=hr.account,
            )  # fmt: skip
            PayBaseChange.objects.create(
                base=row, fixed_before="1", variable_before="1", per_before="month", fixed_after="2",
                variable_after="2", per_after="month", reason="x", changed_by=hr.account, changed_at=NOW,
            )  # fmt: skip
        cost(hr, reverse("pay:base", args=[agent.pk]), most=35)


def test_a_stand_up_list(
    cost: Cost, two_teams: GoalVersion, tree: Tree, supervisor: Employee, leader: Employee
) -> None:
    version = in_force(two_teams, supervisor)
    for rows in one_and_many():
        for number in range(rows):
            who = hired(f"P{number:04}", f"员工{number}", tree.aftersales_1)
            Acknowledgement.objects.create(
                version=version, employee=who, unit=tree.aftersales_1, asked_at=NOW, due_on=date(2026, 1, 1)
            )
        cost(leader, reverse("goals:stand_up", args=[version.goal_id, tree.aftersales_1.pk]), most=35)


def test_my_months(cost: Cost, tree: Tree, hr: Employee, agent: Employee) -> None:
    formula = draft(tree.qinghe, hr)
    for rows in one_and_many():
        for n in range(rows):
            run = PayRun.objects.create(
                formula=formula, month=date(2020 + n // 12, 1 + n % 12, 1), made_by=agent.account, made_at=NOW,
                status="released", released_by=hr.account, released_at=NOW,
            )  # fmt: skip
            PaySlip.objects.create(
                run=run, employee=agent, unit=tree.aftersales_1, region="CN", coefficient=Decimal(1),
                uncapped=Decimal(1), fixed="1", base="1", amount="1", lifted="0", floor_known=True,
            )  # fmt: skip
        cost(agent, reverse("pay:mine"))


def test_raises_and_bands(cost: Cost, tree: Tree, hr: Employee, hire: Hire, leader: Employee) -> None:
    for rows in one_and_many():
        for number in range(rows):
            who = hire(f"员工{number}", tree.aftersales_1, number=f"P{number:04}")
            RaiseProposal.objects.create(
                employee=who, unit=tree.aftersales_1, percent=Decimal(5), starts_on=date(2026, 12, 1), evidence="x",
                proposed_by=leader.account, proposed_at=NOW, before="1", after="2",
            )  # fmt: skip
        cost(hr, reverse("raises:list"))


def test_bands(cost: Cost, hr: Employee) -> None:
    for rows in one_and_many():
        PayBand.objects.bulk_create(
            PayBand(grade=f"C{n}", low=Decimal(1), high=Decimal(2), starts_on=date(2026, 1, 1)) for n in range(rows)
        )
        cost(hr, reverse("raises:bands"))


def test_penalties(cost: Cost, tree: Tree, supervisor: Employee) -> None:
    for rows in one_and_many():
        ClientPenalty.objects.bulk_create(
            ClientPenalty(
                unit=tree.qinghe, start=date(2026, 10, 1), end=date(2026, 10, 2), amount=Decimal(5), cause="volume",
                what="x", recorded_by=supervisor.account, recorded_at=NOW,
            )
            for _n in range(rows)
        )  # fmt: skip
        cost(supervisor, reverse("penalties:list"))


def test_reviews_and_scorecards(cost: Cost, tree: Tree, leader: Employee, hire: Hire) -> None:
    for rows in one_and_many():
        for number in range(rows):
            who = hire(f"员工{number}", tree.aftersales_1, number=f"P{number:04}")
            GamingReview.objects.create(
                employee=who, unit=tree.aftersales_1, kind="short", kpi="aht", start=date(2026, 10, 1),
                end=date(2026, 10, 2), figures={}, n=1, opened_at=NOW,
            )  # fmt: skip
        cost(leader, reverse("gaming:list"))


def test_scorecards(cost: Cost, tree: Tree, hr: Employee, leader: Employee) -> None:
    for rows in one_and_many():
        Scorecard.objects.bulk_create(
            Scorecard(employee=leader, unit=tree.aftersales_1, start=date(2000 + n, 1, 1), end=date(2000 + n, 12, 31))
            for n in range(rows)
        )
        cost(hr, reverse("scorecards:list"))


def test_the_strategy_map(cost: Cost, tree: Tree, supervisor: Employee) -> None:
    for rows in one_and_many():
        vision = StrategyStep.objects.create(unit=tree.qinghe, kind="vision", title="愿景")
        for number in range(rows):
            parent = vision
            for kind in ("strategy", "goal", "action"):
                more = {"owner": supervisor, "due_on": date(2026, 12, 31)} if kind == "action" else {}
                parent = StrategyStep.objects.create(
                    unit=tree.qinghe, kind=kind, title=f"{kind} {number}", parent=parent, **more
                )
            StrategyStep.objects.create(unit=tree.qinghe, kind="action", title="散落", owner=supervisor)
        assert cost(supervisor, reverse("strategy:map")).count("strategy ") >= rows


def test_my_targets(cost: Cost, two_teams: GoalVersion, tree: Tree, supervisor: Employee, agent: Employee) -> None:
    in_force(two_teams, supervisor)
    months = list(two_teams.targets.filter(employee=agent).order_by("month"))
    for rows in one_and_many():
        for number in range(rows - 1):
            goal = Goal.objects.get(pk=two_teams.goal_id)
            goal.pk, goal.title = None, f"目标{number}"
            goal.save(force_insert=True)
            version = GoalVersion.objects.get(pk=two_teams.pk)
            version.pk, version.goal = None, goal
            version.save(force_insert=True)
            GoalDriver.objects.create(goal=goal, kpi="fcr", aim=80.0)
            Target.objects.bulk_create(
                Target(
                    version=version, month=one.month, unit=one.unit, employee=agent, value=one.value,
                    volume=one.volume, baseline=one.baseline, bound=one.bound,
                )
                for one in months
            )  # fmt: skip
        assert cost(agent, reverse("targets:own"), most=40).count(reverse("service:rows")) >= rows


def test_the_people_of_a_simulation(cost: Cost, tree: Tree, hr: Employee, hire: Hire) -> None:
    formula = draft(tree.qinghe, hr)
    for rows in one_and_many():
        row = Simulation.objects.create(
            formula=formula, start=date(2026, 7, 1), end=date(2026, 10, 1), digest="x", made_by=hr.account, made_at=NOW
        )
        for number in range(rows):
            who = hire(f"员工{number}", tree.aftersales_1, number=f"P{number:04}")
            SimulatedPay.objects.create(
                simulation=row, employee=who, unit=tree.aftersales_1, coefficient=Decimal(1), amount="1", lifted="0"
            )
        assert cost(hr, reverse("pay:simulation", args=[row.pk])).count("员工") >= rows
