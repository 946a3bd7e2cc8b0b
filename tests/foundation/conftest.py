"""What several tests of foundation share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dengta.foundation import jobs, notify
from dengta.foundation.jobs import registry
from dengta.foundation.notify import registry as notices

Does = Callable[..., Any]


@pytest.fixture
def job_does() -> Iterator[Callable[[Does], None]]:
    """Says what jobs of the kind "test.work" do in this test."""
    does: list[Does] = [lambda run: None]

    @jobs.handler("test.work", attempts=2, title="Test work")
    def work(run: jobs.JobRun, **arguments: Any) -> dict[str, Any] | None:
        return does[0](run, **arguments)

    def set_to(function: Does) -> None:
        does[0] = function

    yield set_to
    del registry._handlers["test.work"]


@pytest.fixture
def notice_kind(monkeypatch: pytest.MonkeyPatch) -> str:
    """A registered kind of notice."""
    monkeypatch.setattr(notices, "_kinds", dict(notices._kinds))
    notify.register_kind("test.leave", "有一份请假申请")
    return "test.leave"
