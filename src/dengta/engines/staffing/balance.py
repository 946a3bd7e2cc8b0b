"""What becomes of contacts in balance: Erlang C, in which nobody leaves, and Erlang A, in which patience ends.

Both take arrays of equal length with `load` above zero, and answer with shares of the contacts offered.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.staffing.states import log_idle, waiting
from dengta.engines.staffing.work import Definition, Floats

# So many cases at once stay in the cache of a processor.
BLOCK = 512
# Stands for no agents at all, where a logarithm is taken.
_FEWEST = 1e-300


@dataclass(frozen=True, slots=True)
class Balance:
    """Shares of the contacts offered: those that wait at all, are answered in time, answered `late`, leave; those
    still waiting when the time is over (`staying`). `queue_time`: the mean wait of those answered, in mean handle
    times."""

    waits: Floats
    within: Floats
    late: Floats
    leaving: Floats
    staying: Floats
    queue_time: Floats

    @property
    def growing(self) -> NDArray[np.bool_]:
        """Where there is no balance: the queue grows without end and agents are never idle."""
        return np.isinf(self.queue_time)

    @property
    def answered(self) -> Floats:
        """Whoever does not leave, in the end."""
        return self.within + self.late

    def level(self, definition: Definition) -> Floats:
        """The service level, exact also where it is next to nothing."""
        if definition is Definition.OF_OFFERED:
            return self.within
        return self.within / np.maximum(self.within + self.staying, _FEWEST)

    def missed(self, definition: Definition) -> Floats:
        """What is lacking to a service level of 1, exact also where that is next to nothing."""
        if definition is Definition.OF_OFFERED:
            return self.late + self.leaving
        return self.staying / np.maximum(self.within + self.staying, _FEWEST)


def erlang_c(agents: Floats, load: Floats, wait: Floats) -> Balance:
    """M/M/n. With as much load as agents or more the queue grows without end: everybody waits, nobody in time.

    C = 1 / (1 + (n − a)·F), where n·F is the weight of the states with an idle agent. `wait` in mean handle times.
    """
    waits, within, late = np.ones_like(load), np.zeros_like(load), np.ones_like(load)
    queue_time = np.full_like(load, np.inf)
    enough = agents > load
    spare = agents[enough] - load[enough]
    odds = np.log(spare) + log_idle(agents[enough], load[enough]) - np.log(agents[enough])
    waits[enough] = np.exp(-np.logaddexp(0.0, odds))
    within[enough] = np.exp(-np.logaddexp(0.0, -odds)) - waits[enough] * np.expm1(-spare * wait[enough])
    late[enough] = waits[enough] * np.exp(-spare * wait[enough])
    queue_time[enough] = waits[enough] / spare
    return Balance(waits, within, late, np.zeros_like(load), late, queue_time)


def erlang_a(agents: Floats, load: Floats, patience: Floats, wait: Floats) -> Balance:
    """M/M/n + M. `patience` and `wait` in mean handle times.

    All shares are sums of positive terms over the same total, so that small ones are as exact as large ones.
    """
    some = np.maximum(agents, _FEWEST)
    idle = log_idle(some, load)
    queue = waiting(agents, load, patience, wait / patience)
    most = np.maximum(np.maximum(idle, queue.height), 0.0)
    free = np.where(agents > 0, np.exp(idle - most), 0.0)
    busy, line = np.exp(-most), np.exp(queue.height - most)
    served, left = agents * patience, load * patience
    everybody = queue.early + queue.late
    total = free + busy + left * everybody * line
    line = line / total
    answered = free / total + served * everybody * line
    return Balance(
        waits=busy / total + left * everybody * line,
        within=free / total + served * queue.early * line,
        late=served * queue.late * line,
        leaving=np.minimum((everybody + left * queue.leaving) * line, 1.0),
        staying=(queue.at_wait + left * np.exp(-wait / patience) * queue.late) * line,
        queue_time=patience * served * queue.long * line / np.maximum(answered, _FEWEST),
    )
