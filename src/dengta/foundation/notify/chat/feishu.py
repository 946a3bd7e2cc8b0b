"""Feishu (and Lark): interactive cards of an application's robot to one person."""

import json
from typing import Any

from django.utils.translation import gettext as _

from dengta.foundation.notify.chat import http
from dengta.foundation.notify.chat.access import app_of, with_access
from dengta.foundation.notify.chat.cards import Card, card_of, cut
from dengta.foundation.notify.chat.verdicts import Codes
from dengta.foundation.notify.models import ChatApp, OutboxMessage, Vendor

CODES = Codes(
    Vendor.FEISHU.label,
    code="code",
    text="msg",
    busy=(11232, 11233, 230020, 99991400),
    stale=(99991661, 99991663, 99991664, 99991668),
    unknown=(230013, 99992351, 99992352, 99992361, 99992364),
)
TEXT_BYTES, TITLE_BYTES, BUTTON_BYTES = 8000, 200, 60


def carry(message: OutboxMessage) -> None:
    """Hand one message over."""
    deliver(app_of(Vendor.FEISHU), message.address, card_of(message))


def deliver(app: ChatApp, address: str, card: Card) -> http.Answer:
    """Send the card to the person with this open id or user id; what the server answered. The server itself drops a
    repetition under the same `uuid` within an hour."""
    body = {
        "receive_id": address,
        "msg_type": "interactive",
        "content": json.dumps(shown(card, clickable=app.takes_answers), ensure_ascii=False),
        "uuid": card.key,
    }
    kind = "open_id" if address.startswith("ou_") else "user_id"

    def send(token: str) -> http.Answer:
        url = f"{http.server('feishu')}/open-apis/im/v1/messages"
        headers = {"Authorization": f"Bearer {token}"}
        return CODES.judge(http.call("POST", url, params={"receive_id_type": kind}, headers=headers, body=body))

    return with_access(app, _fetch, send)


def _fetch(app: ChatApp) -> tuple[str, int]:
    url = f"{http.server('feishu')}/open-apis/auth/v3/tenant_access_token/internal"
    body = {"app_id": app.app_id, "app_secret": str(app.secret)}
    answer = CODES.judge(http.call("POST", url, body=body))
    return str(answer["tenant_access_token"]), int(answer["expire"])


def shown(card: Card, *, clickable: bool) -> dict[str, Any]:
    """The card in Feishu's form. `plain_text`, so that nothing in a text is taken for a link or a mention."""
    elements: list[dict[str, Any]] = []
    if card.text:
        elements.append({"tag": "div", "text": plain(cut(card.text, TEXT_BYTES))})
    actions = [
        {
            "tag": "button",
            "type": "primary" if place == 0 else "default",
            "text": plain(cut(button.label, BUTTON_BYTES)),
        }
        | ({"value": {"token": button.token}} if clickable else {"url": button.link})
        for place, button in enumerate(card.buttons)
    ]
    if card.link:
        actions.append({"tag": "button", "type": "default", "text": plain(_("Open in Dengta")), "url": card.link})
    if actions:
        elements.append({"tag": "action", "actions": actions})
    elements.append({"tag": "note", "elements": [plain(_("No. {number}").format(number=card.number))]})
    return {
        "config": {"wide_screen_mode": True, "enable_forward": False},
        "header": {"template": "blue", "title": plain(cut(card.title, TITLE_BYTES))},
        "elements": elements,
    }


def plain(text: str) -> dict[str, str]:
    """A text without any mark-up."""
    return {"tag": "plain_text", "content": text}
