"""CSV and TSV, line by line.

One unclosed quote makes an ordinary CSV reader swallow everything up to the next quote without a word. Here a quoted
cell may span some lines, but where that does not lead to a proper record, only the line with the quote is put aside
and reading goes on with the very next one.
"""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from dengta.foundation.errors import RuleViolation
from dengta.foundation.imports.readers.encodings import detect_encoding, text_lines
from dengta.foundation.imports.readers.records import Layout, Record, fitted, tidy_header

DELIMITERS = (",", ";", "\t", "|")
QUOTE = '"'
MOST_LINES_OF_A_RECORD = 50
MOST_LETTERS_OF_A_RECORD = 64 * 1024
LONGEST_CELL = 32_767
UNCLOSED = "unexpected end of data"

Line = tuple[int, str, str]


def recognise_delimited(path: Path, kind: str) -> Layout:
    """Encoding and delimiter of a text file, found by looking at it."""
    encoding = detect_encoding(path)
    return Layout(kind=kind, encoding=encoding, delimiter=_detect_delimiter(path, encoding, kind))


def _detect_delimiter(path: Path, encoding: str, kind: str) -> str:
    """The delimiter that cuts the first lines into the same number of cells most often."""
    if kind == "tsv":
        return "\t"
    lines = [text for text, problem in islice(text_lines(path, encoding), 200) if text.strip() and not problem]
    if not lines:
        return ","
    if lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=,"):
        return lines[0][-1]

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(_cells_outside_quotes(line, delimiter) for line in lines)
        width, times = widths.most_common(1)[0]
        return (times * (width > 1), width)

    return max(DELIMITERS, key=agreement)


def _cells_outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split(QUOTE)[::2]) + 1


class DelimitedFile:
    """A CSV or TSV file."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path, self.layout = path, layout
        self.header: list[str] = []
        heading = next((record for record in self._all_records() if not record.blank), None)
        if heading is None or heading.problem:
            raise RuleViolation("imports.no_heading")
        self.header = tidy_header(heading.cells)
        self._heading_ends = heading.last_line

    def records(self) -> Iterator[Record]:
        """All records below the heading."""
        return (record for record in self._all_records() if record.line > self._heading_ends)

    def about(self) -> int:
        """The number of line feeds below the heading."""
        with self.path.open("rb") as file:
            feeds = sum(block.count(b"\n") for block in iter(partial(file.read, 1024 * 1024), b""))
        return max(0, feeds - self._heading_ends)

    def _lines(self) -> Iterator[Line]:
        lines = text_lines(self.path, self.layout.encoding)
        for number, (text, problem) in enumerate(lines, start=1):
            if number > 1 or not _names_the_delimiter(text):
                yield number, text, problem

    def _all_records(self) -> Iterator[Record]:
        lines, waiting = self._lines(), deque[Line]()
        delimiter, width = self.layout.delimiter, len(self.header)
        while line := waiting.popleft() if waiting else next(lines, None):
            number, text, problem = line
            if problem or not text.strip():
                yield Record(number, number, text.split(delimiter), problem or "blank")
            elif QUOTE not in text:
                record = Record(number, number, text.split(delimiter))
                # Nearly every line of every file is this one.
                ordinary = len(record.cells) == width and record.cells[0].strip() and len(text) <= LONGEST_CELL
                yield record if ordinary else self._checked(record)
            else:
                yield self._checked(self._quoted(line, lines, waiting))

    def _checked(self, record: Record) -> Record:
        if not record.problem and any(len(cell) > LONGEST_CELL for cell in record.cells):
            record.problem = "cell_too_long"
        return fitted(record, len(self.header)) if self.header else record

    def _quoted(self, line: Line, lines: Iterator[Line], waiting: deque[Line]) -> Record:
        """A record with quotes; it may go on over the next lines, which are handed back where it does not."""
        number, text, _problem = line
        cells, trouble = self._parse(text)
        if trouble != UNCLOSED:
            return Record(number, number, cells or text.split(self.layout.delimiter), "quote" if trouble else "")
        taken: list[Line] = []
        quotes = text.count(QUOTE)
        while len(taken) < MOST_LINES_OF_A_RECORD and len(text) < MOST_LETTERS_OF_A_RECORD:
            following = waiting.popleft() if waiting else next(lines, None)
            if following is None:
                break
            taken.append(following)
            text, quotes = f"{text}\n{following[1]}", quotes + following[1].count(QUOTE)
            if following[2]:
                break
            if quotes % 2:
                continue
            cells, trouble = self._parse(text)
            if cells is not None and self._is_one_record(cells, taken):
                return Record(number, following[0], cells)
            if trouble != UNCLOSED:
                break
        waiting.extendleft(reversed(taken))
        return Record(number, number, line[1].split(self.layout.delimiter), "quote_unclosed")

    def _parse(self, text: str) -> tuple[list[str] | None, str]:
        try:
            return next(csv.reader([text], delimiter=self.layout.delimiter, strict=True)), ""
        except csv.Error as error:
            return None, str(error)

    def _is_one_record(self, cells: list[str], taken: list[Line]) -> bool:
        """Whether lines joined by a quoted cell belong together: the width fits, and none of those swallowed whole
        would have been a record of its own."""
        width = len(self.header)
        if not width:
            return True
        swallowed = taken[:-1] if width > 1 else []
        alone = (text.count(self.layout.delimiter) + 1 == width for _number, text, _problem in swallowed)
        return len(cells) == width and not any(alone)


def _names_the_delimiter(text: str) -> bool:
    return len(text) == len("sep=,") and text.lower().startswith("sep=")
