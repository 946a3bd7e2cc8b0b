"""How an import shows where it stands: the four steps of the wizard, and how far the work is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dengta.foundation import jobs
from dengta.foundation.imports.dates import FORMATS
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import, ImportedDay, Source
from dengta.foundation.imports.retention import DAYS_KEPT, OVER
from dengta.foundation.imports.targets import target_named
from dengta.foundation.imports.work import State
from dengta.foundation.jobs.words import remaining
from dengta.web.figures import Progress, Step


class MappedField(NamedTuple):
    """A field of a target in a saved mapping."""

    label: str
    headings: tuple[str, ...]
    written: str


@dataclass(frozen=True)
class Restated:
    """The days whose published figures an import has changed, in their order."""

    days: Sequence[ImportedDay]

    @property
    def first(self) -> date:
        """The first of them."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """The last of them."""
        return self.days[-1].day

    @property
    def new(self) -> int:
        """How many rows came to them."""
        return sum(day.new for day in self.days)

    @property
    def changed(self) -> int:
        """How many rows read differently."""
        return sum(day.changed for day in self.days)


def restated_by(job: Import) -> Restated | None:
    """The days that this import has restated; None where it has none. One query."""
    days = list(job.days.filter(restates=True).order_by("day"))
    return Restated(days) if days else None


PLACES = {
    State.UPLOADED: 1,
    State.MAPPED: 2,
    State.STAGED: 2,
    State.PREVIEWED: 2,
    State.PUBLISHING: 3,
    State.PUBLISHED: 4,
}


def steps_of(job: Import) -> list[Step]:
    """File, columns, preview, result: what is done, what is on, what is to come."""
    state = State(job.stopped_in) if job.stopped_in else State(job.state)
    return steps_at(PLACES[state])


def steps_at(place: int) -> list[Step]:
    """The steps with this one on; the first is the upload."""
    titles = (_("File"), _("Match the columns"), _("Preview"), _("Result"))
    return [
        Step(title=title, state="done" if at < place else "now" if at == place else "later")
        for at, title in enumerate(titles)
    ]


def kept_until(job: Import, *, today: date) -> date | None:
    """The last day of its file and its refused rows, once it is over; None while it is not, or where they are gone."""
    if job.state not in OVER or job.cleared_at is not None or job.moved_at is None:
        return None
    return timezone.localdate(job.moved_at) + timedelta(days=DAYS_KEPT.on(today))


def progress_of(job: Import) -> Progress:
    """How far the worker is with this import."""
    own = jobs.Job.objects.filter(kind__in=("imports.stage", "imports.publish"), key__startswith=f"{job.pk} ")
    # Stopped and gone on with before its turn came, it has two jobs: the first one does the work.
    work = own.filter(state=jobs.Job.State.RUNNING).last() or own.order_by("pk").last()
    return Progress(
        label=_("Waiting for its turn") if work and work.state == jobs.Job.State.QUEUED else job.get_state_display(),
        done=work.done if work else 0,
        total=(work.total or 0) if work else 0,
        eta=remaining(work.eta) if work else "",
        poll_url=reverse("imports:progress", args=[job.pk]),
    )


def columns_of(source: Source) -> list[MappedField]:
    """A saved mapping as people read it: each field with its columns and how its dates are written."""
    target, columns = target_named(source.target), ColumnMap.from_json(source.mapping)
    return [
        MappedField(
            str(known.label), columns.columns[known.name], str(FORMATS.get(columns.formats.get(known.name, ""), ""))
        )
        for known in target.fields
        if known.name in columns.columns
    ]
