"""Goals come into force whole and adding up, on one calendar, and people read their targets before they begin."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import Todo
from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion, NamedGap, Target
from dengta.domains.goals.selectors.plan_trees import gaps_of
from dengta.domains.goals.services import acknowledgements, goals, replans, targets, wizard
from dengta.domains.people.models import Employee, Membership
from dengta.foundation.errors import NotAllowed, Warned, listening
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.goals.aiming import (
    EVE,
    at,
    based,
    broken_down,
    draft,
    draft_version,
    hired,
    in_force,
    months_of,
    plan,
    recorded,
    refused,
)

pytestmark = pytest.mark.django_db


def team_target(version: GoalVersion, unit: object, month: int = 6) -> Target:
    return Target.objects.get(version=version, unit=unit, employee=None, is_whole=False, month=date(2026, month, 1))


# --- nothing is missing ------------------------------------------------------------------------------


@pytest.mark.covers("R-001", "B1")
def test_twenty_per_cent_more_without_a_baseline_is_no_goal(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor, title="满意度提升20%")
    wizard.choose_reading(
        goal_id=goal.pk, uplift=20.0, reading="gap", scope="year_average", by=supervisor.account, now=EVE
    )
    with refused("goals.incomplete") as caught:
        in_force(draft_version(goal), supervisor)

    # Baseline, and with it the target that would follow from it: exactly these.
    assert caught.value.facts["n"] == 2
    assert [str(one) for one in goals.missing(Goal.objects.get())] in (["baseline", "target"], ["基线", "目标值"])


@pytest.mark.covers("R-001")
def test_each_missing_thing_is_named(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor)
    assert len(goals.missing(goal)) == 5
    goal = based(goal, supervisor)
    assert goals.missing(goal) == []
    goal.owner = None
    assert len(goals.missing(goal)) == 1


def test_the_database_holds_no_goal_in_force_without_its_parts(tree: Tree, supervisor: Employee) -> None:
    goal = draft(tree.qinghe, supervisor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(status="active")


@pytest.mark.covers("R-015")
def test_another_baseline_than_the_records_say_needs_a_reason(tree: Tree, supervisor: Employee) -> None:
    recorded(tree.aftersales_1, date(2025, 12, 1), satisfied=300, answers=400)
    goal = draft(tree.qinghe, supervisor)
    assert (goal.baseline, goal.baseline_n) == (75.0, 400)
    assert goal.baseline_low is not None
    assert goal.baseline_low < 75 < (goal.baseline_high or 0)

    told = {"goal_id": goal.pk, "start": date(2025, 11, 1), "end": date(2025, 12, 15), "by": supervisor.account}
    with refused("goals.edit_needs_reason"):
        wizard.set_baseline(**told, value=70.0, reason=" ", now=EVE)
    goal = wizard.set_baseline(**told, value=70.0, reason="系统迁移前漏采一周", now=EVE)
    assert (goal.baseline, goal.baseline_recorded) == (70.0, 75.0)


# --- the parts make up the whole ---------------------------------------------------------------------


@pytest.mark.covers("R-002", "B2")
def test_one_point_less_for_a_team_blocks_the_goal_and_shows_the_gap(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    assert gaps_of(two_teams) == []
    target = team_target(two_teams, tree.aftersales_1)
    targets.adjust_target(
        target_id=target.pk, value=target.value - 1, reason="新人多", balance=False, by=supervisor.account, now=EVE
    )

    with refused("goals.gap_open") as caught:
        in_force(two_teams, supervisor)
    assert caught.value.facts["n"] == 1
    (gap,) = gaps_of(two_teams)
    # Three quarters of the work lie with this team.
    assert gap.by == pytest.approx(-0.75, abs=1e-9)
    assert gap.month == date(2026, 6, 1)


@pytest.mark.covers("B2")
def test_the_people_of_a_team_follow_its_new_target(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee, agent: Employee, peer: Employee
) -> None:
    target = team_target(two_teams, tree.aftersales_1)
    targets.adjust_target(
        target_id=target.pk, value=target.value + 1, reason="强队", balance=True, by=supervisor.account, now=EVE
    )

    own = [Target.objects.get(version=two_teams, employee=who, month=target.month).value for who in (agent, peer)]
    assert (own[0] * 20 + own[1] * 30) / 50 == pytest.approx(target.value + 1, abs=1e-9)
    assert gaps_of(two_teams) == []
    in_force(two_teams, supervisor)


@pytest.mark.covers("B2")
def test_nobody_is_set_below_the_own_baseline_or_beyond_the_own_best(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    target = team_target(two_teams, tree.aftersales_2)
    told = {"target_id": target.pk, "reason": "调整", "balance": False, "by": supervisor.account, "now": EVE}
    for value in (71.0, 93.0):
        with refused("goals.beyond_own_reach"):
            targets.adjust_target(value=value, **told)
    assert all(one.baseline - 1e-9 <= one.value <= one.bound + 1e-9 for one in two_teams.targets.all())


def test_what_the_siblings_cannot_make_up_for_is_refused(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    # June stands 3.6 points above its baseline; the smaller team would have to win back three times as much.
    target = team_target(two_teams, tree.aftersales_1, month=12)
    with refused("goals.siblings_cannot"):
        targets.adjust_target(
            target_id=target.pk, value=77.0, reason="减负", balance=True, by=supervisor.account, now=EVE
        )


@pytest.mark.covers("R-002")
def test_a_named_gap_is_carried_by_the_owner_and_keeps_the_goal_honest(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    told = {"by": supervisor.account, "now": EVE}
    target = team_target(two_teams, tree.aftersales_2)
    targets.adjust_target(target_id=target.pk, value=target.value - 1, reason="搬迁", balance=False, **told)
    whole = two_teams.targets.get(is_whole=True, month=target.month)
    with refused("goals.edit_needs_reason"):
        targets.name_gap(target_id=whole.pk, reason="", **told)
    named = targets.name_gap(target_id=whole.pk, reason="二组六月搬迁，差额由负责人承担", **told)

    # Whole = parts + named gap, to the last digit.
    parts = two_teams.targets.filter(month=target.month, employee=None, is_whole=False)
    made = sum(one.value * one.volume for one in parts) / sum(one.volume for one in parts)
    assert made + named.amount == pytest.approx(whole.value, abs=1e-9)
    assert named.carried_by == supervisor
    assert in_force(two_teams, supervisor).status == "active"


def test_a_name_does_not_cover_another_gap(two_teams: GoalVersion, tree: Tree, supervisor: Employee) -> None:
    told = {"by": supervisor.account, "now": EVE}
    target = team_target(two_teams, tree.aftersales_2)
    targets.adjust_target(target_id=target.pk, value=target.value - 1, reason="搬迁", balance=False, **told)
    whole = two_teams.targets.get(is_whole=True, month=target.month)
    targets.name_gap(target_id=whole.pk, reason="搬迁", **told)
    targets.adjust_target(target_id=target.pk, value=target.value - 2, reason="还是太高", balance=False, **told)

    assert not NamedGap.objects.exists()
    with refused("goals.gap_open"):
        in_force(two_teams, supervisor)
    targets.balance_gap(target_id=whole.pk, **told)
    in_force(two_teams, supervisor)


@pytest.mark.covers("R-015")
def test_a_target_changed_by_hand_needs_a_reason(two_teams: GoalVersion, tree: Tree, supervisor: Employee) -> None:
    target = team_target(two_teams, tree.aftersales_2)
    with refused("goals.edit_needs_reason"):
        targets.adjust_target(
            target_id=target.pk, value=target.value, reason="", balance=False, by=supervisor.account, now=EVE
        )


# --- what moves it -----------------------------------------------------------------------------------


@pytest.mark.covers("R-003")
def test_a_satisfaction_goal_without_drivers_warns_and_with_two_it_does_not(
    two_teams: GoalVersion, supervisor: Employee
) -> None:
    with listening(to_warnings=True), pytest.raises(Warned, check=lambda said: said.code == "goals.no_drivers"):
        in_force(two_teams, supervisor)
    for kpi, aim in (("reply_in_time", 90.0), ("fcr", 80.0)):
        goals.add_driver(goal_id=two_teams.goal_id, kpi=kpi, aim=aim, by=supervisor.account, now=EVE)
    assert not goals.lacks_drivers(two_teams.goal)
    with listening(to_warnings=True):
        in_force(two_teams, supervisor)


# --- everybody can name their target -----------------------------------------------------------------


@pytest.mark.covers("R-004")
def test_everybody_with_a_target_is_asked_to_read_it_before_it_begins(
    two_teams: GoalVersion, supervisor: Employee, agent: Employee, peer: Employee
) -> None:
    version = in_force(two_teams, supervisor)

    rows = Acknowledgement.objects.filter(version=version)
    assert {row.employee for row in rows} == {agent, peer}
    assert {row.due_on for row in rows} == {date(2026, 1, 1)}
    todo = Todo.objects.get(employee=agent, kind=acknowledgements.ACKNOWLEDGE)
    assert todo.due_at is not None
    assert todo.due_at.date() <= date(2026, 1, 1)
    assert Notice.objects.filter(account=agent.account, kind=acknowledgements.ACKNOWLEDGE).count() == 1


@pytest.mark.covers("R-004")
def test_on_the_first_day_the_leader_reads_the_one_name_that_is_missing(
    two_teams: GoalVersion, supervisor: Employee, leader: Employee, agent: Employee, peer: Employee
) -> None:
    version = in_force(two_teams, supervisor)
    acknowledgements.acknowledge(version_id=version.pk, note="", objects=False, by=peer.account, now=EVE)

    assert acknowledgements.warn_of_unread(now=at(2025, 12, 31)) == 0
    assert acknowledgements.warn_of_unread(now=at(2026, 1, 1)) == 1
    notice = Notice.objects.get(account=leader.account, kind=acknowledgements.UNREAD)
    assert agent.name in notice.body
    assert peer.name not in notice.body


@pytest.mark.covers("R-004")
def test_an_objection_says_why_blocks_nothing_and_is_answered(
    two_teams: GoalVersion, supervisor: Employee, leader: Employee, agent: Employee
) -> None:
    version = in_force(two_teams, supervisor)
    told = {"version_id": version.pk, "objects": True, "by": agent.account, "now": EVE}
    with refused("goals.objection_says_why"):
        acknowledgements.acknowledge(note=" ", **told)
    row = acknowledgements.acknowledge(note="我刚转岗", **told)

    assert not Todo.objects.filter(employee=agent, kind=acknowledgements.ACKNOWLEDGE).exists()
    assert Todo.objects.filter(employee=leader, kind=acknowledgements.OBJECTION).count() == 1
    with pytest.raises(NotAllowed):
        acknowledgements.answer_objection(acknowledgement_id=row.pk, answer="好", by=agent.account, now=EVE)
    acknowledgements.answer_objection(
        acknowledgement_id=row.pk, answer="前两个月按团队起点", by=leader.account, now=EVE
    )
    row.refresh_from_db()
    assert (row.answer, version.status) == ("前两个月按团队起点", "active")


def test_nobody_reads_a_target_in_another_persons_place(
    two_teams: GoalVersion, supervisor: Employee, leader: Employee
) -> None:
    version = in_force(two_teams, supervisor)
    with pytest.raises(Acknowledgement.DoesNotExist):
        acknowledgements.acknowledge(version_id=version.pk, note="", objects=False, by=leader.account, now=EVE)


# --- one rhythm --------------------------------------------------------------------------------------


@pytest.mark.covers("R-005")
def test_a_second_number_for_the_same_figure_team_and_month_is_rejected(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    in_force(two_teams, supervisor)
    rival = based(draft(tree.aftersales_1, supervisor, title="一组冲刺"), supervisor, baseline=76.0, target=85.0)
    plan(rival, {tree.aftersales_1: (76.0, 95.0, 1.0)})
    with refused("goals.second_target") as caught:
        in_force(broken_down(draft_version(rival), supervisor), supervisor)
    assert caught.value.facts["other"] == "满意度提升"


@pytest.mark.covers("R-005")
def test_a_goal_with_its_own_odd_period_must_be_aligned(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    in_force(two_teams, supervisor)
    with refused("goals.whole_months"):
        draft(tree.aftersales_1, supervisor, starts_on=date(2026, 1, 15))

    odd = based(draft(tree.aftersales_1, supervisor, kpi="fcr", review_day=20), supervisor, baseline=76.0, target=80.0)
    plan(odd, {tree.aftersales_1: (76.0, 95.0, 1.0)})
    version = broken_down(draft_version(odd), supervisor)
    with refused("goals.other_calendar"):
        in_force(version, supervisor)
    goals.align_calendar(goal_id=odd.pk, by=supervisor.account, now=EVE)
    assert in_force(version, supervisor).goal.status == "active"


def test_another_figure_of_the_same_team_on_the_same_calendar_is_welcome(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    in_force(two_teams, supervisor)
    other = based(draft(tree.qinghe, supervisor, kpi="fcr"), supervisor, baseline=70.0, target=74.0)
    plan(other, {tree.aftersales_1: (70.0, 90.0, 1.0)})
    in_force(broken_down(draft_version(other), supervisor), supervisor)


# --- who may ------------------------------------------------------------------------------------------------


def test_a_leader_drafts_for_the_own_team_and_somebody_above_puts_it_in_force(
    tree: Tree, leader: Employee, supervisor: Employee, other_leader: Employee
) -> None:
    goal = based(draft(tree.aftersales_1, leader), leader)
    plan(goal, {tree.aftersales_1: (75.0, 95.0, 1.0)})
    version = broken_down(draft_version(goal), leader)
    with pytest.raises(NotAllowed):
        in_force(version, leader)
    with pytest.raises(NotAllowed):
        draft(tree.qinghe, leader)
    with pytest.raises(NotAllowed):
        draft(tree.aftersales_1, other_leader)
    assert in_force(version, supervisor).status == "active"


# --- people: new, moved, serving nobody ---------------------------------------------------------------------


@pytest.mark.covers("B2")
def test_a_new_person_starts_from_the_rate_of_the_team_with_less_volume(
    tree: Tree, supervisor: Employee, agent: Employee
) -> None:
    from tests.goals.aiming import recorded_of

    recorded(tree.aftersales_1, date(2025, 12, 1), satisfied=72, answers=100)
    recorded_of(agent, tree.aftersales_1, date(2025, 12, 1), satisfied=90, answers=100)
    newcomer = hired("K7001", "新来", tree.aftersales_1, on=date(2025, 12, 10))
    version = draft_version(draft(tree.qinghe, supervisor))

    rows = {row.employee: row for row in version.agents.all()}
    assert rows[newcomer].baseline == 72.0
    assert (rows[newcomer].reduced, rows[newcomer].volume) == ("onboarding", rows[agent].volume / 2)
    # 100 answers are worth two thirds of what is believed, the team's rate one third.
    assert rows[agent].baseline == pytest.approx((90 * 100 + 72 * 50) / 150)
    assert supervisor not in rows


def test_other_rooms_say_who_is_on_leave_or_supported(tree: Tree, supervisor: Employee, agent: Employee) -> None:
    from dengta.domains.goals.selectors import capacity

    capacity.register_capacity(capacity.Capacity("support", lambda ids, start, end: {agent.pk: 0.25}))
    try:
        version = draft_version(draft(tree.qinghe, supervisor))
    finally:
        capacity._known.clear()
    assert version.agents.get(employee=agent).reduced == "support"


@pytest.mark.covers("R-004", "B2")
def test_whoever_moves_keeps_the_closed_months_in_the_old_team(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee, agent: Employee, hire: Callable[..., Employee]
) -> None:
    in_force(two_teams, supervisor)
    for month in months_of()[:3]:
        recorded(tree.aftersales_1, month, satisfied=78, answers=100)
        recorded(tree.aftersales_2, month, satisfied=74, answers=100)
    Membership.objects.filter(employee=agent).update(valid_to=date(2026, 3, 20))
    Membership.objects.create(employee=agent, unit=tree.aftersales_2, valid_from=date(2026, 3, 20))
    now = at(2026, 4, 2)
    version = replans.replan(goal_id=two_teams.goal_id, reason="一季度后重排", by=supervisor.account, now=now)
    version = targets.decompose_goal(version_id=version.pk, by=supervisor.account, now=now)

    teams = dict(version.targets.filter(employee=agent).values_list("month", "unit"))
    assert {teams[month] for month in months_of()[:3]} == {tree.aftersales_1.pk}
    assert {teams[month] for month in months_of()[3:]} == {tree.aftersales_2.pk}
