"""An import is written some rows at a time: nobody who wants to write a row of their own waits for the whole of it."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dengta.domains.people.models import Employee
from dengta.foundation.exports.models import Export
from dengta.foundation.imports import pace, publishing, services, staging, targets
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Chunk, Import
from dengta.foundation.imports.pace import Pace
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.targets import Context, Row
from dengta.foundation.imports.work import State
from tests.foundation.importing import CALLS, TALLY, Quiet, Tally, staged, uploaded
from tests.foundation.test_imports_survive import finished, kill, mapped, started

HEADING = "工单号,坐席,创建时间,时长,备注\n"


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS, TALLY.name: TALLY})


def file_of(rows: int) -> str:
    return HEADING + "".join(f"T{n},K{n % 7},2026-11-{n % 17 + 1:02d} 09:00:00,{n},\n" for n in range(rows))


class Ledger:
    """A reporter that reads the books each time it hears something."""

    def __init__(self, job: Import) -> None:
        self.job = job
        self.read: list[tuple[int, int, int]] = []

    def report(self, **_progress: object) -> None:
        job = Import.objects.get(pk=self.job.pk)
        self.read.append((job.new, job.waiting, Employee.objects.count()))


class Slow:
    """A clock on which each transaction of an import takes as long as `seconds` says of its rows."""

    def __init__(self, seconds: Callable[[int], float]) -> None:
        self.now, self.seconds = 0.0, seconds
        self.written: list[int] = []

    def monotonic(self) -> float:
        return self.now

    def write(self, rows: int) -> None:
        self.written.append(rows)
        self.now += self.seconds(rows)


def published_on(clock: Slow, job: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish with writing that takes what the clock says."""

    class Timed(Tally):
        def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Context) -> None:
            super().publish(new, changed, lookups)
            clock.write(len(new))

    monkeypatch.setattr(targets, "_targets", {TALLY.name: Timed()})
    monkeypatch.setattr(publishing, "time", clock)
    services.confirm(job=job, by=None, in_background=False)
    publish(job.pk, Quiet())


@pytest.mark.django_db
def test_a_chunk_goes_in_in_several_steps_and_the_books_are_right_after_each() -> None:
    job = staged(file_of(1_000))
    services.confirm(job=job, by=None, in_background=False)
    books = Ledger(job)
    publish(job.pk, books)

    assert Chunk.objects.filter(job=job).count() == 1
    assert len(books.read) > 3
    assert [(new, new + waiting) for new, waiting, _stored in books.read] == [
        (stored, 1_000) for _new, _waiting, stored in books.read
    ]
    job.refresh_from_db()
    assert (job.state, job.new) == (State.PUBLISHED, 1_000)


@pytest.mark.django_db
def test_no_step_takes_long_where_every_row_costs_much(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(lambda rows: rows * 0.005)  # founding an agent for each row
    job = staged(file_of(3_000), TALLY)
    published_on(slow, job, monkeypatch)

    assert sum(slow.written) == 3_000 == Export.objects.count()
    assert slow.written[0] == pace.FIRST
    assert len(slow.written) < 60
    assert max(slow.written[1:]) * 0.005 <= pace.SECONDS


@pytest.mark.django_db
def test_where_rows_cost_little_the_steps_grow_to_a_whole_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = Slow(lambda rows: rows * 0.0001)
    job = staged(file_of(9_000), TALLY)
    published_on(fast, job, monkeypatch)

    assert sum(fast.written) == 9_000
    assert fast.written[:4] == [200, 400, 800, 600]  # the rest of the first chunk
    assert max(fast.written) == staging.ROWS_OF_A_CHUNK


def test_a_step_is_never_so_small_that_looking_things_up_would_take_most_of_it() -> None:
    steps = Pace()
    steps.took(steps.rows, 60)

    assert steps.rows == pace.FEWEST


def test_a_rest_of_a_chunk_says_nothing_of_how_many_rows_fit() -> None:
    steps = Pace()
    steps.took(3, 0.2)

    assert steps.rows == pace.FIRST


def wait_until_inside(job: Import, process: "subprocess.Popen[bytes]") -> Chunk:
    """A chunk of which some rows are in and some are not."""
    deadline = time.monotonic() + 60
    inside = Chunk.objects.filter(job=job, published=False, new__gt=0, waiting__gt=0)
    while process.poll() is None and time.monotonic() < deadline:
        if (chunk := inside.first()) is not None:
            return chunk
        os.sched_yield()
    raise AssertionError("the importer was never met within a chunk")


@pytest.mark.django_db(transaction=True)
@pytest.mark.covers("C1", "C7")
def test_an_importer_killed_within_a_chunk_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(file_of(8_000), encoding="utf-8")
    job = mapped(path, TALLY)
    process = started(job, tmp_path, rows_of_a_chunk=8_000)
    wait_until_inside(job, process)
    assert kill(process)

    job.refresh_from_db()
    assert job.state == State.PUBLISHING
    assert 0 < job.new == Export.objects.count() == 8_000 - job.waiting
    job = finished(job, tmp_path, rows_of_a_chunk=8_000)
    assert (job.state, job.rows_in, job.new) == (State.PUBLISHED, 8_000, 8_000)
    assert Export.objects.values("name").distinct().count() == Export.objects.count() == 8_000


class StopsAfter:
    """A reporter that hears how far it is, and breaks off after so many reports."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.heard: list[tuple[int | None, int | None]] = []

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        self.left -= 1
        self.heard.append((done, total))
        if self.left == 0:
            raise TimeoutError


@pytest.mark.django_db
def test_a_file_gone_on_with_is_compared_up_to_its_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "ROWS_OF_A_CHUNK", 2)
    job = uploaded(file_of(5))
    services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None, in_background=False)
    with pytest.raises(TimeoutError):
        staging.stage(job.pk, StopsAfter(2))
    again = StopsAfter(1_000)
    staging.stage(job.pk, again)

    assert again.heard[-1] == (5, 5)
