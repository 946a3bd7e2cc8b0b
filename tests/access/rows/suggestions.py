"""Suggestions: everybody of the branch reads them, a hidden name only those who decide, and HR."""

from datetime import timedelta

from dengta.domains.communication.services import suggestions as services
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
OF_BRANCH = STAFF - {"stranger", "other_leader", "admin", "counsellor", "hr", "auditor"} | {
    "hr", "counsellor", "auditor",
}  # fmt: skip
DECIDERS = {"leader", "supervisor", "executive"}
TENDERS = {"leader", "supervisor", "hr"}
# Whoever reads hidden names: the author, who decides or tends, and HR.
KNOW = DECIDERS | TENDERS | {"agent"}


def furnish(house: House) -> None:
    agent = house.agent
    agent.name = house.plant("name of who suggests", seen_by=KNOW)
    agent.save(update_fields=["name"])
    told = {"now": NOW, "by": agent.account}
    house["suggestion"] = services.submit_suggestion(title="退款单自动带出", body="少填一遍", hidden=True, **told)
    adopted = services.submit_suggestion(title="夜班备餐提前", body="十点前送到", hidden=True, **told)
    services.adopt_suggestion(
        suggestion_id=adopted.pk, answer="好", steps="与食堂约定", doer=house.peer.pk,
        until=NOW.date() + timedelta(days=7), by=house.leader.account, now=NOW,
    )  # fmt: skip
    house["adopted"] = adopted


def open_one(house: House) -> dict[str, int]:
    return {"pk": house["suggestion"].pk}


def adopted_one(house: House) -> dict[str, int]:
    return {"pk": house["adopted"].pk}


ROWS = [
    Row("suggestions:list", STAFF, faces=("leader", "peer")),
    Row("suggestions:new", STAFF, methods=BOTH),
    Row("suggestions:similar", STAFF, query="?title=退款单自动带出订单"),
    Row("suggestions:suggestion", OF_BRANCH, args=open_one, faces=("leader", "peer", "agent")),
    Row("suggestions:suggestion", OF_BRANCH, args=adopted_one, faces=("agent", "leader")),
    Row("suggestions:vote", OF_BRANCH, methods={"POST"}, args=open_one),
    Row("suggestions:withdraw", {"agent"}, methods={"POST"}, args=open_one),
    Row("suggestions:take_up", DECIDERS, methods={"POST"}, args=open_one),
    Row("suggestions:adopt", DECIDERS, methods=BOTH, args=open_one),
    Row("suggestions:decline", DECIDERS, methods=BOTH, args=open_one),
    Row("suggestions:join", TENDERS, methods=BOTH, args=open_one),
    Row("suggestions:named", {"agent"}, methods={"POST"}, args=adopted_one, data={"agree": "yes"}),
    Row("suggestions:done", DECIDERS | {"peer"}, methods={"POST"}, args=adopted_one),
]
