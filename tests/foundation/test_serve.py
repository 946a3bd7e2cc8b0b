"""`./dengta serve`: web and worker run together, come back when they die, and leave nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.test import Client

from dengta.config import health
from dengta.foundation.jobs import workers
from dengta.foundation.jobs.models import WorkerBeat
from tests.foundation.processes import REPOSITORY, environment, until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """A running `serve`."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port, self._log = port, folder / "serve.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dengta", "serve", "--port", str(port)],
                env=environment(folder, time_scale=0.2),
                cwd=REPOSITORY,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def get(self, path: str) -> tuple[int, str]:
        """The status and body of an answer; 0 where nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except (URLError, OSError):
            return 0, ""

    def said(self) -> str:
        """Everything it has printed."""
        return self._log.read_text()

    def children(self) -> dict[int, str]:
        """The processes that descend from it, with their command lines (Linux)."""
        found: dict[int, str] = {}
        family = {self.process.pid}
        for _generation in range(3):
            for stat in Path("/proc").glob("[0-9]*/stat"):
                try:
                    parent = int(stat.read_text().rpartition(")")[2].split()[1])
                    command = stat.with_name("cmdline").read_text().replace("\0", " ")
                except OSError:
                    continue  # it has just ended
                if parent in family:
                    found[int(stat.parent.name)] = command
            family |= set(found)
        return found

    def worker(self) -> int | None:
        """The process id of the worker."""
        return next((pid for pid, command in self.children().items() if "dengta worker" in command), None)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path, free_port())
    yield served
    left = served.children()
    served.process.kill()
    served.process.wait()
    for pid in left:
        if alive(pid):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_web_and_worker_start_come_back_and_stop_together(served: Served) -> None:
    until(lambda: served.get("/livez") == (200, "ok\n"), served.said)
    until(lambda: served.get("/readyz")[0] == 200, served.said)

    first = until(served.worker, served.said)
    os.kill(first, signal.SIGKILL)
    until(lambda: served.worker() not in {None, first}, served.said)
    assert "The worker has died (signal 9); starting it again in 1 s." in served.said()
    assert served.get("/livez")[0] == 200, "the web server did not notice"
    until(lambda: WorkerBeat.objects.filter(name__endswith=f":{served.worker()}").exists(), served.said)

    family = set(served.children())
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=60) == 0, served.said()

    assert len(family) >= 3, "the web server, its worker process, and the worker"
    assert not [pid for pid in family if alive(pid)]
    assert served.get("/livez")[0] == 0
    assert served.said().rstrip().endswith("Stopped.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell children of their parent's end")
def test_children_end_even_when_the_supervisor_is_killed(served: Served) -> None:
    until(lambda: served.get("/livez")[0] == 200 and served.worker(), served.said)
    family = set(served.children())

    served.process.kill()
    served.process.wait()

    until(lambda: not [pid for pid in family if alive(pid)], served.said)


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "dengta", "serve", "--port", str(port)]
        env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "DENGTA_HOME": str(tmp_path)}
        answer = subprocess.run(command, env=env, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stdout == f"Port {port} cannot be used (Address already in use). Choose another one with --port.\n"


@pytest.mark.django_db
def test_an_installation_is_ready_when_its_database_is_migrated_and_a_worker_lives(client: Client) -> None:
    assert client.get("/readyz").json() == {"database": True, "migrations": True, "worker": False}
    workers.beat("here:1", "light")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["worker"]) == (200, True)


@pytest.mark.django_db
def test_an_installation_with_unapplied_migrations_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers.beat("here:1", "light")
    monkeypatch.setattr(health, "_migrated", [])
    monkeypatch.setattr("dengta.config.health.MigrationExecutor.migration_plan", lambda self, targets: ["0002_next"])

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


def test_livez_needs_no_database_and_no_sign_in(client: Client) -> None:
    assert client.get("/livez").content == b"ok\n"
