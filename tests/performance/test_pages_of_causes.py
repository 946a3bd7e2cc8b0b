"""The pages of cause analyses, month-end reviews and improvement plans: what they cost, show and refuse."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Meeting
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import CauseAnalysis, CauseContribution, ImprovementPlan, MonthReview, PlanGoal
from dengta.domains.performance.services import improvement_plans as plans
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.performance.causing import OCTOBER, SEPTEMBER, TODAY, account, hear, judge_all, opened, rated
from tests.performance.planning import begin, behind, running
from tests.service.centre import Centre

pytestmark = pytest.mark.django_db
MOST = 16
Browser = Callable[[Employee], Client]
Hire = Callable[..., Employee]
Spending = DjangoAssertNumQueries
START = date(2026, 1, 1)


def an_analysis(number: int, unit: Any, by: Employee) -> None:
    start = START + timedelta(days=7 * number)
    row = CauseAnalysis.objects.create(
        unit=unit, kpi="csat", before_start=start - timedelta(days=7), before_end=start, after_start=start,
        after_end=start + timedelta(days=7), created_at=NOW, counted_at=NOW, state="open",
    )  # fmt: skip
    CauseContribution.objects.create(analysis=row, employee=by, text="看法", at=NOW)


def a_review(number: int, unit: Any, _by: Employee) -> None:
    at = NOW - timedelta(days=30 * number)
    meeting = Meeting.objects.create(unit=unit, kind="monthly", held_on=at.date(), starts_at=at)
    MonthReview.objects.create(
        unit=unit, meeting=meeting, month=date(2026 - number // 12, 12 - number % 12, 1), started_at=at
    )


def a_plan(number: int, unit: Any, by: Employee) -> None:
    plan = ImprovementPlan.objects.create(
        employee=by, unit=unit, leader=Employee.objects.get(number="K10001"), kpi="csat", reason="看录音",
        starts_on=TODAY, ends_on=TODAY + timedelta(days=9), created_at=NOW - timedelta(days=number), state="withdrawn",
        closed_at=NOW, outcome="先辅导", proposed_at=NOW,
    )  # fmt: skip
    PlanGoal.objects.create(plan=plan, kpi="csat", target=0.8)


@pytest.fixture
def spending(django_assert_max_num_queries: DjangoAssertNumQueries) -> DjangoAssertNumQueries:
    """At most so many queries."""
    return django_assert_max_num_queries


def test_the_list_of_analyses_costs_the_same_for_one_and_for_many(
    tree: Tree, agent: Employee, leader: Employee, signed_in: Browser, spending: Spending
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            an_analysis(number, tree.aftersales_1, agent)
        address, browser = reverse("cause_analyses:list"), signed_in(leader)
        browser.get(address)
        with spending(MOST) as spent:
            page = browser.get(address)
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_the_list_of_reviews_costs_the_same_for_one_and_for_many(
    tree: Tree, agent: Employee, leader: Employee, signed_in: Browser, spending: Spending
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            a_review(number, tree.aftersales_1, agent)
        address, browser = reverse("month_reviews:list"), signed_in(leader)
        browser.get(address)
        with spending(MOST) as spent:
            page = browser.get(address)
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_the_list_of_plans_costs_the_same_for_one_and_for_many(
    tree: Tree, agent: Employee, leader: Employee, signed_in: Browser, spending: Spending
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            a_plan(number, tree.aftersales_1, agent)
        address, browser = reverse("improvement_plans:list"), signed_in(leader)
        browser.get(address)
        with spending(MOST) as spent:
            page = browser.get(address)
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


# --- cause analyses ----------------------------------------------------------------------------------------------


@pytest.fixture
def analysis(centre: Centre, agent: Employee, peer: Employee, leader: Employee, tree: Tree) -> CauseAnalysis:
    for month, good in ((SEPTEMBER, 80), (OCTOBER, 60)):
        rated(centre, [agent, peer], month, centre.refunds, good=good, bad=100 - good)
    return opened(tree.aftersales_1, leader)


def test_the_leader_opens_the_rows_of_each_line_and_agents_read_sums(
    analysis: CauseAnalysis, agent: Employee, leader: Employee, signed_in: Browser
) -> None:
    address = reverse("cause_analyses:analysis", args=[analysis.pk])
    led = signed_in(leader).get(address)
    read = signed_in(agent).get(address)

    (line,) = led.context["split"].lines
    assert (line.before.value, line.after.value, line.performance) == ("80.0 %", "60.0 %", "−20.0")
    rows = signed_in(leader).get(line.after.url)
    assert rows.status_code == 200
    assert "100" in rows.content.decode()
    assert read.context["split"].lines[0].after.url == ""


def test_an_agent_writes_and_reads_a_held_back_name_nowhere(
    analysis: CauseAnalysis, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    done = signed_in(agent).post(
        reverse("cause_analyses:contribute", args=[analysis.pk]), {"text": "到账变慢", "nameless": "on"}
    )
    assert done.status_code == 302
    page = signed_in(peer).get(reverse("cause_analyses:analysis", args=[analysis.pk])).content.decode()
    assert "到账变慢" in page
    assert agent.name not in page


@pytest.mark.covers("R-133", "R-134", "R-156")
def test_closing_says_what_is_missing_and_warns_of_the_own_share_once(
    analysis: CauseAnalysis, leader: Employee, hire: Hire, tree: Tree, signed_in: Browser
) -> None:
    browser, address = signed_in(leader), reverse("cause_analyses:close", args=[analysis.pk])
    words = {"conclusion": "退款变慢"}
    assert "流程" in browser.post(address, words).content.decode()
    judge_all(analysis, leader)
    refused = browser.post(address, words)
    assert refused.status_code == 422
    assert "只有 0 位" in refused.content.decode()
    hire("何雨", tree.aftersales_1)
    hear(analysis, *Employee.objects.filter(name__in=["李佳怡", "陈浩然", "何雨"]))
    warned = browser.post(address, words)
    assert warned.status_code == 422
    assert "自己的责任" in warned.content.decode()
    assert browser.post(address, {**words, "all_the_same": "on"}).status_code == 302
    analysis.refresh_from_db()
    assert analysis.state == "closed"


def test_one_begins_with_the_last_two_months(
    centre: Centre, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    for month in (SEPTEMBER, OCTOBER):
        rated(centre, [agent], month, centre.refunds, good=40, bad=10)
    browser, address = signed_in(leader), reverse("cause_analyses:new")
    initial = browser.get(address).context["form"].initial

    done = browser.post(address, {**initial, "unit": initial["unit"].pk})

    assert done.status_code == 302
    row = CauseAnalysis.objects.get()
    assert (row.before_start, row.after_start, row.after_end) == (SEPTEMBER, OCTOBER, date(2026, 11, 1))


# --- improvement plans --------------------------------------------------------------------------------------------


@pytest.mark.covers("G13")
def test_a_refused_plan_says_what_is_possible_instead(
    centre: Centre, agent: Employee, leader: Employee, signed_in: Browser
) -> None:
    rated(centre, [agent], OCTOBER, centre.refunds, good=5, bad=20)
    form = {
        "employee": agent.pk, "kpi": "csat", "reason": "评价低", "starts_on": TODAY.isoformat(),
        "ends_on": (TODAY + timedelta(days=40)).isoformat(),
    }  # fmt: skip

    refused = signed_in(leader).post(reverse("improvement_plans:new"), form)

    assert refused.status_code == 422
    assert "辅导谈话" in refused.content.decode()
    assert not ImprovementPlan.objects.exists()


@pytest.mark.covers("G13")
def test_a_draft_and_a_plan_of_somebody_else_look_as_if_they_did_not_exist(
    centre: Centre, agent: Employee, peer: Employee, leader: Employee, signed_in: Browser
) -> None:
    behind(centre, agent, peer)
    plan = begin(agent, leader)
    address = reverse("improvement_plans:plan", args=[plan.pk])
    assert [signed_in(who).get(address).status_code for who in (agent, peer, leader)] == [404, 404, 200]
    plans.withdraw_plan(plan_id=plan.pk, reason="先辅导", by=account(leader), now=NOW)

    shown = reverse("improvement_plans:plan", args=[running(agent, leader, peer).pk])
    assert [signed_in(who).get(shown).status_code for who in (agent, peer, leader)] == [200, 404, 200]


# --- month-end reviews ----------------------------------------------------------------------------------------------


def test_a_review_is_prepared_run_and_closed_by_its_pages(
    tree: Tree, agent: Employee, leader: Employee, signed_in: Browser, time_machine: Any
) -> None:
    browser = signed_in(leader)
    form = {
        "unit": tree.aftersales_1.pk, "month": "2026-10-01", "starts_at": "2026-11-18T10:20", "minutes_long": 60,
        "place": "三楼",
    }  # fmt: skip
    assert browser.post(reverse("month_reviews:new"), form).status_code == 302
    row = MonthReview.objects.get()
    told = {"results": "一次解决率提高", "mistakes": "", "analysis": "", "presents": "on", "shared": "on"}
    signed_in(agent).post(reverse("meetings:statement", args=[row.meeting_id]), told)
    time_machine.move_to(NOW + timedelta(minutes=30))
    browser = signed_in(leader)
    browser.post(reverse("month_reviews:start", args=[row.pk]))
    slot = row.slots.get()
    browser.post(reverse("month_reviews:begin_turn", args=[slot.pk]))
    page = browser.get(reverse("month_reviews:review", args=[row.pk]))
    assert page.context["current"].slot == slot
    warned = browser.post(reverse("month_reviews:close", args=[row.pk]))
    assert warned.status_code == 422
    assert "李佳怡" in warned.content.decode()
    browser.post(reverse("month_reviews:end_turn", args=[slot.pk]))
    browser.post(reverse("month_reviews:close", args=[row.pk]))

    row.refresh_from_db()
    assert row.closed_at is not None
