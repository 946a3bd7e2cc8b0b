"""Answering a request for a list with a file: what is on screen, all pages of it, and a record of who took it."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise

from dengta.foundation.access import Actor, Permission
from dengta.foundation.access.limits import exceeded, have_to_wait
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports.columns import Column
from dengta.foundation.exports.gate import BULK, Parcel, passage
from dengta.foundation.exports.models import Export
from dengta.foundation.exports.tables import MOST_ROWS, csv_lines, workbook

FORMATS = ("xlsx", "csv")
ROWS_AT_ONCE = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# One list may be taken so often in an hour, and all lists together: ordinary evenings need far less, scraping more.
TIMES_A_LIST, TIMES_IN_ALL, AN_HOUR = 5, 30, 3600


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
    label: str | Promise = "",
    people: int | None = None,
) -> HttpResponseBase:
    """The list as the file asked for in `?format=`; 404 for whoever lacks the right to export.

    `rows` is the filtered and sorted list before pagination. Rows of the permission's own model are narrowed to those
    that may be exported. `people` says how many people they are about, where the permission's reach does not know.
    Many people wait for a second person. The file is streamed; the record is written before its first byte leaves.
    """
    if not wanted(request) or not permission.anywhere(request.user):
        raise Http404
    if isinstance(rows, QuerySet) and rows.model is permission.model:
        rows = permission.scope(request.user, rows)
    about = how_many_people(rows, permission) if people is None else people
    let_out = passed(request, Parcel(name, label or name, address_of(request), how_many(rows), about, permission))
    return _file(let_out, columns, rows) if isinstance(let_out, Export) else let_out


def passed(request: HttpRequest, parcel: Parcel) -> Export | HttpResponseBase:
    """The export on record, now that gate and limits have let it pass; otherwise the answer to give instead of it."""
    gate = passage(request, parcel)
    if gate.answer is not None:
        return gate.answer
    if _too_often(parcel.name, request.user):
        return have_to_wait(request, AN_HOUR)
    return taken(
        name=parcel.name,
        file_format=request.GET["format"],
        rows=parcel.rows,
        by=request.user,
        people=parcel.people,
        release=gate.release,
    )


def _file(export: Export, columns: Sequence[Column], rows: QuerySet[Any] | Sequence[Any]) -> HttpResponseBase:
    """The export as a file."""
    name, file_format = export.name, export.format
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


def address_of(request: HttpRequest) -> str:
    """The list with its filter, written the same however it was asked for; the page one was on is no part of it."""
    query = sorted((key, value) for key, values in request.GET.lists() for value in values if key != "page" and value)
    return f"{request.path}?{urlencode(query)}"


def how_many_people(rows: QuerySet[Any] | Sequence[Any], permission: Permission[Any]) -> int:
    """How many people rows of the permission's own model are about, in one query; none where it cannot say."""
    path = permission.reach.person
    if not path or not isinstance(rows, QuerySet) or rows.model is not permission.model:
        return 0
    return people_in(rows, path)


def people_in(rows: QuerySet[Any], path: str) -> int:
    """How many different people stand at the end of `path`; rows about nobody count for nobody. One query."""
    return rows.order_by().aggregate(people=Count(path, distinct=True))["people"] if path else 0


def _too_often(name: str, by: Actor) -> bool:
    """Whether this account takes the same list, or lists in all, more often than work needs."""
    of_list = exceeded(f"export:{name}:{by.pk}", times=TIMES_A_LIST, seconds=AN_HOUR)
    return exceeded(f"export:{by.pk}", times=TIMES_IN_ALL, seconds=AN_HOUR) or of_list


@transaction.atomic
def taken(
    *, name: str, file_format: str, rows: int, by: Actor | None, people: int = 0, release: int | None = None
) -> Export:
    """Note that a list leaves the house, and under which approval. Raises RuleViolation for too long a list."""
    if file_format == "xlsx" and rows > MOST_ROWS:
        raise RuleViolation("exports.too_many_rows", rows=rows, most=MOST_ROWS)
    by_id = by.pk if by is not None else None
    export = Export.objects.create(name=name, format=file_format, rows=rows, by_id=by_id, at=timezone.now())
    bulk = people > BULK.on(timezone.localdate())
    facts: dict[str, Any] = {"name": name, "format": file_format, "rows": rows, "people": people, "bulk": bulk}
    record(by, "exports.taken", export, **facts, **({"release": release} if release else {}))
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
