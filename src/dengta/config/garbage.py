"""How a server deals with garbage."""

import gc

# Objects made before the youngest are looked through. A page makes some thousands and drops nearly all of them at once:
# Python's 700 would look ten times in the middle of it.
YOUNG = 20_000


def leave_the_code_alone() -> None:
    """What the code itself is made of lives as long as the process: the collector of garbage need not look through it
    again every few hundred requests, which would hold up one of them for a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
