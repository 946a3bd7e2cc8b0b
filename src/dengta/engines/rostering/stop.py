"""When a search ends: after some seconds, or after an amount of work that is the same on every machine."""

import time
from collections.abc import Callable
from dataclasses import dataclass

PER_SECOND = 100.0


@dataclass(slots=True)
class Effort:
    """Work done so far. A unit is about a hundredth of a second of pricing; programmes count for less."""

    done: float = 0.0

    def add(self, units: float) -> None:
        """Count work."""
        self.done += units


@dataclass(frozen=True, slots=True)
class Stop:
    """The limits of a search; whichever comes first ends it. `cpu`: seconds of processor time of one process.

    Only `work` gives the same roster for the same seed: seconds depend on the machine.
    """

    seconds: float | None = None
    work: float | None = None
    cpu: float | None = None

    def __post_init__(self) -> None:
        limits = [limit for limit in (self.seconds, self.work, self.cpu) if limit is not None]
        if not limits or min(limits) <= 0:
            message = "a search needs at least one limit, and each above nothing"
            raise ValueError(message)

    def left(self, used: float) -> float:
        """Seconds left when this part of the limits is used up; without a limit in seconds, no end."""
        limits = [limit for limit in (self.seconds, self.cpu) if limit is not None]
        return max(0.1, min(limits) * (1 - used)) if limits else float("inf")

    def room(self) -> float:
        """All the work that fits into the limits, about."""
        limits = [limit * PER_SECOND for limit in (self.seconds, self.cpu) if limit is not None]
        return min(limits + ([self.work] if self.work is not None else []))

    def watch(self, effort: Effort, *, clock: Callable[[], float] = time.monotonic) -> Callable[[], float]:
        """A function that says which part of the limits is used up: from 0 to 1 and beyond."""
        begun, cpu_begun = clock(), time.process_time()

        def used() -> float:
            parts = [0.0]
            if self.seconds is not None:
                parts.append((clock() - begun) / self.seconds)
            if self.cpu is not None:
                parts.append((time.process_time() - cpu_begun) / self.cpu)
            if self.work is not None:
                parts.append(effort.done / self.work)
            return max(parts)

        return used
