"""Why a file, a mapping or a record was refused, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation import errors

# Reasons of records. They are also counted, so that each has a sentence that reads well alone.
RECORDS: dict[str, str | Promise] = {
    "imports.unreadable_letters": _("The line holds letters that do not fit the encoding of the file"),
    "imports.other_encoding": _("The line is written in another encoding than the rest of the file"),
    "imports.nul": _("The line holds NUL characters"),
    "imports.line_too_long": _("The line is longer than 1 MB"),
    "imports.cell_too_long": _("A cell holds more than 32,767 characters"),
    "imports.quote_unclosed": _("A quotation mark is opened and never closed"),
    "imports.quote": _("There is text behind a closing quotation mark"),
    "imports.too_few_cells": _("The line has fewer cells than the heading"),
    "imports.too_many_cells": _("The line has more cells than the heading"),
    "imports.merged_cells": _("The line holds merged cells"),
    "imports.digits_lost": _("Excel has rounded a number of more than 15 digits; format such columns as text"),
    "imports.required": _("This cell must not be empty"),
    "imports.repeated_differently": _("The same number stands in line {first} already, with other values"),
    "imports.text_too_long": _("“{value}” is too long"),
    "imports.unknown_choice": _("“{value}” is not one of the known values"),
    "imports.negative_duration": _("“{value}” is below zero"),
    "imports.not_text": _("“{value}” is not a text"),
    "imports.not_integer": _("“{value}” is not a whole number"),
    "imports.not_decimal": _("“{value}” is not a number"),
    "imports.not_datetime": _("“{value}” is not a date with a time in the format of this column"),
    "imports.not_date": _("“{value}” is not a date in the format of this column"),
    "imports.not_time": _("“{value}” is not a time of day"),
    "imports.not_duration": _("“{value}” is not a duration"),
    "imports.not_choice": _("“{value}” is not one of the known values"),
    "imports.not_boolean": _("“{value}” is neither yes nor no"),
    "imports.not_email": _("“{value}” is not an e-mail address"),
}

FILES: dict[str, str | Promise] = {
    "imports.no_heading": _("The file has no usable first line with the names of the columns."),
    "imports.no_rows": _("There are no rows below the names of the columns."),
    "imports.merged_heading": _("The heading holds merged cells. Please give every column its own name in one line."),
    "imports.locked_workbook": _("The workbook is protected by a password. Please save it without one."),
    "imports.broken_workbook": _("The workbook cannot be opened. Please save it again as .xlsx or .csv."),
    "imports.unsafe_archive": _("The workbook is packed in a way that is not safe to open."),
    "imports.no_such_sheet": _("The workbook has no sheet “{sheet}”."),
    "imports.too_many_rows": _("The sheet has {rows} rows; {most} are possible. Please save it as CSV."),
    "imports.unknown_target": _("Nothing called “{name}” can be imported. There are: {known}."),
    "imports.wrong_state": _("This is not possible any more: the import is at “{state}”."),
    "imports.title_missing": _("Please give the mapping a name."),
    "imports.title_taken": _("Another mapping is called “{name}”. Please choose another name."),
    "imports.cleared": _("The file was deleted on {day}, when its time was over. Please upload it again."),
    "imports.source_taken": _("The source “{name}” belongs to somebody else. Please choose another name."),
    "imports.unknown_encoding": _("The encoding “{name}” is not known."),
}

MAPPINGS: dict[str, str | Promise] = {
    "imports.field_missing": _("No column has been chosen for “{label}”."),
    "imports.column_missing": _("The file has no column “{heading}”, which is “{label}” in this mapping."),
    "imports.format_missing": _("Please say how the dates in “{heading}” are written."),
    "imports.date_missing": _("“{heading}” holds only a time; “{label}” also needs a column with the date."),
    "imports.unknown_zone": _("The time zone “{zone}” is not known."),
    "imports.question_open": _("Please answer: {label}"),
    "imports.mapping_incomplete": _("The mapping is not complete. {missing} Columns of the file: {found}"),
}


def register_reasons() -> None:
    """Make all of them known to `errors`."""
    errors.register_sentences({**RECORDS, **FILES, **MAPPINGS})
