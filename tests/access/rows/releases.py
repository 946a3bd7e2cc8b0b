"""Exports that wait for a second person."""

from django.core import signing
from django.utils import timezone

from dengta.foundation.releases.models import ExportRequest
from dengta.foundation.releases.views import SALT
from tests.access.frame import EVERYBODY, House, Row

ASKED_BY, DECIDES = {"supervisor"}, {"hr"}


def furnish(house: House) -> None:
    asked = ExportRequest.objects.create(
        by=house.supervisor.account, name="people", label="People", right="people.export_directory",
        address="/people/?format=csv", rows=300, people=300, asked_at=timezone.now(),
        reason=house.plant("why a list is taken along", seen_by=ASKED_BY | DECIDES),
    )  # fmt: skip
    asked.told.set([house.hr.account])
    house["asked"] = asked
    facts = {
        "name": "people", "label": "People", "address": "/people/?format=csv", "rows": 300, "people": 300,
        "permission": "people.export_directory", "by": house.supervisor.account.pk,
    }  # fmt: skip
    house["of"] = signing.dumps(facts, salt=SALT, compress=True)


class Asking(Row):
    """The page one is sent to: its address carries the list, signed for one person."""

    def address(self, house: House) -> str:
        return f"{super().address(house)}?of={house['of']}"


def request(house: House) -> dict[str, int]:
    return {"pk": house["asked"].pk}


ROWS = [
    Row("releases:list", EVERYBODY),
    Asking("releases:ask", ASKED_BY, methods={"GET", "POST"}, data={"reason": "年度盘点"}),
    Row(
        "releases:show", ASKED_BY | DECIDES, methods={"GET", "POST"}, posts=DECIDES, args=request,
        data={"verdict": "approve"},
    ),
]  # fmt: skip
