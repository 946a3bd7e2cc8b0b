"""DingTalk: work notifications to one person. Buttons are links: its callbacks do not sign what was pressed."""

from typing import Any

from django.utils.translation import gettext as _

from dengta.foundation.notify.chat import http
from dengta.foundation.notify.chat.access import app_of, with_access
from dengta.foundation.notify.chat.cards import Card, card_of, cut
from dengta.foundation.notify.chat.verdicts import Codes, ServerRefused
from dengta.foundation.notify.models import ChatApp, OutboxMessage, Vendor

CODES = Codes(
    Vendor.DINGTALK.label,
    busy=(-1, 88, 90002, 90018),
    stale=(40001, 40014, 41001, 42001),
    unknown=(33012, 40103, 60121),
)
TITLE_BYTES, TEXT_BYTES, BUTTON_BYTES, MOST_BUTTONS = 192, 3000, 60, 5


def carry(message: OutboxMessage) -> None:
    """Hand one message over."""
    deliver(app_of(Vendor.DINGTALK), message.address, card_of(message))


def deliver(app: ChatApp, address: str, card: Card) -> http.Answer:
    """Send the card to the person with this user id; what the server answered."""
    body = {"agent_id": int(app.agent_id), "userid_list": address, "msg": _message(card)}

    def send(token: str) -> http.Answer:
        url = f"{http.server('dingtalk')}/topapi/message/corpconversation/asyncsend_v2"
        return CODES.judge(http.call("POST", url, params={"access_token": token}, body=body))

    return with_access(app, _fetch, send)


def _fetch(app: ChatApp) -> tuple[str, int]:
    body = {"appKey": app.app_id, "appSecret": str(app.secret)}
    answer = http.call("POST", f"{http.server('dingtalk_api')}/v1.0/oauth2/accessToken", body=body)
    if "accessToken" not in answer:
        said = f"{CODES.system} {answer.get('code', '')}: {str(answer.get('message', ''))[:200]}"
        raise ServerRefused(said)
    return str(answer["accessToken"]), int(answer["expireIn"])


def _message(card: Card) -> dict[str, Any]:
    title, text = cut(card.title, TITLE_BYTES), markdown(card, most=TEXT_BYTES)
    shown: dict[str, Any] = {"title": title, "markdown": text}
    if card.buttons:
        shown |= {
            "btn_orientation": "0" if len(card.buttons) > 2 else "1",
            "btn_json_list": [
                {"title": cut(button.label, BUTTON_BYTES), "action_url": button.link}
                for button in card.buttons[:MOST_BUTTONS]
            ],
        }
    elif card.link:
        shown |= {"single_title": _("Open in Dengta"), "single_url": card.link}
    else:
        return {"msgtype": "markdown", "markdown": {"title": title, "text": text}}
    return {"msgtype": "action_card", "action_card": shown}


def markdown(card: Card, *, most: int) -> str:
    """The text as DingTalk's Markdown: a line needs an empty one after it; signs of the language stay signs."""
    escaped = "".join(f"\\{sign}" if sign in r"\`*_{}[]()#!<>|~" else sign for sign in card.text)
    number = _("No. {number}").format(number=card.number)
    start = cut(f"**{card.title}**\n\n{escaped}".replace("\n", "\n\n").replace("\n\n\n\n", "\n\n"), most - 40)
    return f"{start}\n\n{number}"
