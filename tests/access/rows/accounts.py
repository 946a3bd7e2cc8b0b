"""Accounts, second factors, sessions, and the record."""

from hashlib import sha256
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import HttpRequest
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from dengta.config.sign_in import SecondFactorAdapter
from dengta.domains.people.models import Employee
from dengta.domains.people.services import accounts as services
from dengta.foundation.audit.record import record
from tests.access.frame import EVERYBODY, PERSONAS, House, Row

ALL = frozenset(PERSONAS)
NOBODY = frozenset[str]()


def furnish(house: House) -> None:
    secret = house.plant("what the record says about 李佳怡", seen_by={"auditor"})
    record(house.hr.account, "people.file_opened", house.agent, subject=house.agent.pk, detail=secret)
    newcomer = Employee.objects.create(number="M90001", name="方宁")
    house["newcomer"] = newcomer
    house["token"] = services.invite(employee_id=newcomer.pk, by=house.hr.account)
    factors = SecondFactorAdapter()
    for employee in house.people.values():
        Authenticator.objects.update_or_create(
            user=employee.account, type="totp", defaults={"data": {"secret": factors.encrypt("JBSWY3DPEHPK3PXP")}}
        )
        Authenticator.objects.create(
            user=employee.account, type="recovery_codes", data={"seed": factors.encrypt("seed"), "used_mask": 0}
        )
    key = Authenticator.objects.create(
        user=house.agent.account, type="webauthn", data={"name": "YubiKey", "credential": a_passkey()}
    )
    house["key"] = key.pk
    for persona, employee in house.people.items():
        sync_user_email_address(employee.account)  # as signing in does
        request = HttpRequest()
        request.session = house.browsers[persona].session
        record_authentication(request, employee.account, "password", reauthenticated=True)  # a moment ago
        request.session.save()


def a_passkey() -> dict[str, Any]:
    """What a browser answers when a key is added: a public key that nobody has the private half of."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    credential = AttestedCredentialData.create(Aaguid.NONE, b"credential", ES256.from_cryptography_key(point))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, credential)
    client = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    return {
        "id": websafe_encode(b"credential"),
        "rawId": websafe_encode(b"credential"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }


def _key(house: House) -> dict[str, int]:
    return {"pk": house["key"]}


def _account(house: House) -> dict[str, int]:
    return {"pk": house.agent.account.pk}


# A page for people who are not signed in yet sends those who are to the start page.
ROWS = [
    Row("account_login", ALL, methods={"GET", "POST"}, public=True),
    Row("account_logout", ALL, methods={"GET", "POST"}, public=True),
    Row("account_inactive", ALL, public=True, methods={"GET"}),
    Row("account_reauthenticate", EVERYBODY, methods={"GET", "POST"}),
    Row("account_email", EVERYBODY, methods={"GET", "POST"}),
    Row("account_confirm_email", ALL, methods={"GET", "POST"}, posts=NOBODY, args={"key": "unknown"}, public=True),
    Row("account_change_password", EVERYBODY, methods={"GET", "POST"}),
    Row("account_set_password", EVERYBODY),
    Row("account_reset_password", ALL, methods={"GET", "POST"}, public=True),
    Row("account_reset_password_done", ALL, public=True),
    Row(
        "account_reset_password_from_key",
        ALL,
        methods={"GET", "POST"},
        args={"uidb36": "1", "key": "no-such-key"},
        public=True,
    ),
    Row("account_reset_password_from_key_done", ALL, public=True),
    Row("mfa_index", EVERYBODY),
    Row("mfa_authenticate", ALL, methods={"GET", "POST"}, public=True),
    Row("mfa_reauthenticate", EVERYBODY, methods={"GET", "POST"}),
    Row("mfa_activate_totp", EVERYBODY, methods={"GET", "POST"}),
    Row("mfa_deactivate_totp", EVERYBODY, methods={"GET", "POST"}),
    Row("mfa_view_recovery_codes", EVERYBODY),
    Row("mfa_generate_recovery_codes", EVERYBODY, methods={"GET", "POST"}),
    Row("mfa_download_recovery_codes", EVERYBODY),
    Row("mfa_list_webauthn", EVERYBODY),
    Row("mfa_add_webauthn", EVERYBODY, methods={"GET", "POST"}),
    Row("mfa_reauthenticate_webauthn", {"agent"}, methods={"GET", "POST"}, posts=NOBODY, gone=302),
    Row("mfa_remove_webauthn", {"agent"}, methods={"GET", "POST"}, args=_key),
    Row("mfa_edit_webauthn", {"agent"}, methods={"GET", "POST"}, args=_key),
    Row("mfa_login_webauthn", ALL, methods={"GET", "POST"}, public=True),
    Row("usersessions_list", EVERYBODY, methods={"GET", "POST"}),
    Row("accounts:opened", EVERYBODY),
    Row("accounts:opened", EVERYBODY, query="?show=all"),
    Row("accounts:list", {"hr", "admin"}),
    Row("accounts:record", {"auditor", "admin"}),
    Row("accounts:record", {"auditor"}, query="?format=csv"),
    Row("accounts:invite", {"hr", "admin"}, methods={"POST"}, args=lambda house: {"employee_id": house["newcomer"].pk}),
    Row("accounts:disable", {"hr", "admin"}, methods={"POST"}, args=_account),
    Row("accounts:enable", {"hr", "admin"}, methods={"POST"}, args=_account),
    Row("accounts:remove_factors", {"hr", "admin"}, methods={"POST"}, args=_account),
    Row("accounts:invitation", ALL, methods={"GET", "POST"}, args=lambda house: {"token": house["token"]}, public=True),
]
