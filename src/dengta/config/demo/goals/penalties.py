"""What clients of the demo deducted in the last half year, and what was learnt."""

from datetime import datetime, timedelta
from decimal import Decimal

from dengta.config.demo.goals.plans import account, months_ago
from dengta.domains.goals.services import penalties
from dengta.domains.people.models import Unit

CASES = (
    (
        5,
        "volume",
        "12800.00",
        "第 7.2 条 接通率",
        "大促来量比预测高三成，两天接通率低于 90 %。",
        "大促前两周与甲方核对预测",
        True,
    ),
    (
        4,
        "process",
        "3600.00",
        "第 7.5 条 回复时限",
        "跨班工单没有交接栏，超时回复 18 单。",
        "工单加交接栏，早会核对",
        True,
    ),
    (
        3,
        "policy",
        "5200.00",
        "第 8.1 条 口径一致",
        "退款政策改了两次，通知晚到一天。",
        "政策变更只走公告，当天生效",
        True,
    ),
    (2, "product", "7450.00", "第 7.2 条 接通率", "工单系统停机三小时。", "停机时改用纸面登记表", False),
    (1, "volume", "4100.00", "第 7.2 条 接通率", "暴雨，物流咨询翻倍。", "", False),
)


def fill(now: datetime) -> None:
    """One a month; the last waits for its lesson."""
    unit, by = Unit.objects.get(code="QH"), account("D90001")
    for back, cause, amount, clause, what, lesson, done in CASES:
        start = months_ago(now, back)
        row = penalties.record_penalty(
            unit=unit, start=start, end=start + timedelta(days=27), amount=Decimal(amount), cause=cause, clause=clause,
            what=what, by=by, now=now,
        )  # fmt: skip
        if lesson:
            due = now.date() + timedelta(days=14)
            penalties.learn(penalty_id=row.pk, lesson=lesson, owner=by.pk, due_on=due, by=by, now=now)
        if done:
            penalties.finish_lesson(penalty_id=row.pk, by=by, now=now)
