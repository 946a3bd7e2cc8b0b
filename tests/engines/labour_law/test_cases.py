"""The worked cases of the specification through the adapter of `./dengta oracle law`."""

import json

import pytest
from django.conf import settings

from dengta.engines.labour_law import oracle
from dengta.engines.labour_law.china import RULES
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.law import CALENDAR, TODAY


@pytest.mark.shared
@pytest.mark.covers("L3", "L4", "L6", "L9")
def test_every_worked_case_of_the_specification_holds() -> None:
    file = json.loads((settings.SHARED / "data/law/law-cases.json").read_text(encoding="utf-8"))

    outcomes = list(
        oracle.run(
            file, rules=lambda region: RULES, law=lambda region: Law(region=region, calendar=CALENDAR), today=TODAY
        )
    )

    assert [f"{one.id} {one.rule}: {one.differs}" for one in outcomes if one.differs] == []
    assert len(outcomes) == file["count"]
