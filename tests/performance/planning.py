"""How the tests of improvement plans bring in figures and lead a plan to its outcome."""

from datetime import date, datetime, timedelta

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import ImprovementPlan, PlanCheckpoint
from dengta.domains.performance.services import improvement_plans as services
from dengta.domains.performance.services import plan_contents as contents
from dengta.domains.service.services.rollups import refresh_rollups
from tests.conftest import NOW
from tests.performance.causing import OCTOBER, SEPTEMBER, TODAY, account, rated
from tests.service.centre import Centre

LOOK = date(2026, 12, 9)
LAST = date(2026, 12, 30)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 18, tzinfo=NOW.tzinfo)


def answers(centre: Centre, who: Employee, month: date, *, good: int, bad: int) -> None:
    rated(centre, [who], month, centre.refunds, good=good, bad=bad)


def behind(centre: Centre, agent: Employee, peer: Employee) -> None:
    """Two months in which 李佳怡 stands at 50 % and everybody else at 85 %."""
    for month in (SEPTEMBER, OCTOBER):
        answers(centre, agent, month, good=40, bad=40)
        answers(centre, peer, month, good=340, bad=60)
    recount()


def recount(now: datetime = NOW) -> None:
    refresh_rollups(now=now, today=now.date())


def begin(agent: Employee, leader: Employee, *, now: datetime = NOW, kpi: str = "csat") -> ImprovementPlan:
    return services.begin_plan(
        employee=agent, kpi=kpi, reason="退款类评价偏低，先听十通录音一起看", starts_on=TODAY, ends_on=LAST,
        by=account(leader), now=now,
    )  # fmt: skip


def fill(plan: ImprovementPlan, leader: Employee, helper: Employee) -> None:
    """A goal, support and two checkpoints."""
    by = account(leader)
    contents.set_goal(plan_id=plan.pk, kpi="csat", target=0.7, by=by)
    contents.add_support(
        plan_id=plan.pk, what="每周两小时旁听辅导", helper=helper, due_on=TODAY + timedelta(days=14), by=by
    )
    contents.add_checkpoint(plan_id=plan.pk, due_on=LOOK, by=by)
    contents.add_checkpoint(plan_id=plan.pk, due_on=LAST, by=by)


def running(agent: Employee, leader: Employee, helper: Employee) -> ImprovementPlan:
    plan = begin(agent, leader)
    fill(plan, leader, helper)
    services.propose_plan(plan_id=plan.pk, by=account(leader), now=NOW)
    return services.sign_plan(plan_id=plan.pk, by=account(agent), now=NOW)


def hold(plan: ImprovementPlan, leader: Employee, day: date) -> PlanCheckpoint:
    """Hold the checkpoint that is due on this day, on it."""
    checkpoint = plan.checkpoints.get(due_on=day)
    return contents.hold_checkpoint(
        checkpoint_id=checkpoint.pk, note="一起听了五通，安抚顺序有改善", by=account(leader), now=at(day)
    )


def finish(plan: ImprovementPlan, leader: Employee, outcome: str, day: date = LAST) -> ImprovementPlan:
    return services.finish_plan(
        plan_id=plan.pk, outcome=outcome, text="按约定收尾", by=account(leader), now=at(day) + timedelta(hours=1)
    )
