"""A date that somebody kept: they are reminded 30, 7 and 1 days before, once each, and nobody else is."""

from datetime import date, timedelta

import pytest

from dengta.domains.disputes.models import Alarm, Calculation
from dengta.domains.disputes.services.alarms import raise_alarms
from dengta.domains.disputes.services.calculations import keep_calculation
from dengta.domains.people.models import Employee
from dengta.foundation.notify.models import Notice
from dengta.foundation.schedule.registry import entries
from tests.conftest import NOW
from tests.disputes import reckoning

pytestmark = pytest.mark.django_db
DUE = date(2027, 3, 1)


@pytest.fixture
def kept(agent: Employee) -> Calculation:
    assert agent.account is not None
    return keep_calculation(
        kind="limitation", inputs={}, sheet=reckoning.sheet(due_on=DUE.isoformat()), about=None, by=agent.account,
        now=NOW,
    )  # fmt: skip


def morning(days_before: int) -> int:
    return raise_alarms(now=NOW + (DUE - timedelta(days=days_before) - NOW.date()))


@pytest.mark.covers("R-130", "L6")
@pytest.mark.parametrize("days", [30, 7, 1])
def test_the_keeper_is_reminded_once_at_each_step(kept: Calculation, agent: Employee, days: int) -> None:
    assert morning(days) == 1
    assert morning(days) == 0

    notice = Notice.objects.get()
    assert notice.account_id == agent.account_id
    assert str(days) in notice.title
    assert str(kept.pk) in notice.url


@pytest.mark.covers("R-130")
def test_nobody_is_reminded_between_the_steps_before_them_or_when_it_is_over(kept: Calculation) -> None:
    assert morning(31) == 0
    assert [morning(30), morning(29), morning(8)] == [1, 0, 0]
    assert [morning(7), morning(2), morning(1), morning(0)] == [1, 0, 1, 0]
    assert morning(-1) == 0
    assert Alarm.objects.count() == 3


def test_after_days_without_a_run_only_the_nearest_step_is_said(kept: Calculation) -> None:
    assert morning(5) == 1

    assert [alarm.days for alarm in Alarm.objects.all()] == [7]


def test_the_notice_names_neither_kind_nor_result(kept: Calculation) -> None:
    morning(7)

    notice = Notice.objects.get()
    assert "limitation" not in f"{notice.title} {notice.body}"
    assert "24,000" not in f"{notice.title} {notice.body}"


def test_what_names_no_date_reminds_of_nothing(agent: Employee) -> None:
    assert agent.account is not None
    keep_calculation(kind="severance", inputs={}, sheet=reckoning.sheet(), about=None, by=agent.account, now=NOW)

    assert morning(7) == 0


def test_it_runs_every_morning() -> None:
    assert {entry.name: entry.cron for entry in entries()}["disputes.alarms"] == "0 8 * * *"
