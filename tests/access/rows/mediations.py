"""Mediations: the two and the mediator, nobody else."""

from datetime import date

from dengta.domains.communication.models import Mediation
from tests.access.frame import EVERYBODY, House, Row
from tests.access.rows.requests import TEAMED
from tests.conftest import NOW

BOTH = {"GET", "POST"}
THREE = {"agent", "peer", "leader"}


def furnish(house: House) -> None:
    """One that is heard, one that is agreed."""
    people = {"first": house.agent, "second": house.peer, "mediator": house.leader, "opened_at": NOW}
    topic = house.plant("topic of a mediation", seen_by=THREE)
    house["open"] = Mediation.objects.create(
        topic=topic, first_view=house.plant("a view in a mediation", seen_by=THREE), **people
    )
    house["agreed"] = Mediation.objects.create(
        topic="两人同时联系了一位客户", first_view="我先接到的", second_view="没看到备注",
        agreement="先看工单归属再联系",
        status="agreed", agreed_at=NOW, follow_up_on=date(2026, 12, 2), **people,
    )  # fmt: skip


def _of(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("mediations:list", EVERYBODY, faces=("leader",)),
    Row("mediations:new", TEAMED, methods=BOTH),
    Row("mediations:one", THREE, args=_of("open"), faces=("agent", "leader")),
    Row("mediations:one", THREE, args=_of("agreed"), faces=("leader",)),
    Row("mediations:view", THREE, methods=BOTH, args=_of("open")),
    Row("mediations:agree", {"leader"}, methods=BOTH, args=_of("open")),
    Row("mediations:look_back", {"leader"}, methods=BOTH, args=_of("agreed")),
    Row("mediations:another", {"agent", "peer"}, methods={"POST"}, args=_of("open")),
]
