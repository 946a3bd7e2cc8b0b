"""What a message looks like in a chat: a title, a text, a link, its number, and buttons."""

from dataclasses import dataclass

from dengta.foundation.notify.answers import link_of, token_of
from dengta.foundation.notify.models import OutboxMessage


@dataclass(frozen=True)
class CardButton:
    """A button: what it says, what the chat server sends us back for it, and where it leads where that is not set."""

    label: str
    token: str
    link: str


@dataclass(frozen=True)
class Card:
    """The parts of a message, before a chat system's own form."""

    key: str
    number: str
    title: str
    text: str
    link: str
    buttons: tuple[CardButton, ...] = ()


def card_of(message: OutboxMessage) -> Card:
    """The card of a message in the outbox. Every repetition gives the same one."""
    buttons: tuple[CardButton, ...] = ()
    question = message.question
    if question is not None and question.answered_at is None:
        buttons = tuple(
            CardButton(choice["label"], token_of(question, place), link_of(question, place))
            for place, choice in enumerate(question.choices)
        )
    return Card(
        key=message.message_id.partition("@")[0],
        number=message.number,
        title=message.subject,
        text=message.body,
        link=message.link,
        buttons=buttons,
    )


def cut(text: str, most_bytes: int) -> str:
    """`text` in at most so many bytes, never in the middle of a letter; an ellipsis says that something is missing."""
    raw = text.encode()
    if len(raw) <= most_bytes:
        return text
    return raw[: most_bytes - len("…".encode())].decode(errors="ignore") + "…"
