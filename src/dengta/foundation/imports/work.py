"""What staging and publishing have in common: the import as it is worked on, and moving it on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.utils import timezone

from dengta.foundation.access import forget
from dengta.foundation.errors import RuleViolation
from dengta.foundation.imports.chunks import Packing
from dengta.foundation.imports.mapping import ColumnMap, zone_of
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.targets import Context, Target, target_named

State = Import.State


class Reporter(Protocol):
    """Who wants to know how far the work is: a job, or the command line."""

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Say how far the work is."""
        ...


class Stopped(Exception):
    """Somebody stopped the import, or another process has gone on with it: leave it alone."""


@dataclass
class Work:
    """An import with everything that reading and writing its rows needs."""

    job: Import
    target: Target[Any]
    columns: ColumnMap

    @classmethod
    def on(cls, import_id: int) -> "Work":
        """Load an import to work on."""
        job = Import.objects.select_related("source", "file", "by").get(pk=import_id)
        return cls(job, target_named(job.target), ColumnMap.from_json(job.mapping))

    @cached_property
    def packing(self) -> Packing:
        """How the rows of this import are kept."""
        return Packing(self.target, [known.name for known in self.target.fields if known.name in self.columns.columns])

    def context(self) -> Context:
        """The circumstances, as the target is told them.

        What the importing person may do is asked anew each time: an import founds teams and runs for minutes, and
        rights that were read at its beginning would not reach into what it has made since.
        """
        if self.job.by is not None:
            forget(self.job.by)
        return Context(
            source=self.job.source.name,
            by=self.job.by,
            answers=self.columns.answers,
            fields=frozenset(self.columns.columns),
            zone=zone_of(self.columns),
            today=timezone.localdate(),
            number=self.job.pk,
        )


def held(import_id: int, *states: str) -> Import:
    """The import, locked, while it is in one of these states. Raises Stopped where it has left them."""
    job = Import.objects.select_for_update().get(pk=import_id)
    if job.state not in states:
        raise Stopped(import_id, job.state)
    return job


def move(job: Import, to: Import.State) -> None:
    """Change the state along the allowed moves. The caller holds the lock and saves nothing else."""
    if to not in Import.MOVES[job.state]:
        raise RuleViolation("imports.wrong_state", state=job.get_state_display())
    stopping = to in {State.CANCELLED, State.FAILED}
    job.stopped_in, job.state, job.moved_at = job.state if stopping else "", to, timezone.now()
    job.save(update_fields=["state", "stopped_in", "moved_at"])
