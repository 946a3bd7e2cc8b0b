"""F2 for announcements: a worker killed in the middle of a delivery leaves everybody with one of each, nobody with two.

A real worker, killed with kill -9 when the second chunk is written and not committed. The lease is not waited for: the
test moves its end into the past, which is all that waiting would do, and the job is taken over in this process.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dengta.domains.communication.models import Announcement, Receipt, Todo
from dengta.domains.communication.services import publishing
from dengta.domains.communication.services.announcement_kinds import CONFIRM, TOLD
from dengta.domains.people.models import Account, Employee, Membership, Unit
from dengta.foundation import jobs
from dengta.foundation.jobs import runner, sweep
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify.models import Notice
from tests.cast import FOUNDED, Tree
from tests.communication.announcing import account, draft
from tests.conftest import NOW
from tests.foundation.processes import Workers, until
from tests.foundation.workload import tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.covers("K6")]
PEOPLE, CHUNK = 12, 5
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Workers that deliver in small chunks, and stand still in the second one."""
    assert tasks.PATIENCE, "importing the module registers its kinds"
    monkeypatch.setitem(os.environ, "TEST_DELIVERY", str(CHUNK))
    monkeypatch.setattr(publishing, "CHUNK", CHUNK)
    monkeypatch.setattr(publishing, "AT_ONCE", 0)
    workers = Workers(tmp_path)
    yield workers
    workers.end()


def crowd(unit: Unit) -> None:
    """People with accounts and without addresses."""
    for number in range(PEOPLE - 1):  # and the leader
        one = Account.objects.create_user(username=f"b{number:02}")
        person = Employee.objects.create(number=f"B{number:02}", name=f"客服{number}", account=one, hired_on=FOUNDED)
        Membership.objects.create(employee=person, unit=unit, valid_from=FOUNDED)


def held(announcement: Announcement) -> list[Counter[int]]:
    """Of receipts, to-dos and notices of this announcement: how many each person has."""
    receipts = Receipt.objects.filter(announcement=announcement)
    todos = Todo.objects.filter(kind=CONFIRM, key=str(announcement.pk))
    notices = Notice.objects.filter(kind=TOLD, url=f"/announcements/{announcement.pk}/")
    return [
        Counter(receipts.values_list("employee_id", flat=True)),
        Counter(todos.values_list("employee_id", flat=True)),
        Counter(notices.values_list("account__employee", flat=True)),
    ]


def taken_over(job: Job) -> Job:
    """The lease of the killed worker has run out, and another one comes."""
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1), "the killed worker left its claim"
    Job.objects.filter(pk=job.pk).update(lease_until=LONG_AGO)
    sweep.sweep()
    runner.run(job.pk)
    job.refresh_from_db()
    return job


def test_a_worker_killed_in_the_middle_of_a_delivery_leaves_everybody_with_one_of_each(
    workers: Workers, leader: Employee, tree: Tree
) -> None:
    crowd(tree.aftersales_1)
    announcement, control = draft(leader, tree.aftersales_1), draft(leader, tree.aftersales_1, title="对照")
    Announcement.objects.filter(pk=control.pk).update(
        status=Announcement.Status.PUBLISHED, published_at=NOW, version=1, asked_version=1
    )
    arguments = {"folder": str(workers.folder), "announcement_id": control.pk}
    careless = jobs.enqueue("workload.careless_delivery", key="control", arguments=arguments)
    worker = workers.start()
    workers.attempt("control", 1)
    reach = publishing.publish_announcement(announcement_id=announcement.pk, by=account(leader), now=NOW)
    until((workers.folder / "in the second chunk").exists, workers.logs)
    workers.kill(worker)

    assert [len(each) for each in held(announcement)] == [CHUNK] * 3, "the first chunk, and nothing of the second"
    workers.go()
    job, control_job = taken_over(Job.objects.get(pk=reach.job_id)), taken_over(careless)

    assert (job.state, job.attempts, job.result) == (Job.State.DONE, 2, {"people": PEOPLE})
    for each in held(announcement):
        assert sorted(each.values()) == [1] * PEOPLE
    assert control_job.state == Job.State.DONE
    assert list(held(control)[2].values()) == [2] * CHUNK, "the control shows that this test can see a doubled notice"
