"""The worked cases of the working time directive, through the same adapter as every other file of cases."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dengta.engines.labour_law import european_union, oracle
from dengta.engines.labour_law.law import Law

CASES = Path(__file__).with_name("eu-cases.json")


def outcomes(file: dict[str, Any]) -> list[oracle.Outcome]:
    return list(
        oracle.run(
            file,
            rules=lambda _region: european_union.RULES,
            law=lambda region: Law(region=region),
            today=date(2026, 6, 30),
        )
    )


@pytest.mark.covers("L9")
def test_every_worked_case_comes_out_as_reckoned_by_hand() -> None:
    file = json.loads(CASES.read_text(encoding="utf-8"))
    found = outcomes(file)

    assert [one for one in found if one.differs] == []
    assert len(found) == file["count"] >= 20
    assert {one.rule for one in found} == set(european_union.RULES)
    assert all(case["article"].startswith("art. ") for case in file["cases"])


def test_a_case_that_comes_out_otherwise_is_told() -> None:
    case = {
        "id": "planted", "rule": "eu.break", "article": "art. 4", "region": "EU", "inputs": {"hours": "7"},
        "expected": {"compliant": True},
    }  # fmt: skip

    assert outcomes({"cases": [case]})[0].differs
