"""WeCom: messages of an application to one person, as text, or as a card with buttons."""

from typing import Any

from django.utils.translation import gettext as _

from dengta.foundation.notify.chat import http
from dengta.foundation.notify.chat.access import app_of, with_access
from dengta.foundation.notify.chat.cards import Card, card_of, cut
from dengta.foundation.notify.chat.verdicts import Codes
from dengta.foundation.notify.models import ChatApp, OutboxMessage, Vendor

CODES = Codes(Vendor.WECOM.label, busy=(-1, 45009, 45033), stale=(40014, 41001, 42001), unknown=(40003, 60111, 81013))
TEXT_BYTES = 2048
# What WeCom shows of a card, in its own recommended lengths.
TITLE_BYTES, SUBTITLE_BYTES, BUTTON_BYTES, MOST_BUTTONS = 108, 336, 30, 6
# The server drops a second message with the same content within this time; the number makes different ones differ.
SAME_WITHIN_SECONDS = 1800


def carry(message: OutboxMessage) -> None:
    """Hand one message over."""
    deliver(app_of(Vendor.WECOM), message.address, card_of(message))


def deliver(app: ChatApp, address: str, card: Card) -> http.Answer:
    """Send the card to the person with this user id; what the server answered."""
    body = {
        "touser": address,
        "agentid": int(app.agent_id),
        "enable_duplicate_check": 1,
        "duplicate_check_interval": SAME_WITHIN_SECONDS,
        **(_with_buttons(app, card) if card.buttons else _text(card)),
    }

    def send(token: str) -> http.Answer:
        url = f"{http.server('wecom')}/cgi-bin/message/send"
        return CODES.judge(http.call("POST", url, params={"access_token": token}, body=body))

    answer = with_access(app, _fetch, send)
    if answer.get("invaliduser"):
        raise CODES.nobody("invaliduser")
    return answer


def _fetch(app: ChatApp) -> tuple[str, int]:
    params = {"corpid": app.app_id, "corpsecret": str(app.secret)}
    answer = CODES.judge(http.call("GET", f"{http.server('wecom')}/cgi-bin/gettoken", params=params))
    return str(answer["access_token"]), int(answer["expires_in"])


def _text(card: Card) -> dict[str, Any]:
    end = "\n\n".join(filter(None, (card.link, _("No. {number}").format(number=card.number))))
    start = cut(f"{card.title}\n\n{card.text}", TEXT_BYTES - len(end.encode()) - 2)
    return {"msgtype": "text", "text": {"content": f"{start}\n\n{end}"}}


def _with_buttons(app: ChatApp, card: Card) -> dict[str, Any]:
    buttons = [
        {"text": cut(button.label, BUTTON_BYTES), "style": 1 if place == 0 else 2}
        | ({"type": 0, "key": button.token} if app.takes_answers else {"type": 1, "url": button.link})
        for place, button in enumerate(card.buttons[:MOST_BUTTONS])
    ]
    shown: dict[str, Any] = {
        "card_type": "button_interaction",
        "main_title": {"title": cut(card.title, TITLE_BYTES)},
        "sub_title_text": cut(card.text, SUBTITLE_BYTES),
        "horizontal_content_list": [{"keyname": _("No."), "value": card.number}],
        "task_id": card.key,
        "button_list": buttons,
    }
    if card.link:
        shown["card_action"] = {"type": 1, "url": card.link}
    return {"msgtype": "template_card", "template_card": shown}
