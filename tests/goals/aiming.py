"""How tests of goals record figures, draft a goal, break it down and put it in force."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dengta.domains.goals.models import Goal, GoalVersion, PlanAgent, PlanGroup, PlanMonth, Target
from dengta.domains.goals.services import goals, targets, wizard
from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.service.models import AgentDay, Channel, Queue, UnitDay
from dengta.foundation.errors import RuleViolation
from tests.cast import FOUNDED

YEAR = date(2026, 1, 1)
# Before the year begins, when its goals are set.
EVE = datetime(2025, 12, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
# Volumes of the months of rules 5.4: 14,000 in all.
VOLUMES = (1000, 800, 1000, 1000, 1200, 1600, 1000, 1000, 1000, 1200, 2200, 1000)


def months_of(year: date = YEAR, count: int = 12) -> list[date]:
    return [date(year.year + (year.month - 1 + n) // 12, (year.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def recorded(unit: Unit, day: date, *, satisfied: int, answers: int) -> None:
    """Answers of a team on a day, as the sums hold them."""
    UnitDay.objects.create(unit=unit, day=day, csat_5=satisfied, csat_1=answers - satisfied, surveys=answers)


def recorded_of(agent: Employee, unit: Unit, day: date, *, satisfied: int, answers: int) -> None:
    """Answers about one person; those of their team have to be told apart."""
    queue, _new = Queue.objects.get_or_create(code="line", defaults={"name": "热线", "unit": unit})
    AgentDay.objects.create(
        agent=agent, unit=unit, day=day, queue=queue, channel=Channel.VOICE,
        csat_5=satisfied, csat_1=answers - satisfied, surveys=answers, answered=answers,
    )  # fmt: skip


def draft(
    unit: Unit, by: Employee, *, now: datetime = EVE, kpi: str = "csat", months: int = 12, title: str = "满意度提升",
    owner: Employee | None = None, starts_on: date = YEAR, review_day: int = 5,
) -> Goal:  # fmt: skip
    return wizard.draft_goal(
        title=title, kpi=kpi, unit_id=unit.pk, starts_on=starts_on, months=months, owner=(owner or by).pk,
        review_day=review_day, by=by.account, now=now,
    )  # fmt: skip


def draft_version(goal: Goal) -> GoalVersion:
    return goal.versions.get(status="draft")


def plan(
    goal: Goal, groups: Mapping[Unit, tuple[float, float, float]], volumes: Sequence[float] = VOLUMES
) -> GoalVersion:
    """Put the plan of a draft to these numbers: baseline, best and weight of each team; nobody below them."""
    version = draft_version(goal)
    version.agents.all().delete()
    version.groups.all().delete()
    for unit, (base, bound, weight) in groups.items():
        PlanGroup.objects.create(
            version=version, unit=unit, baseline=base, bound=bound, weight=weight, n=100, reason="旧系统的数"
        )
    for month, volume in zip(version.months.all(), volumes, strict=False):
        PlanMonth.objects.filter(pk=month.pk).update(volume=volume)
    return version


def staff(version: GoalVersion, unit: Unit, people: Mapping[Employee, tuple[float, float]]) -> None:
    """People of a team in a plan: baseline and volume."""
    for employee, (base, volume) in people.items():
        PlanAgent.objects.create(version=version, unit=unit, employee=employee, baseline=base, volume=volume)


def based(
    goal: Goal, by: Employee, *, baseline: float = 75.0, target: float = 80.0, scope: str = "year_average",
    now: datetime = EVE,
) -> Goal:  # fmt: skip
    """Give a draft its baseline by hand and choose the reading in points that leads to `target`."""
    start = now.date() - timedelta(days=91)
    wizard.set_baseline(
        goal_id=goal.pk, start=start, end=now.date(), value=baseline, reason="旧系统的数", by=by.account, now=now
    )
    return wizard.choose_reading(
        goal_id=goal.pk, uplift=target - baseline, reading="points", scope=scope, by=by.account, now=now
    )


def broken_down(version: GoalVersion, by: Employee, *, now: datetime = EVE) -> GoalVersion:
    return targets.decompose_goal(version_id=version.pk, by=by.account, now=now)


def in_force(version: GoalVersion, by: Employee, *, now: datetime = EVE) -> GoalVersion:
    return goals.activate(version_id=version.pk, by=by.account, now=now)


def values(version: GoalVersion, unit: Unit | None = None, employee: Employee | None = None) -> list[float]:
    """The targets of the whole, of a team or of a person, month by month."""
    rows = Target.objects.filter(version=version).order_by("month")
    if employee is not None:
        rows = rows.filter(employee=employee)
    elif unit is not None:
        rows = rows.filter(unit=unit, employee=None, is_whole=False)
    else:
        rows = rows.filter(is_whole=True)
    return list(rows.values_list("value", flat=True))


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def hired(number: str, name: str, unit: Unit, *, on: date = FOUNDED) -> Employee:
    """Somebody without an account."""
    employee = Employee.objects.create(number=number, name=name, hired_on=on)
    Membership.objects.create(employee=employee, unit=unit, valid_from=on)
    return employee
