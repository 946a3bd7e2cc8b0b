"""What chat servers call when a button is pressed: their signature, their time, their person, once."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.events.models import Event
from dengta.foundation.notify import answers
from dengta.foundation.notify.chat import ciphers
from dengta.foundation.notify.models import Question
from tests.foundation.chat_server import Chat
from tests.foundation.chatting import FEISHU_KEY, TOKEN, WECOM_KEY, address_of, carry_out, connect, tell

pytestmark = [
    pytest.mark.django_db, pytest.mark.usefixtures("notice_kind", "no_mail", "leave_action"), pytest.mark.covers("K15"),
]  # fmt: skip
BUTTONS = [notify.Button("test.leave", "7", "yes", "批准"), notify.Button("test.leave", "7", "no", "不批准")]
Press = Callable[..., HttpResponse]


def effects() -> int:
    return Event.objects.filter(type="test.leave").count()


# --- WeCom --------------------------------------------------------------------------------------------


def wecom_query(encrypted: str, *, token: str = TOKEN, ago: timedelta = timedelta()) -> str:
    moment = str(int((timezone.now() - ago).timestamp()))
    signature = ciphers.wecom_signature(token, moment, "nonce", encrypted)
    return urlencode({"msg_signature": signature, "timestamp": moment, "nonce": "nonce"})


def wecom_press(
    client: Client,
    key: str,
    *,
    person: str = "K10001",
    receiver: str = "ww-house",
    cipher: str = WECOM_KEY,
    **signed: Any,
) -> Any:
    """What WeCom posts when `person` presses the button with this key."""
    event = (
        f"<xml><ToUserName>ww-house</ToUserName><FromUserName>{person}</FromUserName><MsgType>event</MsgType>"
        f"<Event>template_card_event</Event><EventKey>{key}</EventKey><TaskId>1</TaskId>"
        "<CardType>button_interaction</CardType><ResponseCode>code</ResponseCode><AgentID>1000002</AgentID></xml>"
    )
    encrypted = ciphers.wecom_seal(event, key=cipher, receiver=receiver)
    body = f"<xml><ToUserName>ww-house</ToUserName><Encrypt>{encrypted}</Encrypt><AgentID>1000002</AgentID></xml>"
    url = f"{reverse('notify:wecom_callback')}?{wecom_query(encrypted, **signed)}"
    return client.post(url, body, content_type="text/xml")


def wecom_reply(answer: Any) -> str:
    """The text of the card that takes the place of the one with the buttons, as WeCom reads it."""
    parts = {child.tag: child.text or "" for child in ElementTree.fromstring(answer.content)}  # noqa: S314 - our own
    ciphers.insist_on_wecom(
        token=TOKEN, moment=parts["TimeStamp"], nonce=parts["Nonce"], encrypted=parts["Encrypt"],
        signature=parts["MsgSignature"],
    )  # fmt: skip
    return ciphers.wecom_open(parts["Encrypt"], key=WECOM_KEY, receiver="ww-house")


@pytest.fixture
def wecom_card(leader: Employee, admin: Employee, chat: Chat) -> Any:
    """The card with buttons that 周敏 got in WeCom."""
    connect("wecom", admin, callbacks=True)
    address_of(leader, "wecom", "K10001")
    tell(leader, actions=BUTTONS)
    assert carry_out() == 1
    return chat.inbox[0][1]["template_card"]


def test_a_card_in_wecom_has_buttons_a_task_id_and_its_number(wecom_card: Any) -> None:
    assert wecom_card["card_type"] == "button_interaction"
    assert [(button["text"], button["type"]) for button in wecom_card["button_list"]] == [("批准", 0), ("不批准", 0)]
    assert wecom_card["task_id"][:8] == wecom_card["horizontal_content_list"][0]["value"]
    assert all(len(button["key"]) <= 1024 for button in wecom_card["button_list"])


def test_wecom_greets_with_an_echo_when_the_address_is_entered_there(wecom_card: Any, client: Client) -> None:
    echo = ciphers.wecom_seal("echo-1234", key=WECOM_KEY, receiver="ww-house")
    url = reverse("notify:wecom_callback")
    answer = client.get(f"{url}?{wecom_query(echo)}&{urlencode({'echostr': echo})}")

    assert (answer.status_code, answer.content) == (200, b"echo-1234")


def test_three_deliveries_of_a_press_in_wecom_count_once_and_each_is_answered(wecom_card: Any, client: Client) -> None:
    key = wecom_card["button_list"][0]["key"]
    said = [wecom_reply(wecom_press(client, key)) for _delivery in range(3)]

    assert effects() == 1
    assert "已登记：批准" in said[0]
    assert all("再次点击不会改变答复" in later for later in said[1:])


def test_whoever_is_not_wecom_changes_nothing(wecom_card: Any, client: Client) -> None:
    key = wecom_card["button_list"][0]["key"]
    other_key = base64.b64encode(b"x" * 32).decode().rstrip("=")
    wrong: list[dict[str, Any]] = [
        {"token": "another"}, {"ago": timedelta(minutes=6)}, {"ago": timedelta(minutes=-6)},
        {"receiver": "ww-other"}, {"cipher": other_key},
    ]  # fmt: skip
    for forged in wrong:
        assert wecom_press(client, key, **forged).status_code == 401, forged
    assert effects() == 0
    assert wecom_press(client, key).status_code == 200, "the control"
    assert effects() == 1


def test_xml_with_entities_or_a_document_type_is_not_read(wecom_card: Any, client: Client) -> None:
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'
    )
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Encrypt>&f;</Encrypt></xml>'
    for body in (laughs, outside, "<xml>", "", "not xml", "<xml><Encrypt>" + "A" * 70_000 + "</Encrypt></xml>"):
        url = f"{reverse('notify:wecom_callback')}?{wecom_query('')}"
        assert client.post(url, body, content_type="text/xml").status_code == 401


# --- Feishu -------------------------------------------------------------------------------------------


def feishu_event(token: str, *, person: str = "ou_leader", verification: str = TOKEN) -> dict[str, Any]:
    """What Feishu says when `person` presses the button that carries this token."""
    return {
        "schema": "2.0",
        "header": {"event_id": "1", "token": verification, "event_type": "card.action.trigger", "app_id": "cli_house"},
        "event": {
            "operator": {"open_id": person, "user_id": "x", "union_id": "on_1", "tenant_key": "1"},
            "token": "c-1",
            "action": {"value": {"token": token}, "tag": "button"},
            "context": {"open_message_id": "om_1", "open_chat_id": "oc_1"},
        },
    }


def feishu_call(
    client: Client, said: dict[str, Any], *, key: str = FEISHU_KEY, ago: timedelta = timedelta(), flip: int = -1,
    signed: bool = True,
) -> Any:  # fmt: skip
    body = bytearray(json.dumps({"encrypt": ciphers.feishu_seal(said, key=FEISHU_KEY)}).encode())
    moment = str(int((timezone.now() - ago).timestamp()))
    headers = {"X-Lark-Request-Timestamp": moment, "X-Lark-Request-Nonce": "nonce"}
    if signed:
        headers["X-Lark-Signature"] = ciphers.feishu_signature(key, moment, "nonce", bytes(body))
    if flip >= 0:
        body[flip] ^= 1
    return client.post(reverse("notify:feishu_callback"), bytes(body), content_type="application/json", headers=headers)


@pytest.fixture
def feishu_token(leader: Employee, agent: Employee, admin: Employee, chat: Chat) -> str:
    """What the first button of the card carries that 周敏 got in Feishu."""
    connect("feishu", admin, callbacks=True)
    address_of(leader, "feishu", "ou_leader")
    address_of(agent, "feishu", "ou_agent")
    tell(leader, actions=BUTTONS)
    assert carry_out() == 1
    actions = next(part["actions"] for part in chat.inbox[0][1]["elements"] if part["tag"] == "action")
    assert [action["text"]["content"] for action in actions] == ["批准", "不批准", "在灯塔中打开"]
    return str(actions[0]["value"]["token"])


def test_feishu_gets_its_challenge_back(feishu_token: str, client: Client) -> None:
    greeting = {"type": "url_verification", "token": TOKEN, "challenge": "abc"}
    assert feishu_call(client, greeting).json() == {"challenge": "abc"}
    assert feishu_call(client, greeting, signed=False).json() == {"challenge": "abc"}
    assert feishu_call(client, {**greeting, "token": "another"}).status_code == 401


def test_three_deliveries_of_a_press_in_feishu_count_once_and_each_is_answered(
    feishu_token: str, client: Client
) -> None:
    said = [feishu_call(client, feishu_event(feishu_token)).json() for _delivery in range(3)]

    assert effects() == 1
    assert [one["toast"]["type"] for one in said] == ["success", "error", "error"]
    assert "已登记：批准" in said[0]["toast"]["content"]
    assert "actions" not in json.dumps(said[0]["card"]), "the new card has no buttons any more"
    assert Question.objects.get().through == "feishu"


def test_somebody_else_who_presses_a_card_that_was_passed_on_changes_nothing(feishu_token: str, client: Client) -> None:
    for person in ("ou_agent", "ou_nobody", ""):
        reply = feishu_call(client, feishu_event(feishu_token, person=person)).json()
        assert "不是发给您的" in reply["toast"]["content"]
    assert effects() == 0


def test_whoever_is_not_feishu_changes_nothing(feishu_token: str, client: Client) -> None:
    event = feishu_event(feishu_token)
    wrong: list[dict[str, Any]] = [
        {"key": "another"}, {"ago": timedelta(minutes=6)}, {"signed": False},
        {"flip": 0}, {"flip": 20}, {"flip": 60},
    ]  # fmt: skip
    for forged in wrong:
        assert feishu_call(client, event, **forged).status_code == 401, forged
    assert feishu_call(client, feishu_event(feishu_token, verification="another")).status_code == 401
    assert effects() == 0
    assert feishu_call(client, event).status_code == 200, "the control"
    assert effects() == 1


def test_bodies_that_are_not_what_feishu_sends_are_refused_without_an_error(feishu_token: str, client: Client) -> None:
    odd: list[dict[str, Any]] = [
        {"schema": "2.0", "header": {"token": TOKEN, "event_type": "card.action.trigger"}, "event": value}
        for value in (None, [], {"operator": None, "action": {"value": {"token": "x"}}}, {"operator": {}, "action": {}})
    ]
    for said in odd:
        assert feishu_call(client, said).status_code == 401
    for body in (b"", b"[]", b"{", b"null", b'{"encrypt": 1}', b'{"encrypt": "AAAA"}', b"\xff"):
        answer = client.post(reverse("notify:feishu_callback"), body, content_type="application/json")
        assert answer.status_code == 401
    other = {"schema": "2.0", "header": {"token": TOKEN, "event_type": "im.message.receive_v1"}, "event": {}}
    assert feishu_call(client, other).json() == {}


@pytest.mark.parametrize("vendor", ["wecom", "feishu"])
def test_without_keys_nobody_may_call_and_buttons_are_links(
    vendor: str, leader: Employee, admin: Employee, chat: Chat, client: Client
) -> None:
    connect(vendor, admin)
    address_of(leader, vendor, "ou_leader" if vendor == "feishu" else "K10001")
    question = tell(leader, actions=BUTTONS).question
    carry_out()

    assert client.post(reverse(f"notify:{vendor}_callback")).status_code == 404
    assert answers.link_of(question, 0) in json.dumps(chat.inbox[0][1], ensure_ascii=False)


def test_in_dingtalk_buttons_are_links_to_our_page(leader: Employee, admin: Employee, chat: Chat) -> None:
    connect("dingtalk", admin)
    address_of(leader, "dingtalk", "K10001")
    question = tell(leader, actions=BUTTONS).question
    carry_out()

    shown = chat.inbox[0][1]["action_card"]["btn_json_list"]
    assert shown == [
        {"title": label, "action_url": answers.link_of(question, place)}
        for place, label in enumerate(("批准", "不批准"))
    ]


# --- each answer once, in every system ------------------------------------------------------------------


def dingtalk_press(client: Client, address: str) -> Any:
    """Pressing a button in DingTalk opens our page in its browser, which presses there."""
    return client.post(address.removeprefix(str(settings.PUBLIC_URL)))


@pytest.fixture(params=["wecom", "dingtalk", "feishu"])
def press(request: pytest.FixtureRequest, leader: Employee, admin: Employee, client: Client) -> Callable[[], Any]:
    """Presses the first button of a card of 周敏 in this chat system, as it came there."""
    if request.param == "wecom":
        key = request.getfixturevalue("wecom_card")["button_list"][0]["key"]
        return lambda: wecom_press(client, key)
    if request.param == "feishu":
        token = request.getfixturevalue("feishu_token")
        return lambda: feishu_call(client, feishu_event(token))
    connect("dingtalk", admin)
    address_of(leader, "dingtalk", "K10001")
    chat = request.getfixturevalue("chat")
    tell(leader, actions=BUTTONS)
    carry_out()
    address = chat.inbox[0][1]["action_card"]["btn_json_list"][0]["action_url"]
    return lambda: dingtalk_press(client, address)


def test_three_deliveries_of_a_press_are_applied_once_whichever_system_they_come_from(press: Callable[[], Any]) -> None:
    for _delivery in range(3):
        press()

    assert effects() == 1


def test_the_control_without_the_guard_each_delivery_is_applied(
    press: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "insist", lambda question, *, by, now: None)
    for _delivery in range(3):
        press()

    assert effects() == 3, "this test can see a doubled answer"
