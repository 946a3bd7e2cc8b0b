"""Lists of reviews and visits cost the same for one row and for many."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import (
    PeerRound,
    SelfReview,
    ShopperPlan,
    ShopperVisit,
    UpwardResult,
    UpwardRound,
)
from tests.cast import Tree
from tests.costs import one_and_many
from tests.performance.rating import TODAY, plan_of, scenario

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]


@pytest.fixture
def cost(signed_in: Browser) -> Callable[[Employee, str], int]:
    def count(reader: Employee, address: str) -> int:
        browser = signed_in(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    return count


def peer_rounds(tree: Tree, rows: int) -> list[PeerRound]:
    days = [date(2026, 1, 1) - timedelta(days=number * 2) for number in range(rows)]
    return [
        PeerRound.objects.create(
            unit=tree.aftersales_1, title="互评", first_day=day, last_day=day, opened_on=TODAY, closes_on=TODAY,
            per_person=3, threshold=3, seed=1,
        )
        for day in days
    ]  # fmt: skip


def test_rounds_and_self_reviews(
    leader: Employee, agent: Employee, tree: Tree, cost: Callable[[Employee, str], int]
) -> None:
    found = []
    for rows in one_and_many():
        for row in peer_rounds(tree, rows):
            SelfReview.objects.create(
                round=row, employee=agent, unit=tree.aftersales_1, status="handed_in", handed_in_on=TODAY
            )
        found.append([cost(leader, reverse(name)) for name in ("peer_reviews:list", "self_reviews:list")])

    assert found[0] == found[1]


def test_upward_results(hr: Employee, leader: Employee, tree: Tree, cost: Callable[[Employee, str], int]) -> None:
    found = []
    for rows in one_and_many():
        for number in range(rows):
            row = UpwardRound.objects.create(
                unit=tree.qinghe, year=2000 + number, quarter=1, status="closed", closed_on=TODAY
            )
            UpwardResult.objects.create(
                round=row, leader=leader, unit=tree.aftersales_1, above=tree.qinghe, is_shown=False
            )
        found.append(cost(hr, reverse("upward_reviews:list")))

    assert found[0] == found[1]


def test_plans_and_closed_visits(
    supervisor: Employee, agent: Employee, stranger: Employee, tree: Tree, cost: Callable[[Employee, str], int]
) -> None:
    found = []
    for rows in one_and_many():
        of, plan = scenario(tree.qinghe, by=supervisor), plan_of(tree.qinghe, by=supervisor)
        ShopperPlan.objects.bulk_create(
            ShopperPlan(unit=tree.qinghe, title="抽查", made_on=TODAY) for _number in range(rows - 1)
        )
        ShopperVisit.objects.bulk_create(
            ShopperVisit(
                plan=plan, scenario=of, target=agent, unit=tree.aftersales_1, shopper=stranger, visit_by=TODAY,
                status="closed", criteria=of.criteria, answers=[4, 4], score=100, visited_on=TODAY, closed_on=TODAY,
            )
            for _number in range(rows)
        )  # fmt: skip
        found.append(
            [
                cost(supervisor, reverse("shopper:list")),
                cost(agent, reverse("shopper:results")),
                cost(supervisor, reverse("shopper:plan", args=[plan.pk])),
            ]
        )

    assert found[0] == found[1]
