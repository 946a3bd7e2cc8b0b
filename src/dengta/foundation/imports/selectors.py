"""Who may import what, and what has been imported."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from dengta.foundation.access import Actor, Permission, facts_of
from dengta.foundation.access.matrix import Detail, Scope, grants
from dengta.foundation.access.permission import EVERY_ROW
from dengta.foundation.errors import RuleViolation, general_sentence
from dengta.foundation.files.models import StoredFile
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import, ImportedDay, QuarantinedRow, Source
from dengta.foundation.imports.profile import Profile
from dengta.foundation.imports.readers import Record
from dengta.foundation.imports.readers.base import Layout, open_file
from dengta.foundation.imports.targets import Target, registered_targets, target_named


def targets_open_to(actor: Actor) -> list[Target[Any]]:
    """The targets this person may import into; none for most people. No query beyond the facts about them."""
    return [target for target in registered_targets() if _may_import(actor, target.permission)]


def _may_import(actor: Actor, permission: Permission[Any]) -> bool:
    """Importing is writing about others: what everybody may write about themselves opens nothing here."""
    return any(
        grant.detail is Detail.ROWS and grant.scope not in {Scope.SELF, Scope.ASSIGNED}
        for held in facts_of(actor).roles
        for grant in grants(permission.data_class, held.role, permission.action)
    )


def imports_open_to(actor: Actor) -> QuerySet[Import]:
    """The own imports, and all of a target for whoever holds its right on the whole organisation."""
    mine = [target.name for target in targets_open_to(actor)]
    whole = [name for name in mine if target_named(name).permission.condition(actor) == EVERY_ROW]
    own = Q(target__in=mine, by_id=actor.pk)
    rows = Import.objects.filter(own | Q(target__in=whole))
    return rows.select_related("source", "file", "by").order_by("-created_at", "-pk")


def source_called(target: str, name: str) -> Source | None:
    """The source that people mean by `name`: by its title, or by the name it was first given."""
    return Source.objects.filter(Q(title=name) | Q(name=name), target=target).first()


def saved_mappings(actor: Actor) -> QuerySet[Source]:
    """The sources whose columns are matched already, with when and by whom each was last used."""
    mine = targets_open_to(actor)
    whole = [target.name for target in mine if target.permission.condition(actor) == EVERY_ROW]
    own = Q(target__in=[target.name for target in mine], created_by_id=actor.pk)
    latest = Import.objects.filter(source=OuterRef("pk")).order_by("-created_at", "-pk")
    used = {
        "used_at": Subquery(latest.values("created_at")[:1]),
        "used_by": Subquery(latest.values("by__username")[:1]),
    }
    rows = Source.objects.filter(own | Q(target__in=whole)).exclude(mapping={})
    return rows.annotate(**used).order_by("title", "pk")


def sources_open_to(actor: Actor, target: Target[Any]) -> QuerySet[Source]:
    """The saved sources of a target: the own ones, or all for the whole organisation."""
    rows = Source.objects.filter(target=target.name).order_by("title", "pk")
    whole = target.permission.condition(actor) == EVERY_ROW
    return rows if whole else rows.filter(created_by_id=actor.pk)


def file_name(import_id: int) -> str:
    """What people called the file of an import."""
    return Import.objects.values_list("file__name", flat=True).get(pk=import_id)


def profile_of(job: Import) -> Profile:
    """What the first look at the file found."""
    return Profile.from_json(job.profile)


class Reason(NamedTuple):
    """How often records were put aside for one reason."""

    code: str
    label: str
    times: int


def reasons(job: Import) -> list[Reason]:
    """Why records were put aside, the most frequent reason first. One query."""
    counted = job.quarantine.values_list("code").annotate(times=Count("pk")).order_by("-times", "code")
    return [Reason(code, general_sentence(code), times) for code, times in counted]


def sentences(row: QuarantinedRow, target: Target[Any]) -> list[str]:
    """Everything that is wrong with a record, each with the field it stands in."""
    labels = {known.name: str(known.label) for known in target.fields}
    return [
        _("{field}: {reason}").format(field=labels[field], reason=RuleViolation(code, **facts))
        if field in labels
        else str(RuleViolation(code, **facts))
        for code, field, facts in row.problems
    ]


def refused_records(job: Import, limit: int | None = None) -> Iterator[tuple[QuarantinedRow, Record]]:
    """The records put aside as they stand in the file, in its order. The file is read once."""
    aside = job.quarantine.order_by("line")
    waiting = (aside if limit is None else aside[:limit]).iterator(chunk_size=2000)
    row = next(waiting, None)
    if row is None:
        return
    for record in open_file(job.file.path, Layout.from_json(job.layout)).records():
        if record.line == row.line:
            yield row, record
            row = next(waiting, None)
            if row is None:
                return


def may_take_refused(actor: Actor, job: Import) -> bool:
    """Whether the refused rows may leave with this person.

    Whoever brought the file had every one of them already and needs them back to mend them. To anybody else they are
    rows like others: they need the right to export them, and all of them, because what a refused row is about is not
    known well enough to say to whose branch it belongs.
    """
    return brought_by(actor, job) or target_named(job.target).taking.condition(actor) == EVERY_ROW


def may_download_file(actor: Actor, stored: StoredFile) -> bool:
    """Whether the uploaded file may go back: to whoever brought it. All of it would be more than its refused rows, and
    no gate counts the people in it, so nobody else has it."""
    return imports_open_to(actor).filter(file=stored, by_id=actor.pk).exists()


def brought_by(actor: Actor, job: Import) -> bool:
    """Whether the file came from this person; from the shell it comes from nobody."""
    return job.by_id is not None and job.by_id == actor.pk


def people_refused(job: Import) -> int:
    """How many people the refused rows name, as they are written there. The file is read once."""
    columns, headings = ColumnMap.from_json(job.mapping).columns, profile_of(job).headings
    naming = [columns[name][0] for name in target_named(job.target).person if name in columns]
    places = [headings.index(heading) for heading in naming if heading in headings]
    named = (_first_filled(record.cells, places) for _row, record in refused_records(job)) if places else ()
    return len({name for name in named if name})


def _first_filled(cells: Sequence[str], places: Sequence[int]) -> str:
    return next((cells[place].strip() for place in places if place < len(cells) and cells[place].strip()), "")


def restatements(target: str, start: date, end: date) -> QuerySet[ImportedDay]:
    """Days of [start, end) whose published figures a later import has changed, the latest first."""
    days = ImportedDay.objects.filter(target=target, restates=True, day__gte=start, day__lt=end)
    return days.select_related("job__source", "job__by").order_by("-day", "-pk")
