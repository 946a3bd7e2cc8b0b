"""The port for quiet times: when these people are at work, and when their team can spare somebody.

The service room fills it from what the last weeks were like; a room that writes rosters will say it better and take its
place. Without either, times are agreed by hand, and the pages say why they propose none.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.functional import Promise

from dengta.engines.placing import Floor
from dengta.foundation.access import Actor

QUARTER_S = 15 * 60


@dataclass(frozen=True)
class QuietTimes:
    """`floor` answers for these people (employee ids) in the quarters [first, last), as far as `actor` may know it: at
    work, in which team, how many can be spared. `basis` says in a sentence what that rests on."""

    floor: Callable[[Actor, Collection[int], int, int], Floor]
    basis: str | Promise


_provided: list[QuietTimes] = []


def provide(quiet_times: QuietTimes) -> None:
    """Fill the port; called at start. The last one counts: rooms above know better."""
    _provided[:] = [quiet_times]


def provided() -> QuietTimes | None:
    """Whoever can tell; None where nobody can."""
    return _provided[0] if _provided else None


def quarter_of(moment: datetime) -> int:
    """The quarter of an hour since 1970 in which a moment falls."""
    return int(moment.timestamp()) // QUARTER_S


def moment_of(quarter: int) -> datetime:
    """When a quarter begins."""
    return datetime.fromtimestamp(quarter * QUARTER_S, tz=UTC)


def covered(start: datetime, end: datetime) -> range:
    """Every quarter that [start, end) touches."""
    return range(quarter_of(start), -(-int(end.timestamp()) // QUARTER_S))
