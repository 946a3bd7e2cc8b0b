"""Real worker processes on the test's database, and waiting for them with a deadline."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[2]


def until(condition: Callable[[], Any], explain: Callable[[], str], *, within: float = 120) -> Any:
    """What `condition` answers, once that is true; otherwise a failure with what `explain` says then."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    message = f"did not happen within {within} s\n{explain()}"
    raise AssertionError(message)


def database_url() -> str:
    """The test database as another process reaches it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    login = f"{settings['USER']}:{settings['PASSWORD']}".rstrip(":")
    return f"postgres://{login}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"


def environment(folder: Path, *, time_scale: float) -> dict[str, str]:
    """The environment of a process that works on the test's database."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DENGTA_HOME": str(folder),
        "DENGTA_JOBS_TIME_SCALE": str(time_scale),
        "DJANGO_SETTINGS_MODULE": "tests.foundation.workload.settings",
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]),
        "TEST_MAILBOX": str(folder / "mailbox"),
    }


# A worker's look at the outbox without the rest of a worker, whose start takes longer.
CARRY_OUT = """
from dengta.config.memory import loading
with loading():
    import django
    django.setup()
    from django.utils import timezone
    from dengta.foundation.notify import outbox
    import tests.foundation.workload.tasks
outbox.carry_out(now=timezone.now())
"""


@dataclass
class Workers:
    """The worker processes of one test."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *, time_scale: float = 0.2) -> subprocess.Popen[bytes]:
        """One more worker. It needs some seconds before it takes jobs."""
        return self._start("-m", "dengta", "worker", time_scale=time_scale)

    def carry_out(self) -> subprocess.Popen[bytes]:
        """A process that carries messages out once."""
        return self._start("-c", CARRY_OUT, time_scale=1)

    def _start(self, *program: str, time_scale: float) -> subprocess.Popen[bytes]:
        with (self.folder / f"worker{len(self.started)}.log").open("wb") as log:
            worker = subprocess.Popen(
                [sys.executable, *program],
                env=environment(self.folder, time_scale=time_scale),
                cwd=REPOSITORY,
                stdout=log,
                stderr=log,
            )
        self.started.append(worker)
        return worker

    def attempt(self, key: str, number: int) -> int:
        """Wait until this attempt at the job with this key has begun; the id of the process that makes it."""
        file = self.folder / f"{key} attempt {number}"
        return int(until(lambda: file.exists() and file.read_text(), self.logs))

    def go(self) -> None:
        """Let all jobs go on."""
        (self.folder / "go").touch()

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """kill -9: no good-bye, no clean-up."""
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def killed_at(self, step: str, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        """Start a process, let it stand still at this step of `workload.tasks.stop_at`, and kill it there."""
        hold, reached = self.folder / "mailbox" / f"hold {step}", self.folder / "mailbox" / f"at {step}"
        hold.touch()
        process = start()
        until(reached.exists, self.logs)
        self.kill(process)
        hold.unlink()

    def logs(self) -> str:
        """What all workers have said, for the message of a failing test."""
        return "\n".join(log.read_text() for log in sorted(self.folder.glob("worker*.log")))

    def end(self) -> None:
        """Kill what is still there."""
        for worker in self.started:
            if worker.poll() is None:
                self.kill(worker)
