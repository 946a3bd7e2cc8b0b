"""KPI plans: published ones by all whom they judge, drafts by who writes or decides them."""

from dengta.domains.goals.models import KpiPlan
from tests.access.frame import STAFF, House, Row
from tests.goals.test_kpi_plans import BALANCED, draft, in_force

BOTH = {"GET", "POST"}
WRITERS = {"supervisor", "hr", "executive"}
# Quality holds its role in one team here, and the drafts are those of the client.
BEGINNERS = WRITERS | {"quality"}
OF_CLIENT = STAFF - {"stranger", "other_leader", "counsellor", "admin"}


def furnish(house: House) -> None:
    """A plan in each state."""
    house["published"] = in_force(house.tree.qinghe, house.supervisor, house.executive)
    house["draft"] = draft(house.tree.qinghe, house.supervisor, BALANCED)
    proposed = draft(house.tree.qinghe, house.supervisor, BALANCED)
    KpiPlan.objects.filter(pk=proposed.pk).update(status="proposed", proposed_by=house.supervisor.account)
    house["proposed"] = proposed


def pk_of(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[name].pk}


def weight_of(house: House) -> dict[str, int]:
    return {"pk": house["draft"].pk, "weight": house["draft"].weights.order_by("pk")[0].pk}


ROWS = [
    Row("kpi_plans:list", STAFF, faces=("supervisor", "agent")),
    Row("kpi_plans:new", BEGINNERS, methods=BOTH),
    Row("kpi_plans:plan", OF_CLIENT, args=pk_of("published"), faces=("agent",)),
    Row("kpi_plans:plan", WRITERS, args=pk_of("draft"), faces=("supervisor",)),
    Row("kpi_plans:edit", WRITERS, methods=BOTH, args=pk_of("draft")),
    Row("kpi_plans:put", WRITERS, methods=BOTH, args=pk_of("draft")),
    Row("kpi_plans:drop", WRITERS, methods={"POST"}, args=weight_of),
    Row("kpi_plans:propose", WRITERS, methods={"POST"}, args=pk_of("draft")),
    Row("kpi_plans:publish", {"executive"}, methods={"POST"}, args=pk_of("proposed")),
    Row("kpi_plans:send_back", {"executive", "supervisor"}, methods=BOTH, args=pk_of("proposed")),
]
