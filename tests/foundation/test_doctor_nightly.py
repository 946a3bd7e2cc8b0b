"""The nightly examination: kept, shown in both languages, told once, and forgotten once it is mended."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from time_machine import TimeMachineFixture

from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.doctor import Problem, register, registry, services
from dengta.foundation.doctor.models import Examination
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from dengta.foundation.schedule.registry import entries
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class House:
    """An installation with as many stuck jobs and as much advice as a test says."""

    def __init__(self) -> None:
        self.stuck = 0
        self.advice = 0
        self.deep_looks = 0

    def look(self, now: datetime) -> Iterator[Problem]:
        if self.stuck:
            yield Problem(format_lazy(_("{count} jobs are stuck."), count=self.stuck), "Mend it.")
        for number in range(self.advice):
            yield Problem(f"advice {number}", "Think about it.", advice=True)

    def look_deeply(self, now: datetime) -> Iterator[Problem]:
        self.deep_looks += 1
        yield from ()


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(registry, "_checks", {})
    house = House()
    register("jobs", _("Background work"), house.look)
    register("audit", _("Audit record"), house.look_deeply, deep=True)
    return house


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(NOW)
    return time_machine


@pytest.fixture
def browser(admin: Employee, signed_in: Callable[[Employee], Client]) -> Client:
    return signed_in(admin)


def night() -> Examination:
    """What the schedule does once a night."""
    jobs.enqueue("doctor.examine", key="schedule doctor.examine")
    jobs.work_off()
    return Examination.objects.order_by("-pk")[0]


def shown(browser: Client, language: str = "zh-hans") -> str:
    return browser.get(reverse("doctor:result"), headers={"accept-language": language}).content.decode()


def test_every_night_everything_is_examined_deeply_and_recorded(house: House) -> None:
    (entry,) = [entry for entry in entries() if entry.job == "doctor.examine"]
    assert entry.cron.split()[2:] == ["*", "*", "*"]

    examination = night()

    assert house.deep_looks == 1
    assert [finding["check"] for finding in examination.findings] == ["audit", "jobs"]
    assert AuditEntry.objects.filter(verb="doctor.examined", object_id=examination.pk).exists()


def test_what_is_wrong_is_shown_in_the_language_of_whoever_looks(house: House, browser: Client) -> None:
    house.stuck = 5
    night()

    assert "有 5 个任务卡住了。" in shown(browser)
    assert "5 jobs are stuck." in shown(browser, "en")
    assert "5 jobs are stuck." not in shown(browser, "zh-hans")


def test_a_problem_that_is_gone_is_no_longer_shown(house: House, browser: Client) -> None:
    house.stuck = 5
    night()
    house.stuck = 0
    night()

    assert "5 jobs are stuck." not in shown(browser, "en")
    assert "All is well" in shown(browser, "en")


def test_administrators_are_told_of_what_is_new_and_not_again_every_night(
    house: House, admin: Employee, leader: Employee, clock: TimeMachineFixture
) -> None:
    house.advice = 1
    night()
    assert not Notice.objects.exists(), "advice is no reason to ring"

    for stuck in (5, 6):
        house.stuck = stuck
        clock.shift(DAY)
        night()
    (notice,) = Notice.objects.filter(kind="doctor.ill")
    assert (notice.account, notice.url) == (admin.account, reverse("doctor:result"))

    for stuck in (0, 1):
        house.stuck = stuck
        clock.shift(DAY)
        night()
    assert Notice.objects.filter(kind="doctor.ill").count() == 2, "it was gone and came back"


def test_it_says_since_when_a_problem_has_been_seen(house: House, clock: TimeMachineFixture) -> None:
    house.stuck = 5
    first = night()
    clock.shift(DAY)
    house.stuck = 7

    (problem,) = night().kept()

    assert problem.since == first.at


def test_an_administrator_has_it_examined_now_and_nobody_else_can(
    house: House, admin: Employee, leader: Employee, browser: Client
) -> None:
    with pytest.raises(NotAllowed):
        services.ask(by=leader.account)

    assert browser.post(reverse("doctor:again")).status_code == 302
    assert browser.post(reverse("doctor:again")).status_code == 302
    assert jobs.Job.objects.filter(kind="doctor.examine").count() == 1
    jobs.work_off()

    assert Examination.objects.count() == 1
    assert AuditEntry.objects.get(verb="doctor.examined").actor == admin.account


def test_an_old_result_says_that_it_is_old(house: House, browser: Client, clock: TimeMachineFixture) -> None:
    night()
    assert "more than a night old" not in shown(browser, "en")

    Examination.objects.update(at=timezone.now() - 2 * DAY)

    assert "more than a night old" in shown(browser, "en")


def test_before_the_first_night_the_page_says_so(house: House, browser: Client) -> None:
    assert "Not examined yet" in shown(browser, "en")


def test_old_results_are_cleaned_away(house: House) -> None:
    night()
    Examination.objects.update(at=timezone.now() - 91 * DAY)

    night()

    assert Examination.objects.count() == 1
