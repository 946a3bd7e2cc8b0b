"""Keeps child processes running: restarts what dies, and leaves nothing behind when it stops itself."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

# How long a child that dies at once waits before its next start; one that ran for a minute begins anew.
BACK_OFF = (1, 2, 4, 8, 15, 30)
HEALTHY_AFTER = 60
# How long children may take to finish what is under way.
GRACE = 30
LOOK_EVERY = 0.2
PR_SET_PDEATHSIG = 1

Say = Callable[[str], object]


class Child:
    """A program that is to run all the time."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name, self.command = name, command
        self.process: subprocess.Popen[bytes] | None = None
        self._failures = 0
        self._started = self.next_start = 0.0

    def start(self) -> None:
        """Start it in a process group of its own: Ctrl-C reaches us alone, and we stop all in good order."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(self.command, process_group=0, preexec_fn=_end_with_parent)  # noqa: S603, PLW1509

    def note_end(self) -> int:
        """It has died: how many seconds to wait before it is started again."""
        self.kill()  # whatever it started and left behind
        self.process = None
        self._failures = 0 if time.monotonic() - self._started > HEALTHY_AFTER else self._failures
        wait = BACK_OFF[min(self._failures, len(BACK_OFF) - 1)]
        self._failures += 1
        self.next_start = time.monotonic() + wait
        return wait

    def ask_to_stop(self) -> None:
        """Let it finish what is under way."""
        if self.process is not None:
            self.process.terminate()

    def kill(self) -> None:
        """End it with everything it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Runs children until it is asked to stop."""

    def __init__(self, children: Sequence[Child], *, say: Say) -> None:
        self._children, self._say = children, say
        self._stop_asked = 0

    def run(self) -> None:
        """Returns when all children have ended after a signal; a second signal does not wait for them."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            while not self._stop_asked:
                for child in self._children:
                    self._look_after(child)
                time.sleep(LOOK_EVERY)
            self._wind_up()
        finally:
            for child in self._children:
                child.kill()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop_asked += 1

    def _look_after(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= child.next_start:
                child.start()
            return
        code = child.process.poll()
        if code is not None:
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            wait = child.note_end()
            self._say(f"{child.name} has died ({how}); starting it again in {wait} s.")

    def _wind_up(self) -> None:
        self._say("Stopping; work under way is finished first. Press Ctrl-C again to stop at once.")
        for child in self._children:
            child.ask_to_stop()
        deadline = time.monotonic() + GRACE
        asked = self._stop_asked
        while any(child.process is not None and child.process.poll() is None for child in self._children):
            if time.monotonic() > deadline or self._stop_asked > asked:
                return
            time.sleep(LOOK_EVERY)


def _end_with_parent() -> None:
    """Linux ends the child when we are killed without a chance to do so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
