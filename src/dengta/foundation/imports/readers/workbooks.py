"""XLSX and XLS. Cells arrive as the text a person would have typed; formulas as the values they last showed."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.kinds import COMPOUND
from dengta.foundation.imports.readers.archives import inspect_archive
from dengta.foundation.imports.readers.records import Layout, Record, fitted, tidy_header

MOST_ROWS = 200_000
MOST_CELLS = 8_000_000
LOCKED = "EncryptedPackage".encode("utf-16-le")
EXACT_UP_TO = 10**15  # Excel keeps fifteen digits; longer order numbers have lost their last ones

Cell = int | float | str | bool | time | date | datetime | timedelta


def recognise_workbook(path: Path, kind: str) -> Layout:
    """The sheet to read: the first visible one that holds anything."""
    book = _opened(path, kind)
    visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible]
    for name in visible:
        if book.get_sheet_by_name(name).height:
            return Layout(kind=kind, sheet=name)
    raise RuleViolation("imports.no_heading")


def _opened(path: Path, kind: str) -> calamine.CalamineWorkbook:
    if kind == "xlsx":
        _refuse_wrapped(path)
        inspect_archive(path)
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError as locked:
        raise RuleViolation("imports.locked_workbook") from locked
    except (calamine.CalamineError, OSError) as broken:
        raise RuleViolation("imports.broken_workbook") from broken


# The first part of a file of the older format, without which it is none.
HEADER = 512


def _refuse_wrapped(path: Path) -> None:
    """No archive but the older format around one: locked by a password, or an .xls by another name."""
    with path.open("rb") as file:
        header = file.read(HEADER)
        if not header.startswith(COMPOUND):
            return
        if len(header) < HEADER:
            raise RuleViolation("imports.broken_workbook")
        sector, directory = 1 << min(header[30], 12), int.from_bytes(header[48:52], "little")
        file.seek((directory + 1) * sector)
        locked = LOCKED in file.read(16 * sector)
    raise RuleViolation("imports.locked_workbook" if locked else "imports.broken_workbook")


class WorkbookFile:
    """One sheet of a workbook."""

    def __init__(self, path: Path, layout: Layout) -> None:
        try:
            self._sheet = _opened(path, layout.kind).get_sheet_by_name(layout.sheet)
        except calamine.WorksheetNotFound as missing:
            raise RuleViolation("imports.no_such_sheet", sheet=layout.sheet) from missing
        if self._sheet.height > MOST_ROWS + 1 or self._sheet.height * self._sheet.width > MOST_CELLS:
            raise RuleViolation("imports.too_many_rows", rows=self._sheet.height, most=MOST_ROWS)
        heading = next((record for record in self._all_records() if not record.blank), None)
        if heading is None:
            raise RuleViolation("imports.no_heading")
        self._heading_line = heading.line
        self._merged = self._merged_lines()
        while heading.cells and not heading.cells[-1].strip():
            heading.cells.pop()
        self.header = tidy_header(heading.cells)

    def _merged_lines(self) -> frozenset[int]:
        """Lines below the heading that a merged cell reaches into; a merged heading is refused."""
        ranges = self._sheet.merged_cell_ranges or []
        if any(top + 1 <= self._heading_line <= bottom + 1 for (top, _left), (bottom, _right) in ranges):
            raise RuleViolation("imports.merged_heading")
        return frozenset(line for (top, _), (bottom, _) in ranges for line in range(top + 1, bottom + 2))

    def records(self) -> Iterator[Record]:
        """All records below the heading."""
        for record in self._all_records():
            if record.line > self._heading_line:
                if record.line in self._merged and not record.problem:
                    record.problem = "merged_cells"
                yield fitted(record, len(self.header))

    def about(self) -> int:
        """The number of rows below the heading."""
        return max(0, self._sheet.height - self._heading_line)

    def _all_records(self) -> Iterator[Record]:
        for line, cells in enumerate(self._sheet.iter_rows(), start=1):
            texts = [cell if isinstance(cell, str) else _as_text(cell) for cell in cells]
            if not any(texts):
                yield Record(line, line, texts, "blank")
            elif any(isinstance(cell, float) and abs(cell) >= EXACT_UP_TO for cell in cells):
                yield Record(line, line, texts, "digits_lost")
            else:
                yield Record(line, line, texts)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, timedelta):
        return str(int(cell.total_seconds()))
    return str(cell)
