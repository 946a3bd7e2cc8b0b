"""News that a receiver can never take: parked, seen, tried again or skipped; and nothing behind them is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from dengta.config.invariants import work
from dengta.domains.people.models import Employee
from dengta.foundation import events
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.events import delivery, registry, services
from dengta.foundation.events.models import Delivery, Event
from dengta.foundation.events.selectors import parked
from dengta.foundation.notify.models import Notice
from tests.conftest import NOW
from tests.foundation.test_events import Moved, publish

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class Receiver:
    """Takes everything but what it is told to break on."""

    def __init__(self, name: str = "test.fragile") -> None:
        self.heard: list[int] = []
        self.breaks_on: set[int] = set()
        events.subscribe(Moved, name, self)

    def __call__(self, event: Moved) -> None:
        if event.who in self.breaks_on:
            raise ZeroDivisionError(f"cannot take {event.who}")
        self.heard.append(event.who)


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(NOW)
    return time_machine


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    """A receiver that can never take the second of three events."""
    monkeypatch.setattr(registry, "_subscriptions", {})
    receiver = Receiver()
    receiver.breaks_on = {2}
    return receiver


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(RuleViolation) as refusal:
        yield
    assert refusal.value.code == code


def try_until_parked(clock: TimeMachineFixture) -> int:
    """Let the worker come by until it gives up; how often it tried."""
    for attempt in range(1, 20):
        events.deliver()
        if parked().exists():
            return attempt
        clock.shift(timedelta(hours=1, seconds=1))
    raise AssertionError("never parked")


def test_what_fails_for_ever_is_parked_after_eight_attempts_and_what_came_behind_it_arrives(
    fragile: Receiver, clock: TimeMachineFixture
) -> None:
    publish(1, 2, 3)

    assert try_until_parked(clock) == delivery.PARKED_AFTER == 8
    assert fragile.heard == [1, 3]
    assert parked().get().last_error == "ZeroDivisionError: cannot take 2"
    assert AuditEntry.objects.filter(verb="events.parked").count() == 1

    publish(4)
    clock.shift(300 * DAY)
    events.deliver()
    assert fragile.heard == [1, 3, 4]
    assert parked().get().attempts == 8, "a parked one is left alone"


def test_before_it_is_parked_nothing_overtakes_it_and_it_is_tried_more_and_more_seldom(
    fragile: Receiver, clock: TimeMachineFixture
) -> None:
    publish(1, 2, 3)
    waits = []
    for _attempt in range(5):
        events.deliver()
        failing = Delivery.objects.get(event__facts__who=2)
        waits.append(round((failing.next_try - timezone.now()).total_seconds()))
        clock.move_to(failing.next_try + timedelta(seconds=1))

    assert waits == [5, 30, 300, 3600, 3600]
    assert fragile.heard == [1]


def test_once_mended_a_parked_one_is_tried_again_before_what_waits(
    fragile: Receiver, clock: TimeMachineFixture, admin: Employee
) -> None:
    publish(1, 2, 3)
    try_until_parked(clock)
    fragile.breaks_on = set()
    publish(4)

    services.try_again(delivery_id=parked().get().pk, by=admin.account, now=timezone.now())
    events.deliver()

    assert fragile.heard == [1, 3, 2, 4]
    assert not parked().exists()
    assert AuditEntry.objects.filter(verb="events.retried", actor=admin.account).exists()


def test_one_that_fails_again_is_parked_at_once_and_holds_up_nobody(
    fragile: Receiver, clock: TimeMachineFixture, admin: Employee
) -> None:
    publish(1, 2, 3)
    try_until_parked(clock)
    services.try_again(delivery_id=parked().get().pk, by=admin.account, now=timezone.now())
    publish(4)

    events.deliver()

    assert (parked().get().attempts, fragile.heard) == (9, [1, 3, 4])


def test_skipping_needs_a_reason_and_an_administrator_and_stays_in_the_record(
    fragile: Receiver, clock: TimeMachineFixture, admin: Employee, leader: Employee
) -> None:
    publish(2)
    try_until_parked(clock)
    stuck = parked().get().pk

    with refused("events.reason_missing"):
        services.skip(delivery_id=stuck, reason="  ", by=admin.account, now=NOW)
    with pytest.raises(NotAllowed):
        services.skip(delivery_id=stuck, reason="手工补上了", by=leader.account, now=NOW)
    services.skip(delivery_id=stuck, reason="手工补上了", by=admin.account, now=timezone.now())

    assert "手工补上了" in AuditEntry.objects.get(verb="events.skipped").facts
    events.deliver()
    assert fragile.heard == []
    with refused("events.not_parked"):
        services.try_again(delivery_id=stuck, by=admin.account, now=timezone.now())


def test_what_is_on_its_way_can_neither_be_tried_again_nor_skipped(fragile: Receiver, admin: Employee) -> None:
    publish(1)
    waiting = Delivery.objects.get().pk

    with refused("events.not_parked"):
        services.try_again(delivery_id=waiting, by=admin.account, now=NOW)
    with refused("events.not_parked"):
        services.skip(delivery_id=waiting, reason="x", by=admin.account, now=NOW)


def test_news_for_a_receiver_that_was_taken_out_can_be_skipped(
    fragile: Receiver, admin: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(1)
    monkeypatch.setattr(registry, "_subscriptions", {})

    services.skip(delivery_id=Delivery.objects.get().pk, reason="不再需要", by=admin.account, now=timezone.now())

    assert events.deliver() == 0
    assert Delivery.objects.get().skipped_at is not None


def test_a_parked_one_is_kept_for_ever_and_a_skipped_one_goes_with_the_others(
    fragile: Receiver, clock: TimeMachineFixture, admin: Employee
) -> None:
    fragile.breaks_on = {1, 2}
    publish(1, 2)
    for _both in range(2 * delivery.PARKED_AFTER):
        events.deliver()
        clock.shift(timedelta(hours=1, seconds=1))
    first, _second = parked()
    services.skip(delivery_id=first.pk, reason="不再需要", by=admin.account, now=timezone.now())

    clock.shift(31 * DAY)
    delivery.prune()

    assert [event.facts["who"] for event in Event.objects.all()] == [2]


def test_the_database_refuses_a_delivery_with_two_ends(fragile: Receiver) -> None:
    publish(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(delivered_at=NOW, skipped_at=NOW)


def test_administrators_are_told_once_for_each_broken_receiver(
    fragile: Receiver, clock: TimeMachineFixture, admin: Employee
) -> None:
    fragile.breaks_on = {1, 2}
    publish(1, 2)
    for _both in range(2 * delivery.PARKED_AFTER):
        events.deliver()
        clock.shift(timedelta(hours=1, seconds=1))

    assert parked().count() == 2
    told = Notice.objects.filter(kind="events.parked")
    assert [(notice.account, notice.url) for notice in told] == [(admin.account, reverse("events:list"))]


def test_the_doctor_reports_what_is_parked_and_is_content_once_it_was_decided(
    fragile: Receiver, clock: TimeMachineFixture, admin: Employee
) -> None:
    publish(2)
    try_until_parked(clock)

    (problem,) = work.events(timezone.now())
    assert "test.fragile" in problem.what
    assert "cannot take 2" in problem.what

    services.skip(delivery_id=parked().get().pk, reason="不再需要", by=admin.account, now=timezone.now())
    assert list(work.events(timezone.now())) == []


# --- pages -------------------------------------------------------------------------------------------------


def a_parked_delivery(number: int = 1) -> Delivery:
    event = Event.objects.create(type="people.EmployeeMoved", facts={"who": number})
    error = "ZeroDivisionError: cannot take it"
    return Delivery.objects.create(event=event, receiver="test.gone", attempts=8, last_error=error, parked_at=NOW)


def test_the_page_shows_error_and_age_and_one_click_tries_again(
    admin: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    stuck, browser = a_parked_delivery(), signed_in(admin)

    shown = browser.get(reverse("events:list")).content.decode()
    assert "cannot take it" in shown
    answer = browser.post(reverse("events:try_again", args=[stuck.pk]))

    stuck.refresh_from_db()
    assert (answer.status_code, stuck.parked_at) == (302, None)
    again = browser.post(reverse("events:try_again", args=[stuck.pk]))
    assert again.status_code == 404


def test_skipping_on_the_page_asks_for_the_reason(admin: Employee, signed_in: Callable[[Employee], Client]) -> None:
    stuck, browser = a_parked_delivery(), signed_in(admin)
    url = reverse("events:skip", args=[stuck.pk])

    assert browser.post(url, {"reason": ""}).status_code == 422
    assert browser.post(url, {"reason": "手工补上了"}).status_code == 302

    stuck.refresh_from_db()
    assert stuck.skipped_at is not None


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_number_of_queries(
    rows: int,
    admin: Employee,
    signed_in: Callable[[Employee], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        a_parked_delivery(number)
    browser = signed_in(admin)
    browser.get(reverse("events:list"))

    with django_assert_num_queries(6):
        browser.get(reverse("events:list"))
