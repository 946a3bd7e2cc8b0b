"""Signing in as people do it: with a passkey of this device, and with a code from the authenticator app."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.access.frame import House
from tests.e2e.conftest import Seat
from tests.e2e.variants import Variant

pytestmark = pytest.mark.browser
DESK = Variant("en", "light", phone=False)
# What everybody of the cast has (tests/access/frame.py).
PASSWORD = "correct horse battery"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def visitor(house: House, seat: Seat) -> Page:
    """A browser in which nobody is signed in yet."""
    Authenticator.objects.all().delete()  # the cast comes with factors; here they are set up by hand
    return seat(DESK, Client()).new_page()


def sign_in(page: Page, user_name: str) -> None:
    page.goto(reverse("account_login"))
    page.locator("input[name=login]").fill(user_name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: reverse("account_login") not in address)


def sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"**{reverse('account_login')}*")


def open_guarded(page: Page, name: str) -> None:
    """A page that changes how one gets in: it asks for the password once more."""
    page.goto(reverse(name))
    expect(page).to_have_url(re.compile(reverse("account_reauthenticate")))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"**{reverse(name)}")


def code_of(secret: str) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.mark.covers("N2")
def test_a_passkey_is_added_and_signs_in_without_a_password(house: House, visitor: Page) -> None:
    device = visitor.context.new_cdp_session(visitor)
    device.send("WebAuthn.enable")
    key = device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    sign_in(visitor, house.agent.account.username)

    open_guarded(visitor, "mfa_add_webauthn")
    visitor.locator("input[name=name]").fill("This computer")
    visitor.locator("input[name=passwordless]").check()
    visitor.get_by_role("button", name="Add a key").click()
    visitor.wait_for_url(lambda address: reverse("mfa_add_webauthn") not in address)
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1
    assert Authenticator.objects.filter(user=house.agent.account, type="webauthn").count() == 1

    sign_out(visitor)
    visitor.get_by_role("button", name="Sign in with a passkey").click()
    visitor.wait_for_url(lambda address: reverse("account_login") not in address)
    visitor.goto(reverse("accounts:opened"))
    expect(visitor).to_have_url(re.compile(reverse("accounts:opened")))


@pytest.mark.covers("N2")
def test_the_authenticator_app_is_set_up_and_asked_for_from_then_on(house: House, visitor: Page) -> None:
    hr = house.hr.account
    sign_in(visitor, hr.username)
    expect(visitor).to_have_url(re.compile(reverse("mfa_index")))  # HR reaches nothing before

    open_guarded(visitor, "mfa_activate_totp")
    secret = visitor.locator("code").inner_text()
    visitor.locator("input[name=code]").fill(code_of(secret))
    visitor.get_by_role("button", name="Use this app").click()
    visitor.wait_for_url(lambda address: reverse("mfa_activate_totp") not in address)
    assert Authenticator.objects.filter(user=hr, type="totp").exists()

    sign_out(visitor)
    sign_in(visitor, hr.username)
    expect(visitor.get_by_role("heading", name="Second step")).to_be_visible()
    visitor.goto(reverse("accounts:list"))
    # The password alone opens nothing: it leads back to the second step.
    expect(visitor.get_by_role("heading", name="Second step")).to_be_visible()
    visitor.locator("input[name=code]").fill("000000")
    visitor.get_by_role("button", name="Sign in", exact=True).click()
    expect(visitor.get_by_role("heading", name="Second step")).to_be_visible()
    visitor.locator("input[name=code]").fill(code_of(secret))
    visitor.get_by_role("button", name="Sign in", exact=True).click()
    visitor.wait_for_url(lambda address: "2fa/authenticate" not in address)
    visitor.goto(reverse("accounts:list"))
    expect(visitor).to_have_url(re.compile(reverse("accounts:list")))
