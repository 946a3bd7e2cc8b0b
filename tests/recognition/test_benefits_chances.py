"""The best of two quarters get a plan with HR; compared like with like, and never among a few (R-086)."""

from collections.abc import Callable
from datetime import date

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.recognition.models import CareerChance, Reward
from dengta.domains.recognition.selectors.chances import best_of, is_overdue, others, own
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.services import chances
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.giving import DAY, TODAY, closed

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
SECOND, THIRD = date(2026, 6, 30), date(2026, 9, 30)
Team = list[Employee]


@pytest.fixture
def team(hire: Hire, tree: Tree) -> Team:
    """Twenty agents of one branch."""
    return [hire(f"客服{place:02}", tree.aftersales_1, number=f"T{place:03}") for place in range(20)]


@pytest.fixture
def results(team: Team, tree: Tree, supervisor: Employee) -> Team:
    """Both quarters closed: the first two are the best, the first one only in the mean of both."""
    scores = {one: 80.0 - place for place, one in enumerate(team)}
    closed(tree.qinghe, SECOND, {**scores, team[0]: 99.0}, supervisor)
    closed(tree.qinghe, THIRD, {**scores, team[0]: 78.0}, supervisor)
    return team


def listed(results: Team) -> CareerChance:
    chances.list_best(now=NOW)
    return CareerChance.objects.get(employee=results[0])


@pytest.mark.covers("R-086")
def test_the_best_tenth_of_two_quarters_is_listed_until_there_is_a_plan(results: Team, hr: Employee) -> None:
    assert chances.list_best(now=NOW) == 2
    assert chances.list_best(now=NOW) == 0

    rows = list(CareerChance.objects.order_by("place"))
    assert [(row.employee, row.place, row.people, row.score) for row in rows] == [
        (results[0], 1, 20, 88.5), (results[1], 2, 20, 79.0),
    ]  # fmt: skip
    assert {row.state for row in rows} == {"listed"}
    assert rows[0].quarter == date(2026, 7, 1)
    assert Todo.objects.filter(employee=hr, kind="recognition.chance_to_plan").count() == 2
    assert list(others(account(hr)).filter(state="listed")) != []


@pytest.mark.covers("R-086")
def test_without_a_plan_in_its_days_the_list_says_so(results: Team, hr: Employee) -> None:
    row = listed(results)

    assert not is_overdue(row, TODAY + 20 * DAY)
    assert is_overdue(row, TODAY + 40 * DAY)
    _propose(row, hr)
    row.refresh_from_db()
    assert not is_overdue(row, TODAY + 40 * DAY)


def test_like_is_compared_with_like_and_among_a_few_nobody_is_named(
    team: Team, tree: Tree, supervisor: Employee, leader: Employee, hire: Hire
) -> None:
    nine = [hire(f"票务{place}", tree.ticketing) for place in range(9)]
    for day in (SECOND, THIRD):
        closed(tree.qinghe, day, {**dict.fromkeys(team, 60.0), leader: 99.0, team[3]: 61.0}, supervisor)
        closed(tree.yunfan, day, dict.fromkeys(nine, 95.0), supervisor)

    found = best_of(TODAY)
    # Two of twenty agents are the tenth, and all who reached as much as the second: the others are equal.
    assert [one.employee_id for one in found if one.place == 1] == [team[3].pk]
    assert {one.employee_id for one in found}.isdisjoint({leader.pk, *(one.pk for one in nine)})


def test_one_quarter_alone_names_nobody(team: Team, tree: Tree, supervisor: Employee) -> None:
    closed(tree.qinghe, THIRD, {one: 80.0 - place for place, one in enumerate(team)}, supervisor)

    assert list(best_of(TODAY)) == []


@pytest.mark.covers("R-086")
@pytest.mark.parametrize("quarter", [SECOND, THIRD])
def test_nobody_is_called_best_before_all_appraisals_of_both_quarters_are_closed(results: Team, quarter: date) -> None:
    """The weakest are closed first: the best of these are not the best."""
    late = Appraisal.objects.filter(cycle__ends_on=quarter, employee__in=results[:8])
    late.update(closed_at=None, state="talk")
    assert chances.list_best(now=NOW) == 0

    late.update(closed_at=NOW, state="closed")
    Cycle.objects.filter(ends_on=quarter).update(state="scoring")
    assert chances.list_best(now=NOW) == 0
    Cycle.objects.filter(ends_on=quarter).update(state="talks")
    chances.list_best(now=NOW)
    assert set(CareerChance.objects.values_list("employee", flat=True)) == {results[0].pk, results[1].pk}


def test_whoever_is_gone_or_on_long_leave_keeps_nobody_waiting(results: Team) -> None:
    for one, status in ((results[0], "left"), (results[5], "suspended")):
        one.appraisals.update(closed_at=None, state="talk")
        Employee.objects.filter(pk=one.pk).update(status=status)

    assert [one.employee_id for one in best_of(TODAY)] == [results[1].pk]


def _propose(row: CareerChance, by: Employee) -> CareerChance:
    return chances.propose_plan(
        chance_id=row.pk, path="expert", plan="跟项目三个月。", review_on=TODAY + 90 * DAY, by=account(by), now=NOW
    )  # fmt: skip


@pytest.mark.covers("R-086")
def test_hr_proposes_the_person_agrees_and_the_chance_is_on_record_as_a_reward(results: Team, hr: Employee) -> None:
    row = listed(results)
    person = account(results[0])
    assert not own(person).exists()
    _propose(row, hr)
    assert own(person).exists()

    chances.answer_plan(chance_id=row.pk, agree=True, by=person, now=NOW + DAY)

    reward = Reward.objects.get()
    assert (reward.employee, reward.form, reward.source, reward.granted_by) == (
        results[0], "chance", "career", hr.account,
    )  # fmt: skip
    assert not Todo.objects.filter(key=str(row.pk)).exists()
    chances.close_plan(chance_id=row.pk, outcome="已转专家岗", by=account(hr), now=NOW + 90 * DAY)
    row.refresh_from_db()
    assert row.state == "done"


@pytest.mark.covers("R-086")
def test_declining_gives_nothing_takes_nothing_and_leaves_the_next_quarter_open(
    results: Team, hr: Employee, tree: Tree, supervisor: Employee
) -> None:
    row = listed(results)
    _propose(row, hr)
    chances.answer_plan(chance_id=row.pk, agree=False, by=account(results[0]), now=NOW)
    assert not Reward.objects.exists()
    with refused("recognition.chance_not_now"):
        _propose(row, hr)

    closed(tree.qinghe, date(2026, 12, 31), {one: 80.0 - place for place, one in enumerate(results)}, supervisor)
    chances.list_best(now=NOW + 60 * DAY)
    assert CareerChance.objects.filter(employee=results[0]).count() == 2


def test_the_list_is_for_hr_and_whoever_leads_the_branch(
    results: Team, hr: Employee, supervisor: Employee, leader: Employee, other_leader: Employee
) -> None:
    row = listed(results)

    for one, sees in ((hr, True), (supervisor, True), (leader, False), (results[1], False), (other_leader, False)):
        assert others(account(one)).filter(pk=row.pk).exists() is sees
    for one in (supervisor, leader, results[0]):
        with pytest.raises(NotAllowed):
            _propose(row, one)
    _propose(row, hr)
    with pytest.raises(NotAllowed):
        chances.answer_plan(chance_id=row.pk, agree=True, by=account(hr), now=NOW)


@pytest.mark.parametrize(
    ("day", "back", "first"), [(TODAY, 0, date(2026, 10, 1)), (date(2026, 2, 3), 2, date(2025, 7, 1))]
)
def test_quarters(day: date, back: int, first: date) -> None:
    assert quarter_of(day, back=back) == first
