"""Which natural keys a file has shown so far, in sixteen bytes a slot; a dictionary would take four times as much."""

from array import array
from typing import NamedTuple

from dengta.foundation.imports.targets import Row

LINE_BITS = 32
LINE_MASK = (1 << LINE_BITS) - 1
CONTENT_MASK = (1 << 31) - 1
FIRST_SLOTS = 1 << 12


class Met(NamedTuple):
    """Where a key stood first, and whether the row was the same there."""

    line: int
    same: bool


class Seen:
    """A hash table of two flat arrays: the hash of each key, and the line it first stood in with a hash of its row."""

    def __init__(self) -> None:
        self._count = 0
        self._make_room(FIRST_SLOTS)

    def meet(self, key: tuple[object, ...], row: Row) -> Met | None:
        """None for a key met for the first time."""
        number = hash(key)
        slot = self._slot_of(number)
        content = hash(tuple(row.values.values())) & CONTENT_MASK
        first = self._facts[slot]
        if first:
            line = first & LINE_MASK
            return None if line == row.line else Met(line, same=first >> LINE_BITS == content)
        self._keys[slot], self._facts[slot] = number, content << LINE_BITS | row.line
        self._count += 1
        if 3 * self._count > 2 * len(self._facts):
            self._grow()
        return None

    def _slot_of(self, number: int) -> int:
        """Where this key stands, or the empty slot where it would. Lines begin at one, so no fact is zero."""
        keys, facts, mask = self._keys, self._facts, self._mask
        slot = number & mask
        while facts[slot] and keys[slot] != number:
            slot = slot + 1 & mask
        return slot

    def _make_room(self, slots: int) -> None:
        self._keys, self._facts, self._mask = array("q", bytes(8 * slots)), array("Q", bytes(8 * slots)), slots - 1

    def _grow(self) -> None:
        known = zip(self._keys, self._facts, strict=True)
        self._make_room(2 * len(self._facts))
        for number, fact in known:
            if fact:
                slot = self._slot_of(number)
                self._keys[slot], self._facts[slot] = number, fact
