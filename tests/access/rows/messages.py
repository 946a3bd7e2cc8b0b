"""How many messages reached whom."""

from datetime import timedelta

from dengta.foundation.notify.models import Notice
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

TAKE = {"supervisor", "hr"}


def furnish(house: House) -> None:
    told = {"agent": (7, 2), "peer": (3, 0), "leader": (5, 1), "stranger": (6, 0), "mentor": (2, 0)}
    for name, (broadcasts, urgent) in told.items():
        for number in range(broadcasts * 3):
            day = (NOW - timedelta(days=number % 3)).date()
            facts = {"broadcast": True, "urgent": number < urgent, "kind": "test", "title": "新退换货规则"}
            Notice.objects.create(account=house.people[name].account, day=day, **facts)


ROWS = [
    Row("messages:load", EVERYBODY, faces=("supervisor", "agent")),
    Row("messages:load", TAKE, query="?format=csv"),
    Row("messages:load", TAKE, query="?show=over&format=xlsx"),
]
