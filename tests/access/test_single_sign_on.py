"""Single sign-on against a provider of our own making: who gets in, and which answers are refused."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone
from pytest_django import Settings

from dengta.config.urls import urlpatterns as product
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.urls.accounts import single_sign_on
from dengta.foundation.audit.models import AuditEntry

urlpatterns = [path("account/", include(single_sign_on)), *product]
Change = Callable[[dict[str, Any]], None]


@dataclass
class Provider:
    """What the provider believes of whoever signs in, what it was asked, and how it lies."""

    claims: dict[str, Any]
    asked: dict[str, str] = field(default_factory=dict)
    redeemed: list[dict[str, str]] = field(default_factory=list)
    forge_token: Change = lambda token: None
    forge_info: Change = lambda info: None
    address: str = ""

    def answer(self, where: str, form: dict[str, str]) -> dict[str, Any]:
        """Discovery, token, person."""
        if where == "/token":
            return self._token(form)
        if where == "/person":
            info = dict(self.claims)
            self.forge_info(info)
            return info
        ends = {name: f"{self.address}/{name}" for name in ("authorize", "token", "person", "keys")}
        return {
            "issuer": self.address, "authorization_endpoint": ends["authorize"], "token_endpoint": ends["token"],
            "userinfo_endpoint": ends["person"], "jwks_uri": ends["keys"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def _token(self, form: dict[str, str]) -> dict[str, Any]:
        self.redeemed.append(form)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if proof.rstrip(b"=").decode() != self.asked["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(timezone.now().timestamp())
        token = {
            "iss": self.address, "aud": "dengta", "iat": now, "exp": now + 300, "nonce": self.asked.get("nonce"),
            **self.claims,
        }  # fmt: skip
        self.forge_token(token)
        signed = jwt.encode(token, "a key that only the provider has, long enough", algorithm="HS256")
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def provider(settings: Settings, agent: Employee) -> Iterator[Provider]:
    """A provider on this machine that knows 李佳怡 by her verified work e-mail."""
    known = Provider({"sub": "s-1", "email": agent.account.email, "email_verified": True})

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say({name: values[0] for name, values in parse_qs(body).items()})

        def _say(self, form: dict[str, str]) -> None:
            content = json.dumps(known.answer(urlsplit(self.path).path, form)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    known.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    settings.ROOT_URLCONF = __name__
    app = {
        "provider_id": "sso", "name": "SSO", "client_id": "dengta", "secret": "s",
        "settings": {"server_url": known.address, "fetch_userinfo": True},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield known
    server.shutdown()
    server.server_close()


def leave(browser: Client, provider: Provider, query: str = "") -> None:
    """Click the button: the browser is sent to the provider."""
    sent = browser.post(reverse("openid_connect_login", args=["sso"]) + query)
    assert sent.status_code == 302, sent.status_code
    provider.asked = {name: values[0] for name, values in parse_qs(urlsplit(sent["Location"]).query).items()}


def come_back(browser: Client, provider: Provider, **changed: str) -> HttpResponse:
    """The provider sends the browser back with a code."""
    return browser.get(
        reverse("openid_connect_callback", args=["sso"]), {"code": "c", "state": provider.asked["state"], **changed}
    )


def signed_in_as(browser: Client) -> str | None:
    """The user name behind the session, if there is one."""
    account = browser.session.get("_auth_user_id")
    return Account.objects.get(pk=account).username if account else None


def tried(provider: Provider) -> tuple[Client, HttpResponse]:
    browser = Client()
    leave(browser, provider)
    return browser, come_back(browser, provider)


@pytest.mark.covers("N2")
def test_a_known_verified_address_signs_in_with_code_pkce_state_and_nonce(provider: Provider, agent: Employee) -> None:
    browser, answer = tried(provider)

    assert answer.status_code == 302
    assert signed_in_as(browser) == agent.account.username
    assert provider.asked["response_type"] == "code"
    assert provider.asked["code_challenge_method"] == "S256"
    assert len(provider.asked["nonce"]) >= 43
    assert len(provider.asked["state"]) >= 16
    assert provider.redeemed[0]["code_verifier"] not in str(provider.asked)
    assert AuditEntry.objects.filter(verb="account.signed_in", subject_id=agent.pk).exists()


@pytest.mark.covers("N2")
@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.com"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": None},
    ],
)
def test_unknown_people_and_unverified_addresses_stay_outside_and_get_no_account(
    claims: dict[str, Any], provider: Provider
) -> None:
    provider.claims |= claims
    before = Account.objects.count()
    browser, answer = tried(provider)

    assert signed_in_as(browser) is None
    assert answer.status_code in {200, 302, 401, 403}
    assert Account.objects.count() == before


@pytest.mark.covers("N2")
def test_a_closed_account_stays_closed(provider: Provider, agent: Employee) -> None:
    Account.objects.filter(pk=agent.account.pk).update(is_active=False)
    browser, _answer = tried(provider)

    assert signed_in_as(browser) is None


def _another_nonce(token: dict[str, Any]) -> None:
    token["nonce"] = "of another sign-in"


def _no_nonce(token: dict[str, Any]) -> None:
    del token["nonce"]


def _for_another_client(token: dict[str, Any]) -> None:
    token["aud"] = "another client"


def _of_another_issuer(token: dict[str, Any]) -> None:
    token["iss"] = "https://evil.example"


def _too_old(token: dict[str, Any]) -> None:
    token["exp"] = token["iat"] - 7200


def _about_another_person(info: dict[str, Any]) -> None:
    info["sub"] = "s-2"


@pytest.mark.covers("N2")
@pytest.mark.parametrize("forge", [_another_nonce, _no_nonce, _for_another_client, _of_another_issuer, _too_old])
def test_a_token_of_another_sign_in_client_issuer_or_time_is_refused(forge: Change, provider: Provider) -> None:
    provider.forge_token = forge
    browser, _answer = tried(provider)

    assert signed_in_as(browser) is None


@pytest.mark.covers("N2")
def test_token_and_person_must_be_the_same(provider: Provider) -> None:
    provider.forge_info = _about_another_person
    browser, answer = tried(provider)

    assert answer.status_code == 401
    assert signed_in_as(browser) is None


@pytest.mark.covers("N2")
def test_a_made_up_state_a_stolen_code_and_a_second_use_are_refused(provider: Provider) -> None:
    victim, thief = Client(), Client()
    leave(victim, provider)
    come_back(victim, provider, state="made-up")
    assert signed_in_as(victim) is None

    come_back(thief, provider)  # the code of the victim in another browser
    assert signed_in_as(thief) is None

    browser, _answer = tried(provider)
    browser.post(reverse("account_logout"))
    come_back(browser, provider)
    assert signed_in_as(browser) is None


@pytest.mark.covers("N2")
def test_the_address_of_the_button_adds_nothing_to_what_the_provider_is_asked(provider: Provider) -> None:
    leave(Client(), provider, "?scope=admin&auth_params=nonce%3Dmine%26prompt%3Dnone")

    assert provider.asked["nonce"] != "mine"
    assert "prompt" not in provider.asked
    assert "admin" not in provider.asked["scope"]
