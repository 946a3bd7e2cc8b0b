"""Import targets for the tests of foundation, and a short way through an import."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation.exports.models import Export
from dengta.foundation.imports import Context, Field, Key, Problem, Question, Row, Target
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.services import confirm, map_columns, upload
from dengta.foundation.imports.staging import stage
from dengta.foundation.imports.work import State

FIELDS = (
    Field("number", "工单号", required=True, max_length=40, synonyms=("call_id", "case_id", "id")),
    Field("agent", "坐席", max_length=80, synonyms=("agent_id", "客服")),
    Field(
        "created_at",
        "创建时间",
        "datetime",
        required=True,
        synonyms=("call_date", "reported_at"),
        time_synonyms=("call_time",),
    ),
    Field(
        "answered_at", "首响时间", "datetime", next_day_after="created_at", synonyms=("time_answered", "responded_at")
    ),
    Field("seconds", "时长", "duration"),
    Field("remark", "备注"),
)


class Calls(Target[Context]):
    """Calls, kept as employees: a table with a natural key that exists in any case."""

    name = "tests.calls"
    label = "通话"
    fields = FIELDS
    natural_key = ("number",)
    permission = policies.edit_directory
    taking = policies.export_directory
    person = ("agent",)
    questions = (
        Question("unknown_agent", "不在组织中的坐席", (("quarantine", "隔离"), ("create", "建档")), when="agent"),
    )
    samples = ({"number": "T1", "agent": "K10002", "created_at": "2026-11-17 09:31", "seconds": "125", "remark": "=1"},)

    def prepare(self, ctx: Context) -> Context:
        return ctx

    def validate(self, row: Row, lookups: Context) -> Iterator[Problem]:
        if row["agent"] == "nobody":
            yield Problem("tests.unknown_agent", "agent", {"agent": row["agent"]})
        if row.get("answered_at") and row["answered_at"] < row["created_at"]:
            yield Problem("tests.reply_before_start", "answered_at", {})

    def record(self, row: Row, lookups: Context) -> dict[str, Any]:
        return {
            "number": row["number"],
            "name": row["agent"] or "",
            "hired_on": self.day_of(row),
            "grade": str(row.get("seconds") or ""),
        }

    def existing(self, rows: Sequence[Row], lookups: Context) -> Mapping[Key, Mapping[str, Any]]:
        found = Employee.objects.filter(number__in=[row["number"] for row in rows])
        return {(stored["number"],): stored for stored in found.values("number", "name", "hired_on", "grade")}

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Context) -> None:
        Employee.objects.bulk_create(
            [Employee(**self.record(row, lookups)) for row in (*new, *changed)],
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=["name", "hired_on", "grade"],
        )

    def day_of(self, row: Row) -> date | None:
        return timezone.localdate(row["created_at"])


class Tally(Target[Context]):
    """Rows added to a table that would take every one of them twice: only the ledger keeps them from doubling."""

    name = "tests.tally"
    label = "流水"
    fields = FIELDS
    natural_key = ("number",)
    permission = policies.edit_directory
    taking = policies.export_directory
    person = ("agent",)

    def prepare(self, ctx: Context) -> Context:
        return ctx

    def existing(self, rows: Sequence[Row], lookups: Context) -> Mapping[Key, Mapping[str, Any]]:
        return {}

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Context) -> None:
        now = timezone.now()
        Export.objects.bulk_create([Export(name=row["number"], format="t", rows=0, at=now) for row in new])


CALLS, TALLY = Calls(), Tally()


class Quiet:
    """Nobody wants to know how far it is."""

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Say nothing."""


def uploaded(content: bytes | str | Path, target: Target[Any] = CALLS, **given: Any) -> Import:
    """A file, taken in under the source 工单台."""
    if isinstance(content, Path):
        content = content.read_bytes()
    data = content.encode() if isinstance(content, str) else content
    given = {"name": "calls.csv", "source": "工单台", "by": None, **given}
    return upload(io.BytesIO(data), target=target, **given)


def staged(content: bytes | str | Path, target: Target[Any] = CALLS, **given: Any) -> Import:
    """A file, matched as proposed and read up to its preview."""
    job = uploaded(content, target, **given)
    map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)
    stage(job.pk, Quiet())
    job.refresh_from_db()
    return job


def imported(content: bytes | str | Path, target: Target[Any] = CALLS, **given: Any) -> Import:
    """A file, all the way in."""
    job = staged(content, target, **given)
    confirm(job=job, by=None)
    publish(job.pk, Quiet())
    job.refresh_from_db()
    assert job.state == State.PUBLISHED
    return job


def counts(job: Import) -> dict[str, int]:
    """The reconciliation of an import."""
    names = ("rows_in", "new", "changed", "duplicate", "quarantined")
    return {name: getattr(job, name) for name in names}


Make = Callable[..., Import]
