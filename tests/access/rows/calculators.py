"""Who reckons and who keeps the legal data: every employee the own case, HR the figures."""

import json

from dengta.domains.disputes.models import Calculation
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW
from tests.disputes.reckoning import sheet

BOTH = {"GET", "POST"}
KEEPERS = {"hr"}


def furnish(house: House) -> None:
    """The agent kept a calculation, and nobody else reads it."""
    found = sheet(house.plant("what somebody reckoned", seen_by={"agent"}))
    house["calculation"] = Calculation.objects.create(
        made_by=house.agent, made_at=NOW, version=found["version"], on=NOW.date(), region="CN-SH", kind="severance",
        inputs=json.dumps({"ending": "art40"}), result=json.dumps(found, ensure_ascii=False),
    )  # fmt: skip


def _kept(house: House) -> dict[str, object]:
    return {"pk": house["calculation"].pk}


def _calculator(key: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"key": key}


ROWS = [
    Row("calculators:list", EVERYBODY, faces=("agent", "hr")),
    *(
        Row("calculators:calculator", EVERYBODY, methods=BOTH, args=_calculator(key))
        for key in (
            "overtime", "comprehensive-hours", "annual-leave", "severance", "double-wage", "probation", "deduction",
            "medical-period", "limitation", "procedure",
        )
    ),
    # The record of somebody else fills the form for those alone who may open that file.
    Row(
        "calculators:about", {"agent", "hr"}, methods=BOTH,
        args=lambda house: {"key": "severance", "pk": house.agent.pk},
    ),
    Row("calculators:calculations", EVERYBODY, faces=("agent",)),
    Row("calculators:kept", {"agent"}, args=_kept),
    Row("calculators:discard", {"agent"}, methods={"POST"}, args=_kept),
    Row("calculators:text", EVERYBODY, methods=BOTH),
    Row("legal_data:figures", EVERYBODY, faces=("agent", "hr")),
    Row("legal_data:questions", EVERYBODY, faces=("agent", "hr")),
    Row("legal_data:figure_new", KEEPERS, methods=BOTH),
    Row("legal_data:question_answer", KEEPERS, methods=BOTH, args=lambda house: {"key": "severance.pre2008_cap"}),
    Row("legal_data:notice_new", {"hr", "supervisor", "quality"}, methods=BOTH),
]  # fmt: skip
