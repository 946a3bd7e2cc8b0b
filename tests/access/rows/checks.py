"""Who may open which page of workplace checks."""

from datetime import date
from typing import Any

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from tests.access.frame import EVERYBODY, House, Row

DAY = date(2026, 11, 10)
READERS = {
    "agent", "peer", "leader", "mentor", "trainer", "planner", "quality", "supervisor", "hr", "executive", "auditor",
}  # fmt: skip
RUNNERS = {"leader", "supervisor"}
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    """A check with a finding."""
    house["check"] = check = WorkplaceCheck.objects.create(unit=house.tree.aftersales_1, done_on=DAY)
    note = house.plant("what was found", seen_by=READERS)
    lines = (("sort", "桌面无闲置物品", True), ("set", "耳机线缆归位", False), ("shine", "显示器清洁", None))
    for at, (area, what, ok) in enumerate(lines):
        house[area] = CheckItem.objects.create(
            check_of=check, area=area, what=what, position=at, ok=ok, note=note if ok is False else "",
            due_on=DAY if ok is False else None, owner=house.agent if ok is False else None,
        )  # fmt: skip


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("checks:list", EVERYBODY, faces=("leader",)),
    Row("checks:new", RUNNERS | {"other_leader"}, methods=BOTH),
    Row("checks:check", READERS, args=_of("check"), faces=("leader",)),
    Row("checks:judge", RUNNERS, methods=BOTH, args=_of("shine")),
    # Whoever sees to the finding reports it put right.
    Row("checks:fix", RUNNERS | {"agent"}, methods=BOTH, args=_of("set")),
]
