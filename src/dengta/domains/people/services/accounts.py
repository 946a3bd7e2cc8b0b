"""Accounts: invited by HR or an administrator, opened by the person, closed at once."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Account, Employee
from dengta.domains.people.policies import accounts as policies
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

SALT = "dengta.people.invitation"

SENTENCES: dict[str, str | Promise] = {
    "account_exists": _("{name} has an account already."),
    "account_is_open": _("{name} has signed in before. For a forgotten password there is the link on the login page."),
    "own_account": _("You cannot do this to your own account. Please ask a colleague."),
    "invitation_over": _("This invitation has been used or is too old. Please ask HR for a new one."),
}
VERBS: dict[str, str | Promise] = {
    "account.signed_in": _("signed in"),
    "account.invited": _("was invited to open an account"),
    "account.opened": _("opened the account"),
    "account.disabled": _("account closed, all sessions ended"),
    "account.enabled": _("account opened again"),
    "account.factors_removed": _("second factors removed, all sessions ended"),
    "account.demo_signed_in": _("signed in as demo persona"),
}


@transaction.atomic
def invite(*, employee_id: int, by: Account) -> str:
    """Make the account of an employee, or renew an invitation not yet used; answers the one-time token of the link."""
    employee = Employee.objects.select_for_update(of=("self",)).select_related("account").get(pk=employee_id)
    account = employee.account
    if account is None:
        account = Account.objects.create_user(username=employee.number.lower(), email=employee.email)
        employee.account = account
        employee.save(update_fields=["account"])
    policies.manage_accounts.require(by, account)
    # Whoever has signed in, with single sign-on too, has an account: its link would hand it to who made the link.
    if account.has_usable_password() or account.last_login is not None:
        raise RuleViolation("account_is_open", name=employee.name)
    record(by, "account.invited", account, subject=employee.pk)
    return invitation_of(account)


def invitation_of(account: Account) -> str:
    """The one-time token that opens this account, for whoever decided to give it."""
    return signing.dumps({"account": account.pk, "state": account.password}, salt=SALT, compress=True)


def invited(token: str) -> Account:
    """The account that this invitation opens. Raises RuleViolation where it was used or is too old."""
    try:
        claim: dict[str, Any] = signing.loads(token, salt=SALT, max_age=settings.INVITATION_DAYS * 86400)
        account = Account.objects.get(pk=claim["account"], is_active=True)
    except (signing.BadSignature, ObjectDoesNotExist):
        raise RuleViolation("invitation_over") from None
    # An unusable password is random text, so a password once set, or a newer account, makes the token void.
    if account.password != claim["state"] or account.last_login is not None:
        raise RuleViolation("invitation_over")
    return account


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Account:
    """Open the account with the password its owner chose. Raises ValidationError for a weak one."""
    account = Account.objects.select_for_update().get(pk=invited(token).pk)
    if account.has_usable_password():
        raise RuleViolation("invitation_over")
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    record(account, "account.opened", account, subject=employee_of(account))
    return account


@transaction.atomic
def disable(*, account_id: int, by: Account) -> Account:
    """Close an account: nobody signs in with it any more, and its sessions are over at the next request."""
    account = _managed(account_id, by)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_sessions(account)
    record(by, "account.disabled", account, subject=employee_of(account))
    return account


@transaction.atomic
def enable(*, account_id: int, by: Account) -> Account:
    """Open a closed account again."""
    account = _managed(account_id, by)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(by, "account.enabled", account, subject=employee_of(account))
    return account


@transaction.atomic
def remove_factors(*, account_id: int, by: Account) -> Account:
    """After somebody lost their phone or key and HR has made sure who it is: they set up a new factor next time."""
    account = _managed(account_id, by)
    Authenticator.objects.filter(user=account).delete()
    _end_sessions(account)
    record(by, "account.factors_removed", account, subject=employee_of(account))
    return account


def employee_of(account: Account) -> int | None:
    """The id of the employee whose account this is, or None for a guest."""
    employee = getattr(account, "employee", None)
    return employee.pk if employee else None


def _managed(account_id: int, by: Account) -> Account:
    account = Account.objects.select_for_update().get(pk=account_id)
    policies.manage_accounts.require(by, account)
    if account.pk == by.pk:
        raise RuleViolation("own_account")
    return account


def _end_sessions(account: Account) -> None:
    sessions = UserSession.objects.filter(user=account)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()
