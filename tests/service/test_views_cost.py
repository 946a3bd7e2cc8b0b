"""What the pages of the service room cost: as many queries for one row as for twenty-five."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contest
from tests.cast import Tree
from tests.service.centre import TODAY, Centre, at, rated, served

SignedIn = Callable[[Employee], Client]
Hire = Callable[..., Employee]
Recount = Callable[[], int]


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.covers("N14")
@pytest.mark.parametrize(("few", "many"), [(1, 25)])
@pytest.mark.parametrize(
    ("listing", "query"),
    [
        ("service:intervals", "day=2026-11-16"),
        ("service:agents", "period=7d"),
        ("service:agents", "period=7d&sort=aht"),
        ("service:agents", "period=7d&figures=promises"),
        ("service:csat", "period=7d"),
        ("service:csat", "period=7d&by=agent"),
        ("service:csat", "period=7d&by=type"),
        ("service:teams", "period=7d"),
        ("service:rows", "kpi=answered&period=7d"),
        ("service:contests", ""),
        ("service:queues", ""),
        ("service:wallboard", ""),
        ("service:health", ""),
    ],
)
def test_a_list_asks_the_same_number_of_questions_for_one_row_and_for_many(
    *,
    centre: Centre,
    supervisor: Employee,
    agent: Employee,
    hire: Hire,
    tree: Tree,
    signed_in: SignedIn,
    recount: Recount,
    listing: str,
    query: str,
    few: int,
    many: int,
) -> None:
    address = f"{reverse(listing)}?{query}"
    served(centre, agent, n=few)
    rated(centre, agent, satisfied=1, answers=1, sent=few)
    Contest.objects.create(agent=agent, unit=tree.aftersales_1, kpi="aht", day=TODAY, reason="x", opened_at=at(16, 9))
    recount()
    client = signed_in(supervisor)
    one = _queries(client, address)
    for n in range(many - few):
        colleague = hire(f"同事{n}", (tree.aftersales_1, tree.aftersales_2)[n % 2])
        served(centre, colleague, n=2, queue=(centre.hotline, centre.chat)[n % 2].pk)
        rated(centre, colleague, satisfied=1, answers=2, sent=2)
        Contest.objects.create(
            agent=colleague, unit=tree.aftersales_1, kpi="aht", day=TODAY, reason="x", opened_at=at(16, 9)
        )
    recount()
    # Data health is a page of several lists.
    assert _queries(client, address) == one <= (15 if listing == "service:health" else 12)
