"""News from lower to upper rooms: durable, in order, once in effect."""

import enum
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from time_machine import TimeMachineFixture

from dengta.foundation import events
from dengta.foundation.events import codec, delivery, registry
from dengta.foundation.events.models import Delivery, Event
from dengta.foundation.events.publishing import NotInTransaction
from tests.conftest import NOW
from tests.foundation.processes import Workers, until
from tests.foundation.workload.tasks import Happened


@dataclass(frozen=True)
class Moved:
    """Somebody has moved to another team."""

    who: int
    on: date = date(2026, 6, 1)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Subscribes a receiver to `Moved`; answers the list of those it heard of."""
    monkeypatch.setattr(registry, "_subscriptions", {})

    def heard(receiver: str = "test.one", handle: Callable[[Moved], None] | None = None) -> list[int]:
        moved: list[int] = []

        def receive(event: Moved) -> None:
            if handle is not None:
                handle(event)
            moved.append(event.who)

        events.subscribe(Moved, receiver, receive)
        return moved

    return heard


def publish(*people: int) -> None:
    with transaction.atomic():
        for who in people:
            events.publish(Moved(who))


def note(event: Moved) -> None:
    """An effect in the database."""
    Event.objects.create(type="note", facts={"who": event.who})


def noted() -> list[int]:
    return [facts["who"] for facts in Event.objects.filter(type="note").order_by("pk").values_list("facts", flat=True)]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The frozen clock, to be moved on."""
    time_machine.move_to(NOW)
    return time_machine


# --- as JSON and back ------------------------------------------------------------------------------------


class Colour(enum.StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Everything:
    """One field of every type that an event may carry."""

    day: date
    moment: datetime
    clock: time
    amount: Decimal
    id: UUID
    colour: Colour
    numbers: tuple[int, ...]
    days: list[date]
    names: dict[str, Decimal]
    inner: Moved
    maybe: date | None
    nothing: date | None
    flag: bool
    text: str = "文字"


def test_every_type_comes_back_as_it_went() -> None:
    event = Everything(
        day=date(2026, 2, 28),
        moment=datetime(2026, 11, 18, 2, 0, 0, 1, tzinfo=UTC),
        clock=time(23, 59),
        amount=Decimal("0.10"),
        id=UUID(int=7),
        colour=Colour.RED,
        numbers=(1, 2),
        days=[date(2026, 1, 1)],
        names={"a": Decimal("1.50")},
        inner=Moved(3, date(2024, 2, 29)),
        maybe=date(2026, 5, 1),
        nothing=None,
        flag=True,
    )

    back = codec.from_json(Everything, codec.to_json(event))

    assert back == event
    assert str(back.amount) == "0.10"


def test_what_cannot_come_back_is_refused_when_it_goes() -> None:
    @dataclass(frozen=True)
    class Strange:
        what: object

    with pytest.raises(TypeError, match="an event cannot carry a object"):
        codec.to_json(Strange(object()))


def test_an_event_of_an_older_version_gets_the_defaults_of_new_fields_and_loses_dropped_ones() -> None:
    assert codec.from_json(Moved, {"who": 1, "dropped": "x"}) == Moved(1)


# --- delivery ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_receiver_hears_of_each_event_once_and_in_order(heard: Callable[..., list[int]]) -> None:
    one, other = heard("test.one"), heard("test.other")
    publish(1, 2, 3)

    assert events.deliver() == 6
    assert events.deliver() == 0

    assert one == other == [1, 2, 3]


@pytest.mark.django_db
def test_what_was_rolled_back_is_never_told(heard: Callable[..., list[int]]) -> None:
    one = heard()
    with transaction.atomic():
        events.publish(Moved(1))
        transaction.set_rollback(True)

    events.deliver()

    assert one == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_can_be_published() -> None:
    with pytest.raises(NotInTransaction):
        events.publish(Moved(1))


@pytest.mark.django_db
def test_what_nobody_wants_to_hear_leaves_no_row() -> None:
    publish(1)

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_failing_receiver_leaves_no_half_effect_holds_its_order_and_stops_nobody_else(
    heard: Callable[..., list[int]], clock: TimeMachineFixture
) -> None:
    broken = [True]

    def sometimes(event: Moved) -> None:
        note(event)
        if event.who == 2 and broken[0]:
            raise ZeroDivisionError("again")

    failing, healthy = heard("test.failing", sometimes), heard("test.healthy")
    publish(1, 2, 3)

    for _poll in range(3):
        events.deliver()
    assert (failing, healthy, noted()) == ([1], [1, 2, 3], [1])
    assert Delivery.objects.get(receiver="test.failing", attempts=1).last_error == "ZeroDivisionError: again"

    broken[0] = False
    clock.shift(timedelta(seconds=6))
    events.deliver()
    assert (failing, noted()) == ([1, 2, 3], [1, 2, 3])


@pytest.mark.django_db
def test_events_of_a_receiver_that_is_not_installed_wait_for_it(
    heard: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard()
    publish(1)
    monkeypatch.setattr(registry, "_subscriptions", {})
    assert events.deliver() == 0

    one = heard()
    events.deliver()

    assert one == [1]


@pytest.mark.django_db
def test_old_events_go_when_everybody_has_heard_of_them(
    heard: Callable[..., list[int]], clock: TimeMachineFixture
) -> None:
    heard()
    publish(1)
    events.deliver()
    publish(2)
    clock.shift(timedelta(days=31))

    delivery.prune()

    assert [event.facts["who"] for event in Event.objects.all()] == [2]


@pytest.mark.django_db(transaction=True)
def test_several_workers_deliver_each_event_once_and_in_order(heard: Callable[..., list[int]]) -> None:
    heard("test.noting", note)
    publish(*range(20))

    def worker(number: int) -> int:
        try:
            return sum(events.deliver() for _poll in range(10))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        total = sum(workers.map(worker, range(4)))
    total += events.deliver()

    assert total == 20
    assert noted() == list(range(20))


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    workers = Workers(tmp_path)
    yield workers
    workers.end()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_delivery_loses_and_doubles_nothing(workers: Workers) -> None:
    def hearing() -> list[Any]:
        return list(workers.folder.glob("hearing *"))

    with transaction.atomic():
        events.publish(Happened(str(workers.folder)))
    first = workers.start()
    until(hearing, workers.logs)

    workers.kill(first)
    assert not Event.objects.filter(type="heard").exists()
    workers.go()
    workers.start()
    until(lambda: Delivery.objects.filter(delivered_at__isnull=False).exists(), workers.logs)

    assert len(hearing()) == 2
    assert Event.objects.filter(type="heard").count() == 1
