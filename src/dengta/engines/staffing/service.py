"""What customers get from so many agents: both service levels, abandonment, occupancy and waiting."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain

import numpy as np
from numpy.typing import ArrayLike

from dengta.engines.staffing.balance import BLOCK, Balance, erlang_a, erlang_c
from dengta.engines.staffing.work import Definition, Floats, Whole, Work, require, whole


@dataclass(frozen=True, slots=True)
class Service:
    """One value for each interval, as it is on average in balance.

    `waits`: share that is not answered at once. `of_offered`, `of_staying`: the service level by either definition.
    `abandonment`: share that leaves. `occupancy`: share of their time that agents are busy. `answer_seconds`: mean wait
    of those answered (ASA), infinite where nobody ever is. `wait_seconds`: mean wait of all. `waiting`: contacts in
    the queue on average.
    """

    waits: Floats
    of_offered: Floats
    of_staying: Floats
    abandonment: Floats
    occupancy: Floats
    answer_seconds: Floats
    wait_seconds: Floats
    waiting: Floats

    def level(self, definition: Definition) -> Floats:
        """The service level by this definition."""
        return self.of_offered if definition is Definition.OF_OFFERED else self.of_staying


def serve(work: Work, agents: ArrayLike, *, within_seconds: float) -> Service:
    """What `agents` of each interval give: Erlang A where patience ends, Erlang C where it does not.

    Without work everybody would be answered at once. Where Erlang C has more load than agents nobody is answered in
    time and the queue grows without end: service level 0, infinite waits, no exception.
    """
    require(0 <= within_seconds < np.inf, "The seconds of the service level are a number from 0 on.")
    staffed = whole(agents, len(work.load))
    answer = {field.name: np.zeros_like(work.load) for field in fields(Service)}
    answer["of_offered"][:] = answer["of_staying"][:] = 1.0
    for rows in chain(blocks(work, BLOCK, patient=True), blocks(work, BLOCK, patient=False)):
        reached = balance(work, staffed[rows], rows, within_seconds)
        for name, values in _figures(reached, work, staffed[rows], rows).items():
            answer[name][rows] = values
    return Service(**answer)


def blocks(work: Work, length: int, *, patient: bool) -> Iterator[Whole]:
    """The intervals with a load, so many at a time: those in which nobody leaves (`patient`), or the others."""
    rows = np.flatnonzero((work.load > 0) & (np.isinf(work.patience_seconds) == patient))
    yield from (rows[start : start + length] for start in range(0, len(rows), length))


def balance(work: Work, agents: Floats, rows: Whole, within_seconds: float) -> Balance:
    """Erlang C or A for `rows` of the work, which have a load and are of one kind."""
    handle, patience = work.handle_seconds[rows], work.patience_seconds[rows]
    if np.isinf(patience[0]):
        return erlang_c(agents, work.load[rows], within_seconds / handle)
    return erlang_a(agents, work.load[rows], patience / handle, within_seconds / handle)


def occupied(reached: Balance, load: Floats, agents: Floats) -> Floats:
    """The share of their time that agents are busy; 1 where there is work and nobody to do it, or too much of it."""
    busy = np.where(reached.growing, agents, reached.answered * load)
    return np.minimum(np.divide(busy, agents, out=np.ones_like(load), where=agents > 0), 1.0)


def _figures(reached: Balance, work: Work, agents: Floats, rows: Whole) -> dict[str, Floats]:
    load, handle, patience = work.load[rows], work.handle_seconds[rows], work.patience_seconds[rows]
    answer = np.where(agents > 0, reached.queue_time * handle, np.inf)
    # By Little's law those who leave tell the length of the queue: they leave at the rate of the impatience.
    wait = answer if np.isinf(patience[0]) else reached.leaving * patience
    return {
        "waits": reached.waits,
        "of_offered": reached.within,
        "of_staying": reached.level(Definition.OF_STAYING),
        "abandonment": reached.leaving,
        "occupancy": occupied(reached, load, agents),
        "answer_seconds": answer,
        "wait_seconds": wait,
        "waiting": wait * load / handle,
    }
