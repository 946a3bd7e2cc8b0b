"""The e-mail channel."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from dengta.foundation.notify.chat.cards import card_of
from dengta.foundation.notify.models import OutboxMessage

CHANNEL = "email"


def is_set_up() -> bool:
    """Whether this installation has a mail server; without one nothing is written into the outbox."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def carry(message: OutboxMessage) -> None:
    """Hand one message to the mail server. Line breaks in the address or subject are refused, not repaired."""
    validate_email(message.address)
    EmailMessage(
        subject=message.subject,
        body=_body(message),
        to=[message.address],
        headers={"Message-ID": f"<{message.message_id}>", "Auto-Submitted": "auto-generated"},
    ).send(fail_silently=False)


def _body(message: OutboxMessage) -> str:
    """The text, and below it one line for each button."""
    buttons = "\n".join(f"{button.label}: {button.link}" for button in card_of(message).buttons)
    return "\n\n".join(filter(None, (message.text, buttons)))
