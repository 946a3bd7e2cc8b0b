"""The pages of stars, tiers and contests: what they cost, show and keep to themselves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Contest, StarCriteria, StarMonth
from dengta.domains.recognition.selectors.stars import digest_of, rule_of
from dengta.foundation.access import Role
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.starring import OCTOBER, ZONE, approved, counted, criteria, did, taken, tiers, vote

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
Hire = Callable[..., Employee]
Cost = Callable[[Employee, str, int], int]


@pytest.fixture
def cost(signed_in: Browser) -> Cost:
    """How many queries a list takes; it shows so many rows."""

    def count(reader: Employee, address: str, rows: int) -> int:
        browser = signed_in(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address)
        assert len(page.context["page"].rows) == rows
        return len(queries)

    return count


def _months(rule: StarCriteria, many: int) -> StarMonth:
    for back in range(many):
        row = StarMonth.objects.create(
            unit=rule.unit, month=date(2026 - back // 12, 12 - back % 12, 1), criteria=rule, state="nobody", rows=[],
            digest=digest_of([], rule_of(rule)), taken_at=NOW,
        )  # fmt: skip
    return row


def test_the_list_of_months_costs_the_same_for_one_and_for_many(
    tree: Tree, hr: Employee, agent: Employee, cost: Cost
) -> None:
    rule = criteria(tree.qinghe, hr)
    costs = set()
    for rows in one_and_many():
        _months(rule, rows)
        costs.add(cost(agent, reverse("stars:overview"), rows))
    assert len(costs) == 1, costs


def test_the_list_of_criteria_costs_the_same_for_one_and_for_many(
    tree: Tree, hr: Employee, agent: Employee, cost: Cost
) -> None:
    costs = set()
    for rows in one_and_many():
        for back in range(rows):
            criteria(tree.qinghe, hr, month=date(2026 - back // 12, 12 - back % 12, 1))
        costs.add(cost(agent, reverse("stars:criteria"), rows))
    assert len(costs) == 1, costs


def test_the_list_of_contests_costs_the_same_for_one_and_for_many(
    tree: Tree, hr: Employee, agent: Employee, cost: Cost
) -> None:
    costs = set()
    for rows in one_and_many():
        for place in range(rows):
            row = Contest.objects.create(
                unit=tree.qinghe, title=f"接力{place}", kpi="csat", starts_on=NOW.date() + timedelta(days=1),
                ends_on=NOW.date() + timedelta(days=9), prize_form="cash", prize=1, fixed_on=NOW.date(),
                fixed_by=hr.account,
            )  # fmt: skip
            row.teams.create(unit=tree.aftersales_1)
            row.teams.create(unit=tree.aftersales_2)
        costs.add(cost(agent, reverse("stars:contests"), rows))
    assert len(costs) == 1, costs


def test_reckoned_again_and_the_top_list_cost_the_same_for_one_and_for_many(
    tree: Tree, hr: Employee, hire: Hire, cost: Cost, signed_in: Browser
) -> None:
    month, costs = _months(criteria(tree.qinghe, hr), 1), set()
    for rows in one_and_many():
        for place in range(rows):
            one = hire(f"同事{place}", tree.aftersales_1, number=f"X{rows}{place:02}")
            month.standings.create(
                employee=one, team=tree.aftersales_1, answers=40, contacts=40, solved=30, score=place
            )
        listed = cost(hr, reverse("stars:check", args=[month.pk]), rows)
        browser = signed_in(hr)
        browser.get(reverse("stars:top"))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("stars:top"))
        costs.add((listed, len(queries)))
    assert len(costs) == 1, costs


@pytest.mark.covers("H10", "H23")
def test_shares_are_shown_after_the_close_as_totals_and_nobody_reads_who_lost(
    tree: Tree, agent: Employee, peer: Employee, hire: Hire, signed_in: Browser
) -> None:
    criteria(tree.qinghe, hire("孙丽", None, number="K90001", role=Role.HR, at=tree.company))
    voters = [hire(f"同事{place}", tree.aftersales_1) for place in range(5)]
    did(agent, tree.aftersales_1, (190, 200))
    did(peer, tree.aftersales_1, (180, 200))
    month = taken(tree.qinghe)
    for place, one in enumerate(voters):
        vote(month, one, agent if place else peer)
    StarMonth.objects.filter(pk=month.pk).update(closes_on=NOW.date())
    address, browser = reverse("stars:month", args=[month.pk]), signed_in(voters[0])

    open_page = browser.get(address)
    assert peer.name in open_page.content.decode()
    assert open_page.context["shares"] == []
    StarMonth.objects.filter(pk=month.pk).update(closes_on=date(2026, 11, 4))
    second = hire("钱进", None, number="K90009", role=Role.HR, at=tree.company)
    approved(counted(month), second)
    # Chosen, but not published: the team is told nothing.
    waiting = browser.get(address).content.decode()
    assert agent.name not in waiting
    assert peer.name not in waiting
    assert signed_in(agent).post(reverse("stars:named", args=[month.pk]), {"named": "yes"}).status_code == 302
    page = browser.get(address)
    assert [(one.name == agent.name, one.percent) for one in page.context["shares"]] == [(True, 80), (False, 20)]
    assert peer.name not in page.content.decode()


@pytest.fixture
def voting_pair(agent: Employee, peer: Employee) -> tuple[Employee, Employee]:
    """李佳怡 and 陈浩然."""
    return agent, peer


@pytest.mark.covers("H10", "R-079", "R-080")
def test_hr_fixes_criteria_the_team_votes_and_a_second_person_approves_on_the_pages(
    tree: Tree, hr: Employee, voting_pair: tuple[Employee, Employee], supervisor: Employee, signed_in: Browser
) -> None:
    (agent, peer), desk = voting_pair, signed_in(hr)
    told = {
        "unit": tree.qinghe.pk, "applies_from": "2026-12-01", "csat_weight": 60, "min_answers": 30, "min_solved": 20,
        "places": 3, "vote_days": 2, "bonus": "500", "points": 100, "why": "先看满意",
    }  # fmt: skip
    address = reverse("stars:new_criteria")
    assert desk.post(address, {**told, "applies_from": "2026-11-01"}).status_code == 422
    assert desk.post(address, {**told, "min_answers": 5}).status_code == 422
    assert desk.post(address, told).status_code == 302
    assert "先看满意" in signed_in(agent).get(reverse("stars:criteria")).content.decode()
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (190, 200))
    did(peer, tree.aftersales_1, (180, 200))
    month = taken(tree.qinghe)
    StarMonth.objects.filter(pk=month.pk).update(closes_on=NOW.date())
    ballot = {"for_id": month.standings.get(employee=peer).pk}
    vote_url = reverse("stars:vote", args=[month.pk])
    assert signed_in(agent).post(vote_url, {"for_id": month.standings.get(employee=agent).pk}).status_code == 422
    assert signed_in(agent).post(vote_url, ballot).status_code == 302
    assert signed_in(agent).get(vote_url).status_code == 404
    StarMonth.objects.filter(pk=month.pk).update(closes_on=date(2026, 11, 13))
    counted(month, now=datetime(2026, 11, 16, 7, tzinfo=ZONE))
    approve = reverse("stars:approve", args=[month.pk])
    assert desk.get(approve).status_code == 404
    boss = signed_in(supervisor)
    assert peer.name in boss.get(reverse("stars:month", args=[month.pk])).content.decode()
    assert boss.post(approve, {"late_because": ""}).status_code == 302
    check = signed_in(agent).get(reverse("stars:check", args=[month.pk]))
    assert check.context["found"].holds
    assert check.context["people"][0].row.employee == agent
    assert len(check.context["people"]) == 1


@pytest.mark.covers("H14", "H23")
def test_an_agent_sees_the_own_way_and_the_spread_but_no_figure_of_others(
    tree: Tree, hr: Employee, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    criteria(tree.qinghe, hr)
    tiers(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (150, 200))
    did(peer, tree.aftersales_1, (180, 200))
    month = taken(tree.qinghe)
    browser = signed_in(agent)

    page = browser.get(reverse("stars:tiers"))
    assert page.context["way"].standing.employee_id == agent.pk
    assert "金" in page.content.decode()
    assert sum(share.people for share in page.context["schemes"][0]["spread"][0]) == 2
    assert peer.name not in page.content.decode()
    top = browser.get(reverse("stars:top"))
    assert top.context["listed"] == []
    assert str(month.standings.get(employee=peer).score) not in top.content.decode()


@pytest.mark.covers("H23")
def test_a_contest_is_fixed_on_its_page_and_shows_no_standing_in_between(
    tree: Tree, hr: Employee, agent: Employee, signed_in: Browser
) -> None:
    told = {
        "title": "十二月接力", "teams": [tree.aftersales_1.pk, tree.aftersales_2.pk], "kpi": "csat",
        "starts_on": "2026-12-01", "ends_on": "2026-12-20", "prize_form": "points", "prize": "50",
    }  # fmt: skip
    desk, address = signed_in(hr), reverse("stars:new_contest")
    assert desk.post(address, {**told, "teams": [tree.aftersales_1.pk, tree.ticketing.pk]}).status_code == 422
    assert desk.post(address, told).status_code == 302
    row = Contest.objects.get()
    assert (row.unit, row.prize) == (tree.qinghe, Decimal(50))
    page = signed_in(agent).get(reverse("stars:contest", args=[row.pk]))
    assert [one.adjusted for one in page.context["teams"]] == ["–", "–"]
    assert row.starts_on > OCTOBER
