"""SQLite has one writer: whoever writes on and on lets others write in between."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection, transaction

from dengta.config.sqlite3 import turns
from dengta.foundation.access.models import RateCounter

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers"),
    pytest.mark.django_db(transaction=True),
]


class Clock:
    """Time passes only where somebody writes or waits; whoever waits looks whether the lock is free meanwhile."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as somebody_else:
            somebody_else.execute("BEGIN IMMEDIATE")
            somebody_else.rollback()
        self.now += seconds
        self.pauses.append(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(turns, "time", clock)
    monkeypatch.setattr(connection, "_turns", turns.Turns(), raising=False)
    return clock


def write(clock: Clock, *, seconds: float, fails: bool = False) -> None:
    with transaction.atomic():
        RateCounter.objects.create(key=f"{clock.now}", window=0)
        clock.now += seconds
        transaction.set_rollback(fails)


def test_a_worker_that_begins_again_at_once_leaves_the_lock_free_for_longer_than_others_need_to_look(
    clock: Clock,
) -> None:
    for _transaction in range(10):
        write(clock, seconds=0.2)
        clock.now += 0.001

    assert len(clock.pauses) == 4  # after each second one
    assert all(0.1 < pause < 0.13 for pause in clock.pauses)


def test_one_long_transaction_is_followed_by_a_pause_even_where_it_was_taken_back(clock: Clock) -> None:
    write(clock, seconds=3, fails=True)
    write(clock, seconds=0.01)

    assert clock.pauses == [pytest.approx(turns.FREE)]


def test_a_page_that_writes_some_rows_never_pauses(clock: Clock) -> None:
    for _transaction in range(6):
        write(clock, seconds=0.01)

    assert clock.pauses == []


def test_whoever_leaves_the_lock_alone_by_itself_does_not_pause(clock: Clock) -> None:
    for _transaction in range(10):
        write(clock, seconds=0.2)
        clock.now += 0.2

    assert clock.pauses == []


def test_waiting_for_the_lock_is_not_writing(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = connection._start_transaction_under_autocommit

    def waits() -> None:
        clock.now += 15
        begin()

    monkeypatch.setattr(connection, "_start_transaction_under_autocommit", waits)
    write(clock, seconds=0.01)
    write(clock, seconds=0.01)

    assert clock.pauses == []
