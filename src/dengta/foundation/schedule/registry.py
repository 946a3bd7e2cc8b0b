"""What recurs. Rooms say so in `apps.ready()`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim


@dataclass(frozen=True)
class Entry:
    """A job that is due whenever the cron expression says so, in the installation's time zone."""

    name: str
    cron: str
    job: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def last_due(self, *, now: datetime, zone: ZoneInfo) -> datetime:
        """The newest moment at or before `now` at which it was due.

        A time of day that the clocks jump over is due right after the jump; one that they repeat is due once.
        """
        local = now.astimezone(zone).replace(microsecond=0)
        # Backwards the library leaves out its starting point, so we start a second later.
        return next(CronSim(self.cron, _a_second_after(local), reverse=True))


def _a_second_after(moment: datetime) -> datetime:
    """By the clock that everybody shares: local time plus a second may be an hour away."""
    return datetime.fromtimestamp(moment.timestamp() + 1, moment.tzinfo)


_entries: dict[str, Entry] = {}


def every(name: str, *, cron: str, job: str, arguments: Mapping[str, Any] | None = None) -> None:
    """Have the job of kind `job` enqueued at each moment of `cron` ("minute hour day month weekday").

    After a downtime only the newest missed moment is made up for. While the job of the last moment is open, no second
    one is added: slow work never piles up.
    """
    if name in _entries:
        message = f"the schedule has an entry {name!r} already"
        raise ValueError(message)
    CronSim(cron, datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")))  # raises for an expression that makes no sense
    _entries[name] = Entry(name, cron, job, dict(arguments or {}))


def entries() -> tuple[Entry, ...]:
    """All entries, by name."""
    return tuple(_entries[name] for name in sorted(_entries))
