"""The load report: how much reached whom on which day, and who got more than is good."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.selectors import messages
from dengta.domains.communication.selectors.messages import Span
from dengta.domains.people.models import Account, Employee, Membership
from dengta.domains.people.services.membership import move_employee
from dengta.domains.people.services.organisation import found_unit
from dengta.foundation.access import Role
from dengta.foundation.notify.models import Notice
from dengta.foundation.settings.models import ParameterValue
from tests.cast import FOUNDED, Tree
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K7")]
SignedIn = Callable[[Employee], Client]
TODAY = date(2026, 11, 18)
WEEK = Span(TODAY - timedelta(days=6), TODAY)


def got(who: Employee, *, notices: int = 0, broadcasts: int = 0, urgent: int = 0, day: date = TODAY) -> None:
    """So many messages of each sort reached this person on a day; urgent ones are broadcasts as well."""
    kinds = [(False, False)] * notices + [(True, False)] * broadcasts + [(True, True)] * urgent
    Notice.objects.bulk_create(
        Notice(account=who.account, kind="test", title="一", broadcast=one[0], urgent=one[1], day=day) for one in kinds
    )


def named(loads: Iterable[messages.Load], name: str) -> messages.Load:
    return next(load for load in loads if load.name == name)


def test_a_person_is_counted_per_day_with_the_share_of_urgent_ones(leader: Employee, agent: Employee) -> None:
    got(agent, notices=4, broadcasts=7, urgent=3)
    got(agent, notices=2, broadcasts=5, day=TODAY - timedelta(days=1))

    load = named(messages.report(leader.account, WEEK, today=TODAY).people, "李佳怡")
    assert (load.notices, load.broadcasts, load.urgent, load.most) == (21, 15, 3, 7)
    assert (round(load.per_day, 2), round(load.broadcasts_per_day, 2), round(load.urgent_share)) == (3.0, 2.14, 14)


@pytest.mark.covers("R-031")
def test_a_day_with_six_broadcasts_is_above_the_limit_one_with_five_is_not_and_urgent_ones_do_not_count(
    leader: Employee, agent: Employee, peer: Employee
) -> None:
    got(agent, broadcasts=6)
    got(agent, broadcasts=6, day=TODAY - timedelta(days=2))
    got(peer, broadcasts=5, urgent=9, notices=20)

    report = messages.report(leader.account, WEEK, today=TODAY)
    assert [(load.name, load.over) for load in report.over] == [("李佳怡", 2)]
    ParameterValue.objects.create(name="notify.most_broadcasts", value=4, valid_from=FOUNDED, reason="少发")
    assert {load.name for load in messages.report(leader.account, WEEK, today=TODAY).over} == {"李佳怡", "陈浩然"}


def test_a_team_is_the_sum_of_its_people_and_a_day_counts_for_the_team_of_that_day(
    supervisor: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=TODAY, reason="支援", by=None)
    got(agent, broadcasts=7)
    got(agent, broadcasts=4, day=TODAY - timedelta(days=1))
    got(peer, notices=3, urgent=1, day=TODAY - timedelta(days=1))

    teams = messages.report(supervisor.account, WEEK, today=TODAY).teams
    first, second = named(teams, "售后一组"), named(teams, "售后二组")
    assert (first.head_count, first.notices, first.broadcasts, first.urgent, first.over) == (2, 8, 5, 1, 0)
    assert (second.head_count, second.notices, second.over) == (1, 7, 1)
    assert first.per_day == pytest.approx(8 / 7 / 2)


def test_everybody_sees_the_own_load_leaders_that_of_their_teams_and_nobody_that_of_the_other_client(
    agent: Employee, leader: Employee, supervisor: Employee, stranger: Employee, hr: Employee
) -> None:
    for who in (agent, leader, stranger):
        got(who, notices=1)

    def seen_by(reader: Employee) -> set[str]:
        return {load.name for load in messages.report(reader.account, WEEK, today=TODAY).people}

    assert seen_by(agent) == {"李佳怡"}
    assert seen_by(leader) == {"李佳怡", "周敏"}
    assert seen_by(supervisor) == {"李佳怡", "周敏"}
    assert seen_by(stranger) == {"赵磊"}
    assert seen_by(hr) == {"李佳怡", "周敏", "赵磊"}


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (None, None, (date(2026, 11, 11), date(2026, 11, 17))),
        (date(2026, 11, 18), date(2026, 11, 18), (TODAY, TODAY)),
        (date(2026, 1, 1), date(2026, 11, 10), (date(2026, 10, 11), date(2026, 11, 10))),
        (date(2026, 11, 1), date(2027, 1, 1), (date(2026, 11, 1), TODAY)),
        (date(2020, 1, 1), date(2020, 1, 31), (date(2020, 1, 31), date(2020, 1, 31))),
        (date(2026, 11, 18), date(2026, 11, 1), (date(2026, 11, 1), date(2026, 11, 1))),
    ],
)
def test_a_period_is_the_last_week_that_is_over_or_ends_today_at_the_latest_and_has_31_of_the_last_90_days(
    first: date | None, last: date | None, shown: tuple[date, date]
) -> None:
    span = messages.span_of(first, last, today=TODAY)
    assert (span.first, span.last) == shown


def test_the_page_names_who_is_above_the_limit_and_can_be_narrowed_to_them(
    leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn
) -> None:
    page, browser = reverse("messages:load") + "?end=2026-11-18", signed_in(leader)
    assert "这段时间没有消息" in browser.get(reverse("messages:load")).content.decode()
    got(peer, broadcasts=2)
    assert "没有人单日收到超过 5 条群发消息" in browser.get(page).content.decode()
    got(agent, broadcasts=6)

    shown = browser.get(page).content.decode()
    assert "有 1 人某天收到的群发消息超过 5 条" in shown
    assert "陈浩然" in shown
    narrowed = browser.get(page + "&show=over").content.decode()
    assert "李佳怡" in narrowed
    assert "陈浩然" not in narrowed
    earlier = browser.get(reverse("messages:load"), {"start": "2026-11-01", "end": "2026-11-10", "sort": "nonsense"})
    assert "李佳怡" not in earlier.content.decode()
    assert browser.get(reverse("messages:load"), {"start": "yesterday", "end": "<b>"}).status_code == 200


def test_the_list_leaves_the_house_with_whoever_may_take_it_and_with_what_they_may_take(
    supervisor: Employee, leader: Employee, agent: Employee, stranger: Employee, signed_in: SignedIn
) -> None:
    got(agent, broadcasts=6, notices=1)
    got(stranger, notices=1)
    taken = signed_in(supervisor).get(reverse("messages:load"), {"format": "csv", "end": "2026-11-18"})
    rows = list(csv.reader(io.StringIO(b"".join(taken.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]

    assert rows[1][:4] == [agent.number, "李佳怡", "售后一组", "7"]
    assert len(rows) == 2
    assert signed_in(leader).get(reverse("messages:load"), {"format": "csv"}).status_code == 404


def test_a_day_that_is_over_is_counted_once_for_some_minutes_and_today_each_time(
    leader: Employee, agent: Employee
) -> None:
    yesterday = TODAY - timedelta(days=1)

    def notices() -> tuple[int, int]:
        """What reached 李佳怡 yesterday, and today."""
        days = (messages.report(leader.account, Span(day, day), today=TODAY) for day in (yesterday, TODAY))
        before, now = (sum(load.notices for load in report.people) for report in days)
        return before, now

    got(agent, notices=1, day=yesterday)
    assert notices() == (1, 0)
    got(agent, notices=1, day=yesterday)
    got(agent, notices=1)
    assert notices() == (1, 1)
    with time_machine.travel(NOW + timedelta(minutes=11)):
        assert notices() == (2, 1)


def test_of_many_teams_ten_stand_above_the_people_and_all_on_a_page_of_their_own(
    supervisor: Employee, agent: Employee, tree: Tree, hire: Any, signed_in: SignedIn
) -> None:
    for number in range(11):
        team = found_unit(
            kind="team", code=f"Z{number}", name=f"夜班{number:02}组", parent=tree.qinghe, on=FOUNDED, by=None
        )
        got(hire(f"新人{number}", team), broadcasts=6 + number, day=TODAY - timedelta(days=1))
    browser = signed_in(supervisor)

    page = browser.get(reverse("messages:load")).content.decode()
    assert "全部 11 个团队" in page
    teams, people = page.split("按人员", 1)
    assert teams.count("夜班") == 10
    assert "夜班00组" not in teams
    assert people.count("新人") >= 11
    everything = browser.get(reverse("messages:load_of_teams")).content.decode()
    assert everything.count("夜班") == 11
    assert signed_in(agent).get(reverse("messages:load_of_teams")).status_code == 404


@pytest.mark.parametrize("page", ["messages:load", "messages:load_of_teams"])
def test_the_report_costs_the_same_for_one_and_for_many(
    page: str, supervisor: Employee, hire: Any, tree: Tree, signed_in: SignedIn
) -> None:
    browser, address = signed_in(supervisor), reverse(page) + "?end=2026-11-18"

    def cost(rows: int) -> int:
        for number in range(rows):
            team = found_unit(
                kind="team", code=f"Z{rows}{number}", name=f"夜班{number}组", parent=tree.qinghe, on=FOUNDED, by=None
            )
            got(hire(f"新人{number}", team), broadcasts=1)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            shown = browser.get(address).content.decode()
        assert shown.count("夜班" if "teams" in page else "新人") >= min(rows, 25)
        return len(queries)

    assert cost(1) == cost(25) <= 12


def test_five_thousand_people_cost_as_many_queries_as_five(executive: Employee, tree: Tree) -> None:
    def read() -> int:
        with CaptureQueriesContext(connection) as queries:
            report = messages.report(executive.account, WEEK, today=TODAY)
        assert len(report.people) in {5, 5005}
        return len(queries)

    def crowd(count: int, mark: str) -> None:
        accounts = Account.objects.bulk_create((Account(username=f"{mark}{n}") for n in range(count)), batch_size=500)
        staff = Employee.objects.bulk_create(
            (Employee(number=one.username, name="新人", account=one, hired_on=FOUNDED) for one in accounts),
            batch_size=500,
        )
        Membership.objects.bulk_create(
            (Membership(employee=one, unit=tree.aftersales_1, valid_from=FOUNDED) for one in staff), batch_size=500
        )
        Notice.objects.bulk_create(
            (Notice(account=one, kind="t", title="一", day=TODAY, broadcast=True) for one in accounts), batch_size=500
        )

    crowd(5, "a")
    read()  # who is reading is asked once
    few = read()
    crowd(5000, "b")
    assert read() == few <= 5


def test_roles_without_the_class_see_only_their_own(planner: Any, agent: Employee) -> None:
    got(agent, notices=1)

    assert messages.report(planner.account, WEEK, today=TODAY).people[:] == []


@pytest.fixture
def planner(hire: Any, tree: Tree) -> Employee:
    return hire("冯涛", tree.aftersales_2, role=Role.PLANNER)  # type: ignore[no-any-return]


@pytest.fixture
def executive(hire: Any, tree: Tree) -> Employee:
    return hire("高远", None, role=Role.EXECUTIVE, at=tree.qinghe)  # type: ignore[no-any-return]
