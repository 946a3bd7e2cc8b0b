"""The demo's goals, plans and pay, as whoever signs in sees them."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from dengta.config.demo import goals
from dengta.config.demo.organisation import found_organisation
from dengta.domains.goals.models import PaySlip
from dengta.domains.people.models import Employee
from tests.database import shared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module", autouse=True)
def goals_of_the_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[float]:
    """The centre with its goals; how long they took to write."""
    with shared(django_db_blocker):
        with time_machine.travel(NOON):
            found_organisation(today=NOON.date())
            began = time.perf_counter()
            goals.fill(NOON)
            took = time.perf_counter() - began
        yield took


def test_the_agent_of_the_demo_opens_a_released_month(signed_in: Callable[[Employee], Client]) -> None:
    agent = Employee.objects.select_related("account").get(number="K10020")
    page = signed_in(agent).get(reverse("pay:mine")).content.decode()
    slip = PaySlip.objects.get(employee=agent)

    assert reverse("pay:slip", args=[slip.pk]) in page


@pytest.mark.parametrize("name", ["strategy:map", "scorecards:list", "kpi_plans:list", "pay:list", "penalties:list"])
def test_the_supervisor_of_the_demo_finds_something_on_each_page(
    name: str, signed_in: Callable[[Employee], Client]
) -> None:
    supervisor = Employee.objects.select_related("account").get(number="D90001")
    answer = signed_in(supervisor).get(reverse(name))

    assert answer.status_code == 200
    assert "dt-empty" not in answer.content.decode()
