"""Who may open which page of team events."""

from datetime import timedelta
from typing import Any

from dengta.domains.communication.models import EventPart, SignUp, TeamEvent
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

TEAM = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality"}
READERS = TEAM | {"supervisor", "hr", "executive", "auditor"}
LEADERS = {"leader", "supervisor", "hr", "executive"}
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    """An event to sign up for, and one that was held."""
    unit, later = house.tree.aftersales_1, NOW + timedelta(days=10)
    house["event"] = TeamEvent.objects.create(
        unit=unit, title="世纪公园半日", starts_at=later, sign_up_until=later, most_people=20, budget=1500,
        plan=house.plant("plan of an event", seen_by=READERS), place="世纪公园", cover="售后二组代接 13:00–17:00",
    )  # fmt: skip
    EventPart.objects.create(event=house["event"], kind="relaxing", what="湖边散步和桌游")
    EventPart.objects.create(event=house["event"], kind="role_play", what="重复来电的客户")
    SignUp.objects.create(event=house["event"], employee=house.agent, state="coming", at=NOW)
    past = NOW - timedelta(days=40)
    house["held"] = TeamEvent.objects.create(
        unit=unit, title="角色互换下午茶", starts_at=past, sign_up_until=past, budget=800, cost=760, state="held",
        debrief="扮演客户后，大家都说“稍等”之后要给时间。", debriefed_at=NOW,
    )  # fmt: skip


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("team_events:list", EVERYBODY, faces=("agent", "leader")),
    Row("team_events:new", LEADERS | {"other_leader"}, methods=BOTH),
    Row("team_events:event", READERS, args=_of("event"), faces=("agent", "leader")),
    Row("team_events:event", READERS, args=_of("held")),
    Row("team_events:join", TEAM, methods={"POST"}, args=_of("event")),
    Row("team_events:leave", {"agent"}, methods={"POST"}, args=_of("event")),
    Row("team_events:cover", LEADERS, methods=BOTH, args=_of("event")),
    Row("team_events:cancel", LEADERS, methods=BOTH, args=_of("event")),
    Row("team_events:close", LEADERS, methods=BOTH, args=_of("event")),
    Row("team_events:debrief", LEADERS, methods=BOTH, args=_of("held")),
    Row("team_events:photo", TEAM | {"supervisor"}, methods=BOTH, args=lambda house: {"event": house["event"].pk}),
]
