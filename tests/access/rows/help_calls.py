"""Calls for help: the caller, the leaders and who stands in; sums for who leads the house; knowledge for the team."""

from datetime import timedelta

from dengta.domains.communication.services import help_calls as services
from tests.access.frame import STAFF, House, Row
from tests.access.rows.reports import IN_TEAM, TEAM
from tests.conftest import NOW

BOTH = {"GET", "POST"}
ANSWERS = {"leader", "mentor", "trainer", "supervisor"}
KEEPS = {"leader", "supervisor"}
SEES_TIMES = ANSWERS | {"other_leader", "executive"}
READS_KNOWLEDGE = TEAM | {"supervisor", "hr", "executive"}


def furnish(house: House) -> None:
    line = house.plant("what somebody called for", seen_by=ANSWERS | {"agent"})
    before = NOW - timedelta(hours=1)
    first = services.call_for_help(line="定金能退吗", by=house.agent.account, now=before)
    services.answer_call(
        call_id=first.pk, answer="可退，走特批。", by=house.leader.account, now=before + timedelta(seconds=100)
    )
    house["answered"] = first
    kept = services.call_for_help(line="换货运费谁付", by=house.agent.account, now=before)
    services.answer_call(call_id=kept.pk, answer="我们付。", by=house.leader.account, now=before)
    answer = house.plant("what the team knows", seen_by=READS_KNOWLEDGE)
    house["entry"] = services.keep_as_knowledge(
        call_id=kept.pk, question="换货运费谁付？", answer=answer, by=house.leader.account, now=NOW
    )
    house["call"] = services.call_for_help(line=line, by=house.agent.account, now=NOW - timedelta(seconds=75))


def call(house: House) -> dict[str, int]:
    return {"pk": house["call"].pk}


def answered(house: House) -> dict[str, int]:
    return {"pk": house["answered"].pk}


ROWS = [
    Row("help_calls:list", STAFF, faces=("leader", "agent")),
    Row("help_calls:new", IN_TEAM, methods=BOTH),
    Row("help_calls:call", ANSWERS | {"agent"}, args=call, faces=("leader",)),
    Row("help_calls:call", ANSWERS | {"agent"}, args=answered, faces=("leader",)),
    Row("help_calls:answer", ANSWERS, methods=BOTH, args=call),
    Row("help_calls:withdraw", {"agent"}, methods={"POST"}, args=call),
    Row("help_calls:keep", KEEPS, methods=BOTH, args=answered),
    Row("help_calls:times", SEES_TIMES),
    Row("help_calls:knowledge", STAFF, faces=("leader", "agent")),
    Row("help_calls:retire", KEEPS, methods={"POST"}, args=lambda house: {"pk": house["entry"].pk}),
]
