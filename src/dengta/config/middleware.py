"""Sessions that end in time, the second factor of those who need one, and answers that no cache keeps."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from structlog.contextvars import bound_contextvars

from dengta.domains.people.models import Account
from dengta.domains.people.selectors.second_factor import asks_for_second_factor, has_second_factor
from dengta.foundation.access import facts_of

log = structlog.get_logger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]

# A session is written at most this often for being used, so that reading pages stays cheap.
TOUCH_SECONDS = 60
# What somebody without the second factor that their role needs may reach: setting one up, and leaving.
BEFORE_THE_FACTOR = ("account_", "mfa_", "preferences", "socialaccount_", "openid_connect_")
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


def needs_second_factor(account: Account) -> bool:
    """Whether a role of this account asks for a second factor; what was lent to it simply waits for one."""
    return any(asks_for_second_factor(held.role) for held in facts_of(account).roles)


def begin_session(session: SessionBase) -> None:
    """Start the clocks: the absolute end counts from here."""
    now = int(timezone.now().timestamp())
    session["guard"] = {"began": now, "seen": now, "idle": settings.IDLE_MINUTES_RED * 60, "factor": False}


class RequestLog:
    """Gives each request an id, which the answer and every line of the log carry, and logs how it ended."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id, begun = uuid.uuid4().hex, time.monotonic()
        actor = request.user.pk if request.user.is_authenticated else None
        with bound_contextvars(request_id=request_id, actor=actor, method=request.method):
            response = self.get_response(request)
            milliseconds = round((time.monotonic() - begun) * 1000)
            log.info("request", status=response.status_code, route=_route(request), milliseconds=milliseconds)
        response.headers["X-Request-ID"] = request_id
        return response


class SessionGuard:
    """Ends sessions that are too old or idle, and sends people without their second factor to set it up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not self._still_good(request):
            logout(request)
            return _to_login(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.session["guard"]["factor"]:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        return None if name.startswith(BEFORE_THE_FACTOR) else _go(request, reverse("mfa_index"))

    def _still_good(self, request: HttpRequest) -> bool:
        """Whether the session may go on; notes that it was used. At most one write a minute."""
        if "guard" not in request.session:
            begin_session(request.session)
        guard, now = request.session["guard"], int(timezone.now().timestamp())
        idle_for = now - guard["seen"]
        if now - guard["began"] >= settings.SESSION_COOKIE_AGE or idle_for >= guard["idle"]:
            return False
        if idle_for >= TOUCH_SECONDS or not guard["factor"]:
            self._touch(request, guard, now)
        return True

    def _touch(self, request: HttpRequest, guard: dict[str, Any], now: int) -> None:
        account = request.user
        assert isinstance(account, Account)
        red = needs_second_factor(account)
        minutes = settings.IDLE_MINUTES_RED if red else settings.IDLE_MINUTES
        fresh = {**guard, "seen": now, "idle": minutes * 60, "factor": not red or has_second_factor(account)}
        if fresh != guard:
            request.session["guard"] = fresh
        if now - guard["seen"] >= TOUCH_SECONDS:
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


class PrivateResponses:
    """Headers that keep personal data out of caches and powerful browser features switched off."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        if signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _route(request: HttpRequest) -> str:
    """The address as it is written in the URLconf: without names, numbers and tokens."""
    return request.resolver_match.route if request.resolver_match else ""


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _go(request, reverse("account_login"))
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/", reverse("account_login"))


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser there; htmx is told to leave the page instead of swapping a login page into it."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
