"""F2: whoever kills a worker, a job is taken over and its effect is visible exactly once.

Real worker processes, with a fifth of the product's times (lease 6 s, heartbeat 2 s, sweep 1 s). The test at the end
uses the real ones.
"""

import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from dengta.foundation import jobs
from dengta.foundation.events.models import Event
from dengta.foundation.jobs.clock import from_now
from dengta.foundation.jobs.models import Job
from dengta.foundation.jobs.timing import LEASE
from tests.foundation.processes import Workers, until
from tests.foundation.workload import tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_workload")]


@pytest.fixture
def _workload() -> None:
    assert tasks.PATIENCE, "importing the module registers its kinds"


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    workers = Workers(tmp_path)
    yield workers
    workers.end()


def enqueue(kind: str, workers: Workers, *, key: str) -> Job:
    return jobs.enqueue(f"workload.{kind}", key=key, arguments={"folder": str(workers.folder)})


def ended(*waited_for: Job) -> bool:
    for job in waited_for:
        job.refresh_from_db()
    return not any(job.is_open for job in waited_for)


def effects(job: Job) -> int:
    return Event.objects.filter(type=f"effect of {job.key}").count()


def test_a_job_of_a_killed_worker_is_taken_over_and_its_effect_is_visible_once(workers: Workers) -> None:
    fenced, control = enqueue("fenced", workers, key="fenced"), enqueue("unfenced", workers, key="control")
    first = workers.start()
    workers.attempt("fenced", 1)
    workers.attempt("control", 1)

    workers.kill(first)
    workers.start()
    workers.attempt("fenced", 2)
    workers.attempt("control", 2)
    workers.go()
    until(lambda: ended(fenced, control), workers.logs)

    assert (fenced.state, fenced.attempts, fenced.result) == (Job.State.DONE, 2, {"attempt": 2})
    assert effects(fenced) == 1
    assert effects(control) == 2, "the control shows that this test can see a doubled effect"


def test_a_worker_killed_right_after_publishing_leaves_nothing_to_do_again(workers: Workers) -> None:
    published, steps = enqueue("published", workers, key="published"), enqueue("steps", workers, key="steps")
    first = workers.start()
    workers.attempt("published", 1)
    workers.attempt("steps", 1)

    workers.kill(first)
    workers.start()
    workers.attempt("steps", 2)
    workers.go()
    until(lambda: ended(published, steps), workers.logs)

    assert (published.state, published.attempts, effects(published)) == (Job.State.DONE, 1, 1)
    # The other one resumed behind its last checkpoint: five steps, the first three by the killed worker.
    facts = Event.objects.filter(type="effect of steps").order_by("pk").values_list("facts", flat=True)
    assert [(fact["step"], fact["attempt"]) for fact in facts] == [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2)]


def test_the_late_publication_of_a_zombie_has_no_effect(workers: Workers) -> None:
    zombie, control = enqueue("zombie", workers, key="zombie"), enqueue("zombie_unfenced", workers, key="control")
    first = workers.start()
    workers.attempt("zombie", 1)
    workers.attempt("control", 1)
    workers.start()
    until(lambda: ended(zombie, control), workers.logs)

    workers.go()
    first.send_signal(signal.SIGTERM)
    first.wait(timeout=120)

    assert (zombie.state, zombie.attempts, effects(zombie)) == (Job.State.DONE, 2, 1)
    assert effects(control) == 2, "without the fence the zombie doubles the effect"
    assert "job.lease_lost" in workers.logs()


def test_sigterm_lets_the_job_under_way_finish_and_takes_no_other(workers: Workers) -> None:
    job, later = enqueue("fenced", workers, key="first"), enqueue("fenced", workers, key="later")
    worker = workers.start()
    workers.attempt("first", 1)

    worker.send_signal(signal.SIGTERM)
    # Heartbeats go on for longer than a lease, and the worker's own sweep leaves the job alone.
    until(lambda: Job.objects.filter(heartbeat_at__gt=F("started_at") + timedelta(seconds=6)).exists(), workers.logs)
    assert worker.poll() is None
    workers.go()

    assert worker.wait(timeout=120) == 0, workers.logs()
    assert ended(job)
    assert (job.state, job.attempts, effects(job)) == (Job.State.DONE, 1, 1)
    assert not ended(later)


def test_a_running_job_stops_when_its_owner_asks_and_a_forgotten_one_is_woken(workers: Workers) -> None:
    running, forgotten = enqueue("fenced", workers, key="running"), enqueue("steps", workers, key="forgotten")
    forgotten.refresh_from_db()
    DBTaskResult.objects.filter(pk=forgotten.ticket).delete()
    Job.objects.filter(pk=forgotten.pk).update(woken_at=from_now(-LEASE))
    workers.start()
    workers.attempt("running", 1)
    workers.attempt("forgotten", 1)

    Job.objects.filter(pk=running.pk).update(cancel_requested_at=from_now(-LEASE))
    until(lambda: ended(running), workers.logs)

    assert (running.state, effects(running)) == (Job.State.CANCELLED, 0)


@pytest.mark.sweep
def test_with_the_real_times_a_killed_worker_is_replaced_within_seventy_seconds(workers: Workers) -> None:
    job = enqueue("fenced", workers, key="fenced")
    first, second = workers.start(time_scale=1), workers.start(time_scale=1)
    victim = workers.attempt("fenced", 1)
    killed_at = time.monotonic()
    workers.kill(first if first.pid == victim else second)
    workers.attempt("fenced", 2)
    takeover = time.monotonic() - killed_at
    workers.go()
    until(lambda: ended(job), workers.logs)

    assert takeover <= 70
    assert effects(job) == 1
