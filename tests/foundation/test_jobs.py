"""A job is done once in effect, whoever dies on the way."""

from collections.abc import Iterator
from typing import Any

import pytest

from dengta.foundation import jobs
from dengta.foundation.jobs import registry
from dengta.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind() -> Iterator[dict[str, Any]]:
    """A kind of job for the length of a test: `kind["does"]` is what its handler does."""
    does: dict[str, Any] = {"does": lambda run: None}

    @jobs.handler("test.work")
    def work(run: jobs.JobRun, **arguments: Any) -> dict[str, Any] | None:
        return does["does"](run, **arguments)

    yield does
    del registry._handlers["test.work"]


def test_a_job_gets_its_arguments_and_keeps_what_its_handler_returns(kind: dict[str, Any]) -> None:
    kind["does"] = lambda run, rows: {"rows": rows}
    job = jobs.enqueue("test.work", key="a", arguments={"rows": 3})

    jobs.work_off()

    job.refresh_from_db()
    assert (job.state, job.result, job.percent) == (Job.State.DONE, {"rows": 3}, 100)
