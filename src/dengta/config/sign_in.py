"""How the sign-in library serves this house: nobody signs up, factors are sealed, single sign-on finds its account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from dengta.config.middleware import begin_session, needs_second_factor
from dengta.domains.people.models import Account
from dengta.domains.people.views.single_sign_on import NONCE
from dengta.foundation.audit.record import record
from dengta.foundation.secrets.box import seal, unseal

# The library gives no row to bind the secret to, so it is bound to the column.
FACTOR_PLACE = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Accounts are made by HR and administrators only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, start the clocks of the session, and put it on record."""
        super().login(request, user)
        sync_user_email_address(user)  # the library would do it when the address page is read
        begin_session(request.session)
        with transaction.atomic():
            record(user, "account.signed_in", user, subject=_employee_id(user))

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """The ways to confirm who one is, in our words."""
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app, or a recovery code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": words.get(way["id"], way["description"])} for way in ways]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the overview of one's security."""
        return self._security_page()

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to the overview of one's security, or to the login page."""
        return self._security_page()

    def _security_page(self) -> str:
        from django.urls import reverse  # noqa: PLC0415 - settings name this module before URLs can load

        return reverse("mfa_index")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Second factors lie encrypted, and whoever must have one keeps the last."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your role needs a second factor. Please add another one first."),
    }

    def encrypt(self, text: str) -> str:
        """The secret of a factor as it lies in the database."""
        return seal(text, place=FACTOR_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of a factor."""
        return unseal(encrypted_text, place=FACTOR_PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last real factor (recovery codes are none) stays where the role needs one."""
        if not needs_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that a passkey prompt shows."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.MFA_TOTP_ISSUER}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Single sign-on finds an existing account by its verified e-mail and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """True, so that the answer to an unknown person is "closed" and not a form."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Take only an answer that was made for this very sign-in and speaks of one person throughout."""
        told = sociallogin.account.extra_data
        token, asked = told.get("id_token") or {}, request.session.pop(NONCE, "")
        same_person = told.get("userinfo", {}).get("sub") == token.get("sub")
        if not asked or not constant_time_compare(str(token.get("nonce", "")), asked) or not same_person:
            raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", status=401))


def _employee_id(account: Account) -> int | None:
    employee = getattr(account, "employee", None)
    return employee.pk if employee else None
