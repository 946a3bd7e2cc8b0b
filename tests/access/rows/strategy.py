"""The strategy map: everybody of the branch reads it, who leads the branch writes it."""

from tests.access.frame import STAFF, House, Row
from tests.goals.test_strategy import whole_chain

BOTH = {"GET", "POST"}
WRITERS = {"supervisor", "hr", "executive"}
OF_CLIENT = STAFF - {"stranger", "other_leader", "counsellor", "admin"}


def furnish(house: House) -> None:
    """A whole chain of the client."""
    vision = whole_chain(house.tree, house.supervisor, goal_id=None)[0]
    vision.text = house.plant("vision of a client", seen_by=OF_CLIENT)
    vision.save()
    house["step"] = whole_chain(house.tree, house.supervisor, goal_id=None)[1]


def one(house: House) -> dict[str, int]:
    return {"pk": house["step"].pk}


ROWS = [
    Row("strategy:map", STAFF, faces=("supervisor", "agent")),
    Row("strategy:new", WRITERS, methods=BOTH),
    Row("strategy:step", OF_CLIENT, args=one, faces=("supervisor",)),
    Row("strategy:hang", WRITERS, methods=BOTH, args=one),
    Row("strategy:close", WRITERS, methods={"POST"}, args=one),
]
