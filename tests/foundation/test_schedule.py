"""Recurring work: each tick once, whatever the number of machines."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from dengta.domains.people.models import Employee
from dengta.foundation import jobs, schedule
from dengta.foundation.audit.models import Seal
from dengta.foundation.audit.record import record
from dengta.foundation.jobs import registry as job_registry
from dengta.foundation.jobs.models import Job
from dengta.foundation.schedule import registry, services
from dengta.foundation.schedule.models import Tick
from dengta.foundation.schedule.registry import Entry

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
TEN = datetime(2026, 11, 18, 10, 0, 30, tzinfo=SHANGHAI)


@pytest.fixture
def every(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A schedule that holds nothing but "test.tick", at the cron expression given."""
    monkeypatch.setattr(registry, "_entries", {})

    @jobs.handler("test.tick")
    def work(run: jobs.JobRun, **arguments: Any) -> None:
        """Nothing: that it was asked for is what counts."""

    def every(cron: str) -> None:
        schedule.every("test.tick", cron=cron, job="test.tick", arguments={"n": 1})

    yield every
    del job_registry._handlers["test.tick"]


def asked() -> int:
    return Job.objects.filter(kind="test.tick").count()


# --- when is it due? -----------------------------------------------------------------------------------


def due(cron: str, now: datetime, zone: ZoneInfo = BERLIN) -> datetime:
    return Entry("x", cron, "x").last_due(now=now, zone=zone)


def test_it_is_due_by_the_clock_of_the_installation() -> None:
    now = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)  # 9 o'clock in Shanghai

    assert due("30 8 * * *", now, SHANGHAI) == datetime(2026, 11, 18, 8, 30, tzinfo=SHANGHAI)
    assert due("0 9 * * *", now, SHANGHAI) == datetime(2026, 11, 18, 9, 0, tzinfo=SHANGHAI)
    assert due("1 9 * * *", now, SHANGHAI) == datetime(2026, 11, 17, 9, 1, tzinfo=SHANGHAI)


def moments(cron: str, start: datetime, end: datetime) -> list[str]:
    """All moments at which an entry becomes due while the minutes go by from `start` to `end` (UTC)."""
    found: list[datetime] = []
    now = start
    while now <= end:
        moment = due(cron, now).astimezone(UTC)
        if moment >= start and moment not in found:
            found.append(moment)
        now += MINUTE
    return [f"{moment:%d. %H:%M}" for moment in found]


def test_a_time_that_the_clocks_jump_over_is_due_once_right_after_the_jump() -> None:
    # 29 March 2026, Berlin: 02:00 becomes 03:00, which is 01:00 UTC.
    night = moments("30 2 * * *", datetime(2026, 3, 28, 0, 0, tzinfo=UTC), datetime(2026, 3, 30, 6, 0, tzinfo=UTC))

    assert night == ["28. 01:30", "29. 01:00", "30. 00:30"]


def test_a_time_that_the_clocks_repeat_is_due_once() -> None:
    # 25 October 2026, Berlin: 03:00 becomes 02:00 at 01:00 UTC, so that 02:30 comes twice.
    night = moments("30 2 * * *", datetime(2026, 10, 24, 0, 0, tzinfo=UTC), datetime(2026, 10, 26, 6, 0, tzinfo=UTC))

    assert len(night) == 3
    assert night[1] in {"25. 00:30", "25. 01:30"}


def test_every_minute_stays_every_minute_when_the_clocks_change() -> None:
    night = moments("* * * * *", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 0, tzinfo=UTC))

    assert len(night) == 91


def test_an_expression_that_makes_no_sense_is_refused_at_once(every: Callable[[str], None]) -> None:
    with pytest.raises(Exception, match="minute"):
        every("61 * * * *")


# --- enqueued once ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_tick_is_asked_for_once_and_the_first_ever_only_starts_the_count(every: Callable[[str], None]) -> None:
    every("* * * * *")

    services.tick(now=TEN)
    assert asked() == 0, "a new installation has missed nothing"

    for _poll in range(3):
        services.tick(now=TEN + MINUTE)
        jobs.work_off()
    assert asked() == 1

    services.tick(now=TEN + 2 * MINUTE)
    assert asked() == 2
    assert Job.objects.latest("pk").arguments == {"n": 1}


@pytest.mark.django_db
def test_after_a_downtime_only_the_newest_missed_tick_is_made_up_for(every: Callable[[str], None]) -> None:
    every("0 * * * *")
    services.tick(now=TEN)

    services.tick(now=TEN + timedelta(days=3))

    assert asked() == 1
    assert Tick.objects.latest("pk").due_at == datetime(2026, 11, 21, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_a_clock_that_is_set_back_repeats_nothing(every: Callable[[str], None]) -> None:
    every("0 * * * *")
    for now in (TEN, TEN + timedelta(hours=1), TEN, TEN + timedelta(hours=1)):
        services.tick(now=now)
        jobs.work_off()

    assert asked() == 1


@pytest.mark.django_db
def test_while_the_last_one_still_runs_no_second_is_added(every: Callable[[str], None]) -> None:
    every("* * * * *")
    for minute in range(5):
        services.tick(now=TEN + minute * MINUTE)

    assert asked() == 1
    assert Tick.objects.count() == 5


@pytest.mark.django_db
def test_the_newest_tick_of_each_entry_is_never_forgotten(every: Callable[[str], None]) -> None:
    every("0 4 1 1 *")
    services.tick(now=TEN)

    assert services.prune() == 0
    services.tick(now=TEN + MINUTE)
    assert asked() == 0


@pytest.mark.django_db(transaction=True)
def test_machines_that_tick_at_the_same_moment_ask_once(
    every: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    every("* * * * *")
    # Not by key but by tick: a job that stays open would hide a second one.
    monkeypatch.setattr(services, "_key", lambda entry, due: f"{due} {timezone.now().timestamp()}")
    services.tick(now=TEN)

    def machine(minute: int) -> int:
        try:
            return services.tick(now=TEN + minute * MINUTE)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as machines:
        for minute in range(1, 6):
            assert sum(machines.map(machine, [minute] * 8)) == 1

    assert asked() == 5


@pytest.mark.django_db
@pytest.mark.covers("N4")
def test_the_record_is_sealed_every_minute(agent: Employee) -> None:
    record(None, "people.moved", agent)
    services.tick(now=timezone.now())
    services.tick(now=timezone.now() + MINUTE)
    jobs.work_off()

    assert Seal.objects.get().heads == 1
