"""Cause analyses: the team reads its own; whoever leads it or keeps quality writes; a held-back name stays so."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.performance.models import (
    CauseAction,
    CauseAnalysis,
    CauseContribution,
    CauseFinding,
    CauseStratum,
)
from dengta.domains.service.models import QueueSlot, TeamDay, UnitDay
from dengta.foundation.calendar.zones import day_bounds
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW
from tests.service.centre import SHANGHAI, build

BOTH = {"GET", "POST"}
TEAM = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality"}
READERS = TEAM | {"supervisor", "hr", "executive"}
WRITERS = {"leader", "supervisor", "quality"}
TOPICS = ((1, "退款时效", 310, 279, 520, 452), (2, "物流查询", 420, 386, 330, 301), (3, "活动规则", 24, 21, 96, 61))


def furnish(house: House) -> None:
    """One under way with everything on it, one proposed, one closed."""
    house["open"] = row = _analysis(house, "open", 10)
    for topic, name, n0, k0, n1, k1 in TOPICS:
        CauseStratum.objects.create(
            analysis=row, topic=topic, topic_name=name, channel=1 + topic % 2, shift=1, before_n=n0, before_hits=k0,
            after_n=n1, after_hits=k1,
        )  # fmt: skip
    for section, cause, text in (
        ("mix", "mix", "退款进线占比由四成升到五成半，构成变化约占一半。"),
        ("process", "process", "活动规则上线当天才发到组里，首日有 40 通需二次核实。"),
        ("training", "nothing", "查了当月培训与知识库更新记录，没有发现缺口。"),
    ):
        CauseFinding.objects.create(
            analysis=row, section=section, cause=cause, text=text, by=house.leader.account, at=NOW
        )
    # Whoever leads the analysis reads the name; colleagues read the words alone.
    house.mentor.name = house.plant("name held back", seen_by=WRITERS | {"mentor"})
    house.mentor.save(update_fields=["name"])
    _say(house, row, "mentor", "规则改了两次，客户拿着旧截图来问。")
    CauseAction.objects.create(analysis=row, what="退款到账日对照表", owner=house.peer, due_on=NOW.date())
    house["action"] = CauseAction.objects.get()
    row.own_share, row.own_action, row.own_by = "规则我晚了三天才讲。", "上线前一天晨会讲清。", house.leader
    row.save()
    _volume(house, row)
    house["proposed"] = _analysis(house, "proposed", 9)
    closed = _analysis(house, "closed", 8)
    _say(house, closed, "peer", "话术里没有写到账时间。")
    house["closed"] = closed


def _volume(house: House, row: CauseAnalysis) -> None:
    """What came in during both periods: more in the second one."""
    centre, team = build(house.tree), house.tree.aftersales_1
    days = [row.before_start + timedelta(days=n) for n in range((row.after_end - row.before_start).days)]
    offered = {day: (52 if day < row.after_start else 71) - day.weekday() * 4 for day in days}
    sums = {
        day: {"offered": n, "queued": n, "in_target": n - n // 8, "waits": n - 2, "wait_s": 14 * n, "abandoned": 2}
        for day, n in offered.items()
    }
    TeamDay.objects.bulk_create(
        TeamDay(unit=team, queue=centre.hotline, channel=1, day=day, **counted) for day, counted in sums.items()
    )
    UnitDay.objects.bulk_create(UnitDay(unit=team, day=day, **counted) for day, counted in sums.items())
    QueueSlot.objects.bulk_create(
        QueueSlot(queue=centre.hotline, client=house.tree.qinghe, channel=1, quarter=start + 4 * hour, offered=n // 12)
        for day, n in offered.items()
        for start in [int(day_bounds(day, SHANGHAI)[0].timestamp()) // 900]
        for hour in range(9, 21)
    )


def _analysis(house: House, state: str, month: int) -> CauseAnalysis:
    start = date(2026, month, 1)
    more: dict[str, Any] = {"conclusion": "以退款进线增多为主。", "closed_at": NOW} if state == "closed" else {}
    return CauseAnalysis.objects.create(
        unit=house.tree.aftersales_1, kpi="csat", before_start=start - timedelta(days=30), before_end=start,
        after_start=start, after_end=start + timedelta(days=30), state=state, created_at=NOW, counted_at=NOW, **more,
    )  # fmt: skip


def _say(house: House, row: CauseAnalysis, who: str, text: str) -> None:
    CauseContribution.objects.create(analysis=row, employee=house.people[who], text=text, nameless=True, at=NOW)


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("cause_analyses:list", EVERYBODY, faces=("agent", "leader")),
    Row("cause_analyses:new", WRITERS | {"other_leader"}, methods=BOTH),
    Row("cause_analyses:analysis", READERS, args=_of("open"), faces=("agent", "leader")),
    Row("cause_analyses:analysis", READERS, args=_of("proposed"), faces=("leader",)),
    Row("cause_analyses:analysis", READERS, args=_of("closed"), faces=("hr",)),
    Row("cause_analyses:take_up", WRITERS, methods={"POST"}, args=_of("proposed")),
    Row("cause_analyses:decline", WRITERS, methods=BOTH, args=_of("proposed")),
    Row("cause_analyses:recount", WRITERS, methods={"POST"}, args=_of("open")),
    Row("cause_analyses:section", WRITERS, methods=BOTH, args=_of("open", section="volume")),
    Row("cause_analyses:contribute", TEAM - {"leader"}, methods=BOTH, args=_of("open")),
    Row("cause_analyses:own_share", WRITERS, methods=BOTH, args=_of("open")),
    Row("cause_analyses:add_action", WRITERS, methods=BOTH, args=_of("open")),
    Row("cause_analyses:action", WRITERS | {"peer"}, methods=BOTH, args=_of("action")),
    Row("cause_analyses:close", WRITERS, methods=BOTH, args=_of("open")),
]
