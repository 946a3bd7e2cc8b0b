"""An announcement to many: the page answers at once, and everybody has it soon after."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import Receipt, Todo
from dengta.domains.communication.services import publishing
from dengta.domains.people.models import Account, Employee, Membership, Unit
from dengta.foundation.jobs import work_off
from dengta.foundation.notify.models import Notice, OutboxMessage
from tests.cast import FOUNDED, Tree
from tests.communication.announcing import draft, publish
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
MANY = 5000
# What the house promises: the page of the author, and the last row of the outbox.
PAGE_SECONDS, OUTBOX_SECONDS = 5, 60


def crowd(unit: Unit, count: int) -> None:
    """So many people with accounts and addresses."""
    accounts = Account.objects.bulk_create(
        Account(username=f"b{number:05}", email=f"b{number:05}@example.com") for number in range(count)
    )
    hired = Employee.objects.bulk_create(
        Employee(number=f"B{number:05}", name=f"客服{number}", account=one, hired_on=FOUNDED)
        for number, one in enumerate(accounts)
    )
    Membership.objects.bulk_create(Membership(employee=one, unit=unit, valid_from=FOUNDED) for one in hired)


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.mark.parametrize("people", [20, 190])
def test_a_delivery_takes_as_many_statements_for_few_as_for_many(people: int, leader: Employee, tree: Tree) -> None:
    crowd(tree.aftersales_1, people)
    announcement = draft(leader, tree.aftersales_1)
    with CaptureQueriesContext(connection) as statements:
        publish(announcement, leader)

    assert Receipt.objects.count() == Todo.objects.count() == Notice.objects.count() == people + 1
    assert OutboxMessage.objects.count() == people + 1
    assert len(statements) <= 55


@pytest.mark.sweep
@pytest.mark.covers("K6")
def test_five_thousand_have_it_within_a_minute_and_the_author_waits_no_five_seconds(
    supervisor: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    crowd(tree.aftersales_1, MANY)
    announcement, browser = draft(supervisor, tree.aftersales_1), signed_in(supervisor)
    address = reverse("announcements:publish", args=[announcement.pk])
    assert browser.get(address).status_code == 200, "the author reads it once more"
    begun, worked = time.perf_counter(), time.process_time()
    answer = browser.post(address, follow=True)
    page, page_work = time.perf_counter() - begun, time.process_time() - worked
    begun, worked = time.perf_counter(), time.process_time()
    work_off()
    delivered, work = time.perf_counter() - begun, time.process_time() - worked
    print(  # noqa: T201 - the figures are what it is for
        f"{connection.vendor}: page {page:.2f} s ({page_work:.2f} s of CPU here), "
        f"delivery to {MANY} {delivered:.1f} s ({work:.1f} s of CPU here)"
    )

    assert answer.status_code == 200
    told = Notice.objects.filter(kind="communication.announcement")
    assert Receipt.objects.count() == Todo.objects.count() == told.count() == MANY
    assert OutboxMessage.objects.count() == MANY
    assert page <= PAGE_SECONDS
    assert delivered <= OUTBOX_SECONDS
    assert publishing.recipients(announcement.pk, 1, now=NOW)
