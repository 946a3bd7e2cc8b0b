"""Upward by itself: the weekly report from figures, and the risks and asks of each month."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import MonthlyStatement, WeeklyReport, WorkRequest
from dengta.domains.communication.selectors import weekly as selectors
from dengta.domains.communication.selectors.weekly import Kept, Line, WeeklyFigures
from dengta.domains.communication.services import weekly as services
from dengta.domains.people.models import Employee
from dengta.domains.service.selectors.weekly import KPIS
from dengta.domains.service.selectors.weekly import weekly_values as service_values
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.communication.talking import SignedIn, account, at, inbox, told
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
MONDAY = at(23)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, date]]:
    """A room that counts one thing; remembers for which days it was asked."""
    asked: list[tuple[date, date]] = []

    def values(unit_ids: Collection[int], start: date, end: date) -> Mapping[int, Sequence[Kept]]:
        asked.append((start, end))
        return {unit_id: [{"kpi": "x", "value": 42}] for unit_id in unit_ids}

    monkeypatch.setattr(selectors, "_sources", {})
    selectors.register_weekly_figures(WeeklyFigures("test", values, lambda kept: Line("处理量", str(kept["value"]))))
    return asked


@pytest.mark.covers("K9", "R-041")
def test_every_led_group_has_its_week_in_figures_on_monday_without_anybody_writing_it(
    leader: Employee, supervisor: Employee, other_leader: Employee, counted: list[tuple[date, date]]
) -> None:
    assert services.make_weekly_reports(now=MONDAY) == 2
    assert services.make_weekly_reports(now=MONDAY) == services.make_weekly_reports(now=at(27)) == 0

    report = WeeklyReport.objects.get(author=leader)
    assert (report.week, report.recipient) == (date(2026, 11, 16), supervisor)
    assert [line.value for line in selectors.lines_of(report)] == ["42"]
    assert counted == [(date(2026, 11, 16), date(2026, 11, 23))]
    assert told(supervisor) == told(leader) == ["本组一周数据"]


@pytest.mark.covers("K9")
def test_service_fills_the_report_with_figures_and_the_week_before(leader: Employee, tree: Tree) -> None:
    assert set(KPIS) == {"answered", "aht", "fcr", "csat", "complaint_rate"}
    assert service_values([tree.aftersales_1.pk], date(2026, 11, 16), date(2026, 11, 23)) == {}
    assert services.make_weekly_reports(now=MONDAY) == 1
    assert WeeklyReport.objects.get().figures == []


@pytest.mark.covers("K9")
def test_the_leader_adds_what_the_figures_do_not_say_and_nobody_else(
    leader: Employee, supervisor: Employee, counted: list[tuple[date, date]]
) -> None:
    services.make_weekly_reports(now=MONDAY)
    report = WeeklyReport.objects.get(author=leader)
    with pytest.raises(NotAllowed):
        services.remark_on_report(report_id=report.pk, remark="x", by=account(supervisor), now=MONDAY)
    with pytest.raises(RuleViolation):
        services.remark_on_report(report_id=report.pk, remark=" ", by=account(leader), now=MONDAY)

    services.remark_on_report(report_id=report.pk, remark="两人病假", by=account(leader), now=MONDAY)

    report.refresh_from_db()
    assert report.remark == "两人病假"


@pytest.mark.covers("K9")
def test_leader_and_next_level_read_it_and_other_branches_do_not(
    leader: Employee, supervisor: Employee, agent: Employee, other_leader: Employee, counted: list[tuple[date, date]]
) -> None:
    services.make_weekly_reports(now=MONDAY)
    report = WeeklyReport.objects.get(author=leader)

    readers = {one.name for one in (leader, supervisor, agent, other_leader)
               if report in selectors.reports(account(one))}  # fmt: skip
    assert readers == {"周敏", "林涛"}


@pytest.mark.covers("R-041", "K9")
def test_on_the_fifth_nothing_is_missing_and_on_the_sixth_it_is(leader: Employee, tree: Tree) -> None:
    groups = [tree.aftersales_1.pk]

    assert selectors.without_statement(groups, date(2026, 11, 5)) == []
    assert selectors.without_statement(groups, date(2026, 11, 6)) == groups


@pytest.mark.covers("R-041", "K9")
@pytest.mark.parametrize("day", [7, 9, 30])
def test_a_worker_that_was_down_on_the_day_after_tells_on_the_first_day_it_is_back(day: int, leader: Employee) -> None:
    assert services.ask_for_statements(now=at(5, 12)) == 0
    assert services.ask_for_statements(now=at(day, 12)) == 1
    assert services.ask_for_statements(now=at(day, 12, 15)) == 0
    assert len(told(leader)) == 1


@pytest.mark.covers("R-041", "K9")
def test_each_month_tells_anew(leader: Employee) -> None:
    for month in (10, 11):
        assert services.ask_for_statements(now=at(8, month)) == 1
    assert len(told(leader)) == 2


@pytest.mark.covers("R-041", "K9")
def test_it_waits_from_the_first_and_the_day_after_the_fifth_a_notice_comes_once(
    leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    for day in (1, 2, 5):
        assert services.ask_for_statements(now=at(day, 12)) == 0
    assert [kind for kind, _title in inbox(leader)] == ["request.statement"]
    assert told(leader) == []

    assert services.ask_for_statements(now=at(6, 12)) == 1
    assert services.ask_for_statements(now=at(7, 12)) == 0

    assert len(told(leader)) == 1
    assert selectors.owed(account(supervisor), date(2026, 12, 7)).missing == [tree.aftersales_1]


@pytest.mark.covers("R-041", "K9")
def test_risks_are_written_once_a_month_and_asks_become_requests_that_are_tracked(
    leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    form = {"unit_id": tree.aftersales_1.pk, "risks": "旺季缺两人"}
    assert browser.post(reverse("requests:statement_new"), form).status_code == 302
    assert browser.post(reverse("requests:statement_new"), form).status_code == 422

    statement = MonthlyStatement.objects.get()
    ask = {"summary": "旺季借调两人", "facts": "预测增 18%", "option_1": "借调", "option_2": "加班", "proposal": "借调"}
    address = f"{reverse('requests:new_up')}?statement={statement.pk}"
    assert browser.post(address, ask).status_code == 302

    assert WorkRequest.objects.get().statement == statement
    assert [kind for kind, _title in inbox(supervisor)] == ["request.answer"]
    assert "旺季借调两人" in browser.get(reverse("requests:statements")).content.decode()
    assert selectors.without_statement([tree.aftersales_1.pk], date(2026, 11, 30)) == []


def test_nobody_writes_for_a_group_that_somebody_else_leads_or_asks_on_a_statement_of_others(
    leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    with pytest.raises(NotAllowed):
        services.write_statement(unit_id=tree.aftersales_1.pk, risks="x", by=account(supervisor), now=NOW)
    statement = services.write_statement(unit_id=tree.aftersales_1.pk, risks="无", by=account(leader), now=NOW)

    answer = signed_in(supervisor).get(f"{reverse('requests:new_up')}?statement={statement.pk}")
    assert answer.status_code == 404


@pytest.fixture
def cost(django_assert_num_queries: DjangoAssertNumQueries) -> Callable[[Client, str, int], str]:
    def cost(browser: Client, address: str, queries: int) -> str:
        browser.get(address)
        with django_assert_num_queries(queries):
            return browser.get(address).content.decode()

    return cost


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_reports_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - one fixture per person
    rows: int, leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn,
    cost: Callable[[Client, str, int], str],
) -> None:  # fmt: skip
    WeeklyReport.objects.bulk_create(
        WeeklyReport(unit=tree.aftersales_1, author=leader, recipient=supervisor, week=date(2020 + n, 1, 6),
                     made_at=NOW, remark="周报备注")
        for n in range(rows)
    )  # fmt: skip
    assert cost(signed_in(leader), reverse("requests:reports"), 7).count("周报备注") == rows


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_statements_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - one fixture per person
    rows: int, leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn,
    cost: Callable[[Client, str, int], str],
) -> None:  # fmt: skip
    MonthlyStatement.objects.bulk_create(
        MonthlyStatement(
            unit=tree.aftersales_1, author=leader, month=date(2000 + n, 1, 1), risks="风险如下", written_at=NOW
        )
        for n in range(rows)
    )
    assert cost(signed_in(leader), reverse("requests:statements"), 12).count("风险如下") == rows
