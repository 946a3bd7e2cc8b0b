"""The pages of benefits: what they cost, show and refuse."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import Suggestion
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import BenefitList, CareerChance, Grant, IdeaReward, LoyaltyPlan, Reward
from dengta.domains.recognition.services import benefit_lists, grants, loyalty
from dengta.foundation.access import Role
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import account
from tests.recognition.giving import DAY, TODAY, fixed, granted, hired, plan_since, second, what

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


def test_what_others_hold_costs_the_same_for_one_and_for_many(leader: Employee, agent: Employee, cost: Cost) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            granted(agent, "gift", key=str(number))
        costs.add(cost(leader, reverse("benefits:grants"), rows))
    assert len(costs) == 1, costs


def test_what_i_held_costs_the_same_for_one_and_for_many(agent: Employee, cost: Cost) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            granted(agent, "gift", key=str(number))
        Grant.objects.update(state="used", used=1, booked_on=TODAY)
        costs.add(cost(agent, reverse("benefits:mine"), rows))
    assert len(costs) == 1, costs


def test_lists_cost_the_same_for_one_and_for_many(hr: Employee, tree: Tree, cost: Cost) -> None:
    costs = set()
    for rows in one_and_many():
        for _number in range(rows):
            benefit_lists.begin_list(unit=tree.qinghe, what=what(), by=account(hr), now=NOW)
        costs.add(cost(hr, reverse("benefits:lists"), rows))
    assert len(costs) == 1, costs


def test_a_list_costs_the_same_for_one_and_for_many(hr: Employee, tree: Tree, hire: Hire, cost: Cost) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            hire(f"客服{number}", tree.aftersales_1, number=f"X{number:03}")
        row = fixed(tree.aftersales_1, hr)
        benefit_lists.draw_lists(now=NOW + 5 * DAY)
        costs.add(cost(hr, reverse("benefits:list", args=[row.pk]), rows))
    assert len(costs) == 1, costs


def test_years_reached_cost_the_same_for_one_and_for_many(
    leader: Employee, tree: Tree, hire: Hire, cost: Cost
) -> None:  # fmt: skip
    costs = set()
    for rows in one_and_many():
        plan_since(date(2026, 1, 1))
        for number in range(rows):
            hired(hire(f"客服{number}", tree.aftersales_1, number=f"X{number:03}"), date(2021, 11, 18))
        loyalty.enter_milestones(now=NOW)
        costs.add(cost(leader, reverse("benefits:loyalty"), rows))
    assert len(costs) == 1, costs


def test_chances_cost_the_same_for_one_and_for_many(hr: Employee, tree: Tree, hire: Hire, cost: Cost) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            CareerChance.objects.create(
                employee=hire(f"客服{number}", tree.aftersales_1, number=f"X{number:03}"), unit=tree.aftersales_1,
                branch=tree.qinghe, quarter=date(2026, 7, 1), score=90, place=1, people=30, found_on=TODAY,
            )  # fmt: skip
        costs.add(cost(hr, reverse("benefits:chances"), rows))
    assert len(costs) == 1, costs


def test_ideas_cost_the_same_for_one_and_for_many(leader: Employee, agent: Employee, tree: Tree, cost: Cost) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            row = Suggestion.objects.create(
                author=agent, unit=tree.aftersales_1, title=f"建议{number}", body="统一", created_at=NOW, due_on=TODAY,
                status="done",
            )  # fmt: skip
            idea = IdeaReward.objects.create(suggestion=row, unit=row.unit, title=row.title, adopted_on=TODAY)
            idea.authors.create(employee=agent)
        costs.add(cost(leader, reverse("benefits:ideas"), rows))
    assert len(costs) == 1, costs


@pytest.mark.covers("H12", "H24")
def test_a_person_sees_what_is_left_until_when_and_what_comes_next(
    agent: Employee, hr: Employee, signed_in: Browser
) -> None:
    plan_since(date(2026, 1, 1))
    hired(agent, date(2021, 12, 1))
    row = granted(agent)
    grants.book_grant(grant_id=row.pk, where="假期账户", by=account(hr), now=NOW)
    grants.note_use(grant_id=row.pk, day=TODAY, quantity=Decimal("0.5"), by=None, now=NOW)

    page = signed_in(agent).get(reverse("benefits:mine")).content.decode()
    for words in ("团队竞赛", "假期账户", "1.5", "2026 年 12 月 1 日"):
        assert words in page


@pytest.mark.covers("H13")
def test_hr_leads_a_list_on_its_pages_from_the_draft_to_the_pick_up(
    hr: Employee, agent: Employee, leader: Employee, signed_in: Browser, tree: Tree
) -> None:
    desk = signed_in(hr)
    said = {**what(), "unit": tree.aftersales_1.pk, "kind": "gift"}
    assert desk.post(reverse("benefits:begin_list"), {**said, "counts_on": TODAY}).status_code == 422
    assert desk.post(reverse("benefits:begin_list"), said).status_code == 302
    row = BenefitList.objects.get()
    assert desk.post(reverse("benefits:change_list", args=[row.pk]), {**said, "title": "年货"}).status_code == 302
    assert desk.post(reverse("benefits:fix_list", args=[row.pk])).status_code == 422
    assert signed_in(second()).post(reverse("benefits:fix_list", args=[row.pk])).status_code == 302
    benefit_lists.draw_lists(now=NOW + 5 * DAY)

    mine = row.grants.get(employee=agent)
    handed = signed_in(leader).post(reverse("benefits:book", args=[mine.pk]), {"where": "同事代领"})
    assert handed.status_code == 302
    page = desk.get(reverse("benefits:list", args=[row.pk])).content.decode()
    assert "同事代领" in page
    assert "168" in page
    own = row.grants.get(employee=leader)
    assert signed_in(leader).get(reverse("benefits:book", args=[own.pk])).status_code == 404


@pytest.mark.covers("H12")
def test_hr_writes_the_next_version_of_the_plan_and_everybody_reads_it(
    hr: Employee, agent: Employee, signed_in: Browser
) -> None:
    plan_since(date(2026, 1, 1))
    desk, address = signed_in(hr), reverse("benefits:write_loyalty")
    initial = {name: value for name, value in desk.get(address).context["form"].initial.items() if value is not None}
    empty = {f"form_{place}": "leave_day" for place in range(8)}
    said = {**empty, **initial, "effective_on": TODAY + DAY, "why": "两年也记得"}
    less = desk.post(address, {**said, "years_0": "4"})
    assert less.status_code == 422
    more = {**said, "years_4": "2", "amount_4": "0.5"}
    assert desk.post(address, more).status_code == 302
    assert LoyaltyPlan.objects.count() == 2
    assert "两年也记得" in signed_in(agent).get(reverse("benefits:loyalty")).content.decode()


def test_a_person_answers_the_own_plan_on_the_own_page(
    agent: Employee, hr: Employee, tree: Tree, signed_in: Browser
) -> None:
    row = CareerChance.objects.create(
        employee=agent, unit=tree.aftersales_1, branch=tree.qinghe, quarter=date(2026, 7, 1), score=90, place=1,
        people=30, found_on=TODAY,
    )  # fmt: skip
    browser, desk = signed_in(agent), signed_in(hr)
    assert browser.post(reverse("benefits:answer", args=[row.pk]), {"verdict": "yes"}).status_code == 404
    plan = {"path": "training", "plan": "数据分析课", "review_on": TODAY + 60 * DAY}
    assert desk.post(reverse("benefits:propose", args=[row.pk]), plan).status_code == 302
    assert "数据分析课" in browser.get(reverse("benefits:mine")).content.decode()
    assert browser.post(reverse("benefits:answer", args=[row.pk]), {"verdict": "yes"}).status_code == 302
    assert Reward.objects.get().form == "chance"


def test_a_client_is_a_guest_and_sees_nothing_here(hire: Hire, tree: Tree, signed_in: Browser) -> None:
    guest = signed_in(hire("客户代表", None, role=Role.CLIENT, at=tree.qinghe))

    for page in ("mine", "grants", "lists", "loyalty", "chances", "ideas"):
        assert guest.get(reverse(f"benefits:{page}")).status_code == 404
