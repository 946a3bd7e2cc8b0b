"""The demo's year of requests: something is open for the personas, and nothing of others can be seen."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.talk import requests
from dengta.domains.communication.models import (
    Delegation,
    Grievance,
    Mediation,
    OutsiderLink,
    WeeklyReport,
    WorkRequest,
)
from dengta.domains.communication.selectors.grievances import grievances
from dengta.domains.communication.selectors.mediations import mediations
from dengta.domains.people.models import Account
from tests.database import shared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PERSONAS = ("d80002", "k10020", "d90001", "d90003", "d90006", "d90007")


@pytest.fixture(scope="module", autouse=True)
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The centre with its year of requests."""
    with shared(django_db_blocker):
        with time_machine.travel(NOON):
            found_organisation(today=NOON.date())
            requests.fill(NOON)
        yield


def test_something_is_open_for_the_personas_and_the_year_is_full() -> None:
    assert WorkRequest.objects.filter(status="closed").count() >= 15
    assert WorkRequest.objects.filter(status="open").count() == 4
    assert WorkRequest.objects.filter(escalated_at__isnull=False).count() == 1
    assert WeeklyReport.objects.count() == 72
    assert OutsiderLink.objects.filter(revoked_at__isnull=True).count() == 1
    assert Delegation.objects.filter(ends_on=date(2026, 11, 18), ended_at__isnull=True).count() == 1
    assert Delegation.objects.filter(ends_on__gte=date(2026, 11, 18)).count() == 3


def test_only_the_own_grievance_and_own_mediations_are_seen() -> None:
    with time_machine.travel(NOON):
        seen = {name: len(grievances(Account.objects.get(username=name))) for name in PERSONAS}
        settled = {name: len(mediations(Account.objects.get(username=name))) for name in PERSONAS}

    assert Grievance.objects.count() == 1
    assert Mediation.objects.filter(status="closed").count() == Mediation.objects.count() == 2
    assert seen == {"d80002": 1, "k10020": 1, "d90001": 0, "d90003": 0, "d90006": 0, "d90007": 0}
    assert settled == {"d80002": 2, "k10020": 1, "d90001": 0, "d90003": 0, "d90006": 0, "d90007": 0}


def test_the_pages_of_the_personas_open() -> None:
    with time_machine.travel(NOON):
        browser = Client()
        browser.force_login(Account.objects.get(username="k10020"))
        for page in ("requests:list", "delegations:list", "mediations:list", "grievances:list"):
            assert browser.get(reverse(page)).status_code == 200, page
