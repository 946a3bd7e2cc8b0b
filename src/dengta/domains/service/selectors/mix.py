"""The mix of work of teams: sums by type, channel and shift, packed per team, week and figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dengta.domains.service import policies
from dengta.domains.service.models import TeamMixWeek
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor

# The columns of `models.Results`, in the order in which they are counted.
RESULTS = (
    "handles",
    "handle_s",
    "handle_sq",
    "handle_logs",
    "handle_log",
    "handle_log_sq",
    "known_customer",
    "solved_first",
    "answers",
    "satisfied",
)
# Each figure that can be compared → its sample, its sum, and the sum of squares of a mean.
PARTS: Mapping[str, tuple[str, ...]] = {
    "csat": ("answers", "satisfied"),
    "fcr": ("known_customer", "solved_first"),
    "aht": ("handles", "handle_s", "handle_sq"),
}
NO_TYPE = 0
# Counts and seconds of a week fit into four bytes, squares of seconds do not.
_CELL: Mapping[str, str] = {"csat": "<i4", "fcr": "<i4", "aht": "<i8"}

Whole = NDArray[np.integer[Any]]


def pack(rows: Iterable[tuple[Any, ...]]) -> tuple[bytes, ...]:
    """Rows of type (or None), channel, shift and `RESULTS` as one value per figure of `PARTS`, in their own order.

    A kind of work without a sample says nothing about a figure and takes no place in it.
    """
    sums = [(_kind_of_work(*row[:3]), dict(zip(RESULTS, row[3:], strict=True))) for row in rows]
    packed = []
    for kpi, columns in PARTS.items():
        lines = sorted((kind, *(sum_[column] for column in columns)) for kind, sum_ in sums if sum_[columns[0]])
        packed.append(np.array(lines, dtype=_CELL[kpi]).tobytes())
    return tuple(packed)


def unpack(packed: bytes, kpi: str) -> Whole:
    """What `pack` wrote for this figure: one line per kind of work."""
    return np.frombuffer(packed, dtype=_CELL[kpi]).reshape(-1, 1 + len(PARTS[kpi]))


def _kind_of_work(topic: int | None, channel: int, shift: int) -> int:
    """One number for type, channel and shift together (there are fewer than ten channels and shifts)."""
    return ((topic or NO_TYPE) * 10 + channel) * 10 + shift


@dataclass(frozen=True)
class Mix:
    """What some teams did: parallel arrays, with a place for each team, week and kind of work that has a sample."""

    unit: Whole
    kind_of_work: Whole
    n: Whole
    total: Whole
    squares: Whole | None

    @property
    def type(self) -> Whole:
        """The topic; NO_TYPE where none is known."""
        return np.asarray(self.kind_of_work // 100)


def team_mix(actor: Actor, where: Slice, *, kpi: str) -> Mix:
    """The mix behind a figure of `PARTS` of all visible teams, the period rounded out to whole weeks. Two queries."""
    rows = policies.see_team_mix.aggregate_scope(actor, TeamMixWeek.objects.filter(where.weeks(), where.units("week")))
    found = list(rows.order_by().values_list("unit_id", kpi))
    cells = unpack(b"".join([mix for _unit, mix in found]), kpi)
    lengths = np.array([len(mix) for _unit, mix in found], dtype=np.int64) // cells[:0].strides[0]
    units = np.repeat(np.array([unit for unit, _mix in found], dtype=np.int64), lengths)
    if where.channel is not None:
        chosen = cells[:, 0] // 10 % 10 == where.channel
        cells, units = cells[chosen], units[chosen]
    kind, n, total, *squares = cells.T
    return Mix(units, kind, n, total, squares[0] if squares else None)
