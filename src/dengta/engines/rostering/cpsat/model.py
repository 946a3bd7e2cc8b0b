"""A roster problem as one CP-SAT model: every rule, hard or priced, as the checker means it.

It is deliberately the plain model that anybody would write: clauses for runs and sequences, slack for the people
missing, the solver's own parameters. Other engines are measured against it.
"""

from collections.abc import Collection

from dengta.engines.rostering.cpsat.needs import write_needs
from dengta.engines.rostering.cpsat.people import write_agent
from dengta.engines.rostering.cpsat.sheet import Fact, Sheet
from dengta.engines.rostering.problem import Problem


def build(problem: Problem) -> Sheet:
    """The model whose lowest objective is the lowest cost of a roster that breaks nothing."""
    sheet = _written(Sheet(problem))
    sheet.minimise()
    return sheet


def build_guarded(problem: Problem, *, relaxed: Fact | None = None, only: Collection[Fact] | None = None) -> Sheet:
    """The hard rules alone, or some of them, each behind a literal that switches it on; one may be relaxed."""
    sheet = _written(Sheet(problem, guarded=True, relaxed=relaxed, only=only))
    sheet.minimise()
    return sheet


def _written(sheet: Sheet) -> Sheet:
    for number in range(len(sheet.problem.agents)):
        write_agent(sheet, number)
    write_needs(sheet)
    return sheet
