"""Flags at customers: the team reads them, its leaders decide."""

from datetime import timedelta

from dengta.domains.communication.services import flags as services
from tests.access.frame import STAFF, House, Row
from tests.access.rows.reports import IN_TEAM, TEAM
from tests.conftest import NOW

BOTH = {"GET", "POST"}
READS = TEAM | {"supervisor"}
DECIDES = {"leader", "supervisor"}


def furnish(house: House) -> None:
    line = house.plant("what is hard about a customer", seen_by=READS)
    house["flag"] = services.raise_flag(reference="C-8891", line=line, by=house.agent.account, now=NOW)
    standing = services.raise_flag(reference="C-7702", line="三次要求当场赔付", by=house.agent.account, now=NOW)
    services.decide_flag(
        flag_id=standing.pk, decision="limit", words="赔付只走工单。", ends_on=NOW.date() + timedelta(days=30),
        by=house.leader.account, now=NOW,
    )  # fmt: skip
    house["standing"] = standing


def flag(house: House) -> dict[str, int]:
    return {"pk": house["flag"].pk}


def standing(house: House) -> dict[str, int]:
    return {"pk": house["standing"].pk}


ROWS = [
    Row("flags:list", STAFF, faces=("leader", "agent")),
    Row("flags:new", IN_TEAM, methods=BOTH),
    Row("flags:wording", STAFF, query="?line=奇葩客户"),
    Row("flags:flag", READS, args=flag, faces=("leader", "agent")),
    Row("flags:flag", READS, args=standing, faces=("leader",)),
    Row("flags:decide", DECIDES, methods=BOTH, args=flag),
    Row("flags:end", DECIDES, methods={"POST"}, args=standing),
]
