"""The keys of a file, remembered in little room."""

import random
import tracemalloc

import pytest

from dengta.foundation.imports.seen import Met, Seen
from dengta.foundation.imports.targets import Row


def meet(seen: Seen, number: int, line: int, remark: str = "") -> Met | None:
    return seen.meet((f"T{number}",), Row(line, {"number": f"T{number}", "remark": remark}))


def test_a_key_is_known_by_the_line_it_first_stood_in() -> None:
    seen = Seen()

    assert meet(seen, 1, line=2) is None
    assert meet(seen, 2, line=3) is None
    assert meet(seen, 1, line=4) == Met(2, same=True)
    assert meet(seen, 1, line=5, remark="other") == Met(2, same=False)
    assert meet(seen, 1, line=2) is None, "the same line again: whoever took over reads it once more"


@pytest.mark.parametrize("rows", [10, 5_000, 60_000])
def test_it_says_what_a_dictionary_would_say(rows: int) -> None:
    draw, seen = random.Random(3), Seen()
    first: dict[int, int] = {}
    for line in range(2, rows + 2):
        number = draw.randrange(rows)
        expected = Met(first[number], same=True) if number in first else None
        assert meet(seen, number, line) == expected
        first.setdefault(number, line)


def test_keys_that_want_the_same_place_stand_beside_each_other() -> None:
    class Clash(tuple[int]):
        def __hash__(self) -> int:
            return self[0] << 40

    seen, lines = Seen(), range(1, 50)

    assert [seen.meet(Clash((line,)), Row(line, {})) for line in lines] == [None] * 49
    assert [met.line for line in lines if (met := seen.meet(Clash((line,)), Row(99, {})))] == list(lines)


def test_two_hundred_thousand_keys_take_less_than_ten_megabytes() -> None:
    tracemalloc.start()
    try:
        seen = Seen()
        for line in range(1, 200_001):
            seen.meet((line,), Row(line, {}))
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 10_000_000
