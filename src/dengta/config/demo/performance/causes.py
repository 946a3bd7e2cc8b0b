"""A closed cause analysis of the personas' team, its month-end reviews, and an improvement plan that is half-way."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Q

from dengta.config.demo.talk.people import Crew, at, crews
from dengta.domains.communication.models import Meeting, Statement
from dengta.domains.communication.services import meeting_points, meetings, todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import ImprovementPlan, MonthReview, PlanCheckpoint, PlanEvidence
from dengta.domains.performance.selectors.month_reviews import around
from dengta.domains.performance.selectors.plan_figures import Ground, guard, whole_months
from dengta.domains.performance.services import cause_actions, month_reviews, plan_contents
from dengta.domains.performance.services import cause_analyses as causes
from dengta.domains.performance.services import improvement_plans as plans
from dengta.domains.service.models import Survey
from dengta.foundation.errors import RuleViolation

FINDINGS = (
    ("mix", "mix", "促销月退款和物流咨询占比上升，这两类的满意度本来就低；拆分里属于构成的部分不是谁做得差。"),
    ("process", "process", "退款改为两级审核后，平均到账晚 1.6 天，客户多次来问同一件事。"),
    ("training", "nothing", "查了当月培训签到和知识库更新：新规则在生效前两天已全员学完，小测全部通过。"),
    ("product", "policy", "活动页写“随时可退”，细则却限 7 天；38 条差评点名这一条。"),
    ("volume", "nothing", "来量比上月多，但各时段当班与排班一致，等待时长没有变长。"),
)
VOICES = (
    ("客户拿着活动页截图问为什么不能退，我们的话术里没有这一段。", False),
    ("退款到账时间说不准，答应了又变，客户再来电就给低分。", False),
    ("两级审核之后自己查不到进度，只能让客户等。", True),
    ("晚班收到的都是已经问过两遍的客户，先道歉再重新核对很花时间。", False),
)
SHARE = "退款改审核我提前一周就知道，只在群里发了通知，没有和大家过一遍话术，也没有把风险报给产品。"
ACTION = "规则变动改为晨会当面讲、当天抽查两通；已约产品把活动页文字改一致。"
CONCLUSION = "变化主要来自退款类占比上升和到账变慢，与个人无关。先改活动页文字和进度查询，两周后复看退款类满意度。"
ACTIONS = ("整理退款进度对照表，写进知识库", "每天汇总活动页相关差评给产品")
REASON = "连续两个月评价低于团队，听了十通录音：解释规则时容易先说“不行”，客户没有感到被理解。想一起把开场和安抚练好。"


@transaction.atomic
def fill(now: datetime) -> None:
    """For the team of the personas."""
    crew = crews()[0]
    _searched(crew, now)
    _reviewed(crew, now)
    _agreed(crew, now)


def _account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def _searched(crew: Crew, now: datetime) -> None:
    """Why satisfaction of last month differs from the month before; closed a few days ago. Without two months of
    surveys there is nothing to search."""
    before, start, end = around(whole_months(now.date(), 1)[0][0])
    begun, leader = now - timedelta(days=9), _account(crew.leader)
    try:
        with transaction.atomic():
            row = causes.open_analysis(
                unit=crew.unit, kpi="csat", before_start=before, before_end=start, after_start=start, after_end=end,
                by=leader, now=max(begun, at(end, time(9), now)),
            )  # fmt: skip
    except RuleViolation:
        return
    told = {"analysis_id": row.pk, "now": now - timedelta(days=2)}
    for section, cause, text in FINDINGS:
        causes.judge_section(section=section, cause=cause, text=text, by=leader, **told)  # type: ignore[arg-type]
    # Few of the demo's agents sign in; what they said stands here all the same.
    for agent, (text, nameless) in zip(crew.agents, VOICES, strict=False):
        row.contributions.create(employee=agent, text=text, nameless=nameless, at=now - timedelta(days=5))
    causes.state_own_share(share=SHARE, action=ACTION, by=leader, **told)  # type: ignore[arg-type]
    for agent, what in zip(crew.agents[2:], ACTIONS, strict=False):
        due = now.date() + timedelta(days=5)
        cause_actions.add_action(what=what, owner=agent, due_on=due, by=leader, **told)  # type: ignore[arg-type]
    causes.close_analysis(conclusion=CONCLUSION, by=leader, **told)  # type: ignore[arg-type]


def _reviewed(crew: Crew, now: datetime) -> None:
    """The last monthly meeting was the review of its month; the next one is being prepared."""
    held = Meeting.objects.filter(unit=crew.unit, kind="monthly", state="published").order_by("-held_on").first()
    if held is not None and held.published_at is not None:
        review = MonthReview.objects.create(
            unit=crew.unit, month=month_reviews.month_of(held.held_on), meeting=held, started_at=held.starts_at,
            closed_at=held.published_at, closed_by=held.published_by,
        )  # fmt: skip
        wanted = Statement.objects.filter(meeting=held, presents=True).order_by("written_at", "pk")
        for place, statement in enumerate(wanted, start=1):
            begun = held.starts_at + timedelta(minutes=5 * place)
            review.slots.create(
                employee_id=statement.employee_id, position=place, begun_at=begun,
                presented_at=begun + timedelta(minutes=4),
            )  # fmt: skip
    ahead = Meeting.objects.filter(unit=crew.unit, kind="monthly", state="open", starts_at__gt=now).first()
    if ahead is None:
        return
    try:
        with transaction.atomic():
            review = month_reviews.prepare_on_meeting(meeting_id=ahead.pk, by=_account(crew.leader))
    except RuleViolation:
        return
    meetings.offer_slots(meeting_id=ahead.pk, by=_account(crew.leader), now=now)
    meeting_points.add_case(
        meeting_id=review.meeting_id, kind="lesson", title="到账时间说死了",
        what="客服按旧规则答应次日到账，审核多了一级，客户三天后来电投诉。",
        lesson="没有核对过的时间不说死，先给区间再约回电。",
        employee=None, by=_account(crew.leader),
    )  # fmt: skip


def _agreed(crew: Crew, now: datetime) -> None:
    """Somebody whom two months tell from the team agreed to a plan four weeks ago; without such a person, none."""
    begun = now - timedelta(days=27)
    found = _told_from_the_team(crew, begun.date())
    if found is None:
        return
    employee, leader, today = found, _account(crew.leader), begun.date()
    plan = plans.begin_plan(
        employee=employee, kpi="csat", reason=REASON, starts_on=today, ends_on=today + timedelta(days=56), by=leader,
        now=begun,
    )  # fmt: skip
    last: PlanEvidence = plan.evidence.order_by("-month")[0]
    plan_contents.set_goal(
        plan_id=plan.pk, kpi="csat", target=round(max(last.team - 0.03, last.value + 0.03), 2), by=leader
    )
    _supported(plan, crew, leader, today)
    plans.propose_plan(plan_id=plan.pk, by=leader, now=begun)
    ImprovementPlan.objects.filter(pk=plan.pk).update(state="running", signed_at=begun + timedelta(days=1))
    todos.settle(kind=plans.ANSWER, key=plan.pk)
    first: PlanCheckpoint = plan.checkpoints.order_by("due_on")[0]
    plan_contents.give_support(support_id=plan.support.order_by("due_on")[0].pk, by=leader, now=now - timedelta(days=9))
    plan_contents.hold_checkpoint(
        checkpoint_id=first.pk, note="一起听了六通，开场先复述的有五通；退款类还要再练怎么给时间。", by=leader,
        now=now - timedelta(days=2),
    )  # fmt: skip
    first.refresh_from_db()
    first.agent_note = "先复述之后客户确实平静得快。退款进度查不到的时候还是不知道怎么说。"
    first.save(update_fields=["agent_note"])


def _supported(plan: ImprovementPlan, crew: Crew, leader: Account, today: date) -> None:
    helper = next(one for one in crew.agents[::-1] if one.pk != plan.employee_id)
    for what, who, days in (
        ("每周两次、每次半小时的旁听辅导", helper, 14),
        ("安抚与解释规则微课，排进班表", crew.leader, 40),
    ):
        plan_contents.add_support(
            plan_id=plan.pk, what=what, helper=who, due_on=today + timedelta(days=days), by=leader
        )
    for days in (25, 54):
        plan_contents.add_checkpoint(plan_id=plan.pk, due_on=today + timedelta(days=days), by=leader)


def _told_from_the_team(crew: Crew, today: date) -> Employee | None:
    """The weakest few of two months are asked about, each by the guard itself."""
    (start, _middle), (_start, end) = whole_months(today, 2)
    rated = Survey.objects.filter(unit=crew.unit, day__gte=start, day__lt=end, csat__isnull=False, agent__isnull=False)
    rows = rated.values_list("agent").annotate(n=Count("pk"), good=Count("pk", filter=Q(csat__gte=4))).order_by()
    weakest = sorted((good / n, agent) for agent, n, good in rows if n >= 60)[:3]
    people = {one.pk: one for one in crew.agents}
    for _share, agent in weakest:
        if agent not in people:
            continue
        seen = guard(_account(crew.leader), employee_id=agent, unit_id=crew.unit.pk, kpi="csat", today=today)
        if seen.ground is Ground.TWO_MONTHS:
            return people[agent]
    return None
