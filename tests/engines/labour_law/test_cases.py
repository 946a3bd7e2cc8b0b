"""The worked cases of the specification through the adapter of `./dengta oracle law`."""

import json
from typing import Any

import pytest
from django.conf import settings

from dengta.engines.labour_law import oracle
from dengta.engines.labour_law.china import RULES
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.reading import read, written
from tests.engines.labour_law.law import CALENDAR, TODAY


def shared(name: str) -> dict[str, Any]:
    file: dict[str, Any] = json.loads((settings.SHARED / f"data/law/{name}.json").read_text(encoding="utf-8"))
    return file


@pytest.mark.shared
@pytest.mark.covers("L3", "L4", "L6", "L9")
def test_every_worked_case_of_the_specification_holds() -> None:
    file = shared("law-cases")

    outcomes = list(
        oracle.run(
            file, rules=lambda region: RULES, law=lambda region: Law(region=region, calendar=CALENDAR), today=TODAY
        )
    )

    assert [f"{one.id} {one.rule}: {one.differs}" for one in outcomes if one.differs] == []
    assert len(outcomes) == file["count"]


@pytest.mark.shared
@pytest.mark.covers("L9")
def test_every_rule_of_the_schema_is_there_with_its_facts() -> None:
    schema = {name: rule for name, rule in shared("law-schema")["rules"].items() if not name.startswith("goal.")}

    assert set(schema) <= set(RULES)
    for name, rule in schema.items():
        known = set(RULES[name].facts.__dataclass_fields__)
        assert set(rule["input_keys"]) <= known, name


@pytest.mark.shared
@pytest.mark.covers("L9")
def test_whatever_is_read_from_a_case_reads_the_same_after_it_was_written() -> None:
    for case in shared("law-cases")["cases"]:
        facts = read(RULES[case["rule"]].facts, case["inputs"])
        assert read(RULES[case["rule"]].facts, written(facts)) == facts, case["id"]
