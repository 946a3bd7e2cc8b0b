"""Scorecards: the manager, the level above, HR and who leads the house."""

from tests.access.frame import House, Row
from tests.goals.test_scorecards import begin, put, whole

BOTH = {"GET", "POST"}
LEADERS = {"leader", "other_leader", "supervisor", "executive"}
ABOVE = {"supervisor", "executive"}


def furnish(house: House) -> None:
    """That of 周敏 with the next level, and a draft of the supervisor."""
    house["submitted"] = whole(house.leader)
    house["draft"] = begin(house.supervisor)
    put(
        house["draft"], house.supervisor, "finance", goal=house.plant("goal", seen_by={"supervisor", "hr", "executive"})
    )


def pk_of(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[name].pk}


def line_of(house: House) -> dict[str, int]:
    return {"pk": house["draft"].pk, "line": house["draft"].lines.get().pk}


def task_of(house: House) -> dict[str, int]:
    return {"pk": house["draft"].pk, "task": house["draft"].lines.get().tasks.get().pk}


OWN = {"supervisor"}
ROWS = [
    Row("scorecards:list", LEADERS | {"hr"}, faces=("supervisor",)),
    Row("scorecards:new", LEADERS, methods=BOTH),
    Row("scorecards:scorecard", {"leader", "hr"} | ABOVE, args=pk_of("submitted"), faces=("leader", "supervisor")),
    Row("scorecards:scorecard", {"hr"} | ABOVE, args=pk_of("draft"), faces=("supervisor",)),
    Row("scorecards:line", OWN, methods=BOTH, args=pk_of("draft")),
    Row("scorecards:drop", OWN, methods={"POST"}, args=line_of),
    Row("scorecards:task", OWN, methods=BOTH, args=line_of),
    Row("scorecards:finish", OWN, methods={"POST"}, args=task_of),
    Row("scorecards:submit", OWN, methods={"POST"}, args=pk_of("draft")),
    Row("scorecards:confirm", ABOVE, methods={"POST"}, args=pk_of("submitted")),
    Row("scorecards:send_back", ABOVE, methods=BOTH, args=pk_of("submitted")),
]
