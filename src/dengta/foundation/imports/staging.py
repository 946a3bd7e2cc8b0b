"""Staging: the file is read once; every record becomes a waiting row, a duplicate or a quarantined row.

Then the waiting rows are compared with what is there. Nothing is visible to anybody yet, and whoever takes over from a
killed worker goes on where it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import F, Max

from dengta.foundation.imports.compare import compare
from dengta.foundation.imports.examine import Examiner
from dengta.foundation.imports.models import Chunk, Import, QuarantinedRow
from dengta.foundation.imports.readers import Layout, Record, open_file
from dengta.foundation.imports.seen import Seen
from dengta.foundation.imports.targets import Problem, Row
from dengta.foundation.imports.work import Reporter, State, Stopped, Work, held, move

ROWS_OF_A_CHUNK = 2000
LETTERS_OF_A_CHUNK = 2_000_000
WORDS_SHOWN, LONGEST_WORD = 5, 36  # of a record in a list


@dataclass
class Batch:
    """A chunk in the making."""

    rows: list[Row] = field(default_factory=list)
    refused: list[QuarantinedRow] = field(default_factory=list)
    rows_in: int = 0
    duplicate: int = 0
    blank: int = 0
    last_line: int = 0
    letters: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it should be written."""
        return self.rows_in >= ROWS_OF_A_CHUNK or self.letters >= LETTERS_OF_A_CHUNK

    def counts(self) -> dict[str, int]:
        """What became of its records."""
        return {
            "rows_in": self.rows_in,
            "waiting": len(self.rows),
            "duplicate": self.duplicate,
            "quarantined": len(self.refused),
            "blank": self.blank,
        }


class Staging:
    """Reads the file of one import into chunks."""

    def __init__(self, work: Work) -> None:
        self.work, self.target = work, work.target
        job = work.job
        self.reader = open_file(job.file.path, Layout.from_json(job.layout))
        ctx = work.context()
        self.examiner = Examiner(self.target, work.columns, self.reader.header, ctx)
        self.lookups = self.target.prepare(ctx)
        self.seen = Seen()
        self.number, self.behind = self._recall()

    def _recall(self) -> tuple[int, int]:
        """The chunks written and the last line read before; keys of their rows count as met."""
        for chunk in self.work.job.chunks.order_by("number").iterator(chunk_size=1):
            for row in self.work.packing.unpack(chunk.payload, self.work.job.source.name):
                self.seen.meet(self.target.key_of(row), row)
        known = self.work.job.chunks.aggregate(number=Max("number"), line=Max("last_line"))
        return known["number"] or 0, known["line"] or 0

    def run(self, reporter: Reporter) -> None:
        """Read on from where the last attempt stopped, chunk by chunk."""
        done, total = self.work.job.rows_in, self.reader.about()
        reporter.report(done=done, total=max(total, done))
        for batch in self._batches(self.reader.records()):
            self.number += 1
            self._write(batch)
            done += batch.rows_in
            reporter.report(done=done, total=max(total, done))

    def _batches(self, records: Iterable[Record]) -> Iterator[Batch]:
        batch = Batch()
        for record in records:
            if record.line <= self.behind:
                continue
            self._sort_in(record, batch)
            if batch.is_full:
                yield batch
                batch = Batch()
        if batch.last_line:
            yield batch

    def _sort_in(self, record: Record, batch: Batch) -> None:
        batch.last_line = record.last_line
        if record.blank:
            batch.blank += 1
            return
        batch.rows_in += 1
        batch.letters += sum(map(len, record.cells))
        row, problems = self.examiner.row(record)
        problems = problems or list(self.target.validate(row, self.lookups))
        if problems:
            batch.refused.append(quarantined(self.work.job, record.line, record.cells, problems))
            return
        met = self.seen.meet(self.target.key_of(row), row)
        if met is None:
            batch.rows.append(row)
        elif met.same:
            batch.duplicate += 1
        else:
            problem = Problem("imports.repeated_differently", "", {"first": met.line})
            batch.refused.append(quarantined(self.work.job, record.line, record.cells, [problem]))

    def _write(self, batch: Batch) -> None:
        counts = batch.counts()
        with transaction.atomic():
            job = held(self.work.job.pk, State.MAPPED)
            if Chunk.objects.filter(job=job, number=self.number).exists():
                raise Stopped(job.pk, "another process reads this file")
            Chunk.objects.create(
                job=job,
                number=self.number,
                last_line=batch.last_line,
                payload=self.work.packing.pack(batch.rows),
                **counts,
            )
            QuarantinedRow.objects.bulk_create(batch.refused, batch_size=500)
            Import.objects.filter(pk=job.pk).update(**{name: F(name) + n for name, n in counts.items() if n})


def quarantined(job: Import, line: int, cells: Iterable[object], problems: list[Problem]) -> QuarantinedRow:
    """A record put aside, with everything that is wrong with it."""
    reasons = [[problem.code, problem.field, dict(problem.facts)] for problem in problems]
    words = (str(cell)[:LONGEST_WORD].replace("\x00", "\ufffd").strip() for cell in islice(cells, WORDS_SHOWN))
    excerpt = " · ".join(filter(None, words))
    return QuarantinedRow(job_id=job.pk, line=line, code=problems[0].code, excerpt=excerpt, problems=reasons)


def stage(import_id: int, reporter: Reporter) -> None:
    """Read, validate and compare the file of an import, up to the preview. Safe to repeat and to kill."""
    work = Work.on(import_id)
    if work.job.state == State.MAPPED:
        Staging(work).run(reporter)
        with transaction.atomic():
            move(held(import_id, State.MAPPED), State.STAGED)
    _preview(work, reporter)


def _preview(work: Work, reporter: Reporter) -> None:
    """Count what publishing would do to the waiting rows."""
    expected = {"expected_new": 0, "expected_changed": 0, "expected_duplicate": 0}
    lookups = work.target.prepare(work.context())
    compared, waiting = 0, Import.objects.values_list("waiting", flat=True).get(pk=work.job.pk)
    for chunk in work.job.chunks.order_by("number").iterator(chunk_size=1):
        rows = list(work.packing.unpack(chunk.payload, work.job.source.name))
        verdict = compare(work.target, rows, lookups)
        expected["expected_new"] += len(verdict.new)
        expected["expected_changed"] += len(verdict.changed)
        expected["expected_duplicate"] += len(verdict.unchanged)
        compared += len(rows)
        reporter.report(done=compared, total=waiting or None)
    with transaction.atomic():
        job = held(work.job.pk, State.STAGED)
        Import.objects.filter(pk=job.pk).update(**expected)
        move(job, State.PREVIEWED)
