"""Each job says in a file that it has begun, and goes on when the test writes another. An effect is an event row."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from dengta.domains.communication.models import Announcement
from dengta.domains.communication.services import publishing
from dengta.domains.communication.services.announcement_kinds import CONFIRM
from dengta.foundation import events, jobs
from dengta.foundation.events.models import Event
from dengta.foundation.notify import email, outbox, register_channel
from dengta.foundation.notify.chat import dingtalk, feishu, wecom
from dengta.foundation.notify.models import OutboxMessage

PATIENCE = 90


@dataclass(frozen=True)
class Happened:
    """News that a slow receiver wants to hear."""

    folder: str


def hear(news: Happened) -> None:
    """Writes its effect, and waits: a worker killed now must leave nothing of it."""
    Event.objects.create(type="heard", facts={})
    folder = Path(news.folder)
    (folder / f"hearing {os.getpid()}").touch()
    deadline = time.monotonic() + PATIENCE
    while not (folder / "go").exists() and time.monotonic() < deadline:
        time.sleep(0.05)


events.subscribe(Happened, "workload.hear", hear)


def begun(folder: str, run: jobs.JobRun) -> None:
    (Path(folder) / f"{run.key} attempt {run.attempt}").write_text(str(os.getpid()))


def wait_for_go(folder: str, run: jobs.JobRun) -> None:
    deadline = time.monotonic() + PATIENCE
    while not (Path(folder) / "go").exists():
        run.report(note="waiting")
        if time.monotonic() > deadline:
            message = "nobody said go"
            raise TimeoutError(message)
        time.sleep(0.05)


def effect(run: jobs.JobRun, step: int = 0) -> None:
    Event.objects.create(type=f"effect of {run.key}", facts={"step": step, "attempt": run.attempt})


@jobs.handler("workload.fenced")
def fenced(run: jobs.JobRun, folder: str) -> None:
    """Waits before its effect becomes visible."""
    begun(folder, run)
    wait_for_go(folder, run)
    with run.publishing() as outcome:
        effect(run)
        outcome["attempt"] = run.attempt


@jobs.handler("workload.published")
def published(run: jobs.JobRun, folder: str) -> None:
    """Waits after its effect has become visible, before it could return."""
    with run.publishing():
        effect(run)
    begun(folder, run)
    wait_for_go(folder, run)


@jobs.handler("workload.unfenced", queue="heavy")
def unfenced(run: jobs.JobRun, folder: str) -> None:
    """The negative control: an effect in a transaction of its own, then the wait."""
    with transaction.atomic():
        effect(run)
    begun(folder, run)
    wait_for_go(folder, run)


@jobs.handler("workload.steps", queue="heavy")
def steps(run: jobs.JobRun, folder: str) -> None:
    """Five steps; waits in the middle."""
    for step in range(run.checkpoint or 0, 5):
        if step == 3:
            begun(folder, run)
            wait_for_go(folder, run)
        with run.publishing(checkpoint=step + 1):
            effect(run, step)


def _stand_still() -> None:
    """In place of the heartbeat: the process hangs, as far as others can see."""


def zombie_wait(folder: str, run: jobs.JobRun) -> None:
    """The first attempt loses its lease without noticing, and wakes up only when the second is through."""
    begun(folder, run)
    if run.attempt == 1:
        run.beat = _stand_still  # type: ignore[method-assign]
        wait_for_go(folder, run)


@jobs.handler("workload.zombie")
def zombie(run: jobs.JobRun, folder: str) -> None:
    """A zombie that publishes too late."""
    zombie_wait(folder, run)
    with run.publishing():
        effect(run)


@jobs.handler("workload.zombie_unfenced", queue="heavy")
def zombie_unfenced(run: jobs.JobRun, folder: str) -> None:
    """The negative control: a zombie without a fence."""
    zombie_wait(folder, run)
    with transaction.atomic():
        effect(run)


# --- messages ------------------------------------------------------------------------------------------


def stop_at(step: str) -> None:
    """Say that this step is reached, and stand still there for as long as the test wants."""
    folder = Path(os.environ.get("TEST_MAILBOX", "."))
    (folder / f"at {step}").touch()
    deadline = time.monotonic() + PATIENCE
    while (folder / f"hold {step}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)


def settle_slowly(message: OutboxMessage, trouble: Exception | None, *, now: datetime) -> None:
    """The server has answered; nobody has noted it yet."""
    stop_at("answered")
    settle(message, trouble, now=now)


def carelessly(carry: Callable[[OutboxMessage], None]) -> Callable[[OutboxMessage], None]:
    """The negative control: noted as sent first, and then handed over."""

    def carry_carelessly(message: OutboxMessage) -> None:
        OutboxMessage.objects.filter(pk=message.pk).update(state=OutboxMessage.State.SENT)
        stop_at("handing over")
        carry(message)

    return carry_carelessly


def subject_of_the_second(count: int) -> str:
    """The first of two digests is written and its parts are noted; nothing of it is committed."""
    digests.append(count)
    if len(digests) == 2:
        stop_at("second digest")
    return digest_subject(count)


def collect_carelessly(*, now: datetime) -> int:
    """The negative control: the parts are noted as collected first, and the digest is written then."""
    found = OutboxMessage.objects.filter(state=OutboxMessage.State.HELD).update(state=OutboxMessage.State.COLLECTED)
    stop_at("second digest")
    return found


digests: list[int] = []
settle, digest_subject = outbox._settle, outbox._digest_subject
if "TEST_MAILBOX" in os.environ:  # a worker process
    outbox._settle, outbox._digest_subject = settle_slowly, subject_of_the_second
    if "TEST_CARELESS_DIGEST" in os.environ:
        outbox.collect_digests = collect_carelessly
    register_channel("careless email", carelessly(email.carry))
    for vendor, channel in (("wecom", wecom), ("dingtalk", dingtalk), ("feishu", feishu)):
        register_channel(f"careless {vendor}", carelessly(channel.carry))


# --- announcements -------------------------------------------------------------------------------------


@jobs.handler("workload.careless_delivery", queue="heavy")
def careless_delivery(run: jobs.JobRun, folder: str, announcement_id: int) -> None:
    """The negative control: a first chunk without a look at who has it, in a transaction of its own; then the wait."""
    announcement, now = Announcement.objects.get(pk=announcement_id), timezone.now()
    chunk = publishing.recipients(announcement_id, announcement.version, now=now)[: publishing.CHUNK]
    with transaction.atomic():
        publishing._write_receipts(announcement, chunk, now=now)
        publishing._tell(announcement, chunk, todo=CONFIRM, now=now)
    begun(folder, run)
    wait_for_go(folder, run)


def stop_in_the_second_chunk(folder: Path) -> None:
    """Deliveries of this process stand still when the second chunk is written and nothing of it committed."""
    deliver, chunks = publishing.deliver_chunk, []

    def deliver_and_stop(**chunk: Any) -> int:
        reached = deliver(**chunk)
        chunks.append(reached)
        if len(chunks) == 2:
            (folder / "in the second chunk").touch()
            time.sleep(PATIENCE)
        return reached

    publishing.deliver_chunk = deliver_and_stop


if "TEST_DELIVERY" in os.environ:  # a worker process
    publishing.CHUNK = int(os.environ["TEST_DELIVERY"])
    stop_in_the_second_chunk(Path(os.environ["TEST_MAILBOX"]).parent)
