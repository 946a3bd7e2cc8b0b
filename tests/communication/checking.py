"""How the tests of 5S checks walk through the lines, find something and put it right."""

from datetime import date
from io import BytesIO

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from dengta.domains.communication.services import checks as services
from dengta.domains.people.models import Employee
from dengta.foundation.files.services import redraw
from tests.cast import Tree
from tests.communication.talking import TODAY, account
from tests.conftest import NOW

NOTE = "线缆散落"


def started(leader: Employee, tree: Tree) -> WorkplaceCheck:
    """The leader of 售后一组 begins today's walk."""
    return services.start_check(unit=tree.aftersales_1, by=account(leader), now=NOW)


def first_line(check: WorkplaceCheck) -> CheckItem:
    return check.items.order_by("position")[0]


def fine(item: CheckItem, by: Employee, owner: Employee | None = None) -> CheckItem:
    return services.judge_item(
        item_id=item.pk, ok=True, note="", owner=owner, due_on=None, photo=None, by=account(by), now=NOW
    )


def found(
    item: CheckItem, by: Employee, owner: Employee | None, *, note: str = NOTE, due: date | None = TODAY,
    photo: BytesIO | None = None,
) -> CheckItem:  # fmt: skip
    """Something is not as it should be; `owner` sees to it."""
    drawn = redraw(photo, most_bytes=services.MOST_BYTES) if photo else None
    return services.judge_item(
        item_id=item.pk, ok=False, note=note, owner=owner, due_on=due, photo=drawn, by=account(by), now=NOW
    )


def fix(item: CheckItem, by: Employee, note: str = "已归位") -> CheckItem:
    return services.fix_finding(item_id=item.pk, note=note, photo=None, by=account(by), now=NOW)
