"""Access tokens of the chat systems: fetched with the secret, kept almost to their end, renewed when refused."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from dengta.foundation.notify.chat.http import Answer, Unreachable
from dengta.foundation.notify.models import ChatApp

# A token that ends while a message is on its way would be refused.
EARLY = timedelta(minutes=5)


class AccessRefused(Exception):
    """The server no longer takes the access token."""


class NotSetUp(Exception):
    """There is no application in this chat system, or it is switched off."""


Fetch = Callable[[ChatApp], tuple[str, int]]


def app_of(vendor: str) -> ChatApp:
    """Our application in this system. Raises NotSetUp."""
    app = ChatApp.objects.filter(vendor=vendor, is_on=True).first()
    if app is None:
        raise NotSetUp(vendor)
    return app


def with_access(app: ChatApp, fetch: Fetch, call: Callable[[str], Answer]) -> Answer:
    """What `call(token)` answers; once more with a new token where the first is refused."""
    try:
        return call(_token(app, fetch))
    except AccessRefused:
        pass
    try:
        return call(_renewed(app, fetch))
    except AccessRefused as refused:
        reason = f"{app.vendor}: {refused}"
        raise Unreachable(reason) from None


def _token(app: ChatApp, fetch: Fetch) -> str:
    if app.access_token and app.access_until is not None and app.access_until > timezone.now() + EARLY:
        return str(app.access_token)
    return _renewed(app, fetch)


def _renewed(app: ChatApp, fetch: Fetch) -> str:
    token, seconds = fetch(app)
    app.access_token, app.access_until = token, timezone.now() + timedelta(seconds=seconds)
    app.save(update_fields=["access_token", "access_until"])
    return token
