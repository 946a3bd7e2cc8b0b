"""What chat servers call when somebody presses a button: checked by their own signature, answered in their own form."""

import json
import xml.etree.ElementTree as ET  # only to write, and for the name of its error
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify import answers
from dengta.foundation.notify.chat import ciphers, feishu
from dengta.foundation.notify.chat.ciphers import NotTheirs
from dengta.foundation.notify.models import ChatAddress, ChatApp, Vendor


@dataclass(frozen=True)
class Verdict:
    """How a press ended: the sentence, and whether it did what it should."""

    said: str
    done: bool


def pressed(vendor: str, addresses: list[str], token: str, *, now: datetime) -> Verdict:
    """Answer as whoever has one of these addresses in this system."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            question, _button = answers.found(token)
            known = ChatAddress.objects.filter(vendor=vendor, address__in=[one for one in addresses if one])
            person = known.filter(account=question.notice.account_id).select_related("account").first()
            if person is None:
                raise RuleViolation("notify.answer_not_yours")
            return Verdict(answers.answer(token=token, now=now, through=vendor, by=person.account), done=True)
        except RuleViolation as refusal:
            return Verdict(str(refusal), done=False)


# --- WeCom --------------------------------------------------------------------------------------------


def wecom_greeting(app: ChatApp, query: dict[str, str], *, now: datetime) -> str:
    """The echo that WeCom asks for when the address is entered there."""
    return _wecom_open(app, query, query.get("echostr", ""), now=now)


def wecom_event(app: ChatApp, query: dict[str, str], body: bytes, *, now: datetime) -> str:
    """Answer the button that was pressed: the encrypted card that takes the place of the old one, or nothing."""
    event = _xml(_wecom_open(app, query, _xml(body).get("Encrypt", ""), now=now))
    if event.get("Event") != "template_card_event":
        return ""
    verdict = pressed(Vendor.WECOM, [event.get("FromUserName", "")], event.get("EventKey", ""), now=now)
    reply = _wecom_card(event, verdict, now=now)
    moment, nonce = str(int(now.timestamp())), query.get("nonce", "")
    sealed = ciphers.wecom_seal(reply, key=str(app.callback_key), receiver=app.app_id)
    signature = ciphers.wecom_signature(str(app.callback_token), moment, nonce, sealed)
    return _written({"Encrypt": sealed, "MsgSignature": signature, "TimeStamp": moment, "Nonce": nonce})


def _wecom_open(app: ChatApp, query: dict[str, str], encrypted: str, *, now: datetime) -> str:
    moment, nonce = query.get("timestamp", ""), query.get("nonce", "")
    ciphers.insist_on_wecom(
        token=str(app.callback_token), moment=moment, nonce=nonce, encrypted=encrypted,
        signature=query.get("msg_signature", ""),
    )  # fmt: skip
    ciphers.insist_on_fresh(moment, now=now)
    return ciphers.wecom_open(encrypted, key=str(app.callback_key), receiver=app.app_id)


def _wecom_card(event: dict[str, str], verdict: Verdict, *, now: datetime) -> str:
    title = _("Done") if verdict.done else _("Not possible")
    card = {
        "CardType": "text_notice",
        "MainTitle": {"Title": title},
        "SubTitleText": verdict.said,
        "CardAction": {"Type": "1", "Url": str(settings.PUBLIC_URL)},
    }
    return _written(
        {
            "ToUserName": event.get("FromUserName", ""),
            "FromUserName": event.get("ToUserName", ""),
            "CreateTime": str(int(now.timestamp())),
            "MsgType": "update_template_card",
            "TemplateCard": card,
        }
    )


def _xml(text: str | bytes) -> dict[str, str]:
    """The texts of a flat document. No entities, no document types, nothing from elsewhere."""
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError):
        raise NotTheirs from None
    return {child.tag: child.text or "" for child in root}


def _written(parts: dict[str, Any]) -> str:
    root = ET.Element("xml")
    _fill(root, parts)
    return ET.tostring(root, encoding="unicode")


def _fill(parent: ET.Element, parts: dict[str, Any]) -> None:
    for name, value in parts.items():
        child = ET.SubElement(parent, name)
        if isinstance(value, dict):
            _fill(child, value)
        else:
            child.text = value


# --- Feishu -------------------------------------------------------------------------------------------


def feishu_event(app: ChatApp, headers: dict[str, str], body: bytes, *, now: datetime) -> dict[str, Any]:
    """Answer a call of Feishu: the challenge of the first, the button that was pressed of the others."""
    signature, moment = headers.get("X-Lark-Signature", ""), headers.get("X-Lark-Request-Timestamp", "")
    if signature:
        nonce = headers.get("X-Lark-Request-Nonce", "")
        ciphers.insist_on_feishu(key=str(app.callback_key), moment=moment, nonce=nonce, body=body, signature=signature)
        ciphers.insist_on_fresh(moment, now=now)
    said = ciphers.feishu_open(_encrypted(body), key=str(app.callback_key))
    if said.get("type") == "url_verification" and _is_token(app, said.get("token")):
        return {"challenge": str(said.get("challenge", ""))}
    head = said.get("header")
    if not signature or not isinstance(head, dict) or not _is_token(app, head.get("token")):
        raise NotTheirs
    if head.get("event_type") != "card.action.trigger":
        return {}
    return _feishu_reply(_feishu_pressed(said.get("event"), now=now))


def _feishu_pressed(event: Any, *, now: datetime) -> Verdict:
    try:
        operator, token = event["operator"], event["action"]["value"]["token"]
        addresses = [str(operator.get("open_id") or ""), str(operator.get("user_id") or "")]
    except (KeyError, TypeError, AttributeError):
        raise NotTheirs from None
    return pressed(Vendor.FEISHU, addresses, str(token), now=now)


def _feishu_reply(verdict: Verdict) -> dict[str, Any]:
    reply: dict[str, Any] = {"toast": {"type": "success" if verdict.done else "error", "content": verdict.said}}
    if verdict.done:
        card = {
            "header": {"template": "green", "title": feishu.plain(_("Done"))},
            "elements": [{"tag": "div", "text": feishu.plain(verdict.said)}],
        }
        reply["card"] = {"type": "raw", "data": card}
    return reply


def _is_token(app: ChatApp, token: Any) -> bool:
    return isinstance(token, str) and constant_time_compare(token, str(app.callback_token))


def _encrypted(body: bytes) -> str:
    try:
        said = json.loads(body)
        return str(said["encrypt"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotTheirs from None
