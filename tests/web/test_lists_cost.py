"""Lists of the foundation and of accounts: as many queries for one row as for twenty-five."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.foundation.audit.record import record
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify.models import Notice, OutboxMessage
from tests.cast import Tree

Hire = Callable[..., Employee]
Reader = Employee


def hired(count: int, reader: Reader, hire: Hire, tree: Tree) -> None:
    for number in range(count):
        hire(f"新人{number}", tree.aftersales_1)


def recorded(count: int, reader: Reader, hire: Hire, tree: Tree) -> None:
    with transaction.atomic():
        for _number in range(count):
            record(reader.account, "people.file_opened", reader, subject=reader.pk)


def worked(count: int, reader: Reader, hire: Hire, tree: Tree) -> None:
    start = Job.objects.count()
    for number in range(start, start + count):
        Job.objects.create(kind="audit.seal", key=str(number), queue="light", state="done", created_by=reader.account)


def noticed(count: int, reader: Reader, hire: Hire, tree: Tree) -> None:
    for _number in range(count):
        Notice.objects.create(account=reader.account, kind="jobs.finished", title="Ready")


def written(count: int, reader: Reader, hire: Hire, tree: Tree) -> None:
    for _number in range(count):
        OutboxMessage.objects.create(channel="email", address="a@example.com", subject="s", body="b", state="dead")


@pytest.mark.parametrize(("few", "many"), [(1, 25)])
@pytest.mark.parametrize(
    ("url", "make"),
    [
        ("accounts:list", hired),
        ("accounts:record", recorded),
        ("accounts:opened", recorded),
        ("jobs:list", worked),
        ("jobs:all", worked),
        ("notify:list", noticed),
        ("notify:messages", written),
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - fixtures
    url: str,
    make: Callable[[int, Reader, Hire, Tree], None],
    few: int,
    many: int,
    admin: Employee,
    hire: Hire,
    tree: Tree,
    signed_in: Callable[[Employee], Client],
) -> None:
    client = signed_in(admin)
    client.get(reverse(url))
    counts = []
    for more in (few, many - few):
        make(more, admin, hire, tree)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(url)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
