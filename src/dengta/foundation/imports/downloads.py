"""Files that help to import: the template of a target, and the refused records with their reasons."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _

from dengta.foundation.exports import Column
from dengta.foundation.exports.tables import BYTE_ORDER_MARK, csv_lines, fill_sheet, harmless, new_workbook
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.readers import Layout, open_file
from dengta.foundation.imports.readers.base import WORKBOOKS
from dengta.foundation.imports.selectors import refused_records, sentences
from dengta.foundation.imports.targets import Field, Target, target_named


def template_csv(target: Target[Any]) -> Iterator[str]:
    """Headings and sample rows as CSV."""
    return csv_lines(_sample_columns(target), target.samples)


def template_workbook(target: Target[Any]) -> IO[bytes]:
    """Headings and sample rows, and a second sheet that explains every column."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - handed to the response, which closes it
    book = new_workbook(file)
    fill_sheet(book, str(target.label), _sample_columns(target), target.samples)
    fill_sheet(book, _("Columns"), _key_columns(), target.fields)
    book.close()
    file.seek(0)
    return file


def _sample_columns(target: Target[Any]) -> list[Column]:
    return [Column(known.name, known.label, _taker(known.name)) for known in target.fields]


def _taker(name: str) -> Callable[[Mapping[str, str]], str]:
    return lambda sample: sample.get(name, "")


def _key_columns() -> list[Column]:
    return [
        Column("label", _("Column")),
        Column("required", _("Required"), lambda known: _("yes") if known.required else ""),
        Column("kind", _("Content"), _kind_in_words),
        Column("choices", _("Values"), lambda known: ", ".join(known.choices)),
        Column("synonyms", _("Also recognised as"), lambda known: ", ".join((known.name, *known.synonyms))),
        Column("help", _("Note"), lambda known: str(known.help)),
    ]


def _kind_in_words(known: Field) -> str:
    return {
        "text": _("text"),
        "integer": _("whole number"),
        "decimal": _("number"),
        "datetime": _("date and time, such as 2026-11-18 09:30"),
        "date": _("date, such as 2026-11-18"),
        "time": _("time of day, such as 09:30"),
        "duration": _("seconds, mm:ss or hh:mm:ss"),
        "choice": _("one of the values"),
        "boolean": _("yes or no"),
        "email": _("e-mail address"),
    }[known.kind]


def refused_format(job: Import) -> str:
    """The refused records come back as a workbook where the file was one, otherwise as CSV."""
    return "xlsx" if job.file.kind in WORKBOOKS else "csv"


def refused_csv(job: Import) -> Iterator[str]:
    """The same file with only the refused records, and their reasons in a last column."""
    layout = Layout.from_json(job.layout)
    writer = csv.writer(_Echo(), delimiter=layout.delimiter)
    yield BYTE_ORDER_MARK + writer.writerow([*open_file(job.file.path, layout).header, _("Reason")])
    for row in _refused_rows(job):
        yield writer.writerow([harmless(cell) for cell in row])


def refused_workbook(job: Import, properties: Mapping[str, str]) -> IO[bytes]:
    """The same as a workbook; all cells are text, as they were read."""
    header = [*open_file(job.file.path, Layout.from_json(job.layout)).header, _("Reason")]
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - handed to the response, which closes it
    book = new_workbook(file)
    book.set_properties(properties)
    columns = [Column(str(place), heading, _cell(place)) for place, heading in enumerate(header)]
    fill_sheet(book, Layout.from_json(job.layout).sheet, columns, _refused_rows(job))
    book.close()
    file.seek(0)
    return file


def _refused_rows(job: Import) -> Iterator[list[str]]:
    """The records with as many cells as the heading has: what is beyond stays in the last one."""
    target = target_named(job.target)
    width = len(job.profile)
    for row, record in refused_records(job):
        cells = record.cells[:width] + [""] * (width - len(record.cells))
        surplus = [cell for cell in record.cells[width:] if cell.strip()]
        yield [*cells, "; ".join([*sentences(row, target), *surplus])]


def _cell(place: int) -> Callable[[Sequence[str]], str]:
    return lambda row: row[place]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line
