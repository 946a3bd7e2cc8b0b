"""Reports from the floor: the team reads them, leaders above, quality and HR answer them."""

from dengta.domains.communication.services import reports as services
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
# Whoever stands in a team today.
IN_TEAM = {
    "agent", "peer", "stranger", "leader", "other_leader", "mentor", "trainer", "planner", "supervisor", "quality",
}  # fmt: skip
TEAM = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality"}
READS = TEAM | {"supervisor", "hr", "executive", "auditor"}
ANSWERS = {"leader", "supervisor", "hr", "quality", "executive"}


def furnish(house: House) -> None:
    what = house.plant("what was reported", seen_by=READS)
    customer = house.plant("customer of a report", seen_by=READS)
    house["report"] = services.report_problem(
        kind="product", title="退款页面白屏", what=what, effect="客户以为没有申请成功", customers=[(customer, "T-1")],
        by=house.agent.account, now=NOW,
    )  # fmt: skip
    answered = services.report_problem(
        kind="process",
        title="转接断线",
        what="转接两次就断",
        customers=[(customer, "")],
        by=house.agent.account,
        now=NOW,
    )
    services.answer_report(report_id=answered.pk, answer="周五换线路。", by=house.leader.account, now=NOW)
    house["answered"], house["customer"] = answered, answered.customers.get()


def report(house: House) -> dict[str, int]:
    return {"pk": house["report"].pk}


def answered(house: House) -> dict[str, int]:
    return {"pk": house["answered"].pk}


ROWS = [
    Row("reports:list", STAFF, faces=("leader", "agent")),
    Row("reports:new", IN_TEAM, methods=BOTH),
    Row("reports:similar", IN_TEAM, query="?title=退款页面又白屏了"),
    Row("reports:report", READS, args=report, faces=("leader", "agent")),
    Row("reports:report", READS, args=answered, faces=("leader",)),
    Row("reports:me_too", READS, methods={"POST"}, args=report),
    Row("reports:customer_new", READS, methods=BOTH, args=report),
    Row("reports:owner", ANSWERS, methods=BOTH, args=report),
    Row("reports:answer", ANSWERS, methods=BOTH, args=report),
    Row("reports:close", ANSWERS, methods={"POST"}, args=report),
    Row("reports:join", ANSWERS, methods=BOTH, args=report),
    Row("reports:told", ANSWERS | {"agent"}, methods=BOTH, args=lambda house: {"pk": house["customer"].pk}),
]
