"""Years of service bring what the plan says, on the day, by themselves, and the same for everybody (R-083, H12)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Grant, LoyaltyPlan, Milestone, Reward
from dengta.domains.recognition.models.loyalty import anniversary
from dengta.domains.recognition.selectors.loyalty import ahead, own_next
from dengta.domains.recognition.services import loyalty
from dengta.domains.recognition.services.grants import keep_grant
from dengta.foundation import events
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.giving import DAY, FIRST, TODAY, WITH_TRIP, hired, plan_since

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
FIVE_YEARS_AGO = date(2021, 11, 18)


@pytest.mark.covers("R-083", "H12")
def test_five_years_reached_makes_the_entry_on_the_day(agent: Employee) -> None:
    plan_since(date(2026, 1, 1))
    hired(agent, FIVE_YEARS_AGO)

    assert loyalty.enter_milestones(now=NOW - DAY) == 0
    assert loyalty.enter_milestones(now=NOW) == 1

    row = Milestone.objects.select_related("reward").get()
    assert (row.employee, row.years, row.reached_on) == (agent, 5, TODAY)
    reward = row.reward
    assert (reward.source, reward.form, reward.amount, reward.granted_on) == ("loyalty", "leave_day", Decimal(2), TODAY)
    assert reward.late_because == ""
    grant = Grant.objects.get()
    assert (grant.reward, grant.quantity, grant.valid_from) == (reward, Decimal(2), TODAY)


@pytest.mark.covers("R-083", "H12")
def test_run_again_or_told_twice_nothing_is_given_twice(agent: Employee) -> None:
    plan_since(date(2026, 1, 1))
    hired(agent, FIVE_YEARS_AGO)
    for _run in range(3):
        loyalty.enter_milestones(now=NOW)
        events.deliver()

    assert (Milestone.objects.count(), Reward.objects.count(), Grant.objects.count()) == (1, 1, 1)


@pytest.mark.covers("R-083", "H12")
def test_work_that_was_killed_in_the_middle_goes_on_where_it_was(
    agent: Employee, peer: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_since(date(2026, 1, 1))
    for one in (agent, peer):
        hired(one, FIVE_YEARS_AGO)
    keep, calls = keep_grant, []

    def killed_at_the_second(**options: object) -> Grant:
        calls.append(options)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return keep(**options)  # type: ignore[arg-type]

    monkeypatch.setattr(loyalty, "keep_grant", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        loyalty.enter_milestones(now=NOW)
    assert (Milestone.objects.count(), Reward.objects.count(), Grant.objects.count()) == (1, 1, 1)

    assert loyalty.enter_milestones(now=NOW) == 1
    assert set(Milestone.objects.values_list("employee", flat=True)) == {agent.pk, peer.pk}


@pytest.mark.covers("R-083")
def test_the_same_for_everybody_on_long_leave_without_a_team_or_leading(
    agent: Employee, leader: Employee, hr: Employee, tree: Tree, hire: Hire
) -> None:
    plan_since(date(2026, 1, 1))
    guest = hire("客户代表", None, role=Role.CLIENT, at=tree.qinghe)
    gone = hire("郭峰", tree.aftersales_1)
    for one in (agent, leader, hr, guest, gone):
        hired(one, FIVE_YEARS_AGO)
    Employee.objects.filter(pk=agent.pk).update(status="suspended")
    Employee.objects.filter(pk=gone.pk).update(status="left", left_on=TODAY - DAY)

    loyalty.enter_milestones(now=NOW)

    given = dict(Reward.objects.values_list("employee", "amount"))
    assert given == {agent.pk: 2, leader.pk: 2, hr.pk: 2}
    assert Reward.objects.get(employee=hr).unit == tree.company


@pytest.mark.covers("H12")
def test_ten_years_bring_leave_and_a_trip(agent: Employee) -> None:
    plan_since(date(2026, 1, 1))
    hired(agent, date(2016, 11, 18))
    loyalty.enter_milestones(now=NOW)

    assert dict(Grant.objects.values_list("kind", "quantity")) == {"leave_day": 5, "trip": 1}


def test_what_comes_late_says_why(agent: Employee) -> None:
    plan_since(date(2026, 1, 1))
    hired(agent, date(2021, 11, 2))
    loyalty.enter_milestones(now=NOW)

    reward = Reward.objects.get()
    assert reward.facts_known_on == date(2026, 11, 2)
    assert reward.late_because


def test_what_was_reached_before_there_was_a_plan_brings_nothing(agent: Employee) -> None:
    plan_since(TODAY)
    hired(agent, FIVE_YEARS_AGO - DAY)

    assert loyalty.enter_milestones(now=NOW) == 0


@pytest.mark.parametrize(
    ("hired_on", "years", "day"),
    [
        (date(2020, 2, 29), 3, date(2023, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2021, 11, 18), 5, date(2026, 11, 18)),
    ],
)
def test_who_came_on_a_leap_day_does_not_wait_for_march(hired_on: date, years: int, day: date) -> None:
    assert anniversary(hired_on, years) == day


# --- the plan -------------------------------------------------------------------------------------


def write(by: Account | None, steps: object = FIRST, *, days: int = 0, now: datetime = NOW) -> LoyaltyPlan:
    return loyalty.write_plan(
        steps=steps, effective_on=now.date() + days * DAY, why="修订", by=by, now=now  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.covers("R-083", "H12")
def test_a_version_never_reaches_back_and_less_comes_with_notice(hr: Employee) -> None:
    with refused("recognition.loyalty_reaches_back"):
        write(account(hr), days=-1)
    write(account(hr), WITH_TRIP)
    less = (loyalty.Step(3, "leave_day", Decimal(1)), loyalty.Step(6, "leave_day", Decimal(2)))

    with refused("recognition.loyalty_less_too_soon"):
        write(account(hr), less, days=89)
    write(account(hr), less, days=90)
    with refused("recognition.loyalty_before_last"):
        write(account(hr), WITH_TRIP, days=90)


def test_more_can_hold_from_tomorrow_on(hr: Employee) -> None:
    write(account(hr), FIRST)

    assert write(account(hr), WITH_TRIP, days=1).number == 2


@pytest.mark.covers("H12")
def test_the_version_of_the_day_counts_and_the_years_count_once(agent: Employee, hr: Employee) -> None:
    plan_since(date(2026, 1, 1), FIRST)
    more = (loyalty.Step(5, "leave_day", Decimal(4)),)
    plan = write(account(hr), (*more, FIRST[0]), days=1)
    hired(agent, FIVE_YEARS_AGO)

    loyalty.enter_milestones(now=NOW + 9 * DAY)
    assert Reward.objects.get().amount == 2
    assert Milestone.objects.get().step.plan != plan


@pytest.mark.parametrize(
    ("steps", "code"), [((), "recognition.loyalty_empty"), ((FIRST[0], FIRST[0]), "recognition.loyalty_twice")]
)
def test_a_plan_has_steps_and_each_once(hr: Employee, steps: object, code: str) -> None:
    with refused(code):
        write(account(hr), steps)


def test_only_whoever_decides_the_rules_writes_the_plan(leader: Employee, supervisor: Employee) -> None:
    for one in (leader, supervisor):
        with pytest.raises(NotAllowed):
            write(account(one))


@pytest.mark.covers("H12")
def test_a_leader_sees_whom_the_next_weeks_bring_something(
    leader: Employee, agent: Employee, stranger: Employee
) -> None:
    plan_since(date(2026, 1, 1))
    for one in (agent, stranger):
        hired(one, FIVE_YEARS_AGO + 10 * DAY)

    assert [(one.due.employee, one.due.reached_on, one.team) for one in ahead(account(leader), TODAY)] == [
        (agent, TODAY + 10 * DAY, "售后一组")
    ]
    mine = own_next(account(agent), TODAY)
    assert mine is not None
    assert (mine.step.years, mine.reached_on) == (5, TODAY + 10 * DAY)


@pytest.mark.covers("R-083")
def test_a_step_moved_forward_takes_it_from_nobody_who_stands_between_the_two(
    agent: Employee, peer: Employee, leader: Employee
) -> None:  # fmt: skip
    plan_since(date(2026, 1, 1), (loyalty.Step(5, "leave_day", Decimal(2)),))
    between = hired(agent, date(2022, 5, 18))
    hired(leader, date(2021, 5, 18))
    hired(peer, date(2022, 11, 21))
    loyalty.enter_milestones(now=NOW)
    assert set(Milestone.objects.values_list("employee", "years")) == {(leader.pk, 5)}
    moved = (loyalty.Step(4, "leave_day", Decimal(3)), loyalty.Step(1, "trip", Decimal(1)))
    plan = loyalty.write_plan(steps=moved, effective_on=TODAY + 100 * DAY, why="提前", by=None, now=NOW)

    before = NOW + 99 * DAY
    loyalty.enter_milestones(now=before)
    assert set(Milestone.objects.values_list("employee", "years")) == {(leader.pk, 5)}
    assert own_next(account(agent), before.date()).reached_on == plan.effective_on  # type: ignore[union-attr]
    for _run in range(2):
        loyalty.enter_milestones(now=before + DAY)

    # Who had their five years keeps those; who has passed four gets what everybody gets at four.
    given = Milestone.objects.filter(form="leave_day").values_list("employee", "years", "reward__amount")
    assert set(given) == {(leader.pk, 5, Decimal(2)), (between.pk, 4, Decimal(3)), (peer.pk, 4, Decimal(3))}
    assert not Milestone.objects.filter(form="trip").exists(), "a step that moved nothing reaches back to nobody"
