"""Which roles ask for a second factor beside the password, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from dengta.domains.people.models import Account
from dengta.foundation.access import Role


def asks_for_second_factor(role: Role) -> bool:
    """Whether this role is held with a second factor only. Demo personas come without password and without one."""
    return not settings.DEMO and role.value in settings.SECOND_FACTOR_ROLES


def has_second_factor(account: Account) -> bool:
    """Whether the account has an authenticator or a passkey; recovery codes alone do not count. One query."""
    factors = Authenticator.objects.filter(user_id=account.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.exists())
