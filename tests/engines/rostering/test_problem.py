"""What makes no sense is refused before anybody searches, in a sentence that says what, whose and where."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dengta.engines.rostering.problem import (
    Agent,
    Break,
    Contract,
    Cover,
    Limit,
    Pairing,
    Presence,
    Problem,
    Share,
    Shift,
    Wish,
)
from tests.engines.rostering.rosters import SHIFTS


def with_agent(**agent: Any) -> Problem:
    return Problem(7, SHIFTS, (Agent("A", Contract(), **agent), Agent("B", Contract())), ())


def with_(**fields: Any) -> Problem:
    agents = (Agent("A", Contract()), Agent("B", Contract()))
    return Problem(7, SHIFTS, agents, fields.pop("covers", ()), **fields)


def shift(*breaks: Break, parts: tuple[tuple[int, int], ...] = ()) -> Shift:
    return Shift("E", 480, 360, 840, parts=parts, breaks=breaks)


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Problem(7, (*SHIFTS, SHIFTS[0]), (), ()), "every shift needs a code of its own"),
        (lambda: Problem(7, (Shift("", 480),), (), ()), "every shift needs a code of its own"),
        (lambda: Problem(7, SHIFTS, (Agent("A", Contract()),) * 2, ()), "every agent needs a key of their own"),
        (lambda: with_agent(wishes=(Wish(3, "X", 1, True),)), "A wishes for 'X' on day 3, which is no shift"),
        (lambda: with_agent(fixed={2: "X"}), "A is fixed to 'X' on day 2, which is no shift"),
        (lambda: with_agent(busy=frozenset({(7, 60, 90)})),
         "A is busy on day 7, which is outside the horizon of 7 days"),
        (lambda: with_agent(busy=frozenset({(-1, 60, 90)})),
         "A is busy on day -1, which is outside the horizon of 7 days"),
        (lambda: with_agent(busy=frozenset({(3, 90, 90)})),
         "A is busy on day 3 from minute 90 to 90, which is no time"),
        (lambda: with_agent(busy=frozenset({(3, -5, 90)})),
         "A is busy on day 3 from minute -5 to 90, which is no time"),
        (lambda: with_agent(busy=frozenset({(3, 5, 2881)})),
         "A is busy on day 3 from minute 5 to 2881, which is no time"),
        (lambda: with_(covers=(Cover(4, 1, 1, code="X"),)),
         "people are counted on day 4 in 'X', which is no shift"),
        (lambda: with_(presences=(Presence(5, Limit(1), code="X"),)),
         "people are counted on day 5 in 'X', which is no shift"),
        (lambda: with_(pairings=(Pairing("Z", frozenset("A")),)), "'Z' of the pairing of 'Z' is nobody here"),
        (lambda: with_(pairings=(Pairing("A", frozenset("BZ")),)), "'Z' of the pairing of 'A' is nobody here"),
        (lambda: with_(pairings=(Pairing("A", frozenset()),)), "'A' needs a mentor who is somebody else"),
        (lambda: with_(pairings=(Pairing("A", frozenset("AB")),)), "'A' needs a mentor who is somebody else"),
        (lambda: with_(shares=(Share("nights", frozenset("NX"), {}, 1),)),
         "the share 'nights' counts ['N', 'X'], which are not all shifts"),
        (lambda: with_(shares=(Share("nights", frozenset(), {}, 1),)),
         "the share 'nights' counts [], which are not all shifts"),
        (lambda: with_(shares=(Share("nights", frozenset("N"), {"A": 1, "Z": 1}, 1),)),
         "the share 'nights' is due from 'Z', who is nobody here"),
        (lambda: with_(shares=(Share("nights", frozenset("N"), {"A": 1}, -1),)),
         "the share 'nights' has a weight below nought"),
        (lambda: Cover(6, 5, 10, worse=((2, 5), (1, 9))),
         "the price of people missing on day 6 must rise from step to step, not ((2, 5), (1, 9))"),
        (lambda: Cover(6, 5, 10, worse=((2, 5), (2, 9))), "the price of people missing on day 6 must rise"),
        (lambda: Cover(6, 5, 10, worse=((2, 0),)), "the price of people missing on day 6 must rise"),
        (lambda: Cover(6, 5, 10, worse=((-1, 2),)), "the price of people missing on day 6 must rise"),
        (lambda: shift(parts=((350, 400),)),
         "the part of shift E from minute 350 to 400 is out of order or outside of it"),
        (lambda: shift(parts=((800, 841),)), "the part of shift E from minute 800 to 841"),
        (lambda: shift(parts=((600, 700), (400, 500))), "the part of shift E from minute 400 to 500"),
        (lambda: shift(parts=((400, 500), (450, 600))), "the part of shift E from minute 450 to 600"),
        (lambda: shift(parts=((400, 400),)), "the part of shift E from minute 400 to 400"),
        (lambda: shift(Break("lunch", 60, 200, 421)), "the break lunch does not fit into shift E"),
        (lambda: shift(Break("lunch", 60, -1, 300)), "the break lunch does not fit into shift E"),
        (lambda: shift(Break("lunch", 60, 300, 200)), "the break lunch does not fit into shift E"),
        (lambda: shift(Break("lunch", 0, 100, 200)), "the break lunch does not fit into shift E"),
        # The parts lie at 0 to 240 and 300 to 480 minutes after the start; no hour begins in either by then.
        (lambda: shift(Break("lunch", 60, 181, 299), parts=((360, 600), (660, 840))),
         "the break lunch does not fit into shift E"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(build: Callable[[], object], says: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        build()


def test_what_only_just_makes_sense_is_taken() -> None:
    shift(Break("lunch", 60, 0, 420))
    shift(Break("lunch", 60, 180, 299), parts=((360, 600), (660, 840)))
    shift(Break("lunch", 60, 181, 300), parts=((360, 600), (660, 840)))
    shift(parts=((360, 600), (600, 840)))
    Cover(0, 1, 10, worse=((0, 1), (1, 1)))
    with_agent(
        wishes=(Wish(99, "", 1, True), Wish(0, "E", 1, False)),
        fixed={0: "", 1: "E"},
        busy=frozenset({(0, 0, 2880), (6, 60, 61)}),
    )
    with_(
        covers=(Cover(99, 1, 1, code="E"), Cover(0, 1, 1, start=0, end=60)),
        pairings=(Pairing("A", frozenset("B")),),
        shares=(Share("nights", frozenset("N"), {"B": -1}, 0),),
    )
