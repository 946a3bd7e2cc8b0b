"""The inbox, and what others let wait."""

from datetime import datetime, timedelta

from django.db import transaction

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services import todos
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

EXAMPLE = "todos.example"
register_kind(EXAMPLE, "示例", verb="查看", icon="flag")


def furnish(house: House) -> None:
    agent = [house.agent.pk]
    with transaction.atomic():
        for number, title in enumerate(("排班确认", "新退换货规则", "意见征集")):
            due: datetime = NOW + timedelta(days=number - 1)
            todos.put(kind=EXAMPLE, key=number, to=agent, title=title, url="/for-me/", now=NOW, due_at=due)


LEADERS = {"leader", "other_leader", "supervisor", "hr", "executive"}

ROWS = [
    Row("todos:inbox", EVERYBODY, faces=("agent", "leader")),
    Row("todos:overdue", LEADERS),
]
