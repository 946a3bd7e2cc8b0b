"""The mix of work of teams: sums by type, channel and shift, packed per team and week."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dengta.domains.service import policies
from dengta.domains.service.models import TeamMixWeek
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor

# The columns of `models.Results`, in the order in which they are packed behind type, channel and shift.
RESULTS = ("handles", "handle_s", "handle_sq", "known_customer", "solved_first", "answers", "satisfied")
NO_TYPE = 0
_CELL = "<i8"
_WIDTH = 3 + len(RESULTS)

Whole = NDArray[np.int64]


def pack(rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Rows of type (or None), channel, shift and `RESULTS`, in an order of their own, as one value."""
    return np.array(sorted((row[0] or NO_TYPE, *row[1:]) for row in rows), dtype=_CELL).tobytes()


def unpack(packed: bytes) -> Whole:
    """What `pack` wrote: one line per type, channel and shift."""
    return np.frombuffer(packed, dtype=_CELL).reshape(-1, _WIDTH)


@dataclass(frozen=True)
class Mix:
    """What some teams did: parallel arrays, with a place for each team, week, type, channel and shift."""

    unit: Whole
    cells: Whole

    @property
    def type(self) -> Whole:
        """The topic; NO_TYPE where none is known."""
        return self.cells[:, 0]

    @property
    def kind_of_work(self) -> Whole:
        """One number for type, channel and shift together (there are fewer than ten channels and shifts)."""
        return np.asarray((self.cells[:, 0] * 10 + self.cells[:, 1]) * 10 + self.cells[:, 2])

    def sums(self, column: str) -> NDArray[np.float64]:
        """One of `RESULTS`."""
        return self.cells[:, 3 + RESULTS.index(column)].astype(float)


def team_mix(actor: Actor, where: Slice) -> Mix:
    """The mix of all visible teams, the period rounded out to whole weeks. Two queries at most."""
    rows = policies.see_team_mix.aggregate_scope(actor, TeamMixWeek.objects.filter(where.weeks(), where.units("week")))
    packed = [(unit, unpack(bytes(mix))) for unit, mix in rows.order_by().values_list("unit_id", "mix")]
    cells = np.concatenate([part for _unit, part in packed] or [np.empty((0, _WIDTH), dtype=_CELL)])
    units = np.repeat([unit for unit, _part in packed], [len(part) for _unit, part in packed]).astype(np.int64)
    if where.channel is None:
        return Mix(units, cells)
    chosen = cells[:, 1] == where.channel
    return Mix(units[chosen], cells[chosen])
