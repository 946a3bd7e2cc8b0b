"""Balanced scorecards: four perspectives, none of them empty, confirmed by the next level."""

from datetime import date
from typing import Any

import pytest

from dengta.domains.goals.models import Scorecard
from dengta.domains.goals.services import scorecards as services
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import refused

pytestmark = pytest.mark.django_db
ALL = ("finance", "customer", "process", "learning")


def begin(who: Employee) -> Scorecard:
    return services.begin_scorecard(start=date(2027, 1, 1), end=date(2028, 1, 1), by=who.account, now=NOW)


def put(row: Scorecard, who: Employee, perspective: str, **more: Any) -> None:
    told = {
        "goal": "满意度到 82 %", "measure": "满意度", "target": "82 %", "actions": "每周复盘差评",
        "task": "建复盘表", "due_on": date(2027, 1, 15),
    }  # fmt: skip
    services.put_line(scorecard_id=row.pk, perspective=perspective, by=who.account, now=NOW, **{**told, **more})


def whole(who: Employee) -> Scorecard:
    row = begin(who)
    for perspective in ALL:
        put(row, who, perspective)
    services.submit_scorecard(scorecard_id=row.pk, by=who.account, now=NOW)
    return row


@pytest.mark.covers("R-006", "B7")
@pytest.mark.parametrize("missing", ALL)
def test_an_empty_perspective_blocks_the_submission(missing: str, leader: Employee) -> None:
    row = begin(leader)
    for perspective in ALL:
        if perspective != missing:
            put(row, leader, perspective)

    with refused("goals.perspective_empty"):
        services.submit_scorecard(scorecard_id=row.pk, by=leader.account, now=NOW)


@pytest.mark.covers("B7")
@pytest.mark.parametrize("empty", ["goal", "measure", "target", "actions", "task"])
def test_a_goal_has_measure_target_plan_and_task(empty: str, leader: Employee) -> None:
    with refused("goals.line_incomplete"):
        put(begin(leader), leader, "finance", **{empty: " "})


@pytest.mark.covers("B7")
def test_the_next_level_confirms_and_nobody_else(
    tree: Tree, leader: Employee, supervisor: Employee, other_leader: Employee, agent: Employee
) -> None:
    row = whole(leader)
    for who in (leader, other_leader, agent):
        with pytest.raises((NotAllowed, RuleViolation)):
            services.confirm_scorecard(scorecard_id=row.pk, by=who.account, now=NOW)
    services.confirm_scorecard(scorecard_id=row.pk, by=supervisor.account, now=NOW)

    row.refresh_from_db()
    assert (row.status, row.confirmed_by) == ("confirmed", supervisor.account)
    with refused("goals.scorecard_fixed"):
        put(row, leader, "finance")


@pytest.mark.covers("B7")
def test_the_next_level_sends_it_back_with_a_reason(leader: Employee, supervisor: Employee) -> None:
    row = whole(leader)
    with refused("goals.reason_missing"):
        services.return_scorecard(scorecard_id=row.pk, note=" ", by=supervisor.account, now=NOW)
    services.return_scorecard(scorecard_id=row.pk, note="学习目标太空", by=supervisor.account, now=NOW)

    row.refresh_from_db()
    assert (row.status, row.note) == ("draft", "学习目标太空")


def test_a_supervisor_does_not_confirm_the_own_scorecard(supervisor: Employee) -> None:
    row = whole(supervisor)

    with pytest.raises(RuleViolation):
        services.confirm_scorecard(scorecard_id=row.pk, by=supervisor.account, now=NOW)


def test_who_leads_nobody_begins_none_and_periods_do_not_overlap(agent: Employee, leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        begin(agent)
    begin(leader)
    with refused("goals.scorecard_overlaps"):
        begin(leader)


@pytest.mark.covers("B7")
def test_tasks_go_on_after_it_is_confirmed(leader: Employee, supervisor: Employee) -> None:
    row = whole(leader)
    services.confirm_scorecard(scorecard_id=row.pk, by=supervisor.account, now=NOW)
    line = row.lines.first()
    assert line is not None
    task = services.add_task(line_id=line.pk, title="再看一次", due_on=date(2027, 2, 1), by=leader.account, now=NOW)

    assert services.finish_task(task_id=task.pk, by=leader.account, now=NOW).done_on == NOW.date()
    with pytest.raises(NotAllowed):
        services.finish_task(task_id=task.pk, by=supervisor.account, now=NOW)
