"""Opening a file, whatever its kind."""

from pathlib import Path

from dengta.foundation.imports.readers.delimited import DelimitedFile, recognise_delimited
from dengta.foundation.imports.readers.records import Layout, Reader, Record
from dengta.foundation.imports.readers.workbooks import WorkbookFile, recognise_workbook

__all__ = ["WORKBOOKS", "Layout", "Reader", "Record", "open_file", "recognise"]

WORKBOOKS = ("xlsx", "xls")


def recognise(path: Path, kind: str) -> Layout:
    """How the file is laid out. Raises RuleViolation where it cannot be read at all."""
    return recognise_workbook(path, kind) if kind in WORKBOOKS else recognise_delimited(path, kind)


def open_file(path: Path, layout: Layout) -> Reader:
    """The file, ready to be read. Raises RuleViolation where it has no usable heading."""
    return WorkbookFile(path, layout) if layout.kind in WORKBOOKS else DelimitedFile(path, layout)
