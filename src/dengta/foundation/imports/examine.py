"""From a record to a row with typed values, or to the problems that keep it from becoming one."""

from datetime import timedelta
from typing import Any

from dengta.foundation.imports.dates import join
from dengta.foundation.imports.mapping import ColumnMap, zone_of
from dengta.foundation.imports.readers import Record
from dengta.foundation.imports.targets import Context, Field, Problem, Row, Target
from dengta.foundation.imports.values import Read, Unreadable, reader_for

HALF_A_DAY = timedelta(hours=12)
SHOWN_OF_A_VALUE = 80
CLOCK = Field("time", "", "time")


class Examiner:
    """Reads the records of one file under one mapping. Built once; asked for every record."""

    def __init__(self, target: Target[Any], columns: ColumnMap, header: list[str], ctx: Context) -> None:
        self.target, self.source, self.zone = target, ctx.source, zone_of(columns)
        places = {heading: place for place, heading in enumerate(header)}
        self._cells: list[tuple[Field, int, Read]] = []
        self._composed: list[tuple[Field, int, Read, int, Read]] = []
        for known in target.fields:
            headings = columns.columns.get(known.name)
            if not headings:
                continue
            date_format = columns.formats.get(known.name, "")
            if len(headings) == 1:
                read = reader_for(known, date_format=date_format, zone=self.zone)
                self._cells.append((known, places[headings[0]], read))
            else:
                day = reader_for(Field(known.name, "", "date"), date_format=date_format, zone=self.zone)
                clock = reader_for(CLOCK, date_format="", zone=self.zone)
                self._composed.append((known, places[headings[0]], day, places[headings[1]], clock))

    def row(self, record: Record) -> tuple[Row, list[Problem]]:
        """The record as a row, and what is wrong with its cells."""
        values: dict[str, Any] = {"source": self.source}
        problems: list[Problem] = []
        if record.problem:
            return Row(record.line, values), [Problem(f"imports.{record.problem}")]
        cells = record.cells
        for known, place, read in self._cells:
            values[known.name] = None
            try:
                value = values[known.name] = read(cells[place])
            except Unreadable as trouble:
                problems.append(_problem(trouble.code, known, cells[place]))
            else:
                if value is None and known.required:
                    problems.append(_problem("imports.required", known, ""))
        for known, day_place, read_day, clock_place, read_clock in self._composed:
            self._compose(known, (cells[day_place], read_day), (cells[clock_place], read_clock), values, problems)
        return Row(record.line, values), problems

    def _compose(
        self,
        known: Field,
        day_cell: tuple[str, Read],
        clock_cell: tuple[str, Read],
        values: dict[str, Any],
        problems: list[Problem],
    ) -> None:
        """A moment out of a date and a time cell. Without a time there is no moment."""
        values[known.name] = None
        try:
            day, clock = day_cell[1](day_cell[0]), clock_cell[1](clock_cell[0])
        except Unreadable:
            problems.append(_problem("imports.not_datetime", known, f"{day_cell[0]} {clock_cell[0]}"))
            return
        if day is None or clock is None:
            if known.required:
                problems.append(_problem("imports.required", known, ""))
            return
        moment = join(day, clock, self.zone)
        start = values.get(known.next_day_after)
        if start is not None and moment < start <= moment + timedelta(days=1) <= start + HALF_A_DAY:
            moment += timedelta(days=1)
        values[known.name] = moment


def kinds_of(target: Target[Any], names: list[str]) -> list[str]:
    """The kinds of these fields; "source" is text."""
    kinds: dict[str, str] = {known.name: known.kind for known in target.fields}
    return [kinds.get(name, "text") for name in names]


def _problem(code: str, known: Field, cell: str) -> Problem:
    shown = cell.strip().replace("\x00", "\ufffd")  # PostgreSQL keeps no NUL
    return Problem(
        code, known.name, {"value": shown if len(shown) <= SHOWN_OF_A_VALUE else f"{shown[:SHOWN_OF_A_VALUE]}…"}
    )
