"""What leaders are asked: praise for each measure, severe measures, and ratings that are all the same."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee, Unit, UnitLink
from dengta.domains.people.services.closure import rebuild_closure
from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.recognition.models import (
    AuditQuestion,
    ClauseVersion,
    ClimateWarning,
    Measure,
    Reflection,
    Reward,
    SpreadQuestion,
)
from dengta.domains.recognition.selectors import climates
from dengta.domains.recognition.selectors.climates import Pulse
from dengta.domains.recognition.selectors.severities import by_leader, reflection_open
from dengta.domains.recognition.services.climate import warn_of_climate
from dengta.domains.recognition.services.reflections import open_reflections
from dengta.domains.recognition.services.spread import answer_spread, ask_about_spread, insist_on_no_last_place
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import TODAY, account, refused
from tests.recognition.judging import Scene, crowd, decided, praise, reward

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
OCTOBER = date(2026, 10, 1)
DAY = date(2026, 10, 14)
WARNING = Measure.WRITTEN_WARNING


@pytest.fixture
def team(tree: Tree, leader: Employee) -> list[Employee]:
    """Twenty people whom 周敏 leads."""
    return crowd(tree.aftersales_1, 20, prefix="A")


@pytest.mark.covers("R-097", "H19")
def test_four_times_praise_for_three_measures_tells_the_leader_once(
    scene: Scene, leader: Employee, team: list[Employee]
) -> None:
    tree, published, hr, head = scene
    praise(team[:4], tree.aftersales_1, on=DAY, by=head)
    decided(team[:3], published, tree.aftersales_1, on=DAY, by=(head, hr))

    assert warn_of_climate(now=NOW) == 1
    assert warn_of_climate(now=NOW) == 0

    warning = ClimateWarning.objects.get()
    assert (warning.unit, warning.month, warning.praise, warning.measures) == (tree.aftersales_1, OCTOBER, 4, 3)
    notice = Notice.objects.get(account=leader.account, kind="recognition.climate")
    assert "4" in notice.title
    assert "3" in notice.title


@pytest.mark.covers("R-097")
def test_three_times_praise_is_enough_and_a_month_without_measures_asks_nothing(
    scene: Scene, leader: Employee, team: list[Employee]
) -> None:
    tree, published, hr, head = scene
    praise(team[:9], tree.aftersales_1, on=DAY, by=head)
    decided(team[:3], published, tree.aftersales_1, on=DAY, by=(head, hr))
    crowd(tree.ticketing, 12, prefix="C")

    assert warn_of_climate(now=NOW) == 0


def test_the_warning_of_a_small_team_names_no_numbers(
    tree: Tree, published: ClauseVersion, hr: Employee, head: Employee, leader: Employee
) -> None:
    few = crowd(tree.aftersales_1, 4, prefix="A")
    decided(few[:1], published, tree.aftersales_1, on=DAY, by=(head, hr))

    assert warn_of_climate(now=NOW) == 1
    assert "1 " not in Notice.objects.get(account=leader.account, kind="recognition.climate").title.replace("2026", "")


@pytest.mark.covers("H19", "R-097")
def test_the_balance_stands_beside_the_pulse_where_there_is_one(
    scene: Scene, leader: Employee, team: list[Employee], signed_in: Browser
) -> None:
    tree, published, hr, head = scene
    praise(team[:4], tree.aftersales_1, on=DAY, by=head)
    decided(team[:3], published, tree.aftersales_1, on=DAY, by=(head, hr))
    address = reverse("judged:climate")

    without = signed_in(leader).get(address)
    climates.register_pulse(lambda ids, _month: {one: Pulse(3.9, 17) for one in ids})
    try:
        beside = signed_in(leader).get(address)
    finally:
        climates._pulses.clear()

    [row] = [one for one in without.context["rows"] if one["unit"] == tree.aftersales_1]
    assert (row["praise"], row["measures"], row["status"]) == (4, 3, "warn")
    assert not without.context["has_pulse"]
    [row] = [one for one in beside.context["rows"] if one["unit"] == tree.aftersales_1]
    assert (row["pulse"], row["pulse_n"]) == ("3.9", 17)
    assert beside.context["together"].praise == 4


def test_a_small_team_shows_figures_only_to_whoever_may_read_its_cases(
    scene: Scene, leader: Employee, signed_in: Browser
) -> None:
    tree, published, hr, head = scene
    crowd(tree.aftersales_2, 30, prefix="B")
    few = crowd(tree.aftersales_1, 4, prefix="A")
    decided(few[:1], published, tree.aftersales_1, on=DAY, by=(head, hr))

    def measures(reader: Employee) -> object:
        rows = signed_in(reader).get(reverse("judged:climate")).context["rows"]
        return next(one["measures"] for one in rows if one["unit"] == tree.aftersales_1)

    assert measures(hr) == 1
    assert measures(leader) == "–"
    assert measures(head) == "–"


@pytest.mark.covers("R-102", "H7")
def test_two_severe_measures_among_twenty_open_a_reflection_and_bind_until_it_is_written(
    scene: Scene, leader: Employee, supervisor: Employee, team: list[Employee]
) -> None:
    tree, published, hr, head = scene
    decided(team[:1], published, tree.aftersales_1, on=DAY, by=(head, hr), measure=WARNING)
    assert open_reflections(now=NOW) == 0
    assert not reflection_open([leader.pk], TODAY)

    decided(team[1:2], published, tree.aftersales_1, on=TODAY, by=(supervisor, hr), measure=Measure.RECORD)
    assert open_reflections(now=NOW) == 1
    assert open_reflections(now=NOW) == 0

    reflection = Reflection.objects.get()
    assert (reflection.leader, reflection.quarter, reflection.severe, reflection.agents) == (leader, OCTOBER, 2, 20)
    assert reflection_open([leader.pk], TODAY)
    told = set(Notice.objects.filter(kind="recognition.reflection_opened").values_list("account__employee", flat=True))
    assert told == {leader.pk, supervisor.pk}

    reflection.text, reflection.answered_at = "先陪着改一遍", NOW
    reflection.save()
    assert not reflection_open([leader.pk], TODAY)


@pytest.mark.covers("R-102", "H7")
def test_who_decides_many_severe_measures_owes_a_reflection_wherever_they_fell(
    scene: Scene, leader: Employee, supervisor: Employee, hire: Callable[..., Employee], signed_in: Browser
) -> None:
    """Each of two teams has its lead and one measure: no lead is asked, the supervisor who decided all of them is."""
    tree, published, hr, head = scene
    hire("陈晨", tree.aftersales_2, number="K7", role=Role.TEAM_LEAD)
    for unit, prefix in ((tree.aftersales_1, "A"), (tree.aftersales_2, "B")):
        people = crowd(unit, 9, prefix=prefix)
        decided(people[:1], published, unit, on=DAY, by=(supervisor, hr), measure=WARNING)

    assert open_reflections(now=NOW) == 1

    reflection = Reflection.objects.get()
    assert (reflection.leader, reflection.severe, reflection.agents) == (supervisor, 2, 20)
    assert not reflection_open([leader.pk], TODAY)
    told = set(Notice.objects.filter(kind="recognition.reflection_opened").values_list("account__employee", flat=True))
    assert told == {supervisor.pk, head.pk}
    rows = signed_in(supervisor).get(reverse("judged:severity")).context["rows"]
    assert [(row["leader"], row["severe"]) for row in rows if row["decides"]] == [(supervisor, 2)]


@pytest.mark.covers("R-102")
def test_a_severe_measure_after_the_answer_asks_again_and_the_same_ones_do_not(
    scene: Scene, leader: Employee, supervisor: Employee, team: list[Employee]
) -> None:
    tree, published, hr, _head = scene
    crowd(tree.aftersales_2, 200, prefix="B")
    decided(team[:2], published, tree.aftersales_1, on=DAY, by=(supervisor, hr), measure=WARNING)
    open_reflections(now=NOW, leader_ids=[leader.pk])
    answered = NOW - timedelta(days=2)
    Reflection.objects.filter(leader=leader).update(text="先陪着改一遍", answered_at=answered)
    assert open_reflections(now=NOW, leader_ids=[leader.pk]) == 0

    decided(team[2:3], published, tree.aftersales_1, on=TODAY, by=(supervisor, hr), measure=WARNING)
    assert open_reflections(now=NOW, leader_ids=[leader.pk]) == 1
    assert open_reflections(now=NOW, leader_ids=[leader.pk]) == 0

    assert reflection_open([leader.pk], TODAY)
    assert Reflection.objects.filter(leader=leader, answered_at=answered).exists(), "what was answered stays"


def test_the_news_of_severe_measures_among_few_people_names_no_number(
    scene: Scene, leader: Employee, supervisor: Employee
) -> None:
    tree, published, hr, _head = scene
    few = crowd(tree.aftersales_1, 6, prefix="A")
    decided(few[:2], published, tree.aftersales_1, on=DAY, by=(supervisor, hr), measure=WARNING)
    open_reflections(now=NOW, leader_ids=[leader.pk])

    titles = set(Notice.objects.filter(kind="recognition.reflection_opened").values_list("title", flat=True))
    assert titles
    assert not any(char.isdigit() for title in titles for char in title)


@pytest.mark.covers("R-102")
def test_reminders_are_not_severe_and_the_company_mean_counts_for_large_teams(
    scene: Scene, leader: Employee, team: list[Employee]
) -> None:
    tree, published, hr, head = scene
    decided(team[:5], published, tree.aftersales_1, on=DAY, by=(head, hr))
    assert open_reflections(now=NOW) == 0

    crowd(tree.aftersales_1, 60, prefix="D")
    crowd(tree.aftersales_2, 100, prefix="B")
    decided(team[:3], published, tree.aftersales_1, on=DAY, by=(head, hr), measure=WARNING)
    found = next(one for one in by_leader(OCTOBER, TODAY) if one.leader == leader)
    # Eighty people: eight by size, but the rest of the house had none.
    assert (found.found.agents, found.found.starts_at, found.found.reflect) == (80, 2, True)


@pytest.mark.covers("H7")
def test_the_next_level_reads_how_often_each_leader_measures_severely(
    scene: Scene, leader: Employee, supervisor: Employee, team: list[Employee], signed_in: Browser
) -> None:
    tree, published, hr, head = scene
    decided(team[:2], published, tree.aftersales_1, on=DAY, by=(head, hr), measure=WARNING)
    open_reflections(now=NOW)
    address = reverse("judged:severity")

    rows = signed_in(supervisor).get(address).context["rows"]
    own = signed_in(leader).get(address).context["rows"]

    assert [(row["leader"], row["severe"], row["status"]) for row in rows[:1]] == [(leader, 2, "bad")]
    assert [row["leader"] for row in own] == [leader]


def closed_cycle(tree: Tree, leader: Employee, people: list[Employee], scores: list[float]) -> Cycle:
    cycle = Cycle.objects.create(
        unit=tree.qinghe, title="三季度", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30),
        scores_until=date(2026, 10, 8), talks_until=date(2026, 10, 20), state="closed", opened_by=account(leader),
        created_at=NOW, closed_at=NOW - timedelta(days=20),
    )  # fmt: skip
    Appraisal.objects.bulk_create(
        Appraisal(
            cycle=cycle, employee=one, unit=tree.aftersales_1, leader=leader, state="closed", leader_score=score,
            released_at=cycle.closed_at, talked_on=cycle.talks_until, closed_at=cycle.closed_at,
        )
        for one, score in zip(people, scores, strict=True)
    )  # fmt: skip
    return cycle


@pytest.mark.covers("R-094")
def test_ten_identical_ratings_are_a_question_that_the_leader_answers_and_nobody_else(
    tree: Tree, leader: Employee, other_leader: Employee, team: list[Employee], signed_in: Browser
) -> None:
    closed_cycle(tree, leader, team[:10], [85.0] * 10)

    assert ask_about_spread(now=NOW) == 1
    assert ask_about_spread(now=NOW) == 0

    question = SpreadQuestion.objects.get()
    assert (question.kind, question.leader, question.people) == ("ratings", leader, 10)
    assert Todo.objects.filter(kind="recognition.spread_question", employee=leader).exists()
    address = reverse("judged:answer", args=[question.pk])
    assert signed_in(other_leader).get(address).status_code == 404
    with pytest.raises(NotAllowed):
        answer_spread(question_id=question.pk, answer="一样好", by=account(other_leader), now=NOW)
    assert signed_in(leader).post(address, {"answer": " "}).status_code == 422
    assert signed_in(leader).post(address, {"answer": "这一季大家都是新人，先看培训结业。"}).status_code == 302
    question.refresh_from_db()
    assert question.answer.startswith("这一季")
    assert not Todo.objects.filter(kind="recognition.spread_question").exists()
    assert AuditEntry.objects.filter(verb="recognition.spread_answered").exists()
    assert "这一季" in signed_in(leader).get(reverse("judged:questions")).content.decode()


@pytest.mark.covers("R-094", "H14")
def test_ratings_that_differ_or_of_fewer_than_eight_are_asked_about_by_nobody(
    tree: Tree, leader: Employee, team: list[Employee]
) -> None:
    closed_cycle(tree, leader, team[:17], [*([85.0] * 16), 86.0])
    assert ask_about_spread(now=NOW) == 0


@pytest.mark.covers("R-094", "H14")
def test_the_same_reward_for_everybody_is_a_question_but_a_festival_is_none(
    tree: Tree, leader: Employee, team: list[Employee]
) -> None:
    reward(team, tree.aftersales_1, on=date(2026, 9, 10))
    assert ask_about_spread(now=NOW) == 1
    question = SpreadQuestion.objects.get()
    assert (question.kind, question.leader, question.people) == ("rewards", leader, 20)

    question.delete()
    Reward.objects.update(source="festival")
    assert ask_about_spread(now=NOW) == 0

    Reward.objects.update(source="bonus")
    reward(team[:1], tree.aftersales_1, on=date(2026, 9, 11), key="2")
    assert ask_about_spread(now=NOW) == 0


@pytest.mark.covers("R-094", "H14")
def test_a_last_place_is_no_ground_for_anything() -> None:
    with refused("recognition.last_place_no_ground") as refusal:
        insist_on_no_last_place("last_place")
    assert refusal.value.facts["law"] == "L-53"
    insist_on_no_last_place("rules")


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_the_lists_cost_the_same_for_one_row_and_for_many(
    tree: Tree, hr: Employee, leader: Employee, signed_in: Browser
) -> None:
    costs: dict[str, set[int]] = {}
    browser = signed_in(hr)
    for rows in one_and_many():
        for number in range(rows):
            SpreadQuestion.objects.create(
                kind="ratings", leader=leader, unit=tree.aftersales_1, starts_on=TODAY - timedelta(days=40 + number),
                ends_on=TODAY - timedelta(days=number), people=9, asked_at=NOW,
            )  # fmt: skip
            AuditQuestion.objects.create(
                quarter=OCTOBER, asked="measures", cut="team", group=f"{rows}-{number}", label="售后一组", people=30,
                word="look_here", events=5, asked_at=NOW, answer="缺人", answered_by=hr, answered_at=NOW,
            )  # fmt: skip
        costs.setdefault("questions", set()).add(cost(browser, reverse("judged:questions")))
        costs.setdefault("looked", set()).add(cost(browser, reverse("judged:looked")))
    assert {name: len(one) for name, one in costs.items()} == {"questions": 1, "looked": 1}, costs


def test_the_pages_of_teams_and_leaders_cost_the_same_for_one_team_and_for_many(
    tree: Tree, hr: Employee, hire: Callable[..., Employee], signed_in: Browser
) -> None:
    costs: dict[str, set[int]] = {}
    browser = signed_in(hr)
    for rows in one_and_many():
        for number in range(rows):
            unit = Unit.objects.create(kind="team", code=f"Z{number}", name=f"组{number}")
            UnitLink.objects.create(child=unit, parent=tree.qinghe, valid_from=date(2025, 1, 1))
            hire(f"组长{number}", unit, number=f"ZL{number}", role=Role.TEAM_LEAD)
            crowd(unit, 10, prefix=f"Z{number}-")
        rebuild_closure()
        for name in ("climate", "severity", "audit", "report"):
            costs.setdefault(name, set()).add(cost(browser, reverse(f"judged:{name}")))
    assert {name: len(one) for name, one in costs.items()} == dict.fromkeys(costs, 1), costs
