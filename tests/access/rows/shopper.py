"""Mystery visits: before they are closed only those who plan them and the shopper find them."""

from tests.access.frame import STAFF, House, Row
from tests.performance.rating import close_visit, hand_in, plan_of, scenario, visit_to

BOTH = {"GET", "POST"}
PLANNERS = {"supervisor", "quality"}
SEE = PLANNERS | {"executive"}
RESULTS = {"agent", "leader", "supervisor", "hr"}


def furnish(house: House) -> None:
    unit, by = house.tree.aftersales_1, house.supervisor
    house["scenario"] = of = scenario(unit, by=by)
    of.script = house.plant("the script", seen_by=SEE | {"stranger"})
    of.save()
    house["plan"] = plan = plan_of(unit, by=by, title=house.plant("the plan", seen_by=SEE))
    given = {"shopper_is": house.stranger, "plan": plan, "of": of, "by": by}
    house["planned"] = visit_to(house.peer, **given)
    house["handed"] = visit_to(house.peer, **given)
    hand_in(house["handed"], by=house.stranger, report=house.plant("open report", seen_by=SEE))
    house["closed"] = visit_to(house.agent, **given)
    hand_in(house["closed"], by=house.stranger, report=house.plant("closed report", seen_by=SEE | RESULTS))
    close_visit(house["closed"], by=by)


def one(name: str) -> "object":
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("shopper:list", SEE),
    Row("shopper:plan_new", PLANNERS, methods=BOTH),
    Row("shopper:plan", SEE, args=one("plan")),
    Row("shopper:visit_new", PLANNERS, methods=BOTH, args=one("plan")),
    Row("shopper:scenarios", SEE),
    Row("shopper:scenario_new", PLANNERS, methods=BOTH),
    Row("shopper:scenario_retire", PLANNERS, methods={"POST"}, args=one("scenario")),
    Row("shopper:visit", SEE, args=one("planned")),
    Row("shopper:visit", SEE, args=one("closed"), faces=("supervisor",)),
    Row("shopper:close", PLANNERS, methods={"POST"}, args=one("handed")),
    Row("shopper:cancel", PLANNERS, methods={"POST"}, args=one("planned")),
    Row("shopper:decide", PLANNERS, methods=BOTH, args=one("closed")),
    Row("shopper:make", {"stranger"}, methods=BOTH, args=one("planned")),
    Row("shopper:evidence", {"stranger"}, methods=BOTH, args=one("planned")),
    Row("shopper:results", STAFF, faces=("agent",)),
    Row("shopper:result", RESULTS, args=one("closed"), faces=("agent",)),
    Row("shopper:result", set(), args=one("handed")),
    Row("shopper:object", {"agent"}, methods=BOTH, args=one("closed")),
]
