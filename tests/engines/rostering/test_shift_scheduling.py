"""The shift-scheduling format, read by hand, and what is said of a text that is not in it."""

import re

import pytest

from dengta.engines.rostering.formats import Unreadable, shift_scheduling
from dengta.engines.rostering.problem import Contract, Cover, Limit, Shift, ShiftLimit, Wish

TEXT = """\
# A comment
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
L,450,E|N
N,600,E

SECTION_STAFF
A,E=14|L=3|N=0,4320,3360,5,2,3,1

SECTION_DAYS_OFF
A,0,9

SECTION_SHIFT_ON_REQUESTS
A,2,E,4

SECTION_SHIFT_OFF_REQUESTS
A,3,L,5

SECTION_COVER
0,E,5,100,1
"""


def test_the_text_becomes_a_problem() -> None:
    problem = shift_scheduling.read(TEXT, name="tiny")

    assert (problem.days, problem.first_weekday, problem.name) == (14, 0, "tiny")
    assert problem.shifts == (
        Shift("E", 480),
        Shift("L", 450, not_before=frozenset("EN")),
        Shift("N", 600, not_before=frozenset("E")),
    )
    (agent,) = problem.agents
    assert agent.contract == Contract(
        minutes=Limit(3360, 4320),
        work_run=Limit(2, 5),
        rest_run=Limit(3),
        weekends=Limit(0, 1),
        counts=(ShiftLimit(frozenset("E"), Limit(0, 14)), ShiftLimit(frozenset("L"), Limit(0, 3))),
    )
    assert (agent.days_off, agent.barred) == ({0, 9}, {(day, "N") for day in range(14)})
    assert agent.wishes == (Wish(2, "E", 4, wanted=True), Wish(3, "L", 5, wanted=False))
    assert agent.history is None
    assert problem.covers == (Cover(0, 5, 100, 1, code="E"),)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("E,480,", "E,long,", "line 6: 'E,long,' cannot be read"),
        ("L,450,E|N", "E,450,", "every shift needs a code of its own"),
        ("14\n", "", "SECTION_HORIZON needs one line with the number of days"),
        ("A,E=14|L=3|N=0,4320,3360,5,2,3,1\n", "", "SECTION_SHIFTS and SECTION_STAFF need at least one line each"),
        ("SECTION_COVER", "SECTION_COVERS", "line 22: no section SECTION_COVERS is known"),
        ("# A comment", "Dear reader", "line 1: a line before the first section"),
        ("3360,5,2", "3360,1,2", "the most (1) is less than the least (2)"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, says: str) -> None:
    assert old in TEXT

    with pytest.raises(Unreadable, match=re.escape(says)):
        shift_scheduling.read(TEXT.replace(old, new, 1))
