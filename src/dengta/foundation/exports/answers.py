"""Answering a request for a list with a file: what is on screen, all pages of it, and a record of who took it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation.access import Actor, Permission
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports.columns import Column
from dengta.foundation.exports.models import Export
from dengta.foundation.exports.tables import MOST_ROWS, csv_lines, workbook
from dengta.foundation.settings.parameters import Parameter

FORMATS = ("xlsx", "csv")
ROWS_AT_ONCE = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

BULK = Parameter(
    "exports.bulk_rows",
    200,
    _("Exports of more rows than this are marked as bulk in the record; these are what a second person will approve"),
    unit="rows",
)


def wanted(request: HttpRequest) -> bool:
    """Whether the list is asked for as a file (`?format=csv` or `?format=xlsx`)."""
    return request.GET.get("format") in FORMATS


def respond(
    request: HttpRequest,
    *,
    name: str,
    columns: Sequence[Column],
    rows: QuerySet[Any] | Sequence[Any],
    permission: Permission[Any],
) -> HttpResponseBase:
    """The list as the file asked for in `?format=`; 404 for whoever lacks the right to export.

    `rows` is the filtered and sorted list before pagination. Rows of the permission's own model are narrowed to those
    that may be exported. The file is streamed; the record is written before its first byte leaves.
    """
    if not wanted(request) or not permission.anywhere(request.user):
        raise Http404
    if isinstance(rows, QuerySet) and rows.model is permission.model:
        rows = permission.scope(request.user, rows)
    file_format = request.GET["format"]
    export = taken(name=name, file_format=file_format, rows=how_many(rows), by=request.user)
    filename = f"{name.replace('.', '-')}-{timezone.localdate():%Y-%m-%d}.{file_format}"
    response: HttpResponseBase
    if file_format == "csv":
        response = StreamingHttpResponse(csv_lines(columns, in_turn(rows)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
    else:
        book = workbook(columns, in_turn(rows), title=name, properties=watermark(export))
        response = FileResponse(book, as_attachment=True, filename=filename, content_type=XLSX)
    response["Cache-Control"] = "no-store"
    return response


@transaction.atomic
def taken(*, name: str, file_format: str, rows: int, by: Actor | None) -> Export:
    """Note that a list leaves the house. Raises RuleViolation where it does not fit the format."""
    if file_format == "xlsx" and rows > MOST_ROWS:
        raise RuleViolation("exports.too_many_rows", rows=rows, most=MOST_ROWS)
    by_id = by.pk if by is not None else None
    export = Export.objects.create(name=name, format=file_format, rows=rows, by_id=by_id, at=timezone.now())
    bulk = rows > BULK.on(timezone.localdate())
    record(by, "exports.taken", export, name=name, format=file_format, rows=rows, bulk=bulk)
    return export


def watermark(export: Export) -> dict[str, str]:
    """Who and when, for the properties of a workbook."""
    who = export.by.get_username() if export.by is not None else "shell"
    return {"title": export.name, "author": who, "comments": f"#{export.pk} · {who} · {export.at.isoformat()}"}


def how_many(rows: QuerySet[Any] | Sequence[Any]) -> int:
    """The number of rows, in at most one query."""
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def in_turn(rows: QuerySet[Any] | Sequence[Any]) -> Iterable[Any]:
    """The rows, in chunks from the database: memory stays the same however long the list is."""
    return rows.iterator(chunk_size=ROWS_AT_ONCE) if isinstance(rows, QuerySet) else rows
