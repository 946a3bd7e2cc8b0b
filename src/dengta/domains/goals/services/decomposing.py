"""Breaking a large goal down in steps: worked out without a lock, written some rows at a time so that nobody else who
writes waits long, and finished only if the plan is still the one that it was worked out from.

Until it is finished the version counts as not broken down: nobody can put it in force or change a target of it by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from dengta.domains.goals.models import GoalVersion, NamedGap, PlanMonth, Target
from dengta.domains.goals.selectors.plan_trees import Worked, problem_of, worked_out
from dengta.domains.goals.services.targets import BATCH, carried_over, drafted, planned_months, rows_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@dataclass
class Decomposition:
    """A version with what came of it, and the rows that are still to be written."""

    version_id: int
    worked: Worked
    rows: Iterator[Target]
    total: int

    def next(self, most: int) -> list[Target]:
        """The next rows to be written."""
        return list(islice(self.rows, most))


def prepare(version_id: int) -> Decomposition:
    """Work everything out. Reads only: no lock is held, however long it takes."""
    version = drafted(GoalVersion.objects.select_related("goal").get(pk=version_id))
    worked = worked_out(version)
    if worked.tree is None or worked.obstacle:
        return Decomposition(version_id, worked, iter(()), 0)
    return Decomposition(version_id, worked, _rows(version, worked), len(worked.tree.nodes))


def _rows(version: GoalVersion, worked: Worked) -> Iterator[Target]:
    assert worked.tree is not None
    yield from rows_of(version, worked.tree, worked.months)
    yield from carried_over(version)


@transaction.atomic
def set_aside(version_id: int) -> None:
    """From here on the version is not broken down; what stood in it is cleared next."""
    version = _locked(version_id)
    version.decomposed_at, version.obstacle, version.best = None, "", None
    version.save(update_fields=["decomposed_at", "obstacle", "best"])
    NamedGap.objects.filter(version=version).delete()


@transaction.atomic
def clear(version_id: int, *, most: int) -> int:
    """Take away some targets of before; answers how many those were."""
    version = _open(version_id)
    ids = list(version.targets.order_by("pk").values_list("pk", flat=True)[:most])
    Target.objects.filter(pk__in=ids).delete()
    return len(ids)


@transaction.atomic
def write(version_id: int, rows: Sequence[Target]) -> None:
    """Write some targets."""
    _open(version_id)
    Target.objects.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def finish(made: Decomposition, *, now: datetime) -> GoalVersion:
    """All rows stand: the months get their targets, and the version counts as broken down from now on."""
    version = _open(made.version_id)
    worked = made.worked
    if problem_of(version, list(version.months.all())) != worked.problem:
        raise RuleViolation("goals.plan_moved")
    version.obstacle, version.best, version.decomposed_at = worked.obstacle, worked.best, now
    version.slope = worked.tree.ramp.slope if worked.tree and not worked.obstacle else None
    version.save()
    if worked.tree is not None and not worked.obstacle:
        PlanMonth.objects.bulk_update(planned_months(worked.tree, worked.months), ["target"])
    record(None, "goals.decomposed", version, obstacle=worked.obstacle, best=worked.best, slope=version.slope)
    return version


def _locked(version_id: int) -> GoalVersion:
    rows = GoalVersion.objects.select_for_update(of=("self",)).select_related("goal")
    return drafted(rows.get(pk=version_id))


def _open(version_id: int) -> GoalVersion:
    """The version while it is being broken down. Somebody may have done so on a page meanwhile: theirs stands."""
    version = _locked(version_id)
    if version.decomposed_at is not None:
        raise RuleViolation("goals.plan_moved")
    return version
