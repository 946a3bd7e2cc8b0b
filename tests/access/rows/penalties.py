"""Client penalties: those who lead the client read and write them; nobody of another client."""

from datetime import date, timedelta
from decimal import Decimal

from dengta.domains.goals.services import penalties as services
from tests.access.frame import House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
WRITERS = {"leader", "other_leader", "supervisor", "quality", "executive"}
# Quality holds its role in one team here, which is below the client.
OF_CLIENT = {"supervisor", "executive"}
READERS = OF_CLIENT | {"hr", "auditor"}


def furnish(house: House) -> None:
    """A deduction with a lesson that the supervisor looks after."""
    by = house.supervisor.account
    row = services.record_penalty(
        unit=house.tree.qinghe, start=date(2026, 10, 1), end=date(2026, 10, 31), amount=Decimal("12800.50"),
        cause="volume", clause="第 7.2 条", what=house.plant("what a client deducted", seen_by=READERS), by=by, now=NOW,
    )  # fmt: skip
    services.learn(
        penalty_id=row.pk, lesson="提前对预测", owner=by.pk, due_on=NOW.date() + timedelta(days=9), by=by, now=NOW
    )
    house["penalty"] = row


def one(house: House) -> dict[str, int]:
    return {"pk": house["penalty"].pk}


ROWS = [
    Row("penalties:list", WRITERS | READERS, faces=("supervisor",)),
    Row("penalties:new", WRITERS, methods=BOTH),
    Row("penalties:penalty", READERS, args=one, faces=("supervisor",)),
    Row("penalties:learn", OF_CLIENT, methods=BOTH, args=one),
    Row("penalties:finish", OF_CLIENT, methods={"POST"}, args=one),
]
