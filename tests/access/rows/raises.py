"""Raises: leaders propose for their own people, HR and executives decide; nobody else knows of them."""

from datetime import date
from decimal import Decimal

from dengta.domains.goals.services import raises as services
from tests.access.frame import House, Row
from tests.conftest import NOW
from tests.goals import paying

BOTH = {"GET", "POST"}
PROPOSERS = {"leader", "other_leader", "supervisor", "hr"}
DECIDERS = {"hr", "executive"}


def furnish(house: House) -> None:
    """A raise of 李佳怡, proposed by her leader."""
    paying.base(house.agent, fixed="5123")
    services.write_band(
        grade="C2", low=Decimal(4000), high=Decimal(6000), starts_on=date(2026, 1, 1), by=house.hr.account, now=NOW
    )
    services.write_budget(unit=house.tree.qinghe, year=2026, amount=Decimal(900), by=house.hr.account, now=NOW)
    house["raise"] = services.propose_raise(
        employee_id=house.agent.pk, percent=Decimal(10), starts_on=paying.SOON,
        evidence=house.plant("evidence of a raise", seen_by={"leader", "supervisor", "hr", "executive"}),
        by=house.leader.account, now=NOW,
    )  # fmt: skip


def one(house: House) -> dict[str, object]:
    return {"pk": house["raise"].pk}


ROWS = [
    Row("raises:list", PROPOSERS | DECIDERS, faces=("hr", "leader")),
    Row("raises:new", PROPOSERS, methods=BOTH),
    Row("raises:bands", DECIDERS, faces=("hr",)),
    Row("raises:band", {"hr"}, methods=BOTH),
    Row("raises:budget", DECIDERS, methods=BOTH),
    Row("raises:proposal", {"leader", "supervisor", "hr", "executive"}, args=one, faces=("leader", "hr")),
    Row("raises:approve", DECIDERS, methods={"POST"}, args=one),
    Row("raises:decline", DECIDERS, methods=BOTH, args=one),
    Row("raises:withdraw", {"leader"}, methods={"POST"}, args=one),
]
