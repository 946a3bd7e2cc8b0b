"""Robots of group chats: one address with a key, and a signature where the group asks for one."""

import base64
import hashlib
import hmac
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dengta.foundation.notify.chat import http
from dengta.foundation.notify.chat.access import NotSetUp
from dengta.foundation.notify.chat.cards import Card, card_of, cut
from dengta.foundation.notify.chat.dingtalk import markdown
from dengta.foundation.notify.chat.verdicts import Codes
from dengta.foundation.notify.models import GroupRobot, OutboxMessage, Vendor

CHANNEL = "robot"
CODES = {
    Vendor.WECOM: Codes(Vendor.WECOM.label, busy=(-1, 45009, 45033)),
    Vendor.DINGTALK: Codes(Vendor.DINGTALK.label, busy=(-1, 88, 130101, 410100, 660026)),
    Vendor.FEISHU: Codes(Vendor.FEISHU.label, code="code", text="msg", busy=(11232, 11233)),
}
TEXT_BYTES = {Vendor.WECOM: 2048, Vendor.DINGTALK: 5000, Vendor.FEISHU: 8000}


def carry(message: OutboxMessage) -> None:
    """Hand one message over to the group."""
    robot = GroupRobot.objects.filter(pk=message.address, is_on=True).first()
    if robot is None:
        raise NotSetUp(CHANNEL)
    post(robot, card_of(message))


def post(robot: GroupRobot, card: Card) -> http.Answer:
    """Say it in the group; what the server answered."""
    vendor = Vendor(robot.vendor)
    params, body = FORMS[vendor](robot, card)
    return CODES[vendor].judge(http.call("POST", str(robot.url), params=params, body=body))


Form = tuple[dict[str, str], dict[str, Any]]


def _wecom(robot: GroupRobot, card: Card) -> Form:
    return {}, {"msgtype": "text", "text": {"content": _text(card, TEXT_BYTES[Vendor.WECOM])}}


def _dingtalk(robot: GroupRobot, card: Card) -> Form:
    """Signed in the address: base64 of HMAC-SHA256 over milliseconds and secret, keyed with the secret."""
    text = markdown(card, most=TEXT_BYTES[Vendor.DINGTALK])
    if card.link:
        text += f"\n\n[{_('Open in Dengta')}]({card.link})"
    body = {"msgtype": "markdown", "markdown": {"title": card.title, "text": text}}
    if not robot.secret:
        return {}, body
    moment = str(int(timezone.now().timestamp() * 1000))
    return {"timestamp": moment, "sign": dingtalk_signature(str(robot.secret), moment)}, body


def _feishu(robot: GroupRobot, card: Card) -> Form:
    """Signed in the body: base64 of an HMAC-SHA256 over nothing, keyed with seconds and secret."""
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": _text(card, TEXT_BYTES[Vendor.FEISHU])}}
    if robot.secret:
        moment = str(int(timezone.now().timestamp()))
        body |= {"timestamp": moment, "sign": feishu_signature(str(robot.secret), moment)}
    return {}, body


FORMS = {Vendor.WECOM: _wecom, Vendor.DINGTALK: _dingtalk, Vendor.FEISHU: _feishu}


def dingtalk_signature(secret: str, moment: str) -> str:
    """What DingTalk expects beside the milliseconds `moment`."""
    return _base64(hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest())


def feishu_signature(secret: str, moment: str) -> str:
    """What Feishu expects beside the seconds `moment`."""
    return _base64(hmac.new(f"{moment}\n{secret}".encode(), b"", hashlib.sha256).digest())


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _text(card: Card, most: int) -> str:
    end = "\n\n".join(filter(None, (card.link, _("No. {number}").format(number=card.number))))
    start = cut("\n\n".join(filter(None, (card.title, card.text))), most - len(end.encode()) - 2)
    return f"{start}\n\n{end}"
