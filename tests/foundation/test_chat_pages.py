"""The pages of channels: secrets go in and never out, a test shows the answer, everybody enters the own ID."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.notify import selectors, services
from dengta.foundation.notify.models import ChatAddress, ChatApp, GroupRobot
from tests.foundation.chat_server import ROBOT_KEY, ROBOT_SECRET, SECRET, Chat
from tests.foundation.chatting import KEYS, ROBOT_PATHS, TOKEN, VENDORS, address_of, connect, robot_in

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K15")]
SignedIn = Callable[[Employee], Client]
SECRETS = (SECRET, ROBOT_SECRET, ROBOT_KEY, TOKEN, *KEYS.values())


@pytest.fixture
def browser(admin: Employee, signed_in: SignedIn) -> Client:
    return signed_in(admin)


def filled_in(**more: str) -> dict[str, str]:
    return {"app_id": "ww-house", "agent_id": "1000002", "secret": SECRET, "is_on": "on", **more}


def test_an_administrator_connects_wecom_and_no_page_ever_shows_a_secret(browser: Client, admin: Employee) -> None:
    page = reverse("notify:app", args=["wecom"])
    posted = filled_in(callback_token=TOKEN, callback_key=KEYS["wecom"])
    assert browser.post(page, posted)["Location"] == reverse("notify:channels")

    app = ChatApp.objects.get()
    assert (app.secret, app.callback_key, app.takes_answers) == (SECRET, KEYS["wecom"], True)
    for address in (page, reverse("notify:channels")):
        shown = browser.get(address).content.decode()
        assert not any(secret in shown for secret in SECRETS)
    assert "http://testserver/notices/calls/wecom/" in browser.get(page).content.decode()
    entry = AuditEntry.objects.get(verb="notify.app_set_up")
    assert entry.actor == admin.account
    assert not any(secret in entry.facts for secret in SECRETS)


def test_what_was_refused_is_not_in_the_page_either(browser: Client) -> None:
    answer = browser.post(reverse("notify:app", args=["wecom"]), filled_in(agent_id="x", callback_token=TOKEN))

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"agent_id"}
    assert not any(secret in answer.content.decode() for secret in SECRETS)
    assert not ChatApp.objects.exists()


@pytest.mark.parametrize(
    ("vendor", "posted", "says"),
    [
        ("wecom", {"secret": ""}, "密钥（Secret）"),
        ("wecom", {"callback_token": TOKEN}, "成对填写"),
        ("feishu", {"callback_key": "x"}, "成对填写"),
        ("wecom", {"callback_token": TOKEN, "callback_key": "too short"}, "43 位"),
    ],
)
def test_half_a_connection_is_refused(vendor: str, posted: dict[str, str], says: str, browser: Client) -> None:
    answer = browser.post(reverse("notify:app", args=[vendor]), filled_in(**posted))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ChatApp.objects.exists()


def test_secrets_that_are_left_empty_stay_and_a_changed_one_ends_the_access_token(
    browser: Client, admin: Employee
) -> None:
    connect("wecom", admin, callbacks=True)
    app = ChatApp.objects.get()
    app.access_token = "token"
    app.save()
    page = reverse("notify:app", args=["wecom"])

    browser.post(page, {"app_id": "ww-house", "agent_id": "7"})
    app = ChatApp.objects.get()
    assert (app.secret, app.is_on, app.agent_id, app.access_token) == (SECRET, False, "7", "token")
    browser.post(page, filled_in(secret="another"))
    app = ChatApp.objects.get()
    assert (app.secret, app.access_token, app.callback_token) == ("another", "", TOKEN)


def test_a_chat_system_that_does_not_exist_is_not_found(browser: Client) -> None:
    assert browser.get(reverse("notify:app", args=["slack"])).status_code == 404


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_test_message_shows_what_the_server_answered(
    vendor: str, browser: Client, admin: Employee, chat: Chat
) -> None:
    connect(vendor, admin)
    test = reverse("notify:app_try", args=[vendor])
    without = browser.post(test)
    assert without.status_code == 422
    assert "通知设置" in without.content.decode()

    address = address_of(admin, vendor, "K10010")
    fine = browser.post(test)
    assert fine.status_code == 200
    assert "聊天系统已接收" in fine.content.decode()
    assert len(chat.inbox) == 1

    ChatAddress.objects.filter(pk=address.pk).update(address="K99999")
    wrong = browser.post(test)
    assert wrong.status_code == 422
    assert "没有这个人" in wrong.content.decode()


def test_a_wrong_secret_shows_the_words_of_the_server_and_not_the_secret(
    browser: Client, admin: Employee, chat: Chat
) -> None:
    connect("wecom", admin, secret="another-secret")
    address_of(admin, "wecom", "K10001")

    shown = browser.post(reverse("notify:app_try", args=["wecom"])).content.decode()
    assert "40001: invalid credential" in shown
    assert "another-secret" not in shown


def test_a_robot_is_added_tried_changed_and_removed_and_its_address_is_never_shown(browser: Client, chat: Chat) -> None:
    posted = {"vendor": "dingtalk", "name": "售后一组", "url": chat.address + ROBOT_PATHS["dingtalk"], "is_on": "on"}
    browser.post(reverse("notify:robot_add"), {**posted, "secret": ROBOT_SECRET})
    robot = GroupRobot.objects.get()
    page = reverse("notify:robot", args=[robot.pk])
    assert robot.url == posted["url"]
    assert (str(robot.pk), "售后一组 · 钉钉") in selectors.group_choices()

    assert browser.post(reverse("notify:robot_try", args=[robot.pk])).status_code == 200
    browser.post(page, {"vendor": "dingtalk", "name": "售后二组", "is_on": ""})
    robot.refresh_from_db()
    assert (robot.name, robot.secret, robot.is_on, selectors.group_choices()) == ("售后二组", ROBOT_SECRET, False, [])
    for address in (page, reverse("notify:channels")):
        shown = browser.get(address).content.decode()
        assert not any(secret in shown for secret in SECRETS)

    browser.post(reverse("notify:robot_remove", args=[robot.pk]))
    assert not GroupRobot.objects.exists()
    facts = " ".join(AuditEntry.objects.values_list("facts", flat=True))
    assert not any(secret in facts for secret in SECRETS)


def test_the_pages_say_for_whom_a_robot_posts_and_where_that_is_chosen(browser: Client) -> None:
    channels = browser.get(reverse("notify:channels")).content.decode()
    assert "为接入的组织发消息" in channels
    assert reverse("messages:groups") in channels
    assert "在“群聊”页面接入组织后" in browser.get(reverse("notify:robot_add")).content.decode()


def test_a_robot_without_an_address_or_with_the_name_of_another_is_refused(
    browser: Client, chat: Chat, admin: Employee
) -> None:
    robot_in("wecom", chat, admin)
    url = chat.address + ROBOT_PATHS["wecom"]
    for posted in ({"name": "新群", "url": ""}, {"name": "售后一组 wecom", "url": url}):
        assert browser.post(reverse("notify:robot_add"), {"vendor": "wecom", **posted}).status_code == 422
    assert GroupRobot.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 25])
def test_the_page_of_channels_costs_the_same_for_one_robot_and_for_many(
    rows: int, browser: Client, chat: Chat, admin: Employee, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        GroupRobot.objects.create(vendor="wecom", name=f"群 {number:02}", url=chat.address)
    browser.get(reverse("notify:channels"))
    with django_assert_num_queries(7):
        answer = browser.get(reverse("notify:channels"))
    assert answer.content.decode().count("群 ") == rows


# --- who is who ----------------------------------------------------------------------------------------


def wishes(**more: str) -> dict[str, str]:
    return {"email": "on", "digest_at": "18:00", **more}


def test_people_enter_their_own_id_and_choose_what_reaches_them_there(
    leader: Employee, admin: Employee, signed_in: SignedIn
) -> None:
    page, browser = reverse("notify:preferences"), signed_in(leader)
    assert "企业微信" not in browser.get(page).content.decode(), "nobody is asked about what is not there"
    connect("wecom", admin)

    assert browser.post(page, wishes(**{"wecom-wanted": "on", "wecom-address": "K10001"})).status_code == 302
    assert selectors.addresses_of(leader.account) == {"wecom": "K10001"}
    assert services.preference_of(leader.account).wecom
    assert 'value="K10001"' in browser.get(page).content.decode()

    browser.post(page, wishes(**{"wecom-address": ""}))
    assert selectors.addresses_of(leader.account) == {}
    assert not services.preference_of(leader.account).wecom
    assert "K10001" not in " ".join(AuditEntry.objects.values_list("facts", flat=True))


def test_the_id_of_somebody_else_and_an_odd_one_are_refused_and_nothing_is_kept(
    leader: Employee, peer: Employee, admin: Employee, signed_in: SignedIn
) -> None:
    connect("wecom", admin)
    address_of(peer, "wecom", "K10003")
    for address in ("K10003", "两个字", "a|b", "<script>"):
        posted = wishes(
            **{"wecom-wanted": "on", "wecom-address": address, "quiet_from": "21:00", "quiet_until": "07:00"}
        )
        answer = signed_in(leader).post(reverse("notify:preferences"), posted)
        assert answer.status_code == 422
        assert "陈浩然" not in answer.content.decode()
    assert not ChatAddress.objects.filter(account=leader.account).exists()
    assert services.preference_of(leader.account).quiet_from is None


def test_an_administrator_enters_the_ids_of_others_and_finds_who_has_none(
    browser: Client, leader: Employee, peer: Employee
) -> None:
    page = reverse("notify:address", args=[leader.account_id])
    browser.post(page, {"wecom": "K10001", "feishu": "ou_1"})
    assert selectors.addresses_of(leader.account) == {"wecom": "K10001", "feishu": "ou_1"}

    browser.post(page, {"wecom": "K10002", "feishu": ""})
    assert selectors.addresses_of(leader.account) == {"wecom": "K10002"}
    shown = browser.get(reverse("notify:addresses"), {"q": "K10002"}).content.decode()
    assert "企业微信" in shown
    without = browser.get(reverse("notify:addresses"), {"without": "any"}).content.decode()
    assert peer.account.username in without
    assert f">{leader.account.username}<" not in without


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_people_costs_the_same_for_one_and_for_many(
    rows: int, browser: Client, hire: Callable[..., Employee], django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        address_of(hire(f"新人{number}", None), "wecom", f"K{number}")
    browser.get(reverse("notify:addresses"))
    with django_assert_num_queries(7):
        answer = browser.get(reverse("notify:addresses"))
    assert answer.content.decode().count("企业微信: K") >= min(rows, 20)


def test_the_log_of_messages_names_the_channel_and_can_be_narrowed_to_it(
    browser: Client, chat: Chat, admin: Employee
) -> None:
    from dengta.foundation import notify

    message = notify.post_to_group(robot_id=robot_in("wecom", chat, admin).pk, kind="x", title="x")
    assert message is not None
    shown = browser.get(reverse("notify:messages"), {"channel": "robot"}).content.decode()
    assert "群机器人" in shown
    assert message.number in shown
    assert message.number not in browser.get(reverse("notify:messages"), {"channel": "email"}).content.decode()
