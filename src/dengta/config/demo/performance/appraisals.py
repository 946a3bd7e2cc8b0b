"""Appraisals of the last two whole months at the personas' client: scored, released, in the middle of the talks."""

from datetime import date, datetime, timedelta

from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.performance.selectors.appraisals import breakdown
from dengta.domains.performance.services import appraisals, cycles, objections

RUNS, AGENT, CODE = "D90001", "K10020", "QH"
WEIGHTS = {"kpi": 45, "qa": 25, "peer": 10, "leader": 20}
WORDS = (
    "接待稳定，疑难单愿意多问一句；收尾偶尔漏了确认。",
    "大促那几天主动接了最多的退款单，情绪稳，建议多留五分钟写清备注。",
    "解释规则清楚，转接前的铺垫还可以更完整。",
    "新流程上手快，晚高峰时语速偏快，客户重复询问较多。",
)
OWN = "八月换新系统后前两周明显变慢，后来整理了自己的快捷备注。希望能跟听几通退款专席的电话。"
LEADERS = "进步看得见：解释规则时先说能做什么。收尾确认还要固定下来。"
NEXT = "下个周期跟听退款专席四次，由师傅带着写两份案例；月底一起看首次解决率。"
WRONG = "有一份质检抽到的是测试来电，客户全程没有说话，应当剔除。"


def fill(now: datetime) -> None:
    """Everybody is scored; one agent has written, talked and objected to a number."""
    boss = Account.objects.get(employee__number=RUNS)
    cycle = _frozen(boss, now)
    for place, row in enumerate(cycle.appraisals.select_related("leader__account", "cycle")):
        _score(row, place, now)
    cycles.begin_calibration(cycle_id=cycle.pk, by=boss, now=now)
    cycles.release_cycle(cycle_id=cycle.pk, by=boss, now=now)
    mine = Appraisal.objects.get(cycle=cycle, employee__number=AGENT)
    me, leader = _account(mine.employee), _account(mine.leader)
    appraisals.write_part(appraisal_id=mine.pk, words=OWN, by=me, now=now)
    appraisals.write_part(appraisal_id=mine.pk, words=LEADERS, ability_plan=NEXT, by=leader, now=now)
    objections.object_to(appraisal_id=mine.pk, key="qa", words=WRONG, by=me, now=now)


def _frozen(boss: Account, now: datetime) -> Cycle:
    """Planned and frozen, as the job would do it."""
    end = now.date().replace(day=1) - timedelta(days=1)
    start = _months_before(end, 1)
    cycle = cycles.plan_cycle(
        unit_id=Unit.objects.get(code=CODE).pk, title=f"{start:%Y} 年 {start.month}–{end.month} 月考核",
        starts_on=start, ends_on=end, scores_until=now.date() + timedelta(days=3),
        talks_until=now.date() + timedelta(days=14), weights=WEIGHTS, by=boss, now=now,
    )  # fmt: skip
    Cycle.objects.filter(pk=cycle.pk).update(state=Cycle.State.FREEZING)
    cycles.freeze_chunk(cycle_id=cycle.pk, employee_ids=cycles.people_of(cycle), now=now)
    cycles.finish_freezing(cycle_id=cycle.pk, now=now)
    cycle.refresh_from_db()
    return cycle


def _months_before(day: date, months: int) -> date:
    """The first day of the month so many before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _score(row: Appraisal, place: int, now: datetime) -> None:
    """Beside what the other sources say; the leaders of the demo who never sign in have theirs written for them."""
    others = breakdown(row).result
    score = round(min(98.0, max(55.0, (80 if others is None else others) + (place * 7) % 9 - 4)), 1)
    words = WORDS[place % len(WORDS)]
    if row.leader.account is not None:
        told = appraisals.give_score(appraisal_id=row.pk, score=score, words=words, by=row.leader.account, now=now)
        if told.state == Appraisal.State.SCORED:
            return
    Appraisal.objects.filter(pk=row.pk).update(
        leader_score=score, leader_words=words, state=Appraisal.State.SCORED, second_reader=None
    )


def _account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account
