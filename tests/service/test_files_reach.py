"""A file holds what its taker may take along, which is not always all they may look at."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee, Membership, RoleGrant
from dengta.domains.service.models import QueueInterval
from dengta.foundation.access import Role
from tests.cast import FOUNDED, Tree
from tests.service.centre import Centre, at

Hire = Callable[..., Employee]
SignedIn = Callable[[Employee], Client]
FORTNIGHT = "period=custom&start=2026-11-02&end=2026-11-15"
TABLES = [
    *(("agents", f"{FORTNIGHT}&by={by}") for by in ("unit", "agent", "queue", "day")),
    ("agents", f"{FORTNIGHT}&by=agent&sort=answered"),
    *(("csat", f"{FORTNIGHT}&by={by}") for by in ("type", "channel")),
    ("teams", f"{FORTNIGHT}&kpi=aht"),
    *(("intervals", f"day=2026-11-04&by={by}") for by in ("interval", "queue")),
]


@pytest.fixture
def two_roles(hire: Hire, tree: Tree) -> Employee:
    """Reads the figures of the whole company as quality, may take along those of 青禾电商 alone as its supervisor."""
    both = hire("方文", tree.aftersales_1, number="K10020", role=Role.QUALITY, at=tree.company)
    RoleGrant.objects.create(account=both.account, role=Role.SUPERVISOR, unit=tree.qinghe, valid_from=FOUNDED)
    return both


@pytest.fixture
def file_of(signed_in: SignedIn) -> Callable[..., str]:
    """What somebody takes along from an address."""

    def file_of(reader: Employee, page: str, query: str) -> str:
        answer = signed_in(reader).get(f"{reverse(f'service:{page}')}?{query}&format=csv")
        assert answer.status_code == 200
        return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    return file_of


@pytest.mark.covers("M9", "N3")
@pytest.mark.parametrize(("page", "query"), TABLES)
def test_who_reads_two_branches_and_may_take_one_along_takes_one_along(
    *,
    busy_centre: Centre,
    supervisor: Employee,
    two_roles: Employee,
    signed_in: SignedIn,
    file_of: Callable[..., str],
    page: str,
    query: str,
) -> None:
    QueueInterval.objects.create(
        source=busy_centre.source, queue=busy_centre.tickets, channel=1, quarter=int(at(4, 9).timestamp()) // 900,
        minutes=15, offered=4321, answered=4321, abandoned=0,
    )  # fmt: skip
    taken = file_of(supervisor, page, query)

    assert file_of(two_roles, page, query) == taken
    assert taken.count("\n") > 1
    shown = [signed_in(who).get(f"{reverse(f'service:{page}')}?{query}").content for who in (supervisor, two_roles)]
    assert len(shown[0]) != len(shown[1]), "both roles together show no more than one: nothing is tested"


@pytest.mark.covers("M9", "N3")
def test_of_an_agent_who_came_from_elsewhere_only_the_days_here_leave(
    *,
    centre: Centre,
    agent: Employee,
    supervisor: Employee,
    two_roles: Employee,
    tree: Tree,
    file_of: Callable[..., str],
    recount: Callable[[], int],
) -> None:
    Membership.objects.filter(employee=agent).update(unit=tree.ticketing, valid_to=date(2026, 11, 9))
    Membership.objects.create(employee=agent, unit=tree.aftersales_1, valid_from=date(2026, 11, 9))
    for day in (3, 4, 10):
        centre.add(centre.contact(f"d{day}", created_at=at(day, 9), agent=agent.pk, wait_s=5, handle_s=60))
    recount()
    taken = file_of(supervisor, "agents", f"{FORTNIGHT}&by=agent")

    assert file_of(two_roles, "agents", f"{FORTNIGHT}&by=agent") == taken
    assert taken.splitlines()[1].startswith("李佳怡,K10002,1.0,")
