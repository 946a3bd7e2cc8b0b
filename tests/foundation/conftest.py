"""What several tests of foundation share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from dengta.foundation import jobs, notify
from dengta.foundation.errors import RuleViolation
from dengta.foundation.events.models import Event
from dengta.foundation.jobs import registry
from dengta.foundation.notify import actions
from dengta.foundation.notify import registry as notices
from tests.foundation import chat_server

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


@pytest.fixture
def no_mail(settings: Settings) -> None:
    """An installation without a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


@pytest.fixture
def chat(settings: Settings) -> Iterator[chat_server.Chat]:
    """A chat server on this machine, in the place of the real ones."""
    with chat_server.running() as chat:
        settings.CHAT_SERVERS = chat.servers()
        yield chat


@pytest.fixture
def leave_action(monkeypatch: pytest.MonkeyPatch) -> str:
    """A registered action: its effect is an event row; "refused" is refused."""

    def handle(*, account: Any, key: str, value: str, now: Any) -> str:
        Event.objects.create(type="test.leave", facts={"account": account.pk, "key": key, "value": value})
        if value == "refused":
            raise RuleViolation("not_possible")
        return "已登记：批准" if value == "yes" else "已登记：不批准"

    monkeypatch.setattr(actions, "_actions", dict(actions._actions))
    notify.register_action("test.leave", "批准", handle)
    return "test.leave"
