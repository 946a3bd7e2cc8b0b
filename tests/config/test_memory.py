"""The stack of a request: in one piece, whatever the depth from which it is answered."""

import resource
from collections.abc import Callable

import pytest

from dengta.config.memory import in_one_piece

DEPTHS = range(20, 400, 4)
CALLS = 300


def leaf(a: int, b: int, c: int, d: int) -> int:
    return a + b + c + d


def to_and_fro(depth: int) -> int:
    """Memory pages taken from the system by three hundred calls at this depth."""
    if depth:
        return to_and_fro(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf(1, 2, 3, 4)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def worst(measure: Callable[[int], int]) -> int:
    return max(measure(depth) for depth in DEPTHS)


def test_no_depth_makes_calls_take_memory_anew_each_time() -> None:
    alone, together = worst(to_and_fro), worst(lambda depth: in_one_piece(to_and_fro, depth))

    assert together < CALLS // 10
    if alone < CALLS // 2:
        pytest.skip("this Python keeps the pieces of its stack")


def test_what_is_called_answers_and_fails_as_ever() -> None:
    def call(*args: object, **options: object) -> object:
        return args, options

    assert in_one_piece(call, 1, two=2) == ((1,), {"two": 2})
    with pytest.raises(ZeroDivisionError):
        in_one_piece(lambda: 1 / 0)
