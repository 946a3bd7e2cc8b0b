"""Accounts, second factors, sessions, and the record."""

from dengta.domains.people.services import accounts as services
from dengta.foundation.audit.record import record
from tests.access.frame import EVERYBODY, PERSONAS, House, Row

ALL = frozenset(PERSONAS)


def furnish(house: House) -> None:
    secret = house.plant("what the record says about 李佳怡", seen_by={"auditor"})
    record(house.hr.account, "people.read_private", house.agent, subject=house.agent.pk, detail=secret)
    newcomer = house.people["agent"].__class__.objects.create(number="M90001", name="方宁")
    house["newcomer"] = newcomer
    house["token"] = services.invite(employee_id=newcomer.pk, by=house.hr.account)


def _account(house: House) -> dict[str, int]:
    return {"pk": house.agent.account.pk}


# A page for people who are not signed in yet sends those who are to the start page.
ROWS = [
    Row("account_login", ALL, methods={"GET", "POST"}, public=True),
    Row("account_logout", ALL, methods={"GET", "POST"}, public=True),
    Row("account_inactive", ALL, public=True, methods={"GET"}),
    Row("account_reauthenticate", EVERYBODY, methods={"GET", "POST"}),
    Row("account_email", EVERYBODY, methods={"GET", "POST"}),
    Row("account_confirm_email", ALL, methods={"GET", "POST"}, args={"key": "unknown"}, public=True),
    Row("account_change_password", EVERYBODY, methods={"GET", "POST"}),
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
    Row("mfa_reauthenticate_webauthn", EVERYBODY, methods={"GET", "POST"}),
    Row("mfa_remove_webauthn", EVERYBODY, methods={"GET", "POST"}, args={"pk": 1}),
    Row("mfa_edit_webauthn", EVERYBODY, methods={"GET", "POST"}, args={"pk": 1}),
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
