"""How a process of ours deals with memory."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# Places of a frame; with eight bytes each, as much again is free behind it in the piece of stack that it needs.
WIDE = 16 * 1024


def settle() -> None:
    """Once, when everything is loaded.

    What the code itself is made of lives as long as the process: the collector of garbage need not look through it
    again every few hundred requests, which would hold up one of them for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def loading() -> Iterator[None]:
    """While everything is loaded, none of it is garbage: to look for some all the same takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        settle()
        gc.enable()


def in_one_piece(call: Callable[P, R], *args: P.args, **options: P.kwargs) -> R:
    """Do `call` with a stack that is long enough from the start.

    Python takes its stack from the system in pieces of 16 KB, and gives a piece back as soon as nothing stands on it. A
    page whose calls go to and fro over the end of a piece takes and returns it a thousand times: a third of its time.
    The frame of this function is as wide as eight pieces, so that all that is called from here stands on one.
    """
    return call(*args, **options)


in_one_piece.__code__ = in_one_piece.__code__.replace(co_stacksize=WIDE)
