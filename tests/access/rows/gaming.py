"""Review items: the person, and who leads them."""

from dengta.domains.goals.models import GamingReview
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
READERS = {"agent", "leader", "supervisor", "hr"}


def furnish(house: House) -> None:
    """Many transfers of 李佳怡, to which she has answered."""
    house["review"] = GamingReview.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, kind="transfers", kpi="transfer_rate",
        start="2026-10-19", end="2026-11-15", n=280, rows_url="/service/rows/?kpi=transfer_rate", opened_at=NOW,
        figures={"own": 0.4, "low": 0.33, "high": 0.48, "others": 0.05, "others_n": 560}, replied_at=NOW,
        reply=house.plant("answer to a review", seen_by=READERS),
    )  # fmt: skip


def one(house: House) -> dict[str, int]:
    return {"pk": house["review"].pk}


ROWS = [
    Row("gaming:list", STAFF, faces=("leader",)),
    Row("gaming:review", READERS, args=one, faces=("agent", "leader")),
    Row("gaming:answer", {"agent"}, methods=BOTH, args=one),
    Row("gaming:close", {"leader", "supervisor"}, methods=BOTH, args=one),
]
