"""How the tests of benefits give something, write a plan or a list, and close appraisals."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dengta.domains.people.models import Account, Employee, RoleGrant, Unit
from dengta.domains.performance.models import Appraisal, Cycle, CycleSource
from dengta.domains.recognition.models import BenefitList, Grant, LoyaltyPlan, Reward
from dengta.domains.recognition.services import benefit_lists, loyalty
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.grants import keep_grant
from dengta.foundation.access import Role
from tests.conftest import NOW
from tests.recognition.adopting import account

TODAY = NOW.date()
DAY = timedelta(days=1)
FIRST = (loyalty.Step(3, "leave_day", Decimal(1)), loyalty.Step(5, "leave_day", Decimal(2)))
WITH_TRIP = (*FIRST, loyalty.Step(10, "leave_day", Decimal(5)), loyalty.Step(10, "trip", Decimal(1)))


def give(
    employee: Employee, form: str = "leave_day", amount: str = "2", *, key: str = "1", now: datetime = NOW
) -> Reward:  # fmt: skip
    """A reward from some part of the house."""
    given = Given(
        form=Reward.Form(form), source=Reward.Source.CONTEST, key=key, title="团队竞赛", known_on=now.date(),
        amount=Decimal(amount),
    )  # fmt: skip
    return grant_reward(employee=employee, given=given, by=None, now=now)


def granted(employee: Employee, form: str = "leave_day", amount: str = "2", **more: Any) -> Grant:
    """The same, kept as a grant at once."""
    reward = give(employee, form, amount, **more)
    return keep_grant(reward_id=reward.pk, now=more.get("now", NOW))


def plan_since(day: date, steps: Sequence[loyalty.Step] = WITH_TRIP) -> LoyaltyPlan:
    """A version of the loyalty plan, in force since a day."""
    plan = loyalty.write_plan(
        steps=steps, effective_on=TODAY, why="第一版", by=None, now=NOW
    )  # fmt: skip
    LoyaltyPlan.objects.filter(pk=plan.pk).update(effective_on=day)
    return plan


def hired(employee: Employee, day: date) -> Employee:
    """Here since a day."""
    employee.hired_on = day
    employee.save()
    return employee


def what(**other: Any) -> Mapping[str, Any]:
    """A list of gifts, as it is entered."""
    return {
        "occasion": "spring", "title": "春节年货礼盒", "form": "gift", "quantity": Decimal(1),
        "unit_cost": Decimal("168.00"), "counts_on": TODAY + 5 * DAY, "months_here": 0,
        "give_until": TODAY + 20 * DAY, "place": "前台", **other,
    }  # fmt: skip


def fixed(unit: Unit, by: Employee, **other: Any) -> BenefitList:
    """A list whose rule is fixed, by the head of the house, who is on no list."""
    row = benefit_lists.begin_list(unit=unit, what=what(**other), by=account(by), now=NOW)
    return benefit_lists.fix_list(list_id=row.pk, by=account(second()), now=NOW)


def second() -> Employee:
    """The head of the house, not on the payroll."""
    known = Employee.objects.filter(number="K90066").first()
    if known is not None:
        return known
    holder = Account.objects.create_user(username="k90066", email="k90066@example.com")
    company = Unit.objects.get(kind=Unit.Kind.COMPANY)
    RoleGrant.objects.create(account=holder, role=Role.EXECUTIVE, unit=company, valid_from=date(2025, 1, 1))
    return Employee.objects.create(number="K90066", name="高慧", account=holder)


def closed(unit: Unit, ends_on: date, scores: Mapping[Employee, float], leader: Employee) -> Cycle:
    """A closed cycle in which these people came to these results."""
    cycle = Cycle.objects.create(
        unit=unit, title=f"{ends_on:%Y-%m}", starts_on=ends_on - 60 * DAY, ends_on=ends_on,
        scores_until=ends_on + 9 * DAY, talks_until=ends_on + 20 * DAY, state="closed", opened_by=account(leader),
        created_at=NOW, closed_at=NOW,
    )  # fmt: skip
    CycleSource.objects.create(cycle=cycle, key="leader", weight=100, position=1)
    Appraisal.objects.bulk_create(
        Appraisal(
            cycle=cycle,
            employee=one,
            unit=unit,
            leader=leader,
            state="closed",
            leader_score=score,
            released_at=NOW,
            closed_at=NOW,
        )
        for one, score in scores.items()
    )
    return cycle
