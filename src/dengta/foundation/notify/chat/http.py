"""Calling a chat server: only servers the installation names, no detours, little time, little to read.

Addresses hold secrets, so no exception that leaves this module carries one.
"""

import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from dengta.foundation.notify.registry import TryLater

CONNECT_SECONDS, READ_SECONDS = 5, 10
MOST_BYTES = 64 * 1024
LONGEST_WAIT = timedelta(hours=1)
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500
REDIRECTS = range(300, 400)
PORTS = {"https": 443, "http": 80}

Answer = dict[str, Any]


class Unreachable(ConnectionError):
    """The chat server did not answer, or not in its language."""


class ForeignServer(Exception):
    """An address that leads elsewhere than to a chat server this installation names."""


def server(name: str) -> str:
    """The address of one of the chat servers, without a slash at the end."""
    return str(settings.CHAT_SERVERS[name]).rstrip("/")


def is_ours(url: str) -> bool:
    """Whether the address leads to a chat server of this installation: scheme, host and port, letter by letter."""
    return _place(url) in {_place(address) for address in settings.CHAT_SERVERS.values()} - {None}


def _place(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    plain = url.isascii() and url.isprintable() and "\\" not in url and " " not in url
    if not plain or parts.username is not None or parts.password is not None or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, port


def call(
    method: str,
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Answer:
    """What the server answers, as a dict. Raises Unreachable, ForeignServer, or TryLater where it asks for patience."""
    if not is_ours(url):
        raise ForeignServer(_("This is not the address of a chat server of this installation."))
    host = urlsplit(url).hostname
    session = requests.Session()
    session.trust_env = False  # neither a .netrc nor a proxy that nobody set here
    session.proxies = {"https": settings.CHAT_PROXY, "http": settings.CHAT_PROXY} if settings.CHAT_PROXY else {}
    payload = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    sent = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    try:
        with session, session.request(
            method, url, params=params, headers=sent, data=payload, stream=True, allow_redirects=False,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
        ) as response:  # fmt: skip
            return _read(response, host)
    except requests.RequestException as problem:
        reason = f"{host}: {type(problem).__name__}"
        raise Unreachable(reason) from None


def _read(response: requests.Response, host: str | None) -> Answer:
    status = response.status_code
    if status == TOO_MANY_REQUESTS:
        raise TryLater(f"{host}: 429", wait=_asked_to_wait(response))
    if status >= SERVER_ERROR or status in REDIRECTS:
        reason = f"{host}: {status}"
        raise Unreachable(reason)
    try:
        answer = json.loads(_body(response))
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        reason = f"{host}: {status}, {_('an answer in another language than its own')}"
        raise Unreachable(reason)
    return answer


def _body(response: requests.Response) -> bytes:
    """All of it, or nothing where it is too much or drips too slowly."""
    body, deadline = b"", time.monotonic() + READ_SECONDS
    for part in response.iter_content(8192):
        body += part
        if len(body) > MOST_BYTES or time.monotonic() > deadline:
            return b""
    return body


def _asked_to_wait(response: requests.Response) -> timedelta:
    seconds = response.headers.get("Retry-After") or response.headers.get("x-ogw-ratelimit-reset") or ""
    wait = timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 6 else timedelta(minutes=1)
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)
