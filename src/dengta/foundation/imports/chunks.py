"""Rows as they lie in a chunk: compact JSON, back and forth."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dengta.foundation.imports.examine import kinds_of
from dengta.foundation.imports.targets import Row, Target
from dengta.foundation.imports.values import packers, unpackers


class Packing:
    """Turns rows of one import into text and back. `names` are the mapped fields, in a fixed order."""

    def __init__(self, target: Target[Any], names: Sequence[str]) -> None:
        self.names = list(names)
        kinds = kinds_of(target, self.names)
        self._pack = [(place, pack) for place, pack in enumerate(packers(kinds)) if pack]
        self._unpack = [(place, unpack) for place, unpack in enumerate(unpackers(kinds)) if unpack]

    def pack(self, rows: Sequence[Row]) -> str:
        """The rows as JSON; nothing for no rows."""
        lines = []
        for row in rows:
            values = row.values
            line = [values[name] for name in self.names]
            for place, pack in self._pack:
                if line[place] is not None:
                    line[place] = pack(line[place])
            line.append(row.line)
            lines.append(line)
        return _text(lines)

    def unpack(self, payload: str, source: str) -> Iterator[Row]:
        """The rows of a chunk."""
        for *values, number in json.loads(payload or "[]"):
            for place, unpack in self._unpack:
                if values[place] is not None:
                    values[place] = unpack(values[place])
            yield Row(number, {"source": source, **dict(zip(self.names, values, strict=True))})

    def split(self, payload: str, most: int) -> tuple[str, str]:
        """The first rows of a chunk, at most so many, and the rest."""
        lines = json.loads(payload or "[]")
        return _text(lines[:most]), _text(lines[most:])


def _text(lines: Sequence[object]) -> str:
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":")) if lines else ""
