"""Reading: whatever the file looks like, every line of it is accounted for."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.foundation.errors import RuleViolation
from dengta.foundation.imports.readers import Layout, Record, open_file, recognise
from dengta.foundation.imports.readers.encodings import LONGEST_LINE
from tests.foundation.hostile import write_hostile


def read(path: Path, content: bytes, kind: str = "csv") -> tuple[Layout, list[str], list[Record]]:
    path.write_bytes(content)
    layout = recognise(path, kind)
    reader = open_file(path, layout)
    return layout, reader.header, list(reader.records())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


def told(records: Sequence[Record]) -> Counter[str]:
    return Counter(record.problem or "good" for record in records)


TABLE = "工单号,坐席\r\n1,李佳怡\r\n2,陈浩然\r\n"


@pytest.mark.covers("C1")
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8"),
        (TABLE.encode("gb18030"), "gb18030"),
        (TABLE.encode("utf-16"), "utf-16"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
        (("工单号,agent\r\n" + "1,x\r\n" * 50).encode("utf-16-le"), "utf-16-le"),
        (b"id,agent\r\n" + b"1,x\r\n" * 30_000 + "2,李佳怡\r\n".encode("gb18030"), "gb18030"),
    ],
)
def test_the_encoding_is_found_by_looking_at_the_letters(file: Path, content: bytes, encoding: str) -> None:
    if encoding == "utf-16-be":
        content = ("id,agent\r\n" + "1,x\r\n" * 20).encode("utf-16-be") + TABLE.encode("utf-16-be")
    layout, header, records = read(file, content)

    assert layout.encoding == encoding
    assert len(header) == 2
    assert told(records) == {"good": len(records)}
    assert records[-1].cells[1] in {"陈浩然", "李佳怡", "x"}


@pytest.mark.covers("C1")
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_all_lines_alike(file: Path, delimiter: str) -> None:
    lines = ["id", "agent", "remark"], ["1", "K1", "a, b"], ["2", "K2", '"x;y|z\tq, r"']
    layout, header, records = read(file, "\n".join(delimiter.join(line) for line in lines).encode())

    if delimiter != ",":
        assert layout.delimiter == delimiter
        assert header == ["id", "agent", "remark"]
        assert records[-1].cells == ["2", "K2", "x;y|z\tq, r"]


def test_a_first_line_that_names_the_delimiter_is_obeyed_and_skipped(file: Path) -> None:
    layout, header, records = read(file, b"sep=;\r\nid;agent\r\n1;x,y,z\r\n")

    assert (layout.delimiter, header, records[0].cells, records[0].line) == (";", ["id", "agent"], ["1", "x,y,z"], 3)


@pytest.mark.covers("C1")
def test_one_unclosed_quote_costs_one_line_and_no_more(file: Path) -> None:
    lines = ["id,remark", *(f"{n},fine" for n in range(1, 301))]
    lines[10] = '10,"never closed'
    content = "\n".join(lines).encode()
    _layout, _header, records = read(file, content)

    assert told(records) == {"good": 299, "quote_unclosed": 1}
    assert next(record.line for record in records if record.problem) == 11
    # The control: the standard reader swallows the rest of the file without a word.
    assert len(list(csv.reader(io.StringIO(content.decode())))) == 11


def test_two_unclosed_quotes_do_not_swallow_the_lines_between_them(file: Path) -> None:
    _layout, _header, records = read(file, b'id,remark\n1,"open\n2,x\n3,y\n4,close"\n5,z\n')

    assert [(record.line, record.problem) for record in records] == [
        (2, "quote_unclosed"), (3, ""), (4, ""), (5, ""), (6, ""),
    ]  # fmt: skip


def test_a_quoted_cell_may_span_lines(file: Path) -> None:
    _layout, _header, records = read(file, '编号,备注,坐席\n1,"第一行\n第二行，\n""引用""",K1\n2,x,K2\n'.encode())

    assert [(record.line, record.last_line) for record in records] == [(2, 4), (5, 5)]
    assert records[0].cells == ["1", '第一行\n第二行，\n"引用"', "K1"]


def test_a_quote_inside_a_word_is_only_a_letter(file: Path) -> None:
    _layout, _header, records = read(file, b'id,size\n1,5" screen\n2,"6"" screen"\n')

    assert [record.cells[1] for record in records] == ['5" screen', '6" screen']
    assert told(records) == {"good": 2}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_kind_of_line_end_ends_a_line(file: Path, end: bytes) -> None:
    _layout, header, records = read(file, end.join([b"a,b", b"1,2", b"3,4"]) + end)

    assert header == ["a", "b"]
    assert [(record.line, record.cells) for record in records] == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_lines_in_another_encoding_are_marked_and_their_neighbours_kept(file: Path) -> None:
    utf8, gbk = "5,语音质检\n".encode(), "6,语音质检\n".encode("gb18030")
    _, _, mostly_utf8 = read(file, b"id,x\n" + utf8 * 5 + gbk)
    _, _, mostly_gbk = read(file, b"id,x\n" + gbk * 5 + utf8)

    assert told(mostly_utf8) == {"good": 5, "unreadable_letters": 1}
    assert told(mostly_gbk) == {"good": 5, "other_encoding": 1}
    assert mostly_gbk[-1].cells == ["5", "语音质检"]


def test_a_gbk_line_of_one_common_letter_is_not_taken_for_utf8(file: Path) -> None:
    _, _, records = read(file, "id,性别\n1,女\n2,女\n3,客服\n".encode("gb18030"))

    assert told(records) == {"good": 3}


def test_empty_lines_are_counted_as_blank(file: Path) -> None:
    _, _, records = read(file, b'id,x\n1,2\n\n  \n,,,\n \t,\n" ",\n3,4\n\n')

    assert told(records) == {"good": 2, "blank": 6}


def test_a_line_of_ten_megabytes_is_one_bad_record(file: Path) -> None:
    _, _, records = read(file, b"id,x\n1,2\n2," + b"y" * (10 * LONGEST_LINE) + b"\n3,4\n")

    assert [(record.line, record.problem) for record in records] == [(2, ""), (3, "line_too_long"), (4, "")]
    assert sum(len(cell) for cell in records[1].cells) < 3000


def test_columns_without_or_with_the_same_name_can_be_told_apart(file: Path) -> None:
    _, header, records = read(file, "电话,电话,,电话\n1,2,3,4\n".encode())

    assert header == ["电话", "电话 (2)", "#3", "电话 (3)"]
    assert told(records) == {"good": 1}


@pytest.mark.parametrize("content", [b"\n\n", b'"never closed\n1,2\n', b"a\x00,b\n1,2\n"])
def test_a_file_without_a_usable_heading_is_refused(file: Path, content: bytes) -> None:
    with pytest.raises(RuleViolation) as refusal:
        read(file, content)

    assert refusal.value.code == "imports.no_heading"


@pytest.mark.covers("C1")
def test_every_line_of_a_hostile_file_comes_back_under_its_own_name(file: Path) -> None:
    expected = write_hostile(file, lines=30_000, spoiled=1_500, huge=1)
    records = list(open_file(file, recognise(file, "csv")).records())

    assert told(records) == expected
    assert [record.line for record in records] == list(range(2, 30_002))


LINES = st.lists(
    st.one_of(
        st.lists(st.text("ab,\"' 1客", max_size=6), min_size=3, max_size=3).map(",".join),
        st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20),
        st.lists(st.sampled_from(['"x"', '"x', 'x"', "", "1", '""', '","']), max_size=6).map(",".join),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_no_line_is_ever_lost_or_read_twice(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], code: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "file.csv"
    content = "\n".join(["one,two,three", *lines])
    path.write_bytes(content.encode(code))
    records = list(open_file(path, Layout("csv", code, ",")).records())

    covered = [line for record in records for line in range(record.line, record.last_line + 1)]
    assert covered == list(range(2, content.count("\n") + 2 - content.endswith("\n")))
    assert all(len(record.cells) == 3 for record in records if not record.problem)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"])), min_size=3, max_size=3
        )
    )
)
def test_what_a_csv_writer_wrote_is_read_back_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "file.csv"
    with path.open("w", newline="", encoding="utf-8") as written:
        csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["one", "two", "three"], *rows])
    records = list(open_file(path, Layout("csv", "utf-8", ",")).records())

    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert [record.cells for record in records if not record.blank] == filled


# --- workbooks ------------------------------------------------------------------------------------


def workbook(path: Path, *, date_1904: bool = False) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(path, {"date_1904": date_1904})


def opened(path: Path) -> tuple[list[str], list[Record]]:
    reader = open_file(path, recognise(path, "xlsx"))
    return reader.header, list(reader.records())


@pytest.mark.covers("C1")
@pytest.mark.parametrize("date_1904", [False, True])
def test_cells_arrive_as_people_would_have_typed_them(tmp_path: Path, *, date_1904: bool) -> None:
    path = tmp_path / "book.xlsx"
    with workbook(path, date_1904=date_1904) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 0, ["at", "day", "time", "span", "sum", "n", "text", "yes"])
        moment = datetime.fromisoformat("2026-11-01 09:30:15")
        sheet.write_datetime(3, 0, moment, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_datetime(3, 1, date(2026, 11, 1), book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_datetime(3, 2, time(9, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_datetime(3, 3, timedelta(hours=30), book.add_format({"num_format": "[h]:mm:ss"}))
        sheet.write_formula(3, 4, "=1+1", None, 2)
        sheet.write_number(3, 5, 3.0)
        sheet.write_string(3, 6, "007")
        sheet.write_boolean(3, 7, True)
    header, records = opened(path)

    assert header == ["at", "day", "time", "span", "sum", "n", "text", "yes"]
    assert records[0].line == 4
    assert records[0].cells == ["2026-11-01 09:30:15", "2026-11-01", "09:30:00", "108000", "2", "3", "007", "True"]


def test_a_merged_heading_is_refused_and_a_merged_cell_marks_its_lines(tmp_path: Path) -> None:
    heading, body = tmp_path / "heading.xlsx", tmp_path / "body.xlsx"
    with workbook(heading) as book:
        book.add_worksheet().merge_range(0, 0, 0, 2, "2026年11月客服报表")
    with workbook(body) as book:
        sheet = book.add_worksheet()
        for line in range(5):
            sheet.write_row(line, 0, ["a", "b"] if not line else [str(line), "x"])
        sheet.merge_range(2, 0, 3, 0, "2")

    with pytest.raises(RuleViolation) as refusal:
        opened(heading)
    assert refusal.value.code == "imports.merged_heading"
    assert [record.problem for record in opened(body)[1]] == ["", "merged_cells", "merged_cells", ""]


def test_a_number_that_excel_has_rounded_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["订单号", 123456789012345678, 12345])

    assert [record.problem for record in opened(path)[1]] == ["digits_lost", ""]


def test_a_hidden_or_empty_sheet_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with workbook(path) as book:
        book.add_worksheet("empty")
        hidden = book.add_worksheet("hidden")
        hidden.write(0, 0, "secret")
        book.add_worksheet("data").write_column(0, 0, ["id", "1"])
        hidden.hide()
        book.get_worksheet_by_name("data").activate()

    assert recognise(path, "xlsx").sheet == "data"


@pytest.mark.parametrize("broken", [b"PK\x03\x04 and then nonsense", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 short", b""])
def test_a_broken_workbook_is_refused(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(broken)
    with pytest.raises(RuleViolation) as refusal:
        opened(path)
    assert refusal.value.code == "imports.broken_workbook"


@pytest.mark.parametrize("claim_less", [False, True])
def test_a_workbook_that_would_unpack_into_a_flood_is_refused_before_it_is_opened(
    tmp_path: Path, *, claim_less: bool
) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(64):
            sheet.write(b"0" * 1024 * 1024)
    if claim_less:  # the entry lies about its size
        real, lie = (64 * 1024 * 1024).to_bytes(4, "little"), (64).to_bytes(4, "little")
        path.write_bytes(path.read_bytes().replace(real, lie))
    with pytest.raises(RuleViolation) as refusal:
        opened(path)
    assert refusal.value.code == "imports.unsafe_archive"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "inner.zip"])
def test_an_archive_with_names_that_leave_it_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(RuleViolation) as refusal:
        opened(path)
    assert refusal.value.code == "imports.unsafe_archive"
