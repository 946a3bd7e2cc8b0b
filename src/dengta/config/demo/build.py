"""Builds the demo centre: founds the organisation, then imports thirteen weeks of files as a user would."""

import io
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo

from dengta.config.demo import files, staff, world
from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.outcomes import Call
from dengta.config.demo.queues import open_queues
from dengta.config.demo.shifts import State, states_on
from dengta.config.demo.traffic import calls_on
from dengta.foundation.imports import services as imports
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.staging import stage
from dengta.foundation.jobs import work_off

SOURCE = "云台呼叫中心"
Say = Callable[[str], None]


class Quiet:
    """Nobody watches the progress of the demo's own imports."""

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Say nothing."""


def build(*, now: datetime, say: Say) -> None:
    """Everything, ending at `now` (aware, in the centre's zone)."""
    zone = now.tzinfo
    assert zone is not None
    _timed(say, "organisation", lambda: found_organisation(today=now.date()))
    _timed(say, "queues", open_queues)
    calls, states = happened(first_day(now.date()), now, zone)
    _timed(say, f"{len(calls):,} contacts", lambda: load("service.contacts", files.contacts(calls)))
    _timed(say, "surveys", lambda: load("service.csat", files.surveys(calls, now=now)))
    _timed(say, "complaints", lambda: load("service.complaints", files.complaints(calls)))
    _timed(say, f"{len(states):,} states", lambda: load("service.states", files.states(states)))
    _timed(say, "figures", work_off)


def first_day(today: date) -> date:
    """The day on which the demo's history begins."""
    return today - timedelta(weeks=world.WEEKS)


def happened(first: date, now: datetime, zone: tzinfo) -> tuple[list[Call], list[State]]:
    """Contacts and states from `first` on that were over by `now`."""
    agents = [traits for _person, traits in staff.agents()]
    days = [first + timedelta(days=number) for number in range((now.date() - first).days + 1)]
    calls = [call for day in days for call in calls_on(day, agents, zone) if call.closed_at <= now]
    states = [state for day in days for state in states_on(day, agents, zone) if state.end <= now]
    return calls, states


def load(target: str, content: bytes) -> None:
    """Import one file, through the same steps as the wizard and the command."""
    job = imports.upload(
        io.BytesIO(content), name=f"{target}.csv", target=imports.known_target(target), source=SOURCE, by=None
    )
    job = imports.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None, in_background=False)
    stage(job.pk, Quiet())
    job.refresh_from_db()
    imports.confirm(job=job, by=None, in_background=False)
    publish(job.pk, Quiet())


def _timed(say: Say, what: str, step: Callable[[], object]) -> None:
    started = time.monotonic()
    step()
    say(f"  {what} {time.monotonic() - started:.1f} s")
