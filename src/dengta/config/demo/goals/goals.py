"""The company goal of the running year, "+20 %" of what is missing, down to each agent, with a new plan on the way."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from dengta.config.demo.talk.people import Crew, at, crews
from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion
from dengta.domains.goals.selectors.rest_of_period import raised_teams
from dengta.domains.goals.services import acknowledgements, goals, replans, targets, wizard
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation.errors import RuleViolation
from dengta.foundation.jobs import work_off

EXECUTIVE = "D90006"
# The persona who finds a target to read.
NOT_YET = "K10020"
WEEKS = 13
OBJECTION = "我这个季度刚转到在线渠道，希望头两个月按在线渠道的平均水平来看。"
ANSWERS = ("月底前补一名质检陪练，每周两次。", "十月起每人每周一小时退换货政策训练，排班内安排。", "晚高峰加一名机动。")


def fill(now: datetime) -> None:
    """One goal, two versions, some who have read it and one who objects."""
    chief = Employee.objects.select_related("account").get(number=EXECUTIVE)
    by = chief.account
    assert by is not None
    company = Unit.objects.get(kind=Unit.Kind.COMPANY)
    begin = date(now.year, 1, 1)
    eve = at(begin - timedelta(days=12), time(10), now)
    goal = wizard.draft_goal(
        title="全年客户满意度提升 20%", kpi="csat", unit_id=company.pk, starts_on=begin, months=12, owner=chief.pk,
        by=by, now=now,
    )  # fmt: skip
    _plan(goal, by, now)
    version = targets.decompose_goal(version_id=goal.versions.get().pk, by=by, now=now)
    for kpi, aim in (("reply_in_time", 92.0), ("fcr", 80.0)):
        goals.add_driver(goal_id=goal.pk, kpi=kpi, aim=aim, by=by, now=now)
    goals.activate(version_id=version.pk, by=by, now=eve)
    work_off()
    teams = crews()
    _read(version, teams, eve)
    second = _plan_anew(goal, by, now)
    if second is not None:
        _read(second, teams, now - timedelta(days=2))


def _plan(goal: Goal, by: Account, now: datetime) -> None:
    """Baseline of the last weeks, the gap reading, and the best that the teams can reach."""
    today = now.date()
    wizard.set_baseline(goal_id=goal.pk, start=today - timedelta(weeks=WEEKS), end=today, by=by, now=now)
    wizard.choose_reading(goal_id=goal.pk, uplift=20.0, reading="gap", scope="year_average", by=by, now=now)
    edits = [
        wizard.GroupEdit(group.unit_id, group.baseline, round(base + (100 - base) * 0.6, 1), group.weight)
        for group in goal.versions.get().groups.all()
        if (base := group.baseline) is not None
    ]
    wizard.set_groups(goal_id=goal.pk, groups=edits, reason="按标杆团队近一年的最好水平", by=by, now=now)


def _read(version: GoalVersion, teams: list[Crew], when: datetime) -> None:
    """Most people of three teams signed the list of their stand-up; one objects and is answered."""
    rows = {row.employee_id: row for row in version.acknowledgements.all()}
    for number, crew in enumerate(teams):
        signed = [rows[agent.pk] for place, agent in enumerate(crew.agents) if agent.pk in rows and place % 9 != 8]
        signed = [row for row in signed if row.employee.number != NOT_YET]
        for row in signed:
            row.given_at = when
        if number == 0 and signed:
            signed[0].note, signed[0].objects_to_it = OBJECTION, True
        Acknowledgement.objects.bulk_update(signed, ["given_at", "note", "objects_to_it"])
        if number == 0 and signed and version.number == 1 and crew.leader.account is not None:
            acknowledgements.answer_objection(
                acknowledgement_id=signed[0].pk, answer="前两个月的样本少，会按团队起点看，月底一对一再谈。",
                by=crew.leader.account, now=when + timedelta(days=1),
            )  # fmt: skip


def _plan_anew(goal: Goal, by: Account, now: datetime) -> GoalVersion | None:
    """At the beginning of last month the rest was planned anew; the teams asked what they get for it."""
    last = (now.replace(day=1) - timedelta(days=1)).replace(day=2)
    if last.date() < goal.starts_on + timedelta(days=32):
        return None
    with suppress(RuleViolation):
        version = replans.replan(
            goal_id=goal.pk, reason="上半年记录未迁入，按已有月份和旺季来量重新安排", anew=False, by=by, now=last
        )
        version = targets.decompose_goal(version_id=version.pk, by=by, now=last)
        _answer(version, by, last)
        goals.activate(version_id=version.pk, by=by, now=last)
        work_off()
        return version
    return None


def _answer(version: GoalVersion, by: Account, when: datetime) -> None:
    """Each team whose targets rise asks, and management answers before they do (R-157)."""
    for number, unit in enumerate(raised_teams(version, today=when.date())):
        asker = next(one.employee.account for one in leading(unit, when.date()) if one.employee.account_id != by.pk)
        question = replans.ask_for_resources(
            version_id=version.pk, unit_id=unit, question="目标上调，人手和培训怎么跟上？", by=asker or by, now=when
        )
        replans.answer_resources(question_id=question.pk, answer=ANSWERS[number % len(ANSWERS)], by=by, now=when)
