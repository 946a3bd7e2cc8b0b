"""The bell, and messages through the outbox: nothing lost, nobody disturbed at night, nothing leaked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from pytest_django import Settings

from dengta.domains.people.models import Account, Employee
from dengta.foundation import jobs, notify
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.jobs import lease
from dengta.foundation.jobs.clock import from_now
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify import outbox, quiet, registry, selectors, services
from dengta.foundation.notify.models import Notice, OutboxAttempt, OutboxMessage, Preference
from dengta.foundation.notify.services import NotInTransaction
from tests.foundation.telling import a_message, tell

pytestmark = pytest.mark.django_db

State = OutboxMessage.State
SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = {"quiet_from": time(22, 0), "quiet_until": time(8, 0)}


def choose(who: Employee, **choices: object) -> None:
    chosen = {"email": True, "quiet_from": None, "quiet_until": None, "digest": False, "digest_at": time(18, 0)}
    services.choose(account=who.account, **{**chosen, **choices})  # type: ignore[arg-type]


def carry_out(after: timedelta = timedelta()) -> int:
    return outbox.carry_out(now=timezone.now() + after)


# --- the bell -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("notice_kind")
def test_a_notice_stands_in_the_bell_of_the_one_it_is_for(leader: Employee, peer: Employee) -> None:
    tell(leader)

    assert selectors.unread(leader.account) == 1
    assert selectors.unread(peer.account) == 0


@pytest.mark.usefixtures("notice_kind")
def test_nobody_is_told_of_what_never_happened(leader: Employee) -> None:
    with transaction.atomic():
        tell(leader)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_notice_needs_the_transaction_of_what_it_tells_of(leader: Employee) -> None:
    with pytest.raises(NotInTransaction):
        notify.send(to=leader, kind="test.leave", title="x")


def test_a_notice_never_leads_to_another_site(leader: Employee) -> None:
    for url in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        with pytest.raises(ValueError, match="a notice leads to a page of this installation"):
            tell(leader, url=url)


def test_whoever_has_no_account_or_a_closed_one_is_not_told(leader: Employee, agent: Employee) -> None:
    Employee.objects.filter(pk=agent.pk).update(account=None)
    Account.objects.filter(pk=leader.account_id).update(is_active=False)
    agent.refresh_from_db()
    leader.refresh_from_db()

    assert tell(agent) is None
    assert tell(leader) is None
    assert not OutboxMessage.objects.exists()


# --- e-mail -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("notice_kind")
def test_an_email_says_what_sort_of_news_it_is_in_the_subject_and_names_nobody_there(leader: Employee) -> None:
    tell(leader, url="/people/1/")
    carry_out()

    message = mail.outbox[0]
    assert message.to == ["k10001@example.com"]
    assert "有一份请假申请" in message.subject
    assert "李佳怡" not in message.subject
    assert message.body == "李佳怡申请请假\n\n11 月 20 日\n\nhttp://127.0.0.1:8000/people/1/"
    assert message.extra_headers["Message-ID"] == f"<{OutboxMessage.objects.get().message_id}>"


@pytest.mark.usefixtures("notice_kind")
def test_an_installation_without_a_mail_server_writes_nothing_that_could_only_pile_up(
    leader: Employee, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    assert tell(leader) is not None
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("subject", "news\r\nBcc: everybody@example.com"), ("address", "a@example.com\nBcc: everybody@example.com")],
)
def test_line_breaks_cannot_smuggle_headers_into_an_email(field: str, value: str) -> None:
    facts = {"address": "a@example.com", "subject": "news", field: value}
    message = OutboxMessage.objects.create(channel="email", body="x", **facts)

    assert carry_out() == 0

    message.refresh_from_db()
    assert mail.outbox == []
    assert message.last_error != ""


@pytest.mark.usefixtures("notice_kind")
def test_a_line_break_in_a_title_stays_in_the_body(leader: Employee) -> None:
    tell(leader, "x\r\nBcc: everybody@example.com")

    assert carry_out() == 1
    assert "Bcc" not in mail.outbox[0].message().as_string().split("\n\n")[0]
    assert mail.outbox[0].recipients() == ["k10001@example.com"]


@pytest.fixture
def broken_channel(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A channel "test" that carries nothing while the list is empty; it holds the ids that went out."""
    carried: list[str] = []

    def carry(message: OutboxMessage) -> None:
        if not carried:
            raise ConnectionRefusedError
        carried.append(message.message_id)

    monkeypatch.setattr(registry, "_channels", {**registry._channels, "test": carry})
    return carried


def test_a_message_is_tried_after_0_s_30_s_5_min_1_h_and_6_h_and_then_shown_as_given_up(
    broken_channel: list[str],
) -> None:
    message, now, tries = a_message(), timezone.now(), []
    for _attempt in range(5):
        message.refresh_from_db()
        tries.append(max(message.next_try, now) - now)
        assert outbox.carry_out(now=message.next_try - timedelta(seconds=1)) == 0
        now = max(message.next_try, now)
        outbox.carry_out(now=now)

    message.refresh_from_db()
    assert [wait.total_seconds() for wait in tries] == [0, 30, 300, 3600, 21600]
    assert (message.state, message.attempts) == (State.DEAD, 5)
    assert [attempt.error for attempt in OutboxAttempt.objects.all()] == ["ConnectionRefusedError: "] * 5


def test_an_administrator_can_have_it_sent_again(
    broken_channel: list[str], admin: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    message = a_message()
    OutboxMessage.objects.update(state=State.DEAD, attempts=5)
    broken_channel.append("works again")

    signed_in(admin).post(reverse("notify:try_again", args=[message.pk]))
    carry_out()

    message.refresh_from_db()
    assert (message.state, message.attempts, broken_channel[1:]) == (State.SENT, 1, [message.message_id])
    assert AuditEntry.objects.get(verb="notify.message_retried").actor == admin.account


def test_a_message_whose_worker_died_while_sending_is_sent_by_another_under_the_same_id(
    broken_channel: list[str],
) -> None:
    broken_channel.append("works")
    message, now = a_message(), timezone.now()
    OutboxMessage.objects.update(attempts=1, next_try=now + outbox.CLAIMED_FOR)

    assert outbox.carry_out(now=now + timedelta(minutes=4)) == 0
    assert outbox.carry_out(now=now + timedelta(minutes=6)) == 1
    assert broken_channel[1:] == [message.message_id]


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once(broken_channel: list[str]) -> None:
    broken_channel.append("works")
    ids = {a_message().message_id for _number in range(20)}
    now = timezone.now()

    def worker(number: int) -> int:
        try:
            return outbox.carry_out(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(worker, range(4))) == 20

    assert sorted(broken_channel[1:]) == sorted(ids)


# --- urgent first ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("notice_kind")
def test_a_call_for_help_overtakes_a_full_round_of_cards_and_a_calm_notice_does_not(leader: Employee) -> None:
    then = timezone.now() - timedelta(hours=1)
    cards = [
        OutboxMessage(channel="email", address="a@example.com", subject="卡片", body="x", next_try=then)
        for _number in range(120)
    ]
    OutboxMessage.objects.bulk_create(cards)
    tell(leader, "明天的班次")
    tell(leader, "组长，请来一下", urgent=True)

    assert carry_out() == 100 + 1
    assert mail.outbox[0].body.startswith("组长，请来一下"), "before every card that waited longer"
    assert not [one for one in mail.outbox if "明天的班次" in one.body], "the control waits its turn"
    assert carry_out() == 20 + 1
    assert mail.outbox[-1].body.startswith("明天的班次")


def test_a_call_for_help_goes_out_before_the_cards_of_every_other_channel(
    broken_channel: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_channel.append("works")
    monkeypatch.setattr(registry, "_channels", {**registry._channels, "another": registry._channels["test"]})
    cards, help_call = a_message("another").message_id, a_message()
    OutboxMessage.objects.filter(pk=help_call.pk).update(urgent=True)

    carry_out()
    assert broken_channel[1:] == [help_call.message_id, cards]


def test_a_call_that_comes_in_while_cards_are_handed_over_ends_the_round(monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[str] = []

    def carry(message: OutboxMessage) -> None:
        if not carried:
            OutboxMessage.objects.filter(pk=a_message().pk).update(urgent=True)
        carried.append("help" if message.urgent else "card")

    monkeypatch.setattr(registry, "_channels", {**registry._channels, "test": carry})
    for _number in range(3):
        a_message()

    assert carry_out() == 1
    carry_out()
    assert carried == ["card", "help", "card", "card"]


def test_calls_for_a_channel_that_is_down_do_not_keep_the_cards_of_the_others(
    broken_channel: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[str] = []
    channels = {**registry._channels, "works": lambda message: carried.append(message.message_id)}
    monkeypatch.setattr(registry, "_channels", channels)
    for _number in range(2):
        a_message()
    OutboxMessage.objects.update(urgent=True)
    card = a_message("works")

    assert carry_out() == 1
    assert (broken_channel, carried) == ([], [card.message_id])


# --- when ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "sent"),
    [("21:59", "21:59"), ("22:00", "+1 08:00"), ("23:30", "+1 08:00"), ("00:00", "08:00"), ("07:59", "08:00"),
     ("08:00", "08:00"), ("12:00", "12:00")],
)  # fmt: skip
def test_in_quiet_hours_messages_wait_until_they_end(now: str, sent: str) -> None:
    assert when(Preference(**NIGHT), now) == sent


def test_quiet_hours_may_lie_within_a_day() -> None:
    siesta = Preference(quiet_from=time(12, 0), quiet_until=time(14, 0))

    assert [when(siesta, now) for now in ("11:59", "12:00", "13:59", "14:00")] == ["11:59", "14:00", "14:00", "14:00"]


def test_the_digest_waits_for_its_hour_and_for_the_end_of_quiet_hours() -> None:
    evening = Preference(digest=True, digest_at=time(18, 0))
    night = Preference(digest=True, digest_at=time(23, 0), **NIGHT)

    assert [when(evening, now) for now in ("10:00", "18:00", "20:00")] == ["18:00", "+1 18:00", "+1 18:00"]
    assert when(night, "10:00") == "+1 08:00"


def test_urgent_messages_never_wait() -> None:
    patient = Preference(digest=True, digest_at=time(18, 0), **NIGHT)

    assert when(patient, "23:30", urgent=True) == "23:30"


def when(preference: Preference, clock: str, *, urgent: bool = False) -> str:
    now = datetime.combine(datetime(2026, 11, 18, tzinfo=SHANGHAI), time.fromisoformat(clock), tzinfo=SHANGHAI)
    moment = quiet.when_to_send(preference, now=now, urgent=urgent)
    days = (moment.date() - now.date()).days
    return f"+{days} {moment:%H:%M}" if days else f"{moment:%H:%M}"


@pytest.mark.usefixtures("notice_kind")
def test_a_digest_collects_the_notices_of_a_day_into_one_email(leader: Employee, supervisor: Employee) -> None:
    choose(leader, digest=True)
    for title in ("李佳怡申请请假", "陈浩然申请换班"):
        tell(leader, title)
    tell(leader, "系统停了", urgent=True)
    tell(supervisor)

    carry_out()
    assert sorted(message.to[0] for message in mail.outbox) == ["k10001@example.com", "k10010@example.com"]

    carry_out(after=timedelta(hours=9))
    carry_out(after=timedelta(hours=9))
    digest = mail.outbox[2:]
    assert [message.to for message in digest] == [["k10001@example.com"]]
    assert "李佳怡申请请假" in digest[0].body
    assert "陈浩然申请换班" in digest[0].body
    assert OutboxMessage.objects.filter(state=State.COLLECTED, collected_into__state=State.SENT).count() == 2


@pytest.mark.usefixtures("notice_kind")
def test_whoever_wants_no_email_still_gets_the_urgent_ones(leader: Employee) -> None:
    choose(leader, email=False)
    tell(leader)
    assert carry_out() == 0

    tell(leader, urgent=True)
    assert carry_out() == 1
    assert selectors.unread(leader.account) == 2


@pytest.mark.usefixtures("notice_kind")
def test_old_messages_and_read_notices_go_and_unread_ones_stay_for_a_year(leader: Employee) -> None:
    tell(leader)
    tell(leader)
    carry_out()
    services.mark_read(account=leader.account, notice_id=Notice.objects.earliest("pk").pk)

    outbox.prune(now=timezone.now() + timedelta(days=89))
    assert (Notice.objects.count(), OutboxMessage.objects.count()) == (2, 2)
    outbox.prune(now=timezone.now() + timedelta(days=91))
    assert (Notice.objects.count(), OutboxMessage.objects.count()) == (1, 0)
    outbox.prune(now=timezone.now() + timedelta(days=364))
    assert Notice.objects.count() == 1
    outbox.prune(now=timezone.now() + timedelta(days=366))
    assert Notice.objects.count() == 0


# --- long work ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "told"), [(9, 0), (11, 1)])
def test_whoever_asked_for_long_work_is_told_when_it_is_over(agent: Employee, seconds: int, told: int) -> None:
    job = jobs.enqueue("jobs.prune", key="x", by=agent.account)
    lease.claim(job.pk)
    Job.objects.update(started_at=from_now(timedelta(seconds=-seconds)))
    lease.end(job.pk, 1, Job.State.DONE)

    notices = selectors.notices_of(agent.account)
    assert notices.count() == told
    assert {notice.url for notice in notices} <= {reverse("jobs:detail", args=[job.pk])}
    assert not OutboxMessage.objects.exists(), "the bell is enough"


def test_lazy_texts_are_written_in_the_language_of_the_installation(leader: Employee, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "zh-hans"
    with transaction.atomic():
        notice = notify.send(to=leader, kind="jobs.finished", title=gettext_lazy("Read"))

    assert notice is not None
    assert notice.title == str(notice.title)
