"""Builds the demo centre: founds the organisation, then brings in thirteen weeks of traffic."""

import io
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from typing import TypeVar

from dengta.config.demo import files, goals, performance, recognition, staff, talk, world, wrinkles
from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.outcomes import Call, as_of
from dengta.config.demo.queues import open_queues
from dengta.config.demo.shifts import State, states_on
from dengta.config.demo.stream import Names, deliver, open_topics
from dengta.config.demo.traffic import calls_on
from dengta.config.demo.work import with_work
from dengta.domains.people.models import Unit
from dengta.domains.service.models import Source
from dengta.domains.service.services.strengths import refresh_strengths
from dengta.foundation.imports import services as imports
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.staging import stage
from dengta.foundation.jobs import work_off

SOURCE = "云台呼叫中心"
LAST_DAYS = 3
T = TypeVar("T")
Say = Callable[[str], None]


class Quiet:
    """Nobody watches the progress of the demo's own imports."""

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Say nothing."""


def build(*, now: datetime, say: Say) -> None:
    """Everything, ending at `now` (aware, in the centre's zone).

    The last days come from files, through the import that people use; what lies before comes the way a live connector
    delivers, which is twice as fast.
    """
    zone = now.tzinfo
    assert zone is not None
    first, last = first_day(now.date()), now.date() - timedelta(days=LAST_DAYS)
    _timed(say, "organisation", lambda: found_organisation(today=now.date()))
    names = _timed(say, "queues and topics", _open)
    calls, states = _timed(say, "thirteen weeks of traffic", lambda: happened(first, now, zone, exact_from=last))
    cut = datetime.combine(last, datetime.min.time(), zone)
    before = [call for call in calls if call.created_at < cut], [state for state in states if state.start < cut]
    _timed(say, f"{len(before[0]):,} contacts", lambda: deliver(*before, names=names, now=now))
    recent = [call for call in calls if call.created_at >= cut]
    late = wrinkles.late_ones(recent, now.date())
    _import([call for call in recent if call not in late], [s for s in states if s.start >= cut], now, say)
    _timed(say, "figures", work_off)
    _timed(say, "strength profiles", lambda: refresh_strengths(today=now.date()))
    _timed(say, "a late file and two objections", lambda: _afterwards(late, now))
    _timed(say, "a year of communication", lambda: talk.fill(now))
    _timed(say, "goals, plans and pay", lambda: goals.fill(now))
    _timed(say, "reviews and appraisals", lambda: performance.fill(now))
    _timed(say, "the rule book", lambda: recognition.fill(now))


def _open() -> Names:
    open_queues()
    open_topics()
    company = Unit.objects.get(kind=Unit.Kind.COMPANY)
    return Names.of(Source.objects.create(name=SOURCE, unit=company, tracks_open=True, stale_after_hours=24))


def _import(calls: list[Call], states: list[State], now: datetime, say: Say) -> None:
    """The last days, as four files."""
    _timed(say, f"import of {len(calls):,} contacts", lambda: load("service.contacts", files.contacts(calls)))
    _timed(say, "import of surveys", lambda: load("service.csat", files.surveys(calls, now=now)))
    _timed(say, "import of complaints", lambda: load("service.complaints", files.complaints(calls)))
    _timed(say, "import of states", lambda: load("service.states", files.states(states)))


def _afterwards(late: list[Call], now: datetime) -> None:
    """What comes in when the day has been counted already: data health shows what it changed and what it held back."""
    load("service.contacts", files.contacts([*late, *wrinkles.of_strangers(late)]))
    load("service.csat", files.surveys(late, now=now))
    work_off()
    wrinkles.object_to_figures(now=now)


def first_day(today: date) -> date:
    """The day on which the demo's history begins."""
    return today - timedelta(weeks=world.WEEKS)


def happened(first: date, now: datetime, zone: tzinfo, *, exact_from: date) -> tuple[list[Call], list[State]]:
    """Contacts and states from `first` on that were over by `now`; states to the second from `exact_from` on."""
    agents = [traits for _person, traits in staff.agents()]
    calls: list[Call] = []
    states: list[State] = []
    for number in range((now.date() - first).days + 1):
        day = first + timedelta(days=number)
        of_day = calls_on(day, agents, zone)
        exact = day >= exact_from
        calls += (call for call in map(partial(as_of, now=now), of_day) if call is not None)
        states += (s for s in with_work(states_on(day, agents, zone), of_day, exact=exact) if s.end <= now)
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


def _timed(say: Say, what: str, step: Callable[[], T]) -> T:
    started = time.monotonic()
    done = step()
    say(f"  {what} {time.monotonic() - started:.1f} s")
    return done
