"""Running improvement plans: measured from data, locked after the first look, ended by nobody but people."""

from datetime import date, timedelta

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import ImprovementPlan, PlanGoal
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.services import improvement_plans as services
from dengta.domains.performance.services import plan_contents as contents
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.causing import TODAY, account, refused
from tests.performance.planning import LAST, LOOK, answers, at, begin, behind, finish, hold, recount, running
from tests.service.centre import Centre

pytestmark = pytest.mark.django_db
State = ImprovementPlan.State
AUGUST = date(2026, 8, 1)


# --- locking and measuring -----------------------------------------------------------------------------------------


@pytest.mark.covers("G13")
def test_a_change_before_the_first_checkpoint_asks_for_agreement_anew(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)
    contents.set_goal(plan_id=plan.pk, kpi="csat", target=0.75, by=account(leader))

    plan.refresh_from_db()
    assert (plan.state, plan.signed_at) == (State.DRAFT, None)


@pytest.mark.covers("G13")
def test_goals_lock_with_the_first_checkpoint(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan, by = running(agent, leader, peer), account(leader)
    hold(plan, leader, LOOK)

    with refused("performance.plan_goals_locked"):
        contents.set_goal(plan_id=plan.pk, kpi="csat", target=0.6, by=by)
    with refused("performance.plan_goals_locked"):
        contents.remove_part(plan_id=plan.pk, sort="goal", part_id=PlanGoal.objects.get().pk, by=by)
    with refused("performance.plan_goals_locked"):
        contents.add_checkpoint(plan_id=plan.pk, due_on=LAST - timedelta(days=1), by=by)
    with refused("performance.plan_goals_locked"):
        contents.add_support(plan_id=plan.pk, what="课程", helper=peer, due_on=LAST, by=by)


@pytest.mark.covers("G13")
@pytest.mark.parametrize(
    ("good", "bad", "verdict"),
    [(60, 20, "reached"), (30, 50, "missed"), (54, 26, "unclear"), (20, 9, "too_little"), (0, 0, "too_little")],
)
def test_a_checkpoint_measures_from_data_with_sample_and_interval(  # noqa: PLR0917
    good: int, bad: int, verdict: str, grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)
    # Answers of days before the plan and after the checkpoint do not count.
    answers(grounds, agent, date(2026, 12, 1), good=0, bad=0)
    _between(grounds, agent, good=good, bad=bad)
    recount(at(LOOK))

    reading = hold(plan, leader, LOOK).readings.get()

    assert (reading.n, reading.verdict) == (good + bad, verdict)
    if good + bad:
        assert reading.value == pytest.approx(good / (good + bad))
        assert reading.low is not None
        assert reading.high is not None
        assert reading.low < reading.value < reading.high


def _between(centre: Centre, agent: Employee, *, good: int, bad: int) -> None:
    """Answers on the days of December before the first checkpoint."""
    from dengta.domains.service.models import Channel
    from dengta.domains.service.services.surveys import NewSurvey, add_surveys

    grades = [5] * good + [1] * bad
    add_surveys(
        source=centre.source, origin="test",
        surveys=[
            NewSurvey(
                external_id=f"P{agent.pk}-{place}", sent_at=at(date(2026, 12, 1 + place % 7)), agent=agent.pk,
                queue=centre.hotline.pk, channel=Channel.VOICE, type=centre.refunds.pk, csat=grade,
                answered_at=at(date(2026, 12, 1 + place % 7)),
            )
            for place, grade in enumerate(grades)
        ],
    )  # fmt: skip


def test_checkpoints_are_held_in_order_on_their_day_once_and_with_a_word(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)
    first, last = plan.checkpoints.all()
    told = {"by": account(leader), "note": "看数据"}
    with refused("performance.plan_checkpoint_early"):
        contents.hold_checkpoint(checkpoint_id=first.pk, now=NOW, **told)
    with refused("performance.plan_checkpoint_order"):
        contents.hold_checkpoint(checkpoint_id=last.pk, now=at(LAST), **told)
    with refused("performance.plan_text_missing"):
        contents.hold_checkpoint(checkpoint_id=first.pk, now=at(LOOK), by=account(leader), note=" ")
    hold(plan, leader, LOOK)
    with refused("performance.plan_checkpoint_held"):
        hold(plan, leader, LOOK)


def test_the_own_words_to_a_checkpoint_are_the_persons_alone(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)
    first = plan.checkpoints.all()[0]
    with refused("performance.plan_not_now"):
        contents.comment_checkpoint(checkpoint_id=first.pk, text="有进步", by=account(agent))
    hold(plan, leader, LOOK)
    with pytest.raises(NotAllowed):
        contents.comment_checkpoint(checkpoint_id=first.pk, text="有进步", by=account(leader))

    assert contents.comment_checkpoint(checkpoint_id=first.pk, text="有进步", by=account(agent)).agent_note == "有进步"


def test_a_checkpoint_that_has_come_waits_for_the_leader_once(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)
    assert contents.remind_of_checkpoints(now=NOW) == 0
    assert [contents.remind_of_checkpoints(now=at(LOOK)) for _run in range(2)] == [1, 0]
    assert Todo.objects.filter(kind=services.LOOK, employee=leader).count() == 1

    hold(plan, leader, LOOK)
    assert not Todo.objects.filter(kind=services.LOOK).exists()


# --- the outcome ---------------------------------------------------------------------------------------------------


@pytest.fixture
def improved(grounds: Centre, agent: Employee, leader: Employee, peer: Employee) -> ImprovementPlan:
    """A plan at whose first checkpoint the goal is reached."""
    plan = running(agent, leader, peer)
    _between(grounds, agent, good=60, bad=20)
    recount(at(LOOK))
    hold(plan, leader, LOOK)
    return plan


@pytest.fixture
def unchanged(grounds: Centre, agent: Employee, leader: Employee, peer: Employee) -> ImprovementPlan:
    """A plan at whose last checkpoint the goal is missed."""
    plan = running(agent, leader, peer)
    _between(grounds, agent, good=30, bad=50)
    recount(at(LAST))
    hold(plan, leader, LOOK)
    hold(plan, leader, LAST)
    return plan


@pytest.mark.covers("G13")
def test_a_goal_reached_by_the_data_closes_the_plan_and_nothing_follows(
    improved: ImprovementPlan, leader: Employee, agent: Employee
) -> None:
    with refused("performance.plan_checkpoints_left"):
        finish(improved, leader, "ended", LOOK)
    closed = finish(improved, leader, "reached", LOOK)

    assert closed.state == State.REACHED
    assert not Todo.objects.filter(kind__startswith="performance.plan").exists()
    with refused("performance.plan_not_now"):
        finish(improved, leader, "reached", LOOK)


@pytest.mark.covers("G13")
def test_a_plan_ends_with_a_talk_only_when_the_support_was_given(unchanged: ImprovementPlan, leader: Employee) -> None:
    with refused("performance.plan_not_reached"):
        finish(unchanged, leader, "reached")
    with refused("performance.plan_support_owed"):
        finish(unchanged, leader, "ended")
    contents.give_support(support_id=unchanged.support.get().pk, by=account(leader), now=at(LAST))

    assert finish(unchanged, leader, "ended").state == State.ENDED
    assert list(Todo.objects.filter(kind=services.TALK).values_list("employee", flat=True)) == [leader.pk]
    services.talk_held(plan_id=unchanged.pk, by=account(leader))
    assert not Todo.objects.filter(kind=services.TALK).exists()


@pytest.mark.covers("G13")
def test_on_too_little_data_nobody_missed_a_goal(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)
    hold(plan, leader, LOOK)
    hold(plan, leader, LAST)
    contents.give_support(support_id=plan.support.get().pk, by=account(leader), now=at(LAST))

    with refused("performance.plan_too_little_data"):
        finish(plan, leader, "ended")


@pytest.mark.covers("G13")
def test_it_is_given_more_time_once(unchanged: ImprovementPlan, leader: Employee) -> None:
    told = {"plan_id": unchanged.pk, "by": account(leader), "now": at(LAST)}
    later = LAST + timedelta(days=30)
    with refused("performance.plan_days"):
        services.extend_plan(ends_on=LAST, reason="再看一个月", **told)
    with refused("performance.plan_text_missing"):
        services.extend_plan(ends_on=later, reason=" ", **told)
    services.extend_plan(ends_on=later, reason="再看一个月", **told)

    assert unchanged.checkpoints.filter(held_at=None, due_on=later).count() == 1
    with refused("performance.plan_extended_already"):
        services.extend_plan(ends_on=later + timedelta(days=30), reason="再看一个月", **told)
    with refused("performance.plan_checkpoints_left"):
        finish(unchanged, leader, "ended")


def test_nothing_measured_no_more_time_and_no_outcome(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = running(agent, leader, peer)

    with refused("performance.plan_not_looked_at"):
        services.extend_plan(
            plan_id=plan.pk, ends_on=LAST + timedelta(days=9), reason="忙", by=account(leader), now=NOW
        )
    with refused("performance.plan_not_looked_at"):
        finish(plan, leader, "reached", TODAY)


def test_what_is_taken_back_as_a_draft_was_never_there_for_the_person(
    grounds: Centre, agent: Employee, leader: Employee
) -> None:
    plan = begin(agent, leader)
    with refused("performance.plan_text_missing"):
        services.withdraw_plan(plan_id=plan.pk, reason=" ", by=account(leader), now=NOW)
    services.withdraw_plan(plan_id=plan.pk, reason="先做辅导", by=account(leader), now=NOW)

    assert not Notice.objects.filter(account=account(agent)).exists()
    assert not selectors.plans(account(agent)).exists()
    assert selectors.open_plan_of(agent) is None


# --- who reads it -----------------------------------------------------------------------------------------------------


@pytest.mark.covers("G13")
def test_the_person_whoever_leads_them_and_hr_read_it_and_nobody_else(  # noqa: PLR0917
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee, supervisor: Employee, hr: Employee,
    other_leader: Employee, admin: Employee, tree: Tree,
) -> None:  # fmt: skip
    running(agent, leader, peer)

    assert [selectors.plans(account(who)).count() for who in (agent, leader, supervisor, hr)] == [1, 1, 1, 1]
    assert [selectors.plans(account(who)).count() for who in (peer, other_leader, admin)] == [0, 0, 0]


def test_a_leader_never_leads_the_plan_about_themselves(
    centre: Centre, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee
) -> None:
    behind(centre, leader, peer)
    plan = begin(leader, supervisor)

    assert not selectors.plans(account(leader)).exists()
    with pytest.raises(NotAllowed):
        contents.set_goal(plan_id=plan.pk, kpi="csat", target=0.7, by=account(leader))
    with pytest.raises(NotAllowed):
        services.withdraw_plan(plan_id=plan.pk, reason="不需要", by=account(leader), now=NOW)
