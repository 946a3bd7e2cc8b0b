"""Strength profiles: against peers of the same client and topic, shrunk, and never from a thin sample."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Strength
from dengta.domains.service.policies import see_strengths
from dengta.domains.service.services.strengths import refresh_strengths
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from tests.cast import Tree
from tests.service.centre import TODAY, Centre, at

Hire = Callable[..., Employee]
Recount = Callable[[], int]


@pytest.fixture
def team(centre: Centre, hire: Hire, tree: Tree, recount: Recount) -> dict[str, Employee]:
    """Four colleagues who answer as the numbers say, and a stranger at another client with the same topic."""
    dice = random.Random(3)
    shares = {"good": (0.97, 60), "fair": (0.8, 60), "poor": (0.6, 60), "new": (1.0, 4), "stranger": (0.1, 60)}
    people = {
        name: hire(name, tree.ticketing if name == "stranger" else tree.aftersales_1, number=f"P-{name}")
        for name in shares
    }
    contacts, surveys = [], []
    for name, (share, size) in shares.items():
        for number in range(size):
            key, day = f"{name}-{number}", at(2, 9) + timedelta(days=number % 12, minutes=number)
            contacts.append(centre.contact(key, created_at=day, agent=people[name].pk, handle_s=dice.randint(200, 400)))
            rating = 5 if dice.random() < share else 2
            surveys.append(NewSurvey(external_id=key, contact=key, sent_at=day, csat=rating))
    centre.add(*contacts)
    add_surveys(source=centre.source, surveys=surveys, origin="test")
    recount()
    refresh_strengths(today=TODAY)
    return people


@pytest.mark.covers("A6")
def test_a_profile_sets_each_agent_beside_peers_of_the_same_client(team: dict[str, Employee]) -> None:
    lines = {line.agent.name: line for line in Strength.objects.filter(kpi="csat").select_related("agent")}

    assert set(lines) == {"good", "fair", "poor", "new"}
    assert lines["good"].shrunk > lines["fair"].shrunk > lines["poor"].shrunk
    assert lines["poor"].high < lines["poor"].peers < lines["good"].low
    for line in lines.values():
        low, high = sorted((line.raw, line.peers))
        assert low <= line.shrunk <= high


@pytest.mark.covers("A6")
def test_agents_are_compared_by_the_time_that_most_contacts_take(
    team: dict[str, Employee], centre: Centre, recount: Recount
) -> None:
    before = Strength.objects.get(agent=team["fair"], kpi="aht_typical")
    told = {"created_at": at(6, 9), "agent": team["fair"].pk, "handle_s": 4 * 3600}
    centre.add(*(centre.contact(f"endless-{n}", **told) for n in range(3)))
    recount()
    refresh_strengths(today=TODAY)
    after = Strength.objects.get(agent=team["fair"], kpi="aht_typical")

    assert 200 <= before.low < before.raw < before.high <= 400
    assert after.n == before.n + 3
    # Twelve hours more lift the mean of about sixty contacts by eleven minutes, the typical time by one.
    assert before.raw < after.raw < before.raw + 70
    low, high = sorted((after.raw, after.peers))
    assert low <= after.shrunk <= high


@pytest.mark.covers("A6", "G11")
def test_four_perfect_answers_do_not_make_the_best_agent(team: dict[str, Employee]) -> None:
    new = Strength.objects.get(agent=team["new"], kpi="csat")
    good = Strength.objects.get(agent=team["good"], kpi="csat")

    assert new.raw == 1.0 > good.raw
    assert new.shrunk < good.shrunk
    assert (new.reliable, good.reliable) == (False, True)


@pytest.mark.covers("A6")
def test_profiles_are_measured_anew_over_whole_weeks(team: dict[str, Employee]) -> None:
    lines = Strength.objects.count()

    assert refresh_strengths(today=TODAY) == lines == Strength.objects.count()
    refresh_strengths(today=date(2027, 3, 1))
    assert not Strength.objects.exists()


@pytest.mark.covers("A6")
def test_the_agent_and_the_leader_see_a_profile_and_a_colleague_does_not(
    team: dict[str, Employee], leader: Employee, other_leader: Employee
) -> None:
    good = Strength.objects.filter(agent=team["good"])

    assert see_strengths.scope(team["good"].account, good).exists()
    assert see_strengths.scope(leader.account, good).exists()
    assert not see_strengths.scope(team["fair"].account, good).exists()
    assert not see_strengths.scope(other_leader.account, good).exists()
