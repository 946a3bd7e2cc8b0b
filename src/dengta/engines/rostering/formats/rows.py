"""What the readers share: sections of comma-separated lines, and the number of the line in every complaint."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dengta.engines.rostering.formats.errors import Unreadable

PREFIX = "SECTION_"

Row = tuple[str, ...]
Rows = list[tuple[int, Row]]
T = TypeVar("T")


def sections(text: str, names: Sequence[str]) -> dict[str, Rows]:
    """Numbered rows by section; lines that begin with # say nothing. Raises Unreadable for any other section."""
    found: dict[str, Rows] = {name: [] for name in names}
    current = None
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith(PREFIX):
            current = words.removeprefix(PREFIX)
            if current not in found:
                raise Unreadable.at(number, f"no section {words} is known")
        elif current is None:
            raise Unreadable.at(number, "a line before the first section")
        else:
            found[current].append((number, tuple(part.strip() for part in words.split(","))))
    return found


def each(rows: Rows, read_row: Callable[[Row], T], *, between: str = ",") -> list[T]:
    """Every row read. Raises Unreadable with the number and the words of the first that cannot be."""
    read_rows = []
    for number, row in rows:
        try:
            read_rows.append(read_row(row))
        except (IndexError, KeyError, ValueError) as problem:
            raise Unreadable.at(number, f"{between.join(row)!r} cannot be read: {problem}") from problem
    return read_rows
