"""A list leaves the house as it stands on the screen: harmless, complete, and on record."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports import Column
from dengta.foundation.exports.answers import respond, taken
from dengta.foundation.exports.models import Export
from dengta.foundation.exports.tables import FORMULA_STARTS, MOST_ROWS, csv_lines, harmless, workbook
from tests.cast import Tree

Hire = Callable[..., Employee]

COLUMNS = [
    Column("number", "工号"),
    Column("name", "姓名"),
    Column("hired_on", "入职日期", kind="date"),
    Column("teams", "组数", lambda employee: 1, kind="integer"),
]
DANGEROUS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", '=HYPERLINK("http://x")']


def asked(employee: Employee, query: str) -> HttpRequest:
    request = RequestFactory().get(f"/list?{query}")
    assert employee.account is not None
    request.user = employee.account
    return request


def taken_by(employee: Employee, file_format: str) -> HttpResponseBase:
    return respond(
        asked(employee, f"format={file_format}"),
        name="people.employees",
        columns=COLUMNS,
        rows=Employee.objects.order_by("-number"),
        permission=policies.export_directory,
    )


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response)  # type: ignore[call-overload, no-any-return]


def cells_of(response: HttpResponseBase) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.covers("N7")
def test_the_csv_holds_what_is_on_screen_in_the_same_order_and_begins_with_a_byte_order_mark(
    hr: Employee, agent: Employee, peer: Employee
) -> None:
    content = body(taken_by(hr, "csv"))

    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[0] == ["工号", "姓名", "入职日期", "组数"]
    assert [line[0] for line in lines[1:]] == ["K90001", "K10003", "K10002"]
    assert lines[2] == ["K10003", "陈浩然", "2025-01-01", "1"]


@pytest.mark.covers("N7")
def test_the_workbook_holds_typed_cells_and_who_took_it_when(hr: Employee, agent: Employee) -> None:
    content = body(taken_by(hr, "xlsx"))

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["工号", "姓名", "入职日期", "组数"]
    assert sheet["C3"].is_date
    assert sheet["D3"].value == 1
    export = Export.objects.get()
    assert book.properties.creator == hr.account.get_username()
    assert f"#{export.pk}" in book.properties.description


@pytest.mark.covers("N7")
@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_is_ever_a_formula(text: str, tmp_path: Any) -> None:
    columns = [Column("cell", text, lambda row: row)]

    (line,) = list(csv.reader(io.StringIO("".join(csv_lines(columns, [text]))[1:])))[1:]
    assert line == [f"'{text}"]
    sheet = openpyxl.load_workbook(workbook(columns, [text], title="x", properties={})).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


@given(st.text())
def test_harmless_text_never_begins_like_a_formula_and_loses_nothing(text: str) -> None:
    safe = harmless(text)

    assert not safe.startswith(FORMULA_STARTS)
    assert safe in {text, f"'{text}"}


def test_numbers_stay_numbers_even_when_negative() -> None:
    columns = [Column("n", "n", lambda row: row, kind="decimal")]

    assert "".join(csv_lines(columns, [Decimal("-1.50")])).splitlines()[1] == "-1.50"


def test_times_are_written_as_people_here_read_them() -> None:
    columns = [Column("at", "at", lambda row: row, kind="datetime")]

    assert "2026-11-18 10:00:00" in "".join(csv_lines(columns, [datetime(2026, 11, 18, 2, 0, tzinfo=UTC)]))


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    sheet = openpyxl.load_workbook(workbook([Column("t", "t", str)], ["长" * 40_000], title="x", properties={})).active
    assert sheet is not None

    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")


@pytest.mark.covers("N7")
def test_the_record_names_who_took_how_many_rows(hr: Employee, agent: Employee, peer: Employee) -> None:
    taken_by(hr, "csv")

    entry = AuditEntry.objects.get(verb="exports.taken")
    assert entry.actor == hr.account
    assert '"rows":3' in entry.facts.replace(" ", "")


def test_who_may_not_export_gets_the_same_answer_as_for_an_address_that_does_not_exist(agent: Employee) -> None:
    with pytest.raises(Http404):
        taken_by(agent, "csv")

    assert not Export.objects.exists()


def test_a_supervisor_takes_the_own_branch_only(supervisor: Employee, agent: Employee, stranger: Employee) -> None:
    numbers = [line[0] for line in cells_of(taken_by(supervisor, "xlsx"))[1:]]

    assert agent.number in numbers
    assert stranger.number not in numbers


def test_an_unknown_format_is_not_found(hr: Employee) -> None:
    with pytest.raises(Http404):
        taken_by(hr, "pdf")


def test_an_export_about_many_people_is_marked_as_bulk(db: None) -> None:
    taken(name="people.employees", file_format="csv", rows=900, people=200, by=None)
    taken(name="people.employees", file_format="csv", rows=201, people=201, by=None)

    facts = [entry.facts.replace(" ", "") for entry in AuditEntry.objects.order_by("id")]
    assert ['"bulk":true' in fact for fact in facts] == [False, True]


def test_a_list_too_long_for_a_worksheet_is_refused_with_the_way_out(db: None) -> None:
    with pytest.raises(RuleViolation, match="CSV"):
        taken(name="service.contacts", file_format="xlsx", rows=MOST_ROWS + 1, by=None)


@pytest.mark.covers("N7")
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    hr: Employee, hire: Hire, tree: Tree, file_format: str
) -> None:
    def queries() -> int:
        assert hr.account is not None
        with CaptureQueriesContext(
            connection,
        ) as captured:
            body(taken_by(hr, file_format))
        return len(captured)

    queries()
    few = queries()
    for _ in range(25):
        hire("新人", tree.aftersales_2)
    assert queries() == few
