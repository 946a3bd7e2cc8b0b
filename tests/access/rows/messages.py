"""How many messages reached whom, and the group chats of units."""

from datetime import timedelta

from dengta.domains.communication.models import TeamGroup
from dengta.foundation.notify.models import GroupRobot, Notice
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

TAKE = {"supervisor", "hr"}
WRITERS = {"leader", "supervisor", "executive", "admin"}
# Whoever sees the load of others, too.
LEADING = {"leader", "other_leader", "supervisor", "executive", "hr", "auditor"}
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    told = {"agent": (7, 2), "peer": (3, 0), "leader": (5, 1), "stranger": (6, 0), "mentor": (2, 0)}
    for name, (broadcasts, urgent) in told.items():
        for number in range(broadcasts * 3):
            day = (NOW - timedelta(days=number % 3)).date()
            facts = {"broadcast": True, "urgent": number < urgent, "kind": "test", "title": "新退换货规则"}
            Notice.objects.create(account=house.people[name].account, day=day, **facts)
    _groups(house)


def _groups(house: House) -> None:
    """The group of 售后一组, whose robot and its key nobody sees; one that is switched off and one that is gone."""
    url = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={house.plant('the key of the group', seen_by=set())}"
    name = house.plant("售后一组群", seen_by=WRITERS | {"hr", "auditor"})
    robot = GroupRobot.objects.create(vendor="wecom", name=name, url=url)
    off = GroupRobot.objects.create(vendor="feishu", name="售后日报群", url="https://open.feishu.cn/x", is_on=False)
    house["group"] = TeamGroup.objects.create(unit=house.tree.aftersales_1, robot=robot, name=name)
    TeamGroup.objects.create(unit=house.tree.qinghe, robot=off, name=off.name, minutes=False)
    TeamGroup.objects.create(unit=house.tree.qinghe, robot=None, name="青禾旧群")


ROWS = [
    Row("messages:load", EVERYBODY, faces=("supervisor", "agent")),
    Row("messages:load", TAKE, query="?format=csv"),
    Row("messages:load", TAKE, query="?show=over&format=xlsx"),
    Row("messages:load_of_teams", LEADING, faces=("supervisor",)),
    Row("messages:groups", WRITERS | {"hr", "auditor", "other_leader"}, faces=("admin", "supervisor", "other_leader")),
    Row("messages:group_connect", {"admin"}, methods=BOTH),
    Row("messages:group", WRITERS, methods=BOTH, args=lambda house: {"pk": house["group"].pk}),
    Row("messages:group_disconnect", WRITERS, methods={"POST"}, args=lambda house: {"pk": house["group"].pk}),
]
