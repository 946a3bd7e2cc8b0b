"""How much reaches a person: the sixth broadcast warns its sender, the house has quiet hours, thousands cost little."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.notify import services
from dengta.foundation.notify.models import ChatAddress, ChatApp, Notice, OutboxMessage
from dengta.foundation.settings.models import ParameterValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notice_kind", "broadcast_kind")]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def broadcast_kind(notice_kind: str) -> str:
    notify.register_kind("test.announcement", "有一条公告")
    return "test.announcement"


def broadcast(*to: Employee, times: int = 1, urgent: bool = False, kind: str = "test.announcement") -> None:
    with transaction.atomic():
        for _each in range(times):
            notify.send_many(to=to, broadcast=kind == "test.announcement", kind=kind, title="一", urgent=urgent)


@pytest.mark.covers("R-031", "K7")
def test_the_sixth_broadcast_of_a_day_warns_the_sender_and_the_fifth_does_not(leader: Employee, peer: Employee) -> None:
    now = timezone.now()
    broadcast(leader, peer, times=4)
    assert not notify.overload(to=[leader, peer], now=now), "the fifth"

    broadcast(leader)
    warning = notify.overload(to=[leader, peer], now=now)
    assert warning, "the sixth"
    assert warning.account_ids == {leader.account_id}
    assert "1 人今天已收到 5 条群发消息" in str(warning)
    assert str(notify.overload(to=[peer], now=now)) == ""


@pytest.mark.covers("R-031")
def test_a_warning_stops_nobody(leader: Employee) -> None:
    broadcast(leader, times=6)

    assert Notice.objects.filter(broadcast=True).count() == 6


@pytest.mark.covers("R-031")
def test_urgent_broadcasts_warn_of_nothing_and_are_counted_but_not_against_the_limit(leader: Employee) -> None:
    now = timezone.now()
    broadcast(leader, times=5, urgent=True)
    assert not notify.overload(to=[leader], now=now)
    assert Notice.objects.filter(broadcast=True, urgent=True).count() == 5

    broadcast(leader, times=5)
    assert notify.overload(to=[leader], now=now)
    assert not notify.overload(to=[leader], now=now, urgent=True)


@pytest.mark.covers("R-031")
def test_messages_to_one_person_are_no_broadcasts(leader: Employee) -> None:
    broadcast(leader, times=9, kind="test.leave")

    assert not notify.overload(to=[leader], now=timezone.now())


@pytest.mark.covers("R-031")
def test_a_new_day_begins_at_midnight_where_the_house_stands(leader: Employee) -> None:
    evening = datetime(2026, 11, 18, 23, 59, tzinfo=SHANGHAI)
    with time_machine.travel(evening, tick=False):
        broadcast(leader, times=5)
        assert notify.overload(to=[leader], now=evening)
    assert not notify.overload(to=[leader], now=evening + timedelta(minutes=1))
    assert set(Notice.objects.values_list("day", flat=True)) == {evening.date()}


@pytest.mark.covers("R-031")
def test_a_house_may_set_another_limit_from_a_day_on(leader: Employee) -> None:
    now = timezone.now()
    broadcast(leader, times=2)
    ParameterValue.objects.create(name="notify.most_broadcasts", value=2, valid_from="2026-11-19", reason="少发")

    assert not notify.overload(to=[leader], now=now)
    assert notify.overload(to=[leader], now=now).limit == 5
    broadcast_tomorrow = now + timedelta(days=1)
    with time_machine.travel(broadcast_tomorrow, tick=False):
        broadcast(leader, times=2)
        assert notify.overload(to=[leader], now=broadcast_tomorrow)


def test_whoever_has_no_account_is_no_obstacle(leader: Employee, agent: Employee) -> None:
    broadcast(leader, times=5)
    Employee.objects.filter(pk=agent.pk).update(account=None)
    agent.refresh_from_db()

    assert notify.overload(to=[agent, leader], now=timezone.now()).account_ids == {leader.account_id}


# --- quiet hours of the house --------------------------------------------------------------------------


def when_sent(who: Employee, clock: str, *, urgent: bool = False) -> str:
    now = datetime.combine(datetime(2026, 11, 18, tzinfo=SHANGHAI), time.fromisoformat(clock), tzinfo=SHANGHAI)
    with time_machine.travel(now, tick=False):
        broadcast(who, urgent=urgent)
    moment = OutboxMessage.objects.latest("pk").next_try.astimezone(SHANGHAI)
    return f"{moment:%d %H:%M}"


@pytest.mark.covers("R-031", "K7")
@pytest.mark.parametrize(
    ("clock", "sent"),
    [("21:59", "18 21:59"), ("22:00", "19 08:00"), ("03:00", "18 08:00"), ("07:59", "18 08:00"), ("08:00", "18 08:00")],
)
def test_whoever_chose_nothing_has_the_quiet_hours_of_the_house(leader: Employee, clock: str, sent: str) -> None:
    assert when_sent(leader, clock) == sent
    assert when_sent(leader, clock, urgent=True) == f"18 {clock}"


@pytest.mark.covers("K7")
def test_own_quiet_hours_come_first_and_the_same_time_twice_means_none(leader: Employee) -> None:
    def choose(start: time | None, end: time | None) -> None:
        services.choose(
            account=leader.account, email=True, quiet_from=start, quiet_until=end, digest=False, digest_at=time(18)
        )

    choose(time(20), time(6))
    assert [when_sent(leader, clock) for clock in ("21:00", "07:00")] == ["19 06:00", "18 07:00"]
    choose(time(0), time(0))
    assert when_sent(leader, "23:00") == "18 23:00"
    choose(None, None)
    assert when_sent(leader, "23:00") == "19 08:00"


@pytest.mark.covers("K7")
def test_a_house_may_have_other_quiet_hours_or_none(leader: Employee) -> None:
    ParameterValue.objects.create(name="notify.quiet_from", value="20:30", valid_from="2026-01-01", reason="早睡")
    assert when_sent(leader, "21:00") == "19 08:00"
    ParameterValue.objects.create(name="notify.quiet_until", value="", valid_from="2026-01-01", reason="夜班")
    assert when_sent(leader, "21:00") == "18 21:00"


def test_a_clock_that_is_none_is_refused_as_a_parameter() -> None:
    from dengta.foundation.notify.load import QUIET_FROM

    assert [QUIET_FROM.read(text) for text in ("", "07:30")] == ["", "07:30"]
    with pytest.raises(ValueError, match="hour"):
        QUIET_FROM.read("25:00")


# --- thousands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1000, 3000])
def test_statements_grow_with_the_thousands_of_people_and_not_with_the_people_or_channels(
    people: int,
) -> None:
    accounts = Account.objects.bulk_create(
        (Account(username=f"u{number}", email=f"u{number}@example.com") for number in range(people)), batch_size=500
    )
    vendors = ("wecom", "dingtalk", "feishu")
    for vendor in vendors:
        ChatApp.objects.create(vendor=vendor, app_id="x", secret="x")
        ChatAddress.objects.bulk_create(
            (ChatAddress(account=account, vendor=vendor, address=f"a{account.pk}") for account in accounts),
            batch_size=500,
        )
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        notify.send_many(to=accounts, broadcast=True, kind="test.announcement", title="一")

    assert OutboxMessage.objects.count() == 4 * people
    # SQLite takes fewer columns at once than PostgreSQL, so what is written goes in parts of its own size.
    writes = [query for query in queries if query["sql"].startswith("INSERT")]
    assert len(queries) - len(writes) <= 6 + 3 * people // 1000
    assert len(writes) <= 80 * people // 1000


@pytest.mark.covers("R-031")
def test_a_warning_about_thousands_costs_two_queries_as_for_one_and_counts_nobody_else(leader: Employee) -> None:
    accounts = Account.objects.bulk_create((Account(username=f"u{number}") for number in range(2500)), batch_size=500)
    with CaptureQueriesContext(connection) as queries:
        notify.overload(to=accounts, now=timezone.now())
    assert len(queries) == 2

    broadcast(leader, times=5)
    assert not notify.overload(to=accounts, now=timezone.now())
    assert notify.overload(to=[*accounts, leader.account_id], now=timezone.now()).account_ids == {leader.account_id}
