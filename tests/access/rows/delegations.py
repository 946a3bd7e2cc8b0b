"""Delegations: the two of them, those above the unit, HR, executives and auditors."""

from datetime import timedelta

from dengta.domains.communication.models import Delegation
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
LEADERS = {"leader", "other_leader", "supervisor", "executive"}


def furnish(house: House) -> None:
    """The agent decides something for the leader until next week; another one is over."""
    readers = {"agent", "leader", "supervisor", "hr", "executive", "auditor"}
    task = house.plant("task of a delegation", seen_by=readers)
    today = NOW.date()
    what = {"giver": house.leader, "employee": house.agent, "unit": house.tree.aftersales_1, "given_at": NOW}
    house["delegation"] = Delegation.objects.create(
        task=task,
        lent=["training"],
        starts_on=today,
        ends_on=today + timedelta(days=7),
        limits="超过半天先商量",
        **what,
    )
    Delegation.objects.create(
        task="替班期间跟进逾期事项", lent=["overdue"], starts_on=today - timedelta(days=30),
        ends_on=today - timedelta(days=20), **what,
    )  # fmt: skip


ROWS = [
    Row("delegations:list", EVERYBODY, faces=("leader", "agent")),
    Row("delegations:new", LEADERS, methods=BOTH),
    Row("delegations:end", {"agent", "leader"}, methods=BOTH, args=lambda house: {"pk": house["delegation"].pk}),
]
