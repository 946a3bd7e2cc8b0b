"""Which times are quiet: people at their contacts against the work there was, on the worst of the last weeks' days."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.selectors.proposals import Hours, propose_talks
from dengta.domains.communication.selectors.quiet_times import quarter_of
from dengta.domains.people.models import Employee
from dengta.domains.service.models import AgentState
from dengta.domains.service.selectors.quiet_times import floor_of, gaps_of
from dengta.domains.service.services.states import NewState, add_states
from tests.cast import Tree
from tests.service.centre import NOW, SHANGHAI, TODAY, Centre

pytestmark = [pytest.mark.django_db, pytest.mark.covers("E18")]
State = AgentState.State
# The last four Wednesdays before today's, and the one to come.
WEDNESDAYS = [TODAY - timedelta(weeks=n) for n in range(1, 5)]
NEXT = TODAY + timedelta(weeks=1)


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def spare_at(who: Employee, team: int, day: date, hour: int, people: list[Employee]) -> float | None:
    quarter = quarter_of(clock(day, hour))
    floor = floor_of(who.account, [one.pk for one in people], quarter, quarter + 1)
    return floor.spare.get(team, {}).get(quarter)


def at_work(one: Employee, team: Employee, day: date, hour: int) -> bool:
    quarter = quarter_of(clock(day, hour))
    return quarter in floor_of(team.account, [one.pk], quarter, quarter + 1).free.get(one.pk, frozenset())


@pytest.fixture
def work(centre: Centre) -> Callable[..., None]:
    """Somebody is at their contacts on some days from nine to five, with a meal at noon."""

    def work(one: Employee, days: list[date], *, begins: int = 9, ends: int = 17) -> None:
        states = [
            NewState(agent=one.pk, state=state, start_at=clock(day, start), end_at=clock(day, end))
            for day in days
            for state, start, end in (
                (State.AVAILABLE, begins, 12), (State.MEAL, 12, 13), (State.AVAILABLE, 13, ends)
            )
        ]  # fmt: skip
        add_states(source=centre.source, states=states, origin="test")

    return work


Work = Callable[..., None]


def test_people_who_wait_for_contacts_can_be_spared_and_those_who_are_busy_cannot(  # noqa: PLR0917 - fixtures
    centre: Centre, work: Work, leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    for one in (agent, peer):
        work(one, WEDNESDAYS)
    # On one of the four Wednesdays 李佳怡 had calls from ten to half past, one after the other.
    centre.add(
        *(
            centre.contact(f"C{n}", agent=agent.pk, created_at=clock(WEDNESDAYS[2], 10, n * 10), wait_s=0, handle_s=600)
            for n in range(3)
        )
    )
    team, people = tree.aftersales_1.pk, [agent, peer]

    assert spare_at(leader, team, NEXT, 9, people) == pytest.approx(2.0)
    # The worst day counts: one of two busy all the time leaves less than one person.
    assert spare_at(leader, team, NEXT, 10, people) == pytest.approx(2 - 1 / 0.85)
    # At a meal nobody is at the contacts; before the shift and on a day without any states there is nobody to spare.
    assert spare_at(leader, team, NEXT, 12, people) == pytest.approx(0.0)
    assert spare_at(leader, team, NEXT, 8, people) == pytest.approx(0.0)
    assert spare_at(leader, team, NEXT + timedelta(days=1), 9, people) is None


def test_two_chats_at_once_are_the_time_of_one_person(
    centre: Centre, work: Work, leader: Employee, agent: Employee, tree: Tree
) -> None:
    work(agent, WEDNESDAYS)
    for day in WEDNESDAYS:
        centre.add(
            *(
                centre.contact(f"{day}{n}", agent=agent.pk, created_at=clock(day, 10), wait_s=0, handle_s=450)
                for n in range(2)
            )
        )

    assert spare_at(leader, tree.aftersales_1.pk, NEXT, 10, [agent]) == pytest.approx(1 - 0.5 / 0.85)


def test_a_habit_needs_all_days_of_its_kind_but_one(
    work: Work, leader: Employee, agent: Employee, peer: Employee
) -> None:
    work(agent, WEDNESDAYS[:3])
    work(peer, [WEDNESDAYS[3], WEDNESDAYS[0]])

    assert at_work(agent, leader, NEXT, 9)
    assert at_work(agent, leader, NEXT, 12)
    assert not at_work(agent, leader, NEXT, 17)
    assert not at_work(agent, leader, NEXT + timedelta(days=1), 9)
    # Two of four Wednesdays are no habit, and of a stranger nothing is known.
    assert not at_work(peer, leader, NEXT, 9)


def test_whoever_leads_another_team_learns_nothing(
    work: Work, other_leader: Employee, agent: Employee, tree: Tree
) -> None:
    work(agent, WEDNESDAYS)

    assert spare_at(other_leader, tree.aftersales_1.pk, NEXT, 9, [agent]) is None
    assert not at_work(agent, other_leader, NEXT, 9)


def test_the_page_proposes_out_of_what_the_centre_knows(
    work: Work, leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    thursdays = [day + timedelta(days=1) for day in WEDNESDAYS]
    for one in (agent, peer):
        work(one, thursdays)

    found = propose_talks(leader.account, Hours(), now=NOW)
    moments = {one.employee.name: one.at for one in found}
    assert moments == {"李佳怡": clock(TODAY + timedelta(days=1), 9), "陈浩然": clock(TODAY + timedelta(days=1), 9, 15)}
    page = signed_in(leader).get(reverse("one_on_ones:propose")).content.decode()
    assert "2026-11-19T09:00" in page


def test_the_stand_up_shows_when_such_a_weekday_usually_is_short(  # noqa: PLR0917 - fixtures
    centre: Centre,
    work: Work,
    leader: Employee,
    agent: Employee,
    peer: Employee,
    hire: Callable[..., Employee],
    tree: Tree,
    signed_in: Callable[[Employee], Client],
) -> None:
    address = reverse("standups:standup", args=[tree.aftersales_1.pk])
    browser = signed_in(leader)
    assert "每周这一天的数据还太少" in browser.get(address).content.decode()

    team = [agent, peer, hire("王芳", tree.aftersales_1), hire("刘洋", tree.aftersales_1)]
    for one in team:
        work(one, WEDNESDAYS)
    assert "每周这一天，全天接待通常不缺人" in browser.get(address).content.decode()

    # On three of the four Wednesdays everybody was on the phone from three to half past, without a pause.
    for day in WEDNESDAYS[:3]:
        centre.add(
            *(
                centre.contact(f"{day}-{who.pk}", agent=who.pk, created_at=clock(day, 15), wait_s=0, handle_s=1800)
                for who in team
            )
        )
    (found,) = gaps_of(leader.account, tree.aftersales_1.pk, TODAY) or []
    assert (found.start, found.end, found.missing) == (time(15), time(15, 30), pytest.approx(4 / 0.85 - 4))
    # Whoever reads the screen reads the same: it is a sum of the team.
    for who in (leader, agent):
        page = signed_in(who).get(address).content.decode()
        assert "15:00–15:30" in page
        assert "接待约缺 0.7 人" in page
