"""Tiers without a bottom, a top list without a bottom, and contests in which "no clear winner" is an answer."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.recognition.models import Contest, Reward
from dengta.domains.recognition.selectors import contests as contest_selectors
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.services import contests, star_rhythm
from dengta.domains.recognition.services.star_criteria import Line, set_tiers
from dengta.domains.recognition.services.top_list import choose_naming
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.starring import OCTOBER, ZONE, contest, criteria, did, taken, tiers

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
SEPTEMBER_20 = datetime(2026, 9, 20, 10, tzinfo=ZONE)
OVER = datetime(2026, 11, 5, 7, tzinfo=ZONE)


@pytest.fixture
def sixteen(tree: Tree, hire: Hire) -> list[Employee]:
    """People from 60 to 85 % satisfied, who can all be compared."""
    people = [hire(f"同事{place:02}", tree.aftersales_1, number=f"Z{place:02}") for place in range(16)]
    for place, one in enumerate(people):
        did(one, tree.aftersales_1, (36 + place, 60), solved=(45, 50))
    return people


@pytest.mark.covers("H14")
def test_all_may_reach_the_highest_tier_and_nobody_has_to_be_last(
    tree: Tree, hr: Employee, sixteen: list[Employee]
) -> None:
    criteria(tree.qinghe, hr)
    tiers(tree.qinghe, hr, lines=(("铜", 10, 0), ("金", 20, 100)))

    month = taken(tree.qinghe)

    shares, few = selectors.distribution(month)
    assert [(share.tier.name if share.tier else "", share.people) for share in shares] == [
        ("金", 16), ("铜", 0), ("", 0),
    ]  # fmt: skip
    assert few == 0
    points = Reward.objects.filter(source=Reward.Source.TIER)
    assert {(one.form, one.amount) for one in points} == {("points", Decimal(100))}
    assert points.count() == 16


@pytest.mark.covers("H14", "H23")
def test_everybody_sees_the_own_place_as_the_distance_to_the_next_tier(
    tree: Tree, hr: Employee, sixteen: list[Employee], agent: Employee
) -> None:
    criteria(tree.qinghe, hr)
    tiers(tree.qinghe, hr, lines=(("铜", 40, 0), ("银", 70, 50), ("金", 99, 100)))
    did(agent, tree.aftersales_1, (5, 5), solved=(10, 12))
    taken(tree.qinghe)

    first, last = (selectors.last_own_standing(account(one)) for one in (sixteen[-1], sixteen[0]))
    assert first is not None
    assert last is not None
    best, way = selectors.way_of(first), selectors.way_of(last)
    assert (best.tier and best.tier.name, best.next_tier and best.next_tier.name) == ("银", "金")
    assert way.next_tier is not None
    assert way.missing == way.next_tier.from_score - way.standing.score  # type: ignore[operator]
    few = selectors.last_own_standing(account(agent))
    assert few is not None
    lacking = selectors.way_of(few)
    assert (lacking.tier, lacking.missing) == (None, None)
    assert (lacking.lacking_answers, lacking.lacking_solved) == (25, 10)


@pytest.mark.covers("H14")
def test_tiers_rise(tree: Tree, hr: Employee) -> None:
    lines = [Line("铜", "", Decimal(60), 0), Line("银", "", Decimal(50), 0)]
    with refused("recognition.tiers_rise"):
        set_tiers(unit=tree.qinghe, lines=lines, why="w", by=account(hr), now=NOW)


@pytest.mark.covers("H23")
def test_the_top_list_names_the_upper_part_above_the_guard_and_nobody_below(
    tree: Tree, hr: Employee, sixteen: list[Employee], agent: Employee
) -> None:
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (5, 5))
    month = taken(tree.qinghe)

    listed = [one.row.employee for one in selectors.top_list(month)]

    # A quarter of the sixteen who can be compared, the best first; five of five are not among them.
    assert listed == sixteen[:-5:-1]
    choose_naming(is_named=True, by=account(sixteen[-2]), now=NOW)
    choose_naming(is_named=False, by=account(sixteen[-1]), now=NOW)
    found = [(one.place, one.agreed) for one in selectors.top_list(month)]
    assert found == [(1, False), (2, True), (3, False), (4, False)], "who said nothing has not agreed"


@pytest.mark.covers("H23")
def test_the_page_of_the_top_list_shows_others_place_and_tier_of_those_who_agreed_and_no_figure(
    *, tree: Tree, hr: Employee, sixteen: list[Employee], signed_in: Callable[[Employee], Client]
) -> None:
    criteria(tree.qinghe, hr)
    tiers(tree.qinghe, hr)
    month = taken(tree.qinghe)
    best, second, third = sixteen[-1], sixteen[-2], sixteen[-3]
    choose_naming(is_named=True, by=account(second), now=NOW)

    page = signed_in(best).get(reverse("stars:top"))
    assert [(one.row.employee, is_me) for one, is_me in page.context["listed"]] == [(best, True), (second, False)]
    seen = page.content.decode()
    assert third.name not in seen
    figures = month.standings.get(employee=second)
    for figure in (str(figures.score), f"n = {figures.answers}", f"{100 * (figures.csat or 0):.1f}"):
        assert figure not in _without_own_way(seen), figure
    assert best.name not in signed_in(third).get(reverse("stars:top")).content.decode()


def _without_own_way(page: str) -> str:
    """The table alone: the own way below it is the reader's."""
    return page[page.index("<tbody>") : page.index("</tbody>")]


@pytest.mark.covers("H23")
def test_among_few_there_is_no_top_list(tree: Tree, hr: Employee, agent: Employee, peer: Employee) -> None:
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (190, 200))
    did(peer, tree.aftersales_1, (120, 200))

    assert selectors.top_list(taken(tree.qinghe)) == []


@pytest.fixture
def running(tree: Tree, hr: Employee) -> Contest:
    """售后一组 against 售后二组 in October, 100 yuan each, fixed on 20 September."""
    return contest(tree.qinghe, [tree.aftersales_1, tree.aftersales_2], hr, now=SEPTEMBER_20)


@pytest.fixture
def second(hire: Hire, tree: Tree) -> Employee:
    return hire("钱进", None, number="K90009", role=Role.HR, at=tree.company)


def results(tree: Tree, one: Employee, other: Employee, *, first: tuple[int, int], then: tuple[int, int]) -> None:
    did(one, tree.aftersales_1, first)
    did(other, tree.aftersales_2, then)


@pytest.mark.covers("H23")
def test_a_contest_is_won_where_the_lead_is_more_than_chance_and_each_of_the_team_gets_the_prize(
    tree: Tree, running: Contest, agent: Employee, supervisor: Employee, second: Employee
) -> None:
    results(tree, agent, supervisor, first=(280, 300), then=(220, 300))

    star_rhythm.follow(now=datetime(2026, 11, 2, 7, tzinfo=ZONE))
    running.refresh_from_db()
    assert running.counted_on is None, "its figures still move"
    star_rhythm.follow(now=OVER)
    running.refresh_from_db()

    assert (running.verdict, running.counted_on) == (Contest.Verdict.CLEAR, OVER.date())
    assert [team.unit for team in running.teams.filter(is_winner=True)] == [tree.aftersales_1]
    assert contest_selectors.holds(running)
    with refused("recognition.contest_given_by_the_writer"):
        contests.award_contest(contest_id=running.pk, by=running.fixed_by, now=OVER)
    contests.award_contest(contest_id=running.pk, by=account(second), now=OVER)
    given = Reward.objects.filter(source=Reward.Source.CONTEST)
    assert {(one.employee, one.form, one.amount) for one in given} == {
        (agent, "honour", Decimal(0)), (agent, "cash", Decimal(100)),
    }  # fmt: skip
    with refused("recognition.contest_nothing_to_give"):
        contests.award_contest(contest_id=running.pk, by=account(second), now=OVER)


@pytest.mark.covers("H23")
def test_without_a_clear_winner_the_prize_is_shared(
    tree: Tree, running: Contest, agent: Employee, supervisor: Employee, second: Employee
) -> None:
    results(tree, agent, supervisor, first=(270, 300), then=(272, 300))
    row = contests.count_contest(contest_id=running.pk, now=OVER)
    assert row.verdict == Contest.Verdict.SHARED
    # Who belongs to a team that won does not give the prize.
    with refused("recognition.contest_given_by_a_winner"):
        contests.award_contest(contest_id=running.pk, by=account(supervisor), now=OVER)

    contests.award_contest(contest_id=running.pk, by=account(second), now=OVER)

    cash = Reward.objects.filter(source=Reward.Source.CONTEST, form="cash")
    assert {(one.employee, one.amount) for one in cash} == {(agent, Decimal(50)), (supervisor, Decimal(50))}


@pytest.mark.covers("H23")
def test_teams_are_compared_on_the_work_that_both_do(
    tree: Tree, running: Contest, agent: Employee, supervisor: Employee
) -> None:
    # The same on easy (90 %) and on hard work (60 %), but the second team takes more of the hard.
    results(tree, agent, supervisor, first=(270, 300), then=(90, 100))
    did(agent, tree.aftersales_1, (60, 100), work="hard")
    did(supervisor, tree.aftersales_2, (180, 300), work="hard")

    row = contests.count_contest(contest_id=running.pk, now=OVER)

    first, other = row.teams.order_by("unit")
    assert first.raw is not None
    assert other.raw is not None
    assert first.raw > other.raw + 0.1
    assert first.adjusted == pytest.approx(other.adjusted)
    assert row.verdict == Contest.Verdict.SHARED


@pytest.mark.covers("H23")
@pytest.mark.parametrize("few", [(20, 25), (0, 0)])
def test_from_few_answers_nobody_wins(
    tree: Tree, running: Contest, agent: Employee, supervisor: Employee, few: tuple[int, int]
) -> None:
    results(tree, agent, supervisor, first=(280, 300), then=few)

    row = contests.count_contest(contest_id=running.pk, now=OVER)

    assert row.verdict == Contest.Verdict.NOBODY
    with refused("recognition.contest_nothing_to_give"):
        contests.award_contest(contest_id=row.pk, by=account(Employee.objects.get(number="K90001")), now=OVER)


@pytest.mark.covers("H23")
def test_a_contest_is_fixed_beforehand_and_of_one_client(tree: Tree, hr: Employee, leader: Employee) -> None:
    pair: list[Unit] = [tree.aftersales_1, tree.aftersales_2]
    with refused("recognition.contest_begins_later"):
        contest(tree.qinghe, pair, hr, now=datetime(2026, 10, 1, 9, tzinfo=ZONE))
    with refused("recognition.contest_of_one_client"):
        contest(tree.qinghe, [tree.aftersales_1, tree.ticketing], hr, now=SEPTEMBER_20)
    with refused("recognition.contest_of_one_client"):
        contest(tree.qinghe, [tree.aftersales_1], hr, now=SEPTEMBER_20)
    with refused("recognition.contest_days"):
        contest(tree.qinghe, pair, hr, now=SEPTEMBER_20, ends_on=OCTOBER)
    with pytest.raises(NotAllowed):
        contest(tree.qinghe, pair, leader, now=SEPTEMBER_20)
    row = contest(tree.qinghe, pair, hr, now=SEPTEMBER_20)
    with refused("recognition.contest_not_countable"):
        contests.count_contest(contest_id=row.pk, now=datetime(2026, 10, 31, 9, tzinfo=ZONE))
    assert contest_selectors.countable_from(row) == date(2026, 11, 3)


@pytest.mark.covers("H23")
def test_the_winners_stay_as_they_were_counted_whoever_is_on_leave_or_gone_since(
    tree: Tree, running: Contest, agent: Employee, hire: Hire
) -> None:
    gone, away, leaving = (hire(name, tree.aftersales_1) for name in ("郭峰", "陈浩然", "周洋"))
    results(tree, agent, hire("何雨", tree.aftersales_2), first=(280, 300), then=(220, 300))
    Employee.objects.filter(pk=gone.pk).update(status="left", left_on=date(2026, 10, 20))
    Employee.objects.filter(pk=away.pk).update(status="suspended")
    contests.count_contest(contest_id=running.pk, now=OVER)
    # Who leaves between the count and the prize has won it all the same, and who comes to the team has not.
    Employee.objects.filter(pk=leaving.pk).update(status="left", left_on=OVER.date())
    Membership.objects.filter(employee=leaving).update(valid_to=OVER.date())
    hire("新人", tree.aftersales_1)

    by = hire("钱进", None, number="K90009", role=Role.HR, at=tree.company)
    contests.award_contest(contest_id=running.pk, by=account(by), now=OVER)

    cash = Reward.objects.filter(source=Reward.Source.CONTEST, form="cash")
    assert set(cash.values_list("employee", flat=True)) == {agent.pk, away.pk, leaving.pk}
