"""What a decision says from its first step to what would change it: each sentence with its figures, in order."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dengta.engines.labour_law import china, european_union
from dengta.engines.labour_law.reading import read
from tests.engines.labour_law.law import CHINA

RULES = {**china.RULES, **european_union.RULES}
DECISIONS = json.loads(Path(__file__).with_name("steps.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("expected", DECISIONS, ids=lambda one: f"{one['rule']} {list(one['facts'].values())}")
def test_a_decision_says_every_step_with_its_figures(expected: dict[str, Any]) -> None:
    rule = RULES[expected["rule"]]
    decision = rule(read(rule.facts, expected["facts"]), on=date(2026, 11, 22), law=CHINA)

    assert [step.said("en") for step in decision.steps] == expected["steps"]
    assert [taken.text.said("en") for taken in decision.assumptions] == expected["assumed"]
    assert [change.said("en") for change in decision.changes] == expected["changes"]
    assert [f"{one.statute.short} {one.place}".strip() for one in decision.articles] == expected["articles"]
    assert decision.confidence.value == expected["confidence"]
    assert all(step.said("zh-hans") for step in decision.steps)
