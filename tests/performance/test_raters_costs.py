"""Lists and pages of this room cost the same for one row and for many."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import (
    PeerResult,
    PeerRound,
    QaAgreed,
    QaAnswer,
    QaDispute,
    QaDisputedItem,
    QaDraw,
    QaMark,
    QaReview,
    QaSession,
    QaSheet,
    SelfReview,
    ShopperPlan,
    ShopperVisit,
    UpwardItem,
    UpwardResult,
    UpwardRound,
)
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.performance.planning import answers
from tests.performance.rating import TODAY, plan_of, scenario
from tests.performance.reviewing import Desk, Hire

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]


@pytest.fixture
def cost(signed_in: Browser) -> Callable[[Employee, str], int]:
    def count(reader: Employee, address: str) -> int:
        browser = signed_in(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    return count


def peer_rounds(tree: Tree, rows: int) -> list[PeerRound]:
    days = [date(2026, 1, 1) - timedelta(days=number * 2) for number in range(rows)]
    return [
        PeerRound.objects.create(
            unit=tree.aftersales_1, title="互评", first_day=day, last_day=day, opened_on=TODAY, closes_on=TODAY,
            per_person=3, threshold=3, seed=1,
        )
        for day in days
    ]  # fmt: skip


def test_rounds_and_self_reviews(
    leader: Employee, agent: Employee, tree: Tree, cost: Callable[[Employee, str], int]
) -> None:
    found = []
    for rows in one_and_many():
        for row in peer_rounds(tree, rows):
            SelfReview.objects.create(
                round=row, employee=agent, unit=tree.aftersales_1, status="handed_in", handed_in_on=TODAY
            )
        found.append([cost(leader, reverse(name)) for name in ("peer_reviews:list", "self_reviews:list")])

    assert found[0] == found[1]


def test_upward_results(hr: Employee, leader: Employee, tree: Tree, cost: Callable[[Employee, str], int]) -> None:
    found = []
    for rows in one_and_many():
        for number in range(rows):
            row = UpwardRound.objects.create(
                unit=tree.qinghe, year=2000 + number, quarter=1, status="closed", closed_on=TODAY
            )
            UpwardResult.objects.create(
                round=row, leader=leader, unit=tree.aftersales_1, above=tree.qinghe, is_shown=False
            )
        found.append(cost(hr, reverse("upward_reviews:list")))

    assert found[0] == found[1]


def test_plans_and_closed_visits(
    supervisor: Employee, agent: Employee, stranger: Employee, tree: Tree, cost: Callable[[Employee, str], int]
) -> None:
    found = []
    for rows in one_and_many():
        of, plan = scenario(tree.qinghe, by=supervisor), plan_of(tree.qinghe, by=supervisor)
        ShopperPlan.objects.bulk_create(
            ShopperPlan(unit=tree.qinghe, title="抽查", made_on=TODAY) for _number in range(rows - 1)
        )
        ShopperVisit.objects.bulk_create(
            ShopperVisit(
                plan=plan, scenario=of, target=agent, unit=tree.aftersales_1, shopper=stranger, visit_by=TODAY,
                status="closed", criteria=of.criteria, answers=[4, 4], score=100, visited_on=TODAY, closed_on=TODAY,
            )
            for _number in range(rows)
        )  # fmt: skip
        found.append(
            [
                cost(supervisor, reverse("shopper:list")),
                cost(agent, reverse("shopper:results")),
                cost(supervisor, reverse("shopper:plan", args=[plan.pk])),
            ]
        )

    assert found[0] == found[1]


# --- pages that show many lines each: what fills them with so many, who reads them, and their address -----------------

Page = tuple[Employee, str]


def scenarios_page(desk: Desk, hire: Hire, supervisor: Employee, rows: int) -> Page:
    for _number in range(rows):
        scenario(desk.tree.qinghe, by=supervisor)
    return supervisor, reverse("shopper:scenarios")


def draws_of(desk: Desk, rows: int) -> list[QaDraw]:
    plan = desk.plan()
    days = [date(2026, 1, 5) + timedelta(weeks=number) for number in range(rows)]
    return QaDraw.objects.bulk_create(
        QaDraw(
            plan=plan, first_day=day, last_day=day + timedelta(days=6), method="random", per_agent=4, seed=1,
            digest="x", drawn_at=NOW, drawn_by=desk.first.account, population=40, drawn=4, agents=1,
            cells=[{"type": None, "channel": 1, "population": 40, "drawn": 4, "expected": 4.0}],
        )
        for day in days
    )  # fmt: skip


def plan_page(desk: Desk, hire: Hire, supervisor: Employee, rows: int) -> Page:
    return desk.first, reverse("qa:plan", args=[draws_of(desk, rows)[0].plan_id])


def reviewer_page(desk: Desk, hire: Hire, supervisor: Employee, rows: int) -> Page:
    """Reviews of which a point was disputed and overturned, and calibrations with agreed answers."""
    contact, version = desk.contact("C1"), desk.form.versions.get()
    for draw in draws_of(desk, rows):
        review = QaReview.objects.create(
            contact=contact, agent=desk.agent, unit=desk.tree.aftersales_1, day=TODAY, reviewer=desk.first,
            version=version, draw=draw, origin="random", status="decided", assigned_at=NOW, submitted_at=NOW,
            earned=9, possible=14,
        )  # fmt: skip
        answer = QaAnswer.objects.create(review=review, item=desk.keys[1], points=3, ruled=True, ruled_points=5)
        dispute = QaDispute.objects.create(
            review=review, opened_at=NOW, due_on=TODAY, decided_at=NOW, decided_by=desk.second, reason="录音为证",
            earned_before=9, possible_before=14, overturned=True,
        )  # fmt: skip
        QaDisputedItem.objects.create(dispute=dispute, answer=answer, reason="当场说清了", verdict="upheld")
    calibrated(desk, rows)
    return desk.first, reverse("qa:reviewer", args=[desk.first.pk])


def calibrated(desk: Desk, rows: int) -> None:
    contact, version = desk.contact("K1"), desk.form.versions.get()
    for _number in range(rows):
        session = QaSession.objects.create(
            title="退款通话", unit=desk.tree.aftersales_1, contact=contact, version=version, moderator=desk.first,
            status="agreed", opened_at=NOW, closes_on=TODAY, revealed_at=NOW, agreed_at=NOW,
        )  # fmt: skip
        QaAgreed.objects.create(session=session, item=desk.keys[1], points=5, reason="对照标准")
        for reviewer in (desk.first, desk.second):
            sheet = QaSheet.objects.create(session=session, reviewer=reviewer, submitted_at=NOW)
            QaMark.objects.create(sheet=sheet, item=desk.keys[1], points=3)


def course_page(desk: Desk, hire: Hire, supervisor: Employee, rows: int) -> Page:
    calibrated(desk, rows)
    return desk.first, reverse("qa:course")


def peer_page(desk: Desk, hire: Hire, supervisor: Employee, rows: int) -> Page:
    (row,) = peer_rounds(desk.tree, 1)
    PeerRound.objects.filter(pk=row.pk).update(status="closed", closed_on=TODAY)
    PeerResult.objects.bulk_create(
        PeerResult(round=row, rated=who, unit=desk.tree.aftersales_1, n=5, score=80)
        for who in staff_of(desk, hire, rows)
    )
    return desk.leader, reverse("peer_reviews:round", args=[row.pk])


def upward_page(desk: Desk, hire: Hire, supervisor: Employee, rows: int) -> Page:
    row = UpwardRound.objects.create(unit=desk.tree.qinghe, year=2026, quarter=4)
    UpwardItem.objects.bulk_create(UpwardItem(round=row, position=n, text="平时就是这样做的") for n in range(rows))
    hr = hire("张悦", None, number="K90011", role="hr", at=desk.tree.company)
    return hr, reverse("upward_reviews:round", args=[row.pk])


def staff_of(desk: Desk, hire: Hire, rows: int) -> list[Employee]:
    return [hire(f"员工{n}", desk.tree.aftersales_1, number=f"P{n:04}") for n in range(rows)]


@pytest.mark.parametrize(
    "fill",
    [
        scenarios_page, plan_page, reviewer_page, course_page, peer_page, upward_page,
    ],
)  # fmt: skip
def test_a_page_costs_the_same_for_one_line_and_for_many(
    fill: Callable[[Desk, Hire, Employee, int], Page], desk: Desk, hire: Hire, supervisor: Employee,
    cost: Callable[[Employee, str], int],
) -> None:  # fmt: skip
    found = [cost(*fill(desk, hire, supervisor, rows)) for rows in one_and_many()]

    assert found[0] == found[1]


def test_for_whom_a_plan_may_begin(desk: Desk, hire: Hire, cost: Callable[[Employee, str], int]) -> None:
    found = []
    for rows in one_and_many():
        for who in staff_of(desk, hire, rows - 1):
            answers(desk.centre, who, date(2026, 10, 1), good=1, bad=1)
        found.append(cost(desk.leader, reverse("improvement_plans:grounds")))

    assert found[0] == found[1]
