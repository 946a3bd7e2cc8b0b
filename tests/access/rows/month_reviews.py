"""Month-end reviews: read by the team, prepared and run by whoever leads it."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.communication.models import Meeting, MeetingAction, MeetingCase, Statement
from dengta.domains.performance.models import MonthReview, MonthReviewSlot
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
READERS = {
    "agent", "peer", "leader", "mentor", "trainer", "planner", "quality", "supervisor", "hr", "executive", "auditor",
}  # fmt: skip
LEADERS = {"leader", "supervisor", "hr"}


def furnish(house: House) -> None:
    """One running, one in preparation, and a monthly meeting that is no review yet."""
    house["running"] = running = _review(house, date(2026, 10, 1), NOW - timedelta(days=1))
    running.started_at = NOW - timedelta(hours=23)
    running.save(update_fields=["started_at"])
    mistake = house.plant("own mistake at a review", seen_by=LEADERS | {"agent", "executive"})
    for place, who in enumerate((house.agent, house.peer), start=1):
        Statement.objects.create(
            meeting=running.meeting, employee=who, offered_at=NOW, written_at=NOW, results="一次解决率高了 2 个百分点",
            mistakes=mistake if who == house.agent else "转接前没有先查", analysis="接起前先看十秒备注", presents=True,
        )  # fmt: skip
        MonthReviewSlot.objects.create(review=running, employee=who, position=place)
    running.slots.filter(position=1).update(begun_at=NOW)
    house["slot"] = running.slots.get(position=2)
    MeetingCase.objects.create(meeting=running.meeting, kind="lesson", title="三次转接", what="经过", lesson="一次问清")
    MeetingAction.objects.create(meeting=running.meeting, what="更新话术", owner=house.peer, due_on=NOW.date())
    house["ahead"] = ahead = _review(house, date(2026, 11, 1), NOW + timedelta(days=9))
    Statement.objects.create(meeting=ahead.meeting, employee=house.agent, offered_at=NOW)
    later = NOW + timedelta(days=38)
    house["meeting"] = Meeting.objects.create(
        unit=house.tree.aftersales_1, kind="monthly", held_on=later.date(), starts_at=later
    )


def _review(house: House, month: date, starts_at: Any) -> MonthReview:
    meeting = Meeting.objects.create(
        unit=house.tree.aftersales_1, kind="monthly", held_on=starts_at.date(), starts_at=starts_at, place="三楼会议室"
    )
    return MonthReview.objects.create(unit=house.tree.aftersales_1, month=month, meeting=meeting)


def _of(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("month_reviews:list", EVERYBODY, faces=("agent", "leader")),
    Row("month_reviews:new", LEADERS | {"other_leader"}, methods=BOTH),
    Row("month_reviews:prepare", LEADERS, methods={"POST"}, args=lambda house: {"meeting": house["meeting"].pk}),
    Row("month_reviews:review", READERS, args=_of("running"), faces=("agent", "leader")),
    Row("month_reviews:review", READERS, args=_of("ahead"), faces=("agent", "leader")),
    Row("month_reviews:start", LEADERS, methods={"POST"}, args=_of("ahead")),
    Row("month_reviews:add_slot", LEADERS, methods=BOTH, args=_of("running")),
    Row("month_reviews:begin_turn", LEADERS, methods={"POST"}, args=_of("slot")),
    Row("month_reviews:end_turn", LEADERS, methods={"POST"}, args=_of("slot")),
    Row("month_reviews:close", LEADERS, methods={"POST"}, args=_of("running")),
]
