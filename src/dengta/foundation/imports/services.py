"""Decisions about an import: take the file, match its columns, publish, stop, go on."""

from dataclasses import replace
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.files.services import MEGABYTE, store
from dengta.foundation.imports import selectors
from dengta.foundation.imports.mapping import (
    ColumnMap,
    has_columns_of,
    suggest,
    what_is_missing,
    with_certain_formats,
)
from dengta.foundation.imports.models import Import, Source
from dengta.foundation.imports.profile import Profile, look_at
from dengta.foundation.imports.readers import Layout, open_file, recognise
from dengta.foundation.imports.readers.encodings import ENCODINGS
from dengta.foundation.imports.targets import Target, registered_targets, target_named
from dengta.foundation.imports.work import State, move
from dengta.foundation.settings.parameters import Parameter

UPLOAD = "imports.upload"
KINDS = ("csv", "tsv", "xlsx", "xls")
MOST_MEGABYTES = Parameter("imports.most_megabytes", 300, _("Largest file that can be imported"), unit="MB")
NO_COUNTS = dict.fromkeys(("rows_in", "waiting", "new", "changed", "duplicate", "quarantined", "blank"), 0)


def known_target(name: str) -> Target[Any]:
    """The target called `name`, or by the last part of its name ("contacts"). Raises RuleViolation."""
    for target in registered_targets():
        if name in {target.name, target.name.rpartition(".")[2]}:
            return target
    raise RuleViolation("imports.unknown_target", name=name, known=", ".join(t.name for t in registered_targets()))


def upload(
    source_file: IO[bytes] | File[Any], *, name: str, target: Target[Any], source: str, by: Actor | None
) -> Import:
    """Keep a file, look at it and propose a mapping: the source's own, or one by the names of the columns.

    Raises RuleViolation where the file cannot be read.
    """
    cap = MOST_MEGABYTES.on(timezone.localdate()) * MEGABYTE
    stored = store(source_file, name=name, purpose=UPLOAD, kinds=KINDS, most_bytes=cap, by=by)
    try:
        layout = recognise(stored.path, stored.kind)
        reader = open_file(stored.path, layout)
        if all(line.blank for line in reader.records()):
            raise RuleViolation("imports.no_rows")
        profile = look_at(reader)
        with transaction.atomic():
            origin = _source(target, source.strip() or target.name, by)
            columns = _proposed(origin, target, profile, named=bool(source.strip()))
            job = Import.objects.create(
                target=target.name,
                source=origin,
                file=stored,
                layout=layout.as_json(),
                profile=profile.as_json(),
                mapping=with_certain_formats(target, profile, columns).as_json(),
                by_id=by.pk if by is not None else None,
                created_at=timezone.now(),
                moved_at=timezone.now(),
            )
            record(by, "imports.uploaded", job, target=target.name, source=origin.name, sha256=stored.sha256)
    except RuleViolation:
        stored.content.delete(save=False)
        stored.delete()
        raise
    return job


def _proposed(origin: Source, target: Target[Any], profile: Profile, *, named: bool) -> ColumnMap:
    """The source's own mapping. Where nobody named a source and the file has other columns, one by their names: the
    mapping kept is then that of some other file."""
    if origin.mapping:
        kept = ColumnMap.from_json(origin.mapping)
        if named or has_columns_of(profile, kept):
            return kept
    return suggest(target, profile)


def _source(target: Target[Any], name: str, by: Actor | None) -> Source:
    """The source of this name, made when it is new. Somebody else's is not to be written under."""
    by_id = by.pk if by is not None else None
    start = {"title": name[:60], "created_by_id": by_id, "changed_at": timezone.now()}
    source = selectors.source_called(target.name, name[:60])
    if source is None:
        source, created = Source.objects.get_or_create(target=target.name, name=name[:60], defaults=start)
        if created:
            return source
    if by is not None and not selectors.sources_open_to(by, target).filter(pk=source.pk).exists():
        raise RuleViolation("imports.source_taken", name=name)
    return source


@transaction.atomic
def rename_mapping(*, source: Source, title: str, by: Actor) -> Source:
    """Call a saved mapping something else. Its old name finds it, too, and rows keep the key they came in with."""
    source = _open_source(source, by)
    title, before = title.strip(), source.title
    if not title:
        raise RuleViolation("imports.title_missing")
    other = selectors.source_called(source.target, title)
    if other is not None and other.pk != source.pk:
        raise RuleViolation("imports.title_taken", name=title)
    source.title = title
    source.save(update_fields=["title"])
    record(by, "imports.mapping_renamed", source, before=before, after=title)
    return source


@transaction.atomic
def delete_mapping(*, source: Source, by: Actor) -> None:
    """Forget which column is which: the next file of this source is matched anew. What was imported stays."""
    source = _open_source(source, by)
    record(by, "imports.mapping_deleted", source, title=source.title, mapping=source.mapping)
    source.mapping, source.changed_at = {}, timezone.now()
    source.save(update_fields=["mapping", "changed_at"])


def _open_source(source: Source, by: Actor) -> Source:
    """The source, locked, for whoever may import under it."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not selectors.saved_mappings(by).filter(pk=source.pk).exists():
        raise NotAllowed("not_allowed", right="imports.mapping")
    return source


def look_again(*, job: Import, encoding: str) -> Import:
    """Read the file in another encoding than the one found, as long as nothing has been staged."""
    if encoding not in ENCODINGS:
        raise RuleViolation("imports.unknown_encoding", name=encoding)
    layout = replace(Layout.from_json(job.layout), encoding=encoding)
    profile = look_at(open_file(job.file.path, layout))
    with transaction.atomic():
        job = _locked(job, State.UPLOADED)
        target = target_named(job.target)
        job.layout, job.profile = layout.as_json(), profile.as_json()
        job.mapping = suggest(target, profile).as_json()
        job.save(update_fields=["layout", "profile", "mapping"])
    return job


@transaction.atomic
def map_columns(*, job: Import, columns: ColumnMap, by: Actor | None, in_background: bool = True) -> Import:
    """Settle which column is which field, keep that with the source, and have the file read.

    Not `in_background`, the caller does the reading itself (the command line). Raises RuleViolation naming what is
    missing and what the file has.
    """
    job = _locked(job, State.UPLOADED)
    profile = selectors.profile_of(job)
    missing = what_is_missing(target_named(job.target), profile, columns)
    if missing:
        words = " ".join(str(RuleViolation(problem.code, **problem.facts)) for problem in missing)
        raise RuleViolation("imports.mapping_incomplete", missing=words, found=", ".join(profile.headings))
    job.mapping = columns.as_json()
    job.save(update_fields=["mapping"])
    Source.objects.filter(pk=job.source_id).update(mapping=job.mapping, changed_at=timezone.now())
    move(job, State.MAPPED)
    record(by, "imports.mapped", job, columns=job.mapping["columns"], formats=job.mapping["formats"])
    if in_background:
        _work_on(job, by)
    return job


@transaction.atomic
def confirm(*, job: Import, by: Actor | None, in_background: bool = True) -> Import:
    """Publish what the preview showed; not `in_background`, the caller does it itself."""
    job = _locked(job, State.PREVIEWED)
    move(job, State.PUBLISHING)
    record(by, "imports.confirmed", job, waiting=job.waiting, quarantined=job.quarantined)
    if in_background:
        _work_on(job, by)
    return job


@transaction.atomic
def match_again(*, job: Import, by: Actor | None) -> Import:
    """Back to the columns: what was staged is thrown away, the file stays."""
    job = _locked(job, State.PREVIEWED)
    _forget_rows(job)
    move(job, State.UPLOADED)
    record(by, "imports.matched_again", job)
    return job


@transaction.atomic
def cancel(*, job: Import, by: Actor | None) -> Import:
    """Stop. What has been published stays published; the counts say how far it went."""
    job = Import.objects.select_for_update().get(pk=job.pk)
    move(job, State.CANCELLED)
    record(by, "imports.cancelled", job, waiting=job.waiting, accepted=job.accepted)
    return job


@transaction.atomic
def resume(*, job: Import, by: Actor | None) -> Import:
    """Go on where a stopped or failed import stood."""
    job = _locked(job, State.CANCELLED, State.FAILED)
    if job.cleared_at is not None:
        raise RuleViolation("imports.cleared", day=timezone.localdate(job.cleared_at))
    move(job, State(job.stopped_in))
    job.failure = ""
    job.save(update_fields=["failure"])
    record(by, "imports.resumed", job, state=job.state)
    if job.is_at_work:
        _work_on(job, by)
    return job


@transaction.atomic
def give_up(*, import_id: int, reason: str) -> None:
    """The work ended without a result: say why, so that somebody can mend it and go on."""
    job = Import.objects.select_for_update().get(pk=import_id)
    if job.is_at_work:
        job.failure = reason[:500]
        job.save(update_fields=["failure"])
        move(job, State.FAILED)
        record(None, "imports.failed", job, reason=job.failure)


def _locked(job: Import, *states: Import.State) -> Import:
    """The import as it is now, locked; refused where it has moved on meanwhile."""
    job = Import.objects.select_for_update(of=("self",)).select_related("source", "file").get(pk=job.pk)
    if job.state not in states:
        raise RuleViolation("imports.wrong_state", state=job.get_state_display())
    return job


def _forget_rows(job: Import) -> None:
    job.chunks.all().delete()
    job.quarantine.all().delete()
    expected = dict.fromkeys(("expected_new", "expected_changed", "expected_duplicate"))
    Import.objects.filter(pk=job.pk).update(**NO_COUNTS, **expected)


def _work_on(job: Import, by: Actor | None) -> None:
    kind = "imports.publish" if job.state == State.PUBLISHING else "imports.stage"
    # A key of its own each time: an earlier job of this import may be on its way out and would not look again.
    key = f"{job.pk} {timezone.now().isoformat()}"
    jobs.enqueue(kind, key=key, by=by, arguments={"import_id": job.pk})
