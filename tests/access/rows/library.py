"""Who may open which page of the library."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.communication.models import Clause, DocumentVersion, LibraryDocument
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

DAY = date(2026, 11, 18)
# Of 青禾电商, and those who look after all; a guest of the client reads no rules of the house.
READERS = {
    "agent", "peer", "leader", "mentor", "trainer", "planner", "quality", "supervisor", "hr", "executive", "auditor",
    "admin", "counsellor",
}  # fmt: skip
# Whoever writes rules there, and the owner (who is the leader) may confirm that they still hold.
WRITERS = {"supervisor", "hr"}
# Quality of one team issues rules for that team.
ISSUERS = WRITERS | {"quality"}
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    """A procedure of 青禾电商 in two versions."""
    document = LibraryDocument.objects.create(
        number="QH-SOP-01", title="退款时效处理", kind="sop", unit=house.tree.qinghe, owner=house.leader,
        review_on=DAY - timedelta(days=3),
    )  # fmt: skip
    texts = ("先核对物流状态，再答复到账时间。", house.plant("text of a clause", seen_by=READERS))
    for number, text in enumerate(texts, 1):
        version = DocumentVersion.objects.create(
            document=document, version=number, changes="按新规更新" if number > 1 else "", current=number == 2,
            published_at=NOW - timedelta(days=30 // number), published_by=house.supervisor.account,
        )  # fmt: skip
        Clause.objects.create(version=version, code="1.1", text=text, position=0)
        Clause.objects.create(version=version, code="1.2", text="承诺时间写进工单备注。", position=1)
    house["document"] = document


def _of(**more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house["document"].pk, **more}


ROWS = [
    Row("library:list", EVERYBODY, faces=("agent", "supervisor")),
    Row("library:new", ISSUERS, methods=BOTH),
    Row("library:document", READERS, args=_of(), faces=("agent", "supervisor")),
    Row("library:version", READERS, args=_of(version=1)),
    Row("library:clause", READERS, args={"number": "QH-SOP-01", "code": "1.1"}),
    Row("library:revise", WRITERS, methods=BOTH, args=_of()),
    Row("library:review", WRITERS | {"leader"}, methods=BOTH, args=_of()),
    Row("library:owner", WRITERS, methods=BOTH, args=_of()),
    Row("library:retire", WRITERS, methods=BOTH, args=_of()),
    Row("library:read", READERS, methods={"POST"}, args=_of()),
]
