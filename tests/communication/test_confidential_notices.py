"""What is confidential says outside neither what it is nor where it stands, and nobody's report counts it."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from dengta.domains.communication.selectors import messages
from dengta.domains.communication.selectors.messages import Span
from dengta.domains.communication.services import grievances, mediations
from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.notify import outbox, services
from dengta.foundation.notify import selectors as notices
from dengta.foundation.notify.models import ChatAddress, ChatApp, GroupRobot, Notice, OutboxMessage
from dengta.foundation.notify.registry import confidential_kinds, kind_of

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K15", "L11")]
CONFIDENTIAL = (
    "communication.matter", "communication.mediation", "communication.talk", "people.change_decided",
    "people.change_request", "performance.peer_result", "performance.peer_review", "performance.plan",
    "performance.shopper_visit", "performance.upward_result", "performance.upward_review", "performance.visit_closed",
    "performance.visit_objection", "recognition.audit_asked", "recognition.breach", "recognition.case",
    "recognition.climate", "recognition.reflection_opened", "recognition.reminder", "recognition.reward_taken_back",
)  # fmt: skip
TITLE, BODY, URL = "关于组长的申诉", "申诉内容", "/grievances/1/"
VENDORS = ("wecom", "dingtalk", "feishu")


def tell(who: Employee, kind: str, **more: object) -> None:
    with transaction.atomic():
        notify.send(to=who, kind=kind, title=TITLE, body=BODY, url=URL, **more)  # type: ignore[arg-type]


@pytest.fixture
def reached(leader: Employee, settings: Settings) -> Employee:
    """周敏, whom e-mail and every chat reach."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for vendor in VENDORS:
        ChatApp.objects.create(vendor=vendor, app_id="x", secret="x")
        ChatAddress.objects.create(account=leader.account, vendor=vendor, address="K10001")
    return leader


def test_these_kinds_are_confidential_and_those_of_grievances_and_mediations_are_among_them() -> None:
    assert tuple(confidential_kinds()) == CONFIDENTIAL
    assert {grievances.NOTICE, mediations.NOTICE} < set(CONFIDENTIAL)


@pytest.mark.parametrize("kind", CONFIDENTIAL)
def test_outside_no_channel_says_what_it_is_or_where_it_stands(kind: str, reached: Employee) -> None:
    tell(reached, kind)

    assert set(OutboxMessage.objects.values_list("channel", flat=True)) == {"email", *VENDORS}
    for message in OutboxMessage.objects.all():
        said = f"{message.subject} {message.text}"
        assert not any(word in said for word in (TITLE, BODY, URL, str(kind_of(kind).label), "申诉", "grievance"))
        assert message.subject == "灯塔：您有一条新通知"
        assert message.link.endswith("/notices/")
    assert Notice.objects.get().title == TITLE, "inside, the person reads it"


def test_the_control_what_is_not_confidential_is_said(reached: Employee) -> None:
    tell(reached, "communication.meeting")

    assert all(TITLE in message.text and URL in message.text for message in OutboxMessage.objects.all())


@pytest.mark.parametrize(
    "kind", ["communication.one_on_one", "communication.request", "communication.delegation", "people.certificate"]
)
def test_everyday_news_about_one_person_says_the_same_outside_so_that_neutral_words_tell_nobody_anything(
    kind: str, reached: Employee
) -> None:
    tell(reached, "communication.matter")
    tell(reached, kind)

    said = OutboxMessage.objects.filter(channel="email").values_list("subject", "body", "link")
    assert len(said) == 2
    assert len(set(said)) == 1
    assert str(kind_of(kind).label) not in str(said)


def test_the_list_of_what_was_sent_names_nobody_who_got_neutral_words_but_oneself(
    reached: Employee, agent: Employee, admin: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    tell(reached, "communication.matter")
    tell(reached, "communication.one_on_one")
    failure = {"state": "dead", "last_error": f"550 unknown {reached.account.username}"}  # type: ignore[union-attr]
    OutboxMessage.objects.update(**failure)
    page, name = reverse("notify:messages"), reached.account.username  # type: ignore[union-attr]
    browser = signed_in(admin)

    for shown in (browser.get(page), browser.get(page, {"export": "csv"})):
        raw = shown.getvalue() if shown.streaming else shown.content
        assert "您有一条新通知" in raw.decode()
        assert name not in raw.decode()
    tell(reached, "communication.meeting")
    assert name in browser.get(page).content.decode(), "the control: what is said openly names whom it went to"

    ChatAddress.objects.create(account=admin.account, vendor="wecom", address="K1")
    tell(admin, "communication.matter")
    assert admin.account in {row.account for row in OutboxMessage.objects.filter(neutral=True)}
    mine = next(row for row in notices.messages(admin.account) if row.account_id == admin.account_id)  # type: ignore[arg-type]
    assert mine.recipient == admin.account.username  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", CONFIDENTIAL)
def test_no_group_chat_is_told_anything_confidential(kind: str, reached: Employee) -> None:
    robot = GroupRobot.objects.create(vendor="wecom", name="售后一组", url="https://qyapi.weixin.qq.com/x")
    with pytest.raises(ValueError, match="confidential"):
        notify.post_to_group(robot_id=robot.pk, kind=kind, title=TITLE)
    assert not OutboxMessage.objects.exists()


def test_neither_the_e_mail_nor_the_digest_says_more(reached: Employee) -> None:
    tell(reached, "communication.matter")
    services.choose(
        account=reached.account, email=True, quiet_from=None, quiet_until=None, digest=True, digest_at=time(18), chat=()
    )
    tell(reached, "communication.matter")
    OutboxMessage.objects.exclude(channel="email").delete()
    outbox.carry_out(now=timezone.now() + timedelta(days=1))

    assert len(mail.outbox) == 2
    assert not any(word in f"{one.subject} {one.body}" for one in mail.outbox for word in (TITLE, BODY, URL, "申诉"))


@pytest.mark.parametrize("kind", CONFIDENTIAL)
def test_what_is_confidential_goes_to_people_one_by_one_and_is_answered_inside_alone(
    kind: str, leader: Employee
) -> None:
    with pytest.raises(ValueError, match="confidential"), transaction.atomic():
        notify.send_many(to=[leader], broadcast=True, kind=kind, title=TITLE)
    with pytest.raises(ValueError, match="confidential"):
        tell(leader, kind, actions=[notify.Button("announcement.confirm", "1")])


@pytest.mark.covers("K7")
@pytest.mark.parametrize("kind", CONFIDENTIAL)
def test_nobody_s_report_counts_it_not_even_ones_own(
    kind: str, agent: Employee, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    today = timezone.localdate()
    week = Span(today - timedelta(days=6), today)
    tell(agent, "communication.meeting")
    before = {
        who.name: [(load.name, load.notices) for load in messages.report(who.account, week, today=today).people]
        for who in (agent, leader, supervisor, hr)
    }
    assert ("李佳怡", 1) in before["周敏"], "the control"
    tell(agent, kind)
    tell(supervisor, kind)

    for who in (agent, leader, supervisor, hr):
        report = messages.report(who.account, week, today=today)
        assert [(load.name, load.notices) for load in report.people] == before[who.name]
