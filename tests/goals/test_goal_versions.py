"""Versions: the rest of a period planned anew, no raise without its answer, a new base, and what is over stays."""

from datetime import date, timedelta

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.goals.models import Acknowledgement, GoalVersion, Target
from dengta.domains.goals.selectors.rest_of_period import raised_teams
from dengta.domains.goals.services import acknowledgements, goals, replans, targets, wizard
from dengta.domains.people.models import Account, Employee, Unit
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree, join
from tests.goals.aiming import (
    EVE,
    at,
    draft,
    draft_version,
    in_force,
    months_of,
    recorded,
    refused,
    values,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind(two_teams: GoalVersion, tree: Tree, supervisor: Employee) -> GoalVersion:
    """In force, and after March behind the plan."""
    version = in_force(two_teams, supervisor)
    for month in months_of()[:3]:
        recorded(tree.aftersales_1, month, satisfied=750, answers=1000)
    return version


def replanned(version: GoalVersion, by: Employee, **more: object) -> GoalVersion:
    now = at(2026, 4, 2)
    new = replans.replan(
        goal_id=version.goal_id,
        reason="一季度落后",
        anew=False,
        by=by.account,
        now=now,
        **more,  # type: ignore[arg-type]
    )
    return targets.decompose_goal(version_id=new.pk, by=by.account, now=now)


@pytest.mark.covers("R-157", "B9")
def test_targets_that_would_rise_within_the_period_stay_until_the_question_is_answered(
    behind: GoalVersion, tree: Tree, supervisor: Employee, leader: Employee, agent: Employee
) -> None:
    before = values(behind, employee=agent)
    new = replanned(behind, supervisor)
    assert values(new, employee=agent)[5] > before[5]

    with refused("goals.raise_unanswered"):
        goals.activate(version_id=new.pk, by=supervisor.account, now=at(2026, 4, 2))
    standing = Target.objects.filter(version__status="active", employee=agent).order_by("month")
    assert list(standing.values_list("value", flat=True)) == before

    told = {"version_id": new.pk, "by": leader.account, "now": at(2026, 4, 2)}
    question = replans.ask_for_resources(unit_id=tree.aftersales_1.pk, question="能否加一名班长？", **told)
    with refused("goals.raise_unanswered"):
        goals.activate(version_id=new.pk, by=supervisor.account, now=at(2026, 4, 2))
    with pytest.raises(NotAllowed):
        replans.answer_resources(question_id=question.pk, answer="可以", by=leader.account, now=at(2026, 4, 2))
    replans.answer_resources(question_id=question.pk, answer="四月起加一名", by=supervisor.account, now=at(2026, 4, 2))
    # The other team's targets rise as well, and nobody asked it yet.
    with refused("goals.raise_unanswered") as caught:
        goals.activate(version_id=new.pk, by=supervisor.account, now=at(2026, 4, 2))
    assert caught.value.facts["teams"] == tree.aftersales_2.name
    again = replans.ask_for_resources(
        version_id=new.pk, unit_id=tree.qinghe.pk, question="全线加培训？", by=_second(tree), now=at(2026, 4, 2)
    )
    replans.answer_resources(question_id=again.pk, answer="每周一小时", by=supervisor.account, now=at(2026, 4, 2))
    goals.activate(version_id=new.pk, by=supervisor.account, now=at(2026, 4, 2))

    behind.refresh_from_db()
    assert (behind.status, values(behind, employee=agent)) == ("replaced", before)
    assert Acknowledgement.objects.filter(version=new, employee=agent, given_at=None).exists()
    assert Todo.objects.filter(employee=agent, kind=acknowledgements.ACKNOWLEDGE).count() == 1


@pytest.mark.covers("R-157")
def test_a_raise_for_anybody_in_any_month_needs_an_answer_whoever_makes_up_for_it(
    behind: GoalVersion, tree: Tree, supervisor: Employee, agent: Employee
) -> None:
    new, today = replanned(behind, supervisor, target=77.0), at(2026, 4, 2).date()
    assert raised_teams(new, today=today) == []
    june = {"month": date(2026, 6, 1), "is_whole": False}

    of_one = {**june, "unit": tree.aftersales_1, "employee": agent}
    new.targets.filter(**of_one).update(value=behind.targets.get(**of_one).value + 0.5)
    assert raised_teams(new, today=today) == [tree.aftersales_1.pk]
    with refused("goals.raise_unanswered"):
        replans.insist_on_answers(new, today=today)
    of_a_team = {**june, "unit": tree.aftersales_2, "employee": None}
    new.targets.filter(**of_a_team).update(value=behind.targets.get(**of_a_team).value + 0.5)
    assert raised_teams(new, today=today) == sorted([tree.aftersales_1.pk, tree.aftersales_2.pk])


@pytest.mark.covers("R-157")
def test_managers_do_not_ask_and_answer_each_other_in_place_of_a_team_that_has_a_leader(
    behind: GoalVersion, tree: Tree, supervisor: Employee, leader: Employee
) -> None:
    new, now, second = replanned(behind, supervisor), at(2026, 4, 2), _second(tree)

    def asked_and_answered(unit: Unit, by: Account, answered_by: Account) -> None:
        told = {"version_id": new.pk, "unit_id": unit.pk, "question": "人手怎么跟上？", "by": by, "now": now}
        question = replans.ask_for_resources(**told)
        replans.answer_resources(question_id=question.pk, answer="五月起加一名", by=answered_by, now=now)

    asked_and_answered(tree.aftersales_1, second, supervisor.account)
    asked_and_answered(tree.qinghe, second, supervisor.account)
    # Nobody leads the second team itself, so the level above asked for it; the first has a leader who did not.
    assert replans.unanswered_teams(new, today=now.date()) == [tree.aftersales_1.name]
    asked_and_answered(tree.aftersales_1, leader.account, supervisor.account)
    assert replans.unanswered_teams(new, today=now.date()) == []


def _second(tree: Tree) -> Account:
    """Somebody else who decides."""
    account = join(tree, "高远", None, role=Role.EXECUTIVE, at=tree.qinghe).account
    assert account is not None
    return account


@pytest.mark.covers("B9")
def test_a_target_that_falls_needs_no_answer(behind: GoalVersion, supervisor: Employee) -> None:
    new = replanned(behind, supervisor, target=77.0)
    assert goals.activate(version_id=new.pk, by=supervisor.account, now=at(2026, 4, 2)).target == 77.0


def test_what_cannot_be_reached_goes_to_management_instead_of_pressure(
    behind: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    for month in months_of()[3:11]:
        recorded(tree.aftersales_1, month, satisfied=700, answers=1000)
    now, told = at(2026, 12, 2), {"goal_id": behind.goal_id, "by": supervisor.account}
    with refused("goals.unreachable"):
        replans.replan(reason="冲刺", now=now, **told)
    with refused("goals.rebase_beyond_best"):
        replans.propose_rebase(proposed=79.0, reason="再冲一冲", now=now, **told)
    row = replans.propose_rebase(proposed=72.0, reason="旺季缺编 12 人", now=now, **told)

    with refused("goals.own_question"):
        replans.decide_rebase(rebase_id=row.pk, accept=True, answer="同意", by=supervisor.account, now=now)
    replans.decide_rebase(rebase_id=row.pk, accept=True, answer="同意", by=_second(tree), now=now)
    assert behind.goal.versions.get(status="draft").target == 72.0


def test_a_closed_goal_stays_to_be_read_and_changes_no_more(behind: GoalVersion, supervisor: Employee) -> None:
    told = {"goal_id": behind.goal_id, "by": supervisor.account, "now": at(2026, 4, 2)}
    with refused("goals.closing_needs_note"):
        goals.close_goal(note=" ", **told)
    goal = goals.close_goal(note="并入集团目标", **told)
    assert goal.status == "closed"
    assert behind.targets.count() > 0
    with refused("goals.not_in_force"):
        replans.replan(reason="再来", **told)


def test_a_version_in_force_never_changes(behind: GoalVersion, supervisor: Employee, tree: Tree) -> None:
    told = {"by": supervisor.account, "now": at(2026, 2, 2)}
    with refused("goals.version_in_force"):
        targets.decompose_goal(version_id=behind.pk, **told)
    target = behind.targets.filter(employee=None, is_whole=False).order_by("pk")[0]
    with refused("goals.version_in_force"):
        targets.adjust_target(target_id=target.pk, value=80.0, reason="改", balance=False, **told)
    with refused("goals.not_a_draft"):
        wizard.set_ramp(goal_id=behind.goal_id, shape="linear", cap=None, volumes={}, **told)


def test_what_was_broken_down_from_other_numbers_counts_no_more(two_teams: GoalVersion, supervisor: Employee) -> None:
    wizard.set_ramp(goal_id=two_teams.goal_id, shape="s_curve", cap=None, volumes={}, by=supervisor.account, now=EVE)
    assert not two_teams.targets.exists()
    with refused("goals.not_decomposed"):
        in_force(two_teams, supervisor)


def test_expected_volumes_come_from_the_year_before_or_from_the_last_weeks(tree: Tree, supervisor: Employee) -> None:
    recorded(tree.aftersales_1, date(2025, 3, 3), satisfied=90, answers=120)
    for week in range(13):
        recorded(tree.aftersales_1, EVE.date() - timedelta(days=7 * week + 1), satisfied=70, answers=91)
    version = draft_version(draft(tree.qinghe, supervisor))
    volumes = dict(version.months.values_list("month", "volume"))

    assert volumes[date(2026, 3, 1)] == 120
    assert volumes[date(2026, 4, 1)] == pytest.approx(13 * 30)
