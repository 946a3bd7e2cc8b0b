"""Reading a file of contacts per interval: columns `ts` and `calls`, rows in any order."""

import csv
import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.core.management.base import CommandError

from dengta.foundation.imports.readers.encodings import UTF8, detect_encoding

COLUMNS = ("ts", "calls")
DELIMITERS = ",;\t"
USAGE = "./dengta bench forecast FILE"
# A history is a row of days from the first to the last: a slip in one year would make it endless.
MOST_YEARS = 20


def read(path: Path) -> list[tuple[datetime, float]]:
    """The beginning of each interval, by the clock on site, and its contacts. Raises CommandError."""
    try:
        encoding = detect_encoding(path)
        with path.open(encoding="utf-8-sig" if encoding == UTF8 else encoding, newline="") as file:
            head = file.readline()
            file.seek(0)
            rows = list(_rows(path, csv.reader(file, delimiter=max(DELIMITERS, key=head.count))))
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}. Name a CSV file: {USAGE}") from problem
    except UnicodeError as problem:
        raise CommandError(f"{path}: not text ({problem}). Save the file as CSV in UTF-8 and try again.") from problem
    if not rows:
        raise CommandError(f"{path}: no row below the head. Give a row for each interval: ts,calls")
    first, last = min(rows)[0], max(rows)[0]
    if last.year - first.year > MOST_YEARS:
        raise CommandError(f"{path}: {first:%Y-%m-%d} to {last:%Y-%m-%d}. Look for a slip in a year.")
    return rows


def _rows(path: Path, rows: "Iterator[list[str]]") -> Iterator[tuple[datetime, float]]:
    line = 0
    try:
        places = _places(path, next(rows, []))
        for line, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                yield _row(f"{path}, row {line}", row, places)
    except csv.Error as problem:
        raise CommandError(f"{path}, after row {line}: {problem}. Look for a quotation mark left open.") from problem


def _places(path: Path, head: Sequence[str]) -> tuple[int, int]:
    names = [cell.strip().lower() for cell in head]
    for name in COLUMNS:
        if name not in names:
            there = ", ".join(f'"{cell.strip()}"' for cell in head) or "nothing"
            raise CommandError(
                f'{path}, row 1: no column "{name}"; there is {there}. Name the beginning of the interval "ts" and its '
                'contacts "calls".'
            )
    return names.index("ts"), names.index("calls")


def _row(where: str, row: Sequence[str], places: tuple[int, int]) -> tuple[datetime, float]:
    if len(row) <= max(places):
        raise CommandError(f"{where}: {len(row)} cells where {max(places) + 1} are needed. Mend or remove it.")
    when, count = (row[place].strip() for place in places)
    try:
        moment = datetime.fromisoformat(when).replace(tzinfo=None)
    except ValueError as problem:
        raise CommandError(f'{where}: the time is "{when}". Write it as 2026-03-02 07:30:00.') from problem
    try:
        number = float(count)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise CommandError(f'{where}: the contacts are "{count}". Give a number from 0 on.')
    return moment, number
