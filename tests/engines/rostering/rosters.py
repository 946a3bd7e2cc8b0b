"""Rosters as strings: a letter for each day, a dot for a day off; and the published ones."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from dengta.engines.rostering.checker import Verdict, check
from dengta.engines.rostering.formats import read_file
from dengta.engines.rostering.problem import Agent, Contract, Problem, Roster, Shift

EARLY = Shift("E", 480, 360, 840)
LATE = Shift("L", 480, 840, 1320, not_before=frozenset("E"))
NIGHT = Shift("N", 480, 1320, 1800, not_before=frozenset("EL"), night=True)
SHIFTS = (EARLY, LATE, NIGHT)


def row(days: str) -> tuple[str, ...]:
    return tuple("" if day == "." else day for day in days)


def judged(days: str, contract: Contract, *, first_weekday: int = 0, shifts: Any = SHIFTS, **agent: Any) -> Verdict:
    """One person with this contract, who works these days."""
    problem = Problem(len(days), shifts, (Agent("A", contract, **agent),), (), first_weekday)
    return check(problem, (row(days),))


def bench(name: str) -> Path:
    return Path(settings.SHARED) / "bench" / "roster" / name


@cache
def published() -> tuple[tuple[Problem, Roster, int, int], ...]:
    """Problem, roster, and what the publisher says it costs in all and for its cover."""
    return tuple(found for file in sorted(bench("shift_scheduling/published").glob("*.out")) for found in _grids(file))


def _grids(file: Path) -> Iterator[tuple[Problem, Roster, int, int]]:
    problem = read_file(bench("shift_scheduling") / file.name.removesuffix(".out"))
    days: dict[str, tuple[str, ...]] = {}
    said = re.compile(r"\s*(?:(\w+): (.*)|Final solution.*: (\d+)|-- Cover costs\s*: (\d+))")
    for line in file.read_text(encoding="utf-8").splitlines():
        if not (match := said.fullmatch(line)):
            continue
        if match[1]:
            # Two characters a day: the shift and a mark that another worked day follows.
            days[match[1]] = tuple(match[2][at : at + 2].strip(" .=") for at in range(0, 2 * problem.days, 2))
        elif match[3]:
            cost = int(match[3])
        elif match[4]:
            yield problem, tuple(days[agent.key] for agent in problem.agents), cost, int(match[4])
