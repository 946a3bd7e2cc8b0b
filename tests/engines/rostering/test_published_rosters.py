"""The checker agrees with others: every published roster costs what its publisher says and breaks nothing."""

import pytest

from dengta.engines.rostering.checker import Rule, check
from tests.engines.rostering.rosters import published


@pytest.mark.shared
def test_every_published_roster_breaks_nothing_and_costs_what_its_publisher_says() -> None:
    assert len(published()) == 16

    for problem, roster, cost, cover in published():
        verdict = check(problem, roster)

        assert verdict.breaches == (), problem.name
        assert verdict.cost == cost, problem.name
        assert verdict.parts.get(Rule.UNDER, 0) + verdict.parts.get(Rule.OVER, 0) == cover, problem.name
