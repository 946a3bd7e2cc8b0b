"""A table as CSV that Excel opens, or as a workbook. Neither ever holds a formula."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from django.utils import timezone, translation

from dengta.foundation.exports.columns import Column, Kind

# A cell that begins with one of these is taken for a formula by some spreadsheet or other.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575  # of a worksheet, below its heading
BYTE_ORDER_MARK = "\ufeff"
LINES_AT_ONCE = 500

NUMBER_FORMATS: dict[Kind, str] = {
    "text": "@", "integer": "0", "decimal": "0.00", "percent": "0.0%", "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
}  # fmt: skip
WIDTHS: dict[Kind, int] = {"text": 22, "integer": 10, "decimal": 10, "percent": 10, "date": 12, "datetime": 18}


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def harmless(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    """The table as CSV (UTF-8 with byte order mark, CRLF), some hundred lines at a time."""
    language = translation.get_language() or "en"
    writer = csv.writer(_Echo())
    readers = [column.reader() for column in columns]
    lines = [BYTE_ORDER_MARK + writer.writerow([harmless(str(column.label)) for column in columns])]
    for row in rows:
        # The answer is streamed after the request has been left: its language is set again for lazy labels.
        with translation.override(language):
            lines.append(writer.writerow([_as_text(read(row)) for read in readers]))
        if len(lines) == LINES_AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _local(value).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | date | time):
        return harmless(str(value))
    return str(value)


def workbook(columns: Sequence[Column], rows: Iterable[Any], *, title: str, properties: Mapping[str, str]) -> IO[bytes]:
    """The table as XLSX in an unnamed temporary file, written in constant memory."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - handed to the response, which closes it
    book = new_workbook(file)
    book.set_properties(properties)
    fill_sheet(book, title, columns, rows)
    book.close()
    file.seek(0)
    return file


def new_workbook(file: IO[bytes] | Path) -> xlsxwriter.Workbook:
    """A workbook in which text stays text: no formulas, links or numbers made out of strings."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(file, options)


def fill_sheet(book: xlsxwriter.Workbook, title: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    """Add a sheet with heading, frozen first row and typed cells."""
    sheet = book.add_worksheet(title[:31])
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = [book.add_format({"num_format": NUMBER_FORMATS[column.kind]}) for column in columns]
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDTHS[column.kind], formats[place])
        sheet.write_string(0, place, str(column.label), heading)
    readers = [column.reader() for column in columns]
    for number, row in enumerate(rows, start=1):
        for place, read in enumerate(readers):
            _write(sheet, number, place, read(row), formats[place])


def _write(sheet: Any, row: int, place: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, _local(value), style)
    elif isinstance(value, date | time | timedelta):
        sheet.write_datetime(row, place, value, style)
    elif isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        text = str(value)
        sheet.write_string(row, place, text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…", style)
    else:
        sheet.write_number(row, place, value, style)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment
