"""Who may open which page of meetings."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.communication.models import (
    CaseReader,
    Meeting,
    MeetingAction,
    MeetingAward,
    MeetingCase,
    MinutesAddendum,
    Statement,
)
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

DAY = date(2026, 11, 18)
TEAM = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality"}
READERS = TEAM | {"supervisor", "hr", "executive", "auditor"}
LEADERS = {"leader", "supervisor", "hr", "executive"}
CALLERS = LEADERS | {"other_leader"}
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    """An open monthly meeting with a private statement, and a published weekly one with a learning item."""
    unit, agent = house.tree.aftersales_1, house.agent
    topic = house.plant("topic of a meeting", seen_by=READERS)
    meeting = Meeting.objects.create(
        unit=unit, kind="monthly", held_on=DAY, starts_at=NOW + timedelta(hours=2), topic=topic, place="三楼会议室",
        minutes=house.plant("draft of minutes", seen_by=LEADERS),
    )  # fmt: skip
    Statement.objects.create(
        meeting=meeting, employee=agent, offered_at=NOW, written_at=NOW, results="一次解决率提高 2 个百分点",
        mistakes=house.plant("own mistake", seen_by=LEADERS | {"agent"}), analysis="先看备注再答复",
    )  # fmt: skip
    MeetingCase.objects.create(meeting=meeting, kind="lesson", title="重复来电", what="转接三次", lesson="一次问清")
    MeetingAward.objects.create(meeting=meeting, employee=agent, title="服务之星", reason="客户点名感谢")
    planned = MeetingAction.objects.create(meeting=meeting, what="整理退款话术", owner=agent, due_on=DAY)
    last = DAY - timedelta(days=7)
    weekly = Meeting.objects.create(
        unit=unit, kind="weekly", held_on=last, starts_at=NOW - timedelta(days=7), topic="退款时效", state="published",
        minutes="讨论了退款时效的三个案例。", published_at=NOW - timedelta(days=7), published_by=house.leader.account,
    )  # fmt: skip
    MinutesAddendum.objects.create(meeting=weekly, text="物流组已确认。", by=house.leader.account, at=NOW)
    case = MeetingCase.objects.create(
        meeting=weekly, title="主动回访", what="客户两次来电未解决，主动回访。", lesson="先回访再结单", employee=agent,
        learning_since=NOW - timedelta(days=7),
    )  # fmt: skip
    CaseReader.objects.create(case=case, employee=house.peer)
    CaseReader.objects.create(case=case, employee=house.leader, read_at=NOW)
    house["open_action"] = MeetingAction.objects.create(
        meeting=weekly, what="更新知识库", owner=agent, due_on=DAY - timedelta(days=1)
    )
    house["elsewhere"] = _of_another_client(house)
    house["meeting"], house["weekly"], house["case"], house["point"] = meeting, weekly, case, planned


def _of_another_client(house: House) -> Meeting:
    """A meeting of the client that the agent worked for before: of it they keep their own words."""
    then = NOW - timedelta(days=30)
    meeting = Meeting.objects.create(unit=house.tree.ticketing, kind="monthly", held_on=then.date(), starts_at=then)
    words = house.plant("own words at another client", seen_by={"agent"})
    Statement.objects.create(meeting=meeting, employee=house.agent, offered_at=then, written_at=then, results=words)
    return meeting


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("meetings:list", EVERYBODY, faces=("agent", "leader")),
    Row("meetings:new", CALLERS, methods=BOTH),
    Row("meetings:quiet", CALLERS),
    Row("meetings:meeting", READERS, args=_of("meeting"), faces=("agent", "leader")),
    Row("meetings:meeting", READERS, args=_of("weekly"), faces=("leader",)),
    Row("meetings:move", LEADERS, methods=BOTH, args=_of("meeting")),
    Row("meetings:cancel", LEADERS, methods=BOTH, args=_of("meeting")),
    Row("meetings:slots", LEADERS, methods={"POST"}, args=_of("meeting")),
    Row("meetings:statement", {"agent"}, methods=BOTH, args=_of("meeting")),
    Row("meetings:statement", {"agent"}, methods=BOTH, posts=set(), args=_of("elsewhere")),
    Row("meetings:point_new", LEADERS, methods=BOTH, args=_of("meeting", sort="case")),
    Row("meetings:point_new", LEADERS, methods=BOTH, args=_of("meeting", sort="action")),
    Row("meetings:point_new", LEADERS, methods=BOTH, args=_of("meeting", sort="award")),
    Row(
        "meetings:point_remove", LEADERS, methods={"POST"},
        args=lambda house: {"pk": house["meeting"].pk, "sort": "action", "point": house["point"].pk},
    ),
    Row("meetings:minutes", LEADERS, methods=BOTH, args=_of("meeting")),
    Row("meetings:publish", LEADERS, methods={"POST"}, args=_of("meeting")),
    Row("meetings:addendum", LEADERS, methods=BOTH, args=_of("weekly")),
    Row("meetings:action_done", LEADERS | {"agent"}, methods=BOTH, args=_of("open_action")),
    Row("meetings:cases", EVERYBODY, faces=("agent",)),
    Row("meetings:case", READERS, args=_of("case"), faces=("peer", "leader")),
    Row("meetings:case_read", {"peer", "leader"}, methods={"POST"}, args=_of("case")),
]  # fmt: skip
