"""Asking for work, doing it, and seeing how it goes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.events.models import Event
from dengta.foundation.jobs import lease, runner, services, sweep, workers
from dengta.foundation.jobs.clock import from_now
from dengta.foundation.jobs.models import Job, WorkerBeat
from dengta.foundation.jobs.timing import LEASE
from tests.foundation.conftest import Does

pytestmark = pytest.mark.django_db

State = Job.State
SECOND = timedelta(seconds=1)


def effect(run: jobs.JobRun) -> None:
    Event.objects.create(type="effect", facts={})


def effects() -> int:
    return Event.objects.filter(type="effect").count()


def the_job() -> Job:
    return Job.objects.get(kind="test.work")


# --- asking ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("job_does")
def test_while_a_job_is_open_asking_for_the_same_gives_the_same() -> None:
    first = jobs.enqueue("test.work", key="may")
    assert jobs.enqueue("test.work", key="may") == first
    assert jobs.enqueue("test.work", key="june") != first
    lease.claim(first.pk)
    assert jobs.enqueue("test.work", key="may") == first

    jobs.work_off()
    lease.end(first.pk, 1, State.DONE)

    assert jobs.enqueue("test.work", key="may") != first


@pytest.mark.usefixtures("job_does")
def test_a_job_and_its_queue_entry_vanish_with_the_transaction_that_asked() -> None:
    with transaction.atomic():
        jobs.enqueue("test.work", key="a")
        transaction.set_rollback(True)

    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_asking_for_a_kind_that_nobody_does_is_a_bug_and_says_so() -> None:
    with pytest.raises(LookupError, match=r"no handler for job kind 'test\.unknown'"):
        jobs.enqueue("test.unknown", key="a")


# --- doing -------------------------------------------------------------------------------------------


def test_a_job_gets_its_arguments_and_keeps_what_its_handler_returns(job_does: Callable[[Does], None]) -> None:
    job_does(lambda run, rows: {"rows": rows})
    jobs.enqueue("test.work", key="a", arguments={"rows": 3})

    jobs.work_off()

    job = the_job()
    assert (job.state, job.result, job.percent, job.attempts) == (State.DONE, {"rows": 3}, 100, 1)


def test_publishing_ends_the_job_in_the_transaction_of_its_effect(job_does: Callable[[Does], None]) -> None:
    seen = []

    def work(run: jobs.JobRun) -> None:
        with run.publishing() as outcome:
            effect(run)
            outcome["url"] = "/done/"
        seen.append((the_job().state, the_job().result))

    job_does(work)
    jobs.enqueue("test.work", key="a")
    jobs.work_off()

    assert seen == [(State.DONE, {"url": "/done/"})]
    assert (effects(), the_job().result) == (1, {"url": "/done/"})


def test_a_failed_effect_leaves_the_job_open_and_nothing_visible(job_does: Callable[[Does], None]) -> None:
    def work(run: jobs.JobRun) -> None:
        with run.publishing():
            effect(run)
            raise ZeroDivisionError

    job_does(work)
    jobs.enqueue("test.work", key="a")
    jobs.work_off(limit=1)

    assert (the_job().state, effects()) == (State.QUEUED, 0)


def test_a_second_publication_without_a_checkpoint_is_a_bug_and_says_so(job_does: Callable[[Does], None]) -> None:
    def work(run: jobs.JobRun) -> None:
        with run.publishing():
            effect(run)
        with pytest.raises(jobs.AlreadyPublished), run.publishing():
            effect(run)

    job_does(work)
    jobs.enqueue("test.work", key="a")
    jobs.work_off()

    assert effects() == 1


def test_an_error_is_tried_again_later_and_in_the_end_says_what_went_wrong(job_does: Callable[[Does], None]) -> None:
    job_does(lambda run: 1 / 0)
    jobs.enqueue("test.work", key="a")

    jobs.work_off(limit=1)
    job = the_job()
    assert (job.state, job.attempts) == (State.QUEUED, 1)
    assert DBTaskResult.objects.get(pk=job.ticket).run_after > timezone.now()

    jobs.work_off()
    job = the_job()
    assert (job.state, job.attempts, job.error) == (State.FAILED, 2, "ZeroDivisionError: division by zero")


def test_a_refusal_is_not_tried_again(job_does: Callable[[Does], None]) -> None:
    def work(run: jobs.JobRun) -> None:
        raise RuleViolation("no_such_sentence")

    job_does(work)
    jobs.enqueue("test.work", key="a")
    jobs.work_off()

    job = the_job()
    assert (job.state, job.attempts) == (State.FAILED, 1)
    assert "no_such_sentence" in job.error


@pytest.mark.usefixtures("job_does")
def test_a_job_of_a_kind_that_this_version_does_not_know_fails_and_says_so() -> None:
    jobs.enqueue("test.work", key="a")
    Job.objects.update(kind="test.tomorrow")

    jobs.work_off()

    assert Job.objects.get().error == "This version has no handler for 'test.tomorrow'"


# --- who owns it -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("job_does")
def test_only_one_worker_can_claim_a_job_and_each_claim_raises_the_token() -> None:
    job = jobs.enqueue("test.work", key="a")

    first = lease.claim(job.pk)
    assert first is not None
    assert lease.claim(job.pk) is None
    lease.give_back(first, "lost")
    second = lease.claim(job.pk)

    assert second is not None
    assert (first.token, second.token) == (1, 2)


@pytest.mark.usefixtures("job_does")
def test_an_old_token_can_neither_beat_nor_publish_nor_end_the_job() -> None:
    job = jobs.enqueue("test.work", key="a")
    first = lease.claim(job.pk)
    assert first is not None
    zombie = jobs.JobRun(first, beats_itself=True)
    lease.give_back(first, "lost")
    second = lease.claim(job.pk)

    with pytest.raises(jobs.LeaseLost):
        zombie.report(done=1)
    with pytest.raises(jobs.LeaseLost), zombie.publishing():
        effect(zombie)
    assert not lease.end(job.pk, 1, State.DONE)
    assert not lease.fail(job.pk, 1, "late")

    assert (effects(), the_job().state, second and second.token) == (0, State.RUNNING, 2)


@pytest.mark.usefixtures("job_does")
def test_the_sweep_takes_expired_leases_only() -> None:
    job, healthy = jobs.enqueue("test.work", key="a"), jobs.enqueue("test.work", key="b")
    lease.claim(job.pk)
    lease.claim(healthy.pk)
    Job.objects.filter(pk=job.pk).update(lease_until=from_now(-SECOND))

    assert sweep.sweep() == 1

    job.refresh_from_db()
    healthy.refresh_from_db()
    assert (job.state, healthy.state) == (State.QUEUED, State.RUNNING)


@pytest.mark.usefixtures("job_does")
def test_a_job_whose_worker_is_lost_every_time_fails_with_a_clear_error() -> None:
    job = jobs.enqueue("test.work", key="a")
    for _attempt in range(2):
        lease.claim(job.pk)
        Job.objects.update(lease_until=from_now(-SECOND))
        sweep.sweep()

    assert (the_job().state, the_job().error) == (State.FAILED, "The worker stopped in the middle of attempt 2")


@pytest.mark.usefixtures("job_does")
def test_a_waiting_job_without_a_queue_entry_is_woken_and_one_with_an_entry_is_left_alone() -> None:
    forgotten, waiting = jobs.enqueue("test.work", key="a"), jobs.enqueue("test.work", key="b")
    forgotten.refresh_from_db()
    DBTaskResult.objects.filter(pk=forgotten.ticket).delete()
    Job.objects.update(woken_at=from_now(-LEASE - SECOND))

    assert sweep.sweep() == 1
    assert sweep.sweep() == 0

    woken = DBTaskResult.objects.filter(args_kwargs__args=[forgotten.pk]).count()
    assert (woken, DBTaskResult.objects.filter(args_kwargs__args=[waiting.pk]).count()) == (1, 1)


@pytest.mark.usefixtures("job_does")
def test_waking_a_job_twice_does_it_once(job_does: Callable[[Does], None]) -> None:
    job_does(effect)
    job = jobs.enqueue("test.work", key="a")

    jobs.work_off()
    runner.run(job.pk)

    assert effects() == 1


# --- how it goes -------------------------------------------------------------------------------------


def test_progress_is_written_at_most_once_a_second_and_says_how_long_it_still_takes(
    job_does: Callable[[Does], None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    seen = []

    def work(run: jobs.JobRun) -> None:
        with django_assert_max_num_queries(2):
            for row in range(1000):
                run.report(done=row, total=4000, note="rows")
        run.beat()
        Job.objects.update(started_at=from_now(-60 * SECOND), heartbeat_at=from_now(0 * SECOND))
        seen.append(the_job())

    job_does(work)
    jobs.enqueue("test.work", key="a")
    jobs.work_off()

    job = seen[0]
    assert (job.done, job.total, job.note, job.percent) == (999, 4000, "rows", 24)
    assert timedelta(seconds=178) < job.eta < timedelta(seconds=183)


def test_cancelling_stops_a_waiting_job_at_once_and_is_on_record(
    job_does: Callable[[Does], None], agent: Employee, peer: Employee
) -> None:
    job_does(effect)
    job = jobs.enqueue("test.work", key="a", by=agent.account)

    with pytest.raises(NotAllowed):
        services.cancel(job=job, by=peer.account)
    services.cancel(job=job, by=agent.account)
    jobs.work_off()

    assert (the_job().state, effects()) == (State.CANCELLED, 0)
    assert AuditEntry.objects.get(verb="jobs.cancel_asked").actor == agent.account


def test_a_cancelled_running_job_publishes_nothing(job_does: Callable[[Does], None], agent: Employee) -> None:
    def work(run: jobs.JobRun) -> None:
        services.cancel(job=the_job(), by=agent.account)
        with run.publishing():
            effect(run)

    job_does(work)
    jobs.enqueue("test.work", key="a", by=agent.account)
    jobs.work_off()

    assert (the_job().state, effects()) == (State.CANCELLED, 0)


@pytest.mark.usefixtures("job_does")
def test_finished_jobs_are_kept_for_a_month_and_recurring_ones_for_a_day(agent: Employee) -> None:
    now = timezone.now()
    for key, by, days in [("mine", agent.account, 29), ("old", agent.account, 31), ("tick", None, 2)]:
        job = jobs.enqueue("test.work", key=key, by=by)
        Job.objects.filter(pk=job.pk).update(state=State.DONE, finished_at=now - timedelta(days=days))
    jobs.enqueue("test.work", key="open")

    services.prune()

    assert set(Job.objects.values_list("key", flat=True)) == {"mine", "open"}


def test_a_worker_counts_as_alive_for_as_long_as_a_lease() -> None:
    assert not workers.any_alive()
    workers.beat("here:1", "light")
    workers.beat("here:1", "light")
    assert workers.any_alive()
    assert WorkerBeat.objects.count() == 1

    WorkerBeat.objects.update(beat_at=from_now(-LEASE - SECOND))
    assert not workers.any_alive()
