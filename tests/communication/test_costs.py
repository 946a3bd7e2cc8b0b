"""Pages that show many lines each: one line costs as many queries as twenty-five."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import (
    CheckItem,
    ConcernedCustomer,
    Consultation,
    ConsultationVoice,
    Credit,
    CultureLine,
    CultureValue,
    EventPart,
    FloorReport,
    HelpCall,
    OneOnOne,
    ReportVoice,
    SignUp,
    Suggestion,
    TeamEvent,
    Vote,
    WorkplaceCheck,
)
from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.services.organisation import found_unit
from tests.cast import FOUNDED, Tree
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
Cost = Callable[[Employee, str], str]
Hire = Callable[..., Employee]
Others = Callable[[int], list[Employee]]


@pytest.fixture
def cost(
    signed_in: Callable[[Employee], Client], django_assert_max_num_queries: DjangoAssertNumQueries,
) -> Cost:  # fmt: skip
    """Opens a page once to warm up, then again: no more than it may, and the same with every number of lines."""
    costs: list[int] = []

    def cost(reader: Employee, address: str, *, most: int = 20) -> str:
        browser = signed_in(reader)
        browser.get(address)
        with django_assert_max_num_queries(most) as spent:
            page = browser.get(address)
        assert page.status_code == 200
        costs.append(len(spent))
        assert len(spent) == costs[0], [one["sql"] for one in spent.captured_queries]
        return page.content.decode()

    return cost


@pytest.fixture
def others(hire: Hire, tree: Tree) -> Others:
    """As many colleagues as there are lines."""
    return lambda rows: [hire(f"同事{number:02d}号", tree.aftersales_1) for number in range(rows)]


def team(tree: Tree, number: int) -> Unit:
    return found_unit(kind="team", code=f"T{number}", name=f"新组{number:02d}", parent=tree.qinghe, on=FOUNDED, by=None)


def test_the_regularity_of_leaders(tree: Tree, supervisor: Employee, hire: Hire, cost: Cost) -> None:
    for rows in one_and_many():
        for number in range(rows):
            unit = team(tree, number)
            leader, person = hire(f"组长{number:02d}号", unit, role="team_lead"), hire(f"客服{number:02d}号", unit)
            OneOnOne.objects.create(
                employee=person, leader=leader, unit=unit, planned_for=NOW - timedelta(days=3), status="done",
                held_on=TODAY - timedelta(days=3), minutes=10, complete=True,
            )  # fmt: skip

        page = cost(supervisor, reverse("one_on_ones:cadence"))
        # The supervisor, who leads the leaders and talked with none, stands first on a page of 25.
        assert sum(f"组长{number:02d}号" in page for number in range(rows)) == min(rows, 24)


def test_the_answer_times_of_calls(tree: Tree, leader: Employee, agent: Employee, cost: Cost) -> None:
    for rows in one_and_many():
        HelpCall.objects.bulk_create(
            HelpCall(
                caller=agent, unit=tree.aftersales_1, line="能退吗",
                called_at=NOW - timedelta(days=3 * place, minutes=9),
                answered_at=NOW - timedelta(days=3 * place, minutes=8), answered_by=leader,
            )
            for place in range(rows)
        )  # fmt: skip
        cost(leader, reverse("help_calls:times"))


def test_what_the_house_stands_for(tree: Tree, agent: Employee, cost: Cost) -> None:
    for rows in one_and_many():
        vision = CultureLine.objects.create(level="vision", unit=tree.company, text="愿景")
        for place in range(rows):
            line = CultureLine.objects.create(
                level="strategy", unit=tree.company, text=f"方向{place:02d}", serves=vision
            )
            CultureLine.objects.create(level="action", unit=tree.aftersales_1, text=f"做法{place:02d}", serves=line)
            CultureValue.objects.create(unit=tree.company, aspect="help", name=f"价值{place:02d}", meaning="托一把")

        page = cost(agent, reverse("culture:home"))
        for word in ("方向", "做法", "价值"):
            assert sum(f"{word}{place:02d}" in page for place in range(rows)) == rows


def test_a_check_of_many_lines(tree: Tree, leader: Employee, agent: Employee, cost: Cost) -> None:
    for rows in one_and_many():
        check = WorkplaceCheck.objects.create(unit=tree.aftersales_1, done_on=TODAY, done_by=leader.account)
        for place in range(rows):
            CheckItem.objects.create(
                check_of=check, area="sort", what=f"桌面{place:02d}", position=place, ok=False, owner=agent, note="乱",
                due_on=TODAY,
            )  # fmt: skip

        page = cost(leader, reverse("checks:check", args=[check.pk]))
        assert sum(f"桌面{place:02d}" in page for place in range(rows)) == rows


def test_a_report_of_many_voices_and_customers(
    tree: Tree, leader: Employee, agent: Employee, others: Others, cost: Cost
) -> None:
    for rows in one_and_many():
        people = others(rows)
        report = FloorReport.objects.create(
            reporter=agent, unit=tree.aftersales_1, kind="process", title="白屏", what="x", created_at=NOW,
            holder=leader, due_on=TODAY,
        )  # fmt: skip
        ReportVoice.objects.bulk_create(ReportVoice(report=report, employee=one, at=NOW) for one in people)
        ConcernedCustomer.objects.bulk_create(
            ConcernedCustomer(report=report, reference=f"KH-{one.pk}", named_by=one) for one in people
        )

        page = cost(leader, reverse("reports:report", args=[report.pk]))
        assert sum(f"KH-{one.pk}" in page for one in people) == len(people)


def test_a_suggestion_of_many(tree: Tree, leader: Employee, agent: Employee, others: Others, cost: Cost) -> None:
    for rows in one_and_many():
        people = others(rows)
        row = Suggestion.objects.create(
            author=agent,
            unit=tree.aftersales_1,
            title="少填一遍",
            body="更快",
            created_at=NOW,
            holder=leader,
            due_on=TODAY,
        )
        Credit.objects.create(suggestion=row, employee=agent, is_first=True)
        Credit.objects.bulk_create(Credit(suggestion=row, employee=one) for one in people)
        Vote.objects.bulk_create(Vote(suggestion=row, employee=one, at=NOW) for one in people)

        page = cost(leader, reverse("suggestions:suggestion", args=[row.pk]))
        assert "少填一遍" in page


def test_a_consultation_of_many_voices(tree: Tree, leader: Employee, others: Others, cost: Cost) -> None:
    for rows in one_and_many():
        people = others(rows)
        row = Consultation.objects.create(
            employee=leader, unit=tree.aftersales_1, title="轮换", question="怎样？", asked_at=NOW, until=TODAY
        )
        ConsultationVoice.objects.bulk_create(
            ConsultationVoice(consultation=row, employee=one, answer=f"看法{one.pk}", answered_at=NOW) for one in people
        )

        page = cost(leader, reverse("consultations:one", args=[row.pk]))
        assert sum(f"看法{one.pk}" in page for one in people) == len(people)


def test_an_event_of_many(tree: Tree, leader: Employee, others: Others, cost: Cost) -> None:
    for rows in one_and_many():
        people = others(rows)
        event = TeamEvent.objects.create(
            unit=tree.aftersales_1, title="划船", starts_at=NOW + timedelta(days=9),
            sign_up_until=NOW + timedelta(days=5), budget=1, state="planned", most_people=99,
        )  # fmt: skip
        EventPart.objects.create(event=event, kind="relaxing", what="划船")
        SignUp.objects.bulk_create(SignUp(event=event, employee=one, state="coming", at=NOW) for one in people)

        page = cost(leader, reverse("team_events:event", args=[event.pk]))
        assert sum(one.name in page for one in people) == len(people)
