"""The strategy of the demo centre, its KPI plan, a scorecard, and figures that a person should look at."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dengta.domains.goals.services import gaming, kpi_plans, publishing, scorecards, strategy
from dengta.domains.people.models import Account, Employee, Unit

WEIGHTS = (
    ("csat", "0.35", 0.70, 0.85),
    ("complaint_rate_agent", "0.20", 3.0, 0.0),
    ("fcr", "0.20", 0.65, 0.80),
    ("aht", "0.25", 620.0, 480.0),
)
CHAIN = (
    ("让客户一次说清、一次办好", "客户不必为同一件事再来第二次。", (
        ("首次解决优先于通话时长", "时长只作参考，不为快而挂断。", (("首次解决率到 78 %", "每周复盘二次进线前三类"),)),
        ("把规则讲成人话", "政策变更当天有一页说明和一个例子。", (("退款规则一页纸", "与产品对一次口径"),)),
    )),
)  # fmt: skip
LINES = (
    ("finance", "单件成本不升", "单件成本", "≤ 6.8 元", "错峰排班，减少加班", "与排班师定错峰方案"),
    ("customer", "满意度稳在 82 %", "满意度", "82 %", "每周复盘差评，改一条话术", "建差评复盘表"),
    ("process", "二次进线降到 14 %", "重复进线率", "14 %", "前三类原因各定一个负责人", "列出前三类原因"),
    ("learning", "每人每月一次带教", "带教次数", "1 次/人/月", "组长每月排带教表", "排出下月带教表"),
)


def fill(now: datetime) -> None:
    """Written some months ago by those who lead; the scorecard waits for the next level."""
    supervisor, executive, hr = account("D90001"), account("D90006"), account("D90003")
    _strategy(hr, now)
    _plan(supervisor, executive, now)
    _scorecard(account("D80002"), now)
    gaming.look_for_gaming(now=now)


def account(number: str) -> Account:
    """The account of a person of the demo."""
    person = Employee.objects.select_related("account").get(number=number)
    assert person.account is not None
    return person.account


def months_ago(now: datetime, months: int) -> date:
    """The first day of an earlier month."""
    day = now.date().replace(day=1)
    for _back in range(months):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def _strategy(by: Account, now: datetime) -> None:
    unit = Unit.objects.get(kind=Unit.Kind.COMPANY)
    doer, due = Employee.objects.get(number="D90001"), now.date() + timedelta(days=40)
    told = {"unit": unit, "by": by, "now": now}
    for title, text, below in CHAIN:
        vision = strategy.add_step(kind="vision", title=title, text=text, **told)  # type: ignore[arg-type]
        for how, meaning, goals in below:
            way = strategy.add_step(kind="strategy", title=how, text=meaning, parent=vision.pk, **told)  # type: ignore[arg-type]
            for goal, action in goals:
                aim = strategy.add_step(kind="goal", title=goal, parent=way.pk, **told)  # type: ignore[arg-type]
                strategy.add_step(kind="action", title=action, parent=aim.pk, owner=doer, due_on=due, **told)  # type: ignore[arg-type]
    strategy.add_step(kind="goal", title="夜班离职率减半", **told)  # type: ignore[arg-type]


def _plan(by: Account, second: Account, now: datetime) -> None:
    start = months_ago(now, 3)
    then = now - (now.date() - start + timedelta(days=20))
    row = kpi_plans.draft_plan(
        unit=Unit.objects.get(code="QH"), title="售后客服指标", starts_on=start, grade="", by=by, now=then
    )
    for kpi, weight, baseline, target in WEIGHTS:
        kpi_plans.put_weight(
            plan_id=row.pk, kpi=kpi, weight=Decimal(weight), baseline=baseline, target=target, by=by, now=then
        )
    publishing.propose(kind=kpi_plans.PLANS, pk=row.pk, by=by, now=then)
    publishing.publish(kind=kpi_plans.PLANS, pk=row.pk, by=second, now=then)


def _scorecard(by: Account, now: datetime) -> None:
    year = now.year + 1
    row = scorecards.begin_scorecard(start=date(year, 1, 1), end=date(year + 1, 1, 1), by=by, now=now)
    for perspective, goal, measure, target, actions, task in LINES:
        scorecards.put_line(
            scorecard_id=row.pk, perspective=perspective, goal=goal, measure=measure, target=target, actions=actions,
            task=task, due_on=date(year, 1, 15), by=by, now=now,
        )  # fmt: skip
    scorecards.submit_scorecard(scorecard_id=row.pk, by=by, now=now)
