"""Consultations: whoever asks, whoever is asked, and those above."""

from datetime import date

from dengta.domains.communication.services import consultations
from tests.access.frame import House, Row
from tests.access.rows.requests import READERS, TEAMED, account
from tests.conftest import NOW

BOTH = {"GET", "POST"}
SEES = {"leader", "agent", "peer", "supervisor", "executive"}


def furnish(house: House) -> None:
    """The leader asks two people about the late shift; one has answered."""
    question = house.plant("question of a consultation", seen_by=SEES)
    row = consultations.consult(
        title="晚班轮换方式", question=question, asked=[house.agent.pk, house.peer.pk], until=date(2026, 11, 25),
        by=account(house.leader), now=NOW,
    )  # fmt: skip
    answer = house.plant("a voice", seen_by=SEES)
    consultations.give_voice(consultation_id=row.pk, answer=answer, by=account(house.peer), now=NOW)
    house["consultation"] = row


def _pk(house: House) -> dict[str, int]:
    return {"pk": house["consultation"].pk}


ROWS = [
    Row("consultations:list", READERS, faces=("leader",)),
    Row("consultations:new", TEAMED, methods=BOTH),
    Row("consultations:one", SEES, args=_pk, faces=("leader", "agent")),
    Row("consultations:voice", {"agent", "peer"}, methods=BOTH, args=_pk),
    Row("consultations:conclude", {"leader"}, methods=BOTH, args=_pk),
]
