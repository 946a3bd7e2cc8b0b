"""Improvement plans: read by the person, whoever leads them, and HR; to colleagues there is none."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import (
    ImprovementPlan,
    PlanCheckpoint,
    PlanEvidence,
    PlanGoal,
    PlanReading,
    PlanSupport,
)
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
LEADERS = {"leader", "supervisor", "hr"}
READERS = LEADERS | {"agent"}
DAY = NOW.date()


def furnish(house: House) -> None:
    """One running, one proposed, one draft, one with an objection."""
    house["running"] = running = _plan(house, house.agent, "running", signed_at=NOW)
    running.reason = house.plant("reason of a plan", seen_by=READERS)
    running.save(update_fields=["reason"])
    house["proposed"] = _plan(house, house.peer, "proposed", proposed_at=NOW)
    house["draft"] = draft = _plan(house, house.mentor, "draft", proposed_at=None)
    house["goal"] = draft.goals.get()
    house["objected"] = _plan(house, house.trainer, "objected", objection="我这两个月在转岗队列")
    first, last = running.checkpoints.all()
    first.held_at, first.note = NOW - timedelta(days=3), "一起听了五通，安抚顺序有改善。"
    first.agent_note = "复述之后客户确实平静得快。"
    first.save()
    PlanReading.objects.create(
        checkpoint=first, goal=running.goals.get(), first_day=running.starts_on, last_day=DAY, n=64, value=0.703,
        low=0.582, high=0.801, verdict="unclear",
    )  # fmt: skip
    house["first"], house["last"], house["support"] = first, last, running.support.first()


def _plan(house: House, who: Employee, state: str, **more: Any) -> ImprovementPlan:
    plan = ImprovementPlan.objects.create(
        employee=who, unit=house.tree.aftersales_1, leader=house.leader, state=state, kpi="csat",
        reason="两个月退款类评价偏低，先一起听录音。", starts_on=DAY - timedelta(days=30),
        ends_on=DAY + timedelta(days=30), created_at=NOW, **{"proposed_at": NOW, **more},
    )  # fmt: skip
    for month, value in ((9, 0.58), (10, 0.61)):
        PlanEvidence.objects.create(
            plan=plan, month=date(2026, month, 1), n=88, value=value, low=value - 0.1, high=value + 0.1, team=0.83
        )
    PlanGoal.objects.create(plan=plan, kpi="csat", target=0.75)
    PlanSupport.objects.create(plan=plan, what="每周两小时旁听辅导", helper=house.quality, due_on=DAY)
    PlanCheckpoint.objects.create(plan=plan, due_on=DAY - timedelta(days=3))
    PlanCheckpoint.objects.create(plan=plan, due_on=DAY)
    return plan


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("improvement_plans:list", EVERYBODY, faces=("agent", "leader")),
    Row("improvement_plans:new", {"leader", "other_leader", "supervisor"}, methods=BOTH),
    Row("improvement_plans:grounds", {"leader", "other_leader", "supervisor"}, faces=("leader",)),
    Row("improvement_plans:plan", READERS, args=_of("running"), faces=("agent", "leader")),
    Row("improvement_plans:plan", LEADERS | {"peer"}, args=_of("proposed"), faces=("peer",)),
    Row("improvement_plans:plan", LEADERS, args=_of("draft"), faces=("leader",)),
    Row("improvement_plans:plan", LEADERS | {"trainer"}, args=_of("objected"), faces=("supervisor",)),
    Row("improvement_plans:add", LEADERS, methods=BOTH, args=_of("draft", sort="goal")),
    Row("improvement_plans:add", LEADERS, methods=BOTH, args=_of("draft", sort="support")),
    Row("improvement_plans:add", LEADERS, methods=BOTH, args=_of("draft", sort="checkpoint")),
    Row(
        "improvement_plans:remove", LEADERS, methods={"POST"},
        args=lambda house: {"pk": house["draft"].pk, "sort": "goal", "part": house["goal"].pk},
    ),
    Row("improvement_plans:propose", LEADERS, methods={"POST"}, args=_of("draft")),
    Row("improvement_plans:sign", {"peer"}, methods={"POST"}, args=_of("proposed")),
    Row("improvement_plans:object", {"peer"}, methods=BOTH, args=_of("proposed")),
    Row("improvement_plans:decide", {"supervisor"}, methods=BOTH, args=_of("objected")),
    Row("improvement_plans:hold", LEADERS, methods=BOTH, args=_of("last")),
    Row("improvement_plans:comment", {"agent"}, methods=BOTH, args=_of("first")),
    Row("improvement_plans:given", LEADERS, methods={"POST"}, args=_of("support")),
    Row("improvement_plans:extend", LEADERS, methods=BOTH, args=_of("running")),
    Row("improvement_plans:finish", LEADERS, methods=BOTH, args=_of("running")),
    Row("improvement_plans:withdraw", LEADERS, methods=BOTH, args=_of("running")),
    Row("improvement_plans:talk_held", LEADERS, methods={"POST"}, args=_of("running")),
]  # fmt: skip
