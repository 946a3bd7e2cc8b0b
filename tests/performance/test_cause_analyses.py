"""Cause analyses: a question before any blame, with the words of those who do the work."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.communication.models import Todo
from dengta.domains.goals.models import GoalVersion, Target
from dengta.domains.goals.selectors.published_targets import PublishedTarget
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import CauseAnalysis, CauseStratum
from dengta.domains.performance.selectors import cause_analyses as selectors
from dengta.domains.performance.selectors.cause_split import Side, has_worsened, split_of, target_of
from dengta.domains.performance.services import cause_analyses as services
from dengta.engines.metrics import Interval, difference_interval, wilson
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals import aiming
from tests.performance.causing import (
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    account,
    close,
    hear,
    judge_all,
    opened,
    rated,
    refused,
    share,
)
from tests.service.centre import Centre

pytestmark = pytest.mark.django_db
State = CauseAnalysis.State
Hire = Callable[..., Employee]


# --- the arithmetic ------------------------------------------------------------------------------------------


@pytest.mark.covers("R-133")
def test_more_of_the_hard_work_is_mix_and_nobody_did_worse(
    centre: Centre, agent: Employee, leader: Employee, tree: Tree
) -> None:
    # Refunds are rated 60 %, advice 90 %, in both months; there are more refunds in October.
    rated(centre, [agent], SEPTEMBER, centre.refunds, good=60, bad=40)
    rated(centre, [agent], SEPTEMBER, centre.advice, good=270, bad=30)
    rated(centre, [agent], OCTOBER, centre.refunds, good=180, bad=120)
    rated(centre, [agent], OCTOBER, centre.advice, good=90, bad=10)

    split = split_of(opened(tree.aftersales_1, leader))

    assert split.change is not None
    assert split.change.total == pytest.approx(-0.15)
    assert split.change.mix == pytest.approx(-0.15)
    assert split.change.performance == pytest.approx(0)
    # Measured against September as the plan it is the same: Σ(w₁ − w₀)·plan (rules 5.8).
    assert split.against_plan is not None
    assert (split.against_plan.mix, split.against_plan.performance) == (pytest.approx(-0.15), pytest.approx(0))


@pytest.mark.covers("R-133")
def test_the_plan_is_the_target_that_was_published_while_the_days_ran(
    dropped: Centre, leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    goal = aiming.based(aiming.draft(tree.aftersales_1, supervisor), supervisor, target=85.0)
    version = aiming.plan(goal, {tree.aftersales_1: (75.0, 95.0, 1.0)})
    analysis = opened(tree.aftersales_1, leader)
    assert target_of(analysis) is None

    aiming.in_force(aiming.broken_down(version, supervisor), supervisor)
    asked = Target.objects.get(version=version, month=OCTOBER, is_whole=True).value
    target = target_of(analysis)
    assert target is not None
    assert (target.value, target.versions) == (pytest.approx(asked), (1,))
    planned = split_of(analysis, target).against_plan
    assert planned is not None
    assert planned.total == pytest.approx(0.6 - asked / 100)
    # The mix did not change from September to October; how much better the target is than September is no mix.
    assert planned.mix == pytest.approx(0)

    # What was published when October was over is no plan of October.
    GoalVersion.objects.filter(pk=version.pk).update(activated_at=aiming.at(2026, 11, 2))
    assert target_of(analysis) is None


def test_the_lines_of_a_split_sum_to_the_change_by_topic_and_by_shift(
    dropped: Centre, leader: Employee, tree: Tree
) -> None:
    split = split_of(opened(tree.aftersales_1, leader))

    assert split.total == pytest.approx(-0.2)
    for lines in (split.lines, split.shifts):
        assert sum(line.mix + line.performance for line in lines) == pytest.approx(-0.2)
    assert {(line.before.n, line.after.n) for line in split.lines} == {(100, 100)}


Counts = tuple[int, int]
counts = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (max(pair), min(pair)))


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=8))
def test_mix_and_performance_are_the_change_whatever_was_counted(cells: list[tuple[Counts, Counts]]) -> None:
    class Strata(list[CauseStratum]):
        def order_by(self, *_names: str) -> "Strata":
            return self

    class Counted:
        strata = Strata(
            CauseStratum(topic=place, channel=1, shift=1, before_n=n0, before_hits=k0, after_n=n1, after_hits=k1)
            for place, ((n0, k0), (n1, k1)) in enumerate(cells)
        )

    split = split_of(Counted())  # type: ignore[arg-type]

    if split.change is None:
        assert 0 in (split.before.n, split.after.n)
        return
    assert split.change.mix + split.change.performance == pytest.approx(split.change.total, abs=1e-12)
    assert split.before.value is not None
    assert split.after.value is not None
    assert split.change.total == pytest.approx(split.after.value - split.before.value, abs=1e-12)
    planned = split.against_plan
    assert planned is not None
    assert planned.mix + planned.performance == pytest.approx(split.change.total, abs=1e-12)
    aimed = split_of(Counted(), PublishedTarget(1, "", (1,), 90.0, "")).against_plan  # type: ignore[arg-type]
    assert aimed is not None
    assert aimed.mix + aimed.performance == pytest.approx(split.after.value - 0.9, abs=1e-12)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # The textbook example: 56 of 70 against 48 of 80, difference 0.2, interval 0.0524 to 0.3339.
    found = difference_interval(wilson(48, 80), 48 / 80, wilson(56, 70), 56 / 70)

    assert found == pytest.approx(Interval(0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (Side(1000, 850), Side(1000, 780), True),
        # Less than two points, however sure.
        (Side(100_000, 85_000), Side(100_000, 83_500), False),
        # Ten points, but chance would do that.
        (Side(40, 34), Side(40, 30), False),
        # Too few to say anything.
        (Side(29, 29), Side(29, 5), False),
        # For the better.
        (Side(1000, 780), Side(1000, 850), False),
        (Side(0, 0), Side(1000, 850), False),
    ],
)
def test_a_drop_is_more_than_the_threshold_and_more_than_chance(before: Side, after: Side, worse: bool) -> None:
    assert has_worsened(kpi="csat", before=before, after=after, points=2, today=TODAY) is worse


def test_where_less_is_better_a_rise_is_the_drop() -> None:
    few, many = Side(1000, 100), Side(1000, 200)

    assert has_worsened(kpi="repeat_rate", before=few, after=many, points=2, today=TODAY)
    assert not has_worsened(kpi="repeat_rate", before=many, after=few, points=2, today=TODAY)


# --- proposing -------------------------------------------------------------------------------------------------


@pytest.mark.covers("R-133")
def test_a_drop_asks_the_leader_once_and_accuses_nobody(
    dropped: Centre, leader: Employee, agent: Employee, tree: Tree
) -> None:
    assert [services.propose_analyses(today=TODAY, now=NOW) for _run in range(2)] == [1, 0]

    row = CauseAnalysis.objects.get()
    assert (row.unit, row.state, row.opened_by) == (tree.aftersales_1, State.PROPOSED, None)
    assert list(Todo.objects.values_list("kind", "employee")) == [(services.PROPOSED, leader.pk)]
    assert Notice.objects.filter(account=leader.account).count() == 1
    assert not Notice.objects.filter(account=agent.account).exists()


def test_no_drop_no_proposal(centre: Centre, agent: Employee, leader: Employee) -> None:
    rated(centre, [agent], SEPTEMBER, centre.refunds, good=80, bad=20)
    rated(centre, [agent], OCTOBER, centre.refunds, good=78, bad=22)

    assert services.propose_analyses(today=TODAY, now=NOW) == 0


def test_a_proposal_is_taken_up_or_put_aside_with_a_reason(dropped: Centre, leader: Employee, tree: Tree) -> None:
    services.propose_analyses(today=TODAY, now=NOW)
    row = CauseAnalysis.objects.get()

    with refused("performance.cause_text_missing"):
        services.decline_analysis(analysis_id=row.pk, reason=" ", by=account(leader))
    services.decline_analysis(analysis_id=row.pk, reason="系统中断，已有说明", by=account(leader))
    with refused("performance.cause_not_proposed"):
        services.take_up(analysis_id=row.pk, by=account(leader), now=NOW)
    assert not Todo.objects.exists()

    again = opened(tree.aftersales_1, leader)
    assert (again.pk, again.state, again.declined_because) == (row.pk, State.OPEN, "")


def test_taking_up_asks_every_agent_and_not_the_leader(
    dropped: Centre, leader: Employee, agent: Employee, peer: Employee, third: Employee
) -> None:
    services.propose_analyses(today=TODAY, now=NOW)
    services.take_up(analysis_id=CauseAnalysis.objects.get().pk, by=account(leader), now=NOW)

    asked = Todo.objects.filter(kind=services.SAY).values_list("employee", flat=True)
    assert set(asked) == {agent.pk, peer.pk, third.pk}
    assert not Todo.objects.filter(kind=services.PROPOSED).exists()


# --- opening ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((OCTOBER, SEPTEMBER, OCTOBER, NOVEMBER), "performance.cause_periods"),
        ((SEPTEMBER, NOVEMBER, OCTOBER, NOVEMBER), "performance.cause_periods"),
        ((SEPTEMBER, OCTOBER, OCTOBER, TODAY + timedelta(days=1)), "performance.cause_not_over"),
        ((date(2025, 1, 1), date(2025, 2, 1), date(2025, 2, 1), date(2025, 3, 1)), "performance.cause_no_data"),
    ],
)
def test_periods_that_say_nothing_are_refused(
    days: tuple[date, date, date, date], code: str, dropped: Centre, leader: Employee, tree: Tree
) -> None:
    before_start, before_end, after_start, after_end = days

    with refused(code):
        services.open_analysis(
            unit=tree.aftersales_1, kpi="csat", before_start=before_start, before_end=before_end,
            after_start=after_start, after_end=after_end, by=account(leader), now=NOW,
        )  # fmt: skip


def test_one_analysis_for_one_time_and_only_figures_that_can_be_taken_apart(
    dropped: Centre, leader: Employee, tree: Tree
) -> None:
    opened(tree.aftersales_1, leader)

    with refused("performance.cause_there_already"):
        opened(tree.aftersales_1, leader)
    with refused("performance.cause_measure_unknown"):
        services.open_analysis(
            unit=tree.aftersales_1, kpi="aht", before_start=SEPTEMBER, before_end=OCTOBER, after_start=OCTOBER,
            after_end=NOVEMBER, by=account(leader), now=NOW,
        )  # fmt: skip


@pytest.mark.usefixtures("dropped")
def test_only_who_leads_the_team_opens_one(
    agent: Employee, other_leader: Employee, supervisor: Employee, leader: Employee, tree: Tree
) -> None:
    for person in (agent, other_leader):
        with pytest.raises(NotAllowed):
            opened(tree.aftersales_1, person)
    assert opened(tree.aftersales_1, supervisor).is_open


# --- contributions ---------------------------------------------------------------------------------------------


@pytest.mark.covers("R-156", "G19")
@pytest.mark.usefixtures("dropped")
def test_with_two_contributions_it_does_not_close_and_with_three_it_does(
    leader: Employee, agent: Employee, peer: Employee, third: Employee, tree: Tree
) -> None:
    row = opened(tree.aftersales_1, leader)
    judge_all(row, leader)
    share(row, leader)
    hear(row, agent, peer)

    with refused("performance.cause_too_few_voices"):
        close(row, leader)
    # Saying more does not make one person two.
    hear(row, peer)
    with refused("performance.cause_too_few_voices"):
        close(row, leader)
    hear(row, third)
    assert close(row, leader).state == State.CLOSED


@pytest.mark.covers("G19")
def test_neither_the_leader_nor_somebody_of_another_team_counts_as_an_agent(
    dropped: Centre, leader: Employee, supervisor: Employee, stranger: Employee, tree: Tree
) -> None:
    row = opened(tree.aftersales_1, leader)

    for person in (leader, supervisor):
        with pytest.raises(NotAllowed):
            hear(row, person)
    with pytest.raises(CauseAnalysis.DoesNotExist):
        hear(row, stranger)
    with refused("performance.cause_contribution_empty"):
        services.contribute(analysis_id=row.pk, text=" ", nameless=False, by=account(_first_agent(row)), now=NOW)


def _first_agent(row: CauseAnalysis) -> Employee:
    return Employee.objects.get(number="K10002")


@pytest.mark.usefixtures("dropped")
def test_a_name_held_back_does_not_reach_colleagues_but_its_author_and_the_leader(
    leader: Employee, agent: Employee, peer: Employee, hr: Employee, tree: Tree
) -> None:
    row = opened(tree.aftersales_1, leader)
    hear(row, agent, nameless=True)
    hear(row, peer)

    def names(reader: Employee) -> list[str]:
        return [said.name for said in selectors.contributions(account(reader), row)]

    assert names(leader) == names(agent) == ["李佳怡", "陈浩然"]
    assert names(peer) == names(hr) == ["", "陈浩然"]


@pytest.mark.usefixtures("dropped")
def test_a_contribution_settles_the_to_do_and_can_be_changed_until_the_end(
    leader: Employee, agent: Employee, peer: Employee, third: Employee, tree: Tree
) -> None:
    row = opened(tree.aftersales_1, leader)
    hear(row, agent)
    hear(row, agent, nameless=True)

    assert row.contributions.get().nameless
    assert not Todo.objects.filter(kind=services.SAY, employee=agent).exists()
    hear(row, peer, third)
    judge_all(row, leader)
    close(row, leader)
    with refused("performance.cause_not_open"):
        hear(row, agent)
