"""The second International Nurse Rostering Competition (Ceschia and others, arXiv 1501.04177): three kinds of text.

A scenario (shifts, contracts, nurses), a history (what lies before the first day) and one text for each week make one
problem over all weeks. Hard are one shift a day, the forbidden successions, the skills and the minimal cover; all else
has the weight of the competition for each unit. Totals are held over all weeks, and the history counts towards them.

A nurse works one skill in a shift: which, the cheapest sharing out says. Shifts have no times in this format.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from dengta.engines.rostering.formats.errors import Unreadable
from dengta.engines.rostering.formats.rows import Row, Rows, each
from dengta.engines.rostering.problem import (
    OFF,
    WEEK,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Problem,
    Shift,
    ShiftLimit,
    Wish,
)

# Section 2.2 of the rules.
MISSING_NURSE = 30
SAME_SHIFT_RUN = 15
RUN = 30
WISH = 10
HALF_WEEKEND = 30
ASSIGNMENT = 20
WEEKEND = 30

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANY_SHIFT = "Any"
NO_SHIFT = "None"
_NAME = re.compile(r"(?P<scenario>[A-Za-z][A-Za-z0-9]*)_(?P<history>\d+)_(?P<weeks>\d+(?:-\d+)*)")
_HEADER = re.compile(r"([A-Z]+(?:_[A-Z]+)*)(?:\s*=\s*(\S+))?")
_SCENARIO = ("SCENARIO", "WEEKS", "SKILLS", "SHIFT_TYPES", "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS", "CONTRACTS", "NURSES")
_HISTORY = ("HISTORY", "NURSE_HISTORY")
_WEEK = ("WEEK_DATA", "REQUIREMENTS", "SHIFT_OFF_REQUESTS")


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Section:
    value: str
    rows: Rows


def files(name: str) -> tuple[str, ...] | None:
    """The names of the scenario, the history and the weeks that `n030w4_1_6-2-9-1` stands for; None for other names."""
    if not (match := _NAME.fullmatch(name)):
        return None
    scenario = match["scenario"]
    weeks = tuple(f"WD-{scenario}-{week}.txt" for week in match["weeks"].split("-"))
    return f"Sc-{scenario}.txt", f"H0-{scenario}-{match['history']}.txt", *weeks


def read(scenario: str, history: str, weeks: Sequence[str], *, name: str = "") -> Problem:
    """The problem of these weeks, one after the other. Raises Unreadable with the line and what is wrong with it."""
    facts = _sections(scenario, _SCENARIO)
    if facts["WEEKS"].value != str(len(weeks)):
        raise Unreadable.at(0, f"the scenario has {facts['WEEKS'].value} weeks, not {len(weeks)}")
    shifts = _shifts(facts)
    contracts = dict(_each(facts["CONTRACTS"].rows, lambda row: _contract(row, facts)))
    before = dict(_each(_sections(history, _HISTORY)["NURSE_HISTORY"].rows, _history))
    weekly = [_sections(week, _WEEK) for week in weeks]
    wishes = [
        wish
        for number, week in enumerate(weekly)
        for wish in _each(week["SHIFT_OFF_REQUESTS"].rows, partial(_wish, first=number * WEEK))
    ]
    covers = [
        cover
        for number, week in enumerate(weekly)
        for row in _each(week["REQUIREMENTS"].rows, partial(_covers, first=number * WEEK))
        for cover in row
    ]
    agents = _each(facts["NURSES"].rows, lambda row: _agent(row, contracts, before, wishes))
    try:
        return Problem(WEEK * len(weeks), tuple(shifts), tuple(agents), tuple(covers), name=name)
    except ValueError as problem:
        raise Unreadable.at(0, str(problem)) from problem


def _sections(text: str, needed: tuple[str, ...]) -> Mapping[str, _Section]:
    """Rows by section; the brackets and commas of pairs such as (2,5) say nothing that spaces do not."""
    sections: dict[str, _Section] = {}
    current: _Section | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        words = tuple(re.sub(r"[(),]", " ", line).split())
        header = _HEADER.fullmatch(line.strip())
        if header and header[1] in needed:
            current = sections[header[1]] = _Section(header[2] or "", [])
        elif words and current is None:
            raise Unreadable.at(number, f"a line before {needed[0]}")
        elif words and current is not None:
            current.rows.append((number, words))
    if missing := [name for name in needed if name not in sections]:
        raise Unreadable.at(0, f"{missing[0]} is missing")
    return sections


def _each(rows: Rows, read_row: Callable[[Row], T]) -> list[T]:
    return each(rows, read_row, between=" ")


def _shifts(facts: Mapping[str, _Section]) -> list[Shift]:
    after = dict(_each(facts["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"].rows, lambda row: (row[0], frozenset(row[2:]))))
    return _each(facts["SHIFT_TYPES"].rows, lambda row: Shift(row[0], 0, not_before=after.get(row[0], frozenset())))


def _contract(row: Row, facts: Mapping[str, _Section]) -> tuple[str, Contract]:
    least, most, work_least, work_most, rest_least, rest_most, weekends, complete = (int(word) for word in row[1:9])
    contract = Contract(
        days=Limit(least, most, ASSIGNMENT, ASSIGNMENT),
        weekends=Limit(0, weekends, above=WEEKEND),
        work_run=Limit(work_least, work_most, RUN, RUN),
        rest_run=Limit(rest_least, rest_most, RUN, RUN),
        runs=tuple(_each(facts["SHIFT_TYPES"].rows, _shift_run)),
        half_weekend=HALF_WEEKEND * complete,
    )
    return row[0], contract


def _shift_run(row: Row) -> ShiftLimit:
    return ShiftLimit(frozenset({row[0]}), Limit(int(row[1]), int(row[2]), SAME_SHIFT_RUN, SAME_SHIFT_RUN))


def _history(row: Row) -> tuple[str, History]:
    days, weekends = int(row[1]), int(row[2])
    shift_run, work_run, rest_run = (int(word) for word in row[4:7])
    if row[3] == NO_SHIFT:
        return row[0], History(OFF, rest_run, days=days, weekends=weekends)
    return row[0], History(row[3], work_run, shift_run, days=days, weekends=weekends)


def _agent(
    row: Row, contracts: Mapping[str, Contract], before: Mapping[str, History], wishes: Sequence[tuple[str, Wish]]
) -> Agent:
    return Agent(
        row[0],
        contracts[row[1]],
        skills=frozenset(row[3:]),
        wishes=tuple(wish for key, wish in wishes if key == row[0]),
        history=before[row[0]],
    )


def _wish(row: Row, first: int) -> tuple[str, Wish]:
    code = OFF if row[1] == ANY_SHIFT else row[1]
    return row[0], Wish(first + WEEKDAYS.index(row[2]), code, WISH, wanted=False)


def _covers(row: Row, first: int) -> list[Cover]:
    """One row: a shift and a skill, then the least and the best number of nurses for each day from Monday."""
    counts = [int(word) for word in row[2:]]
    if len(counts) != 2 * WEEK:
        message = f"{len(counts) // 2} days, not {WEEK}"
        raise ValueError(message)
    return [
        Cover(first + day, best, MISSING_NURSE, code=row[0], skill=row[1], least=least)
        for day, (least, best) in enumerate(zip(counts[::2], counts[1::2], strict=True))
        if best
    ]
