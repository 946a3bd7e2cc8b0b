"""When whoever writes on and on leaves the write lock to others."""

import time

# How long one connection may write before it lets others go first.
ENOUGH = 0.25
# Whoever waits for SQLite's lock looks again every tenth of a second: free for longer than that, they all find it.
FREE = 0.12


class Turns:
    """How long one connection has held the write lock since it last left it free for long enough."""

    def __init__(self) -> None:
        self._held = self._released = 0.0
        self._since: float | None = None

    def before(self) -> None:
        """It is about to ask for the lock: it waits where it has had it for long with hardly a pause."""
        free = time.monotonic() - self._released
        if free < FREE and self._held >= ENOUGH:
            time.sleep(FREE - free)
            free = FREE
        if free >= FREE:
            self._held = 0.0

    def began(self) -> None:
        """It has the lock."""
        self._since = time.monotonic()

    def ended(self) -> None:
        """It has given the lock back; nothing where it had none."""
        if self._since is not None:
            self._released = time.monotonic()
            self._held += self._released - self._since
            self._since = None
