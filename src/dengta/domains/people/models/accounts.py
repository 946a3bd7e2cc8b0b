"""Accounts sign in; roles say what they may do and where. An employee has at most one account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.foundation.access import Role
from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a hashed password, or with none."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **fields: Any) -> "Account":
        """A new account; without a password it can only sign in through single sign-on or as a demo persona."""
        account = self.model(username=username, email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in."""

    username = models.CharField(_("user name"), max_length=80, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    # Name, number and company, read along with the access facts of a request; see selectors.acting.
    card: tuple[str, str, str] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~models.Q(email=""), name="account_one_per_email")
        ]

    def __str__(self) -> str:
        return self.username


class RoleGrant(Dated):
    """A role given to an account at a unit of the tree, for a time."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="role_grants")

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("role_grant_dates"),
            models.UniqueConstraint(fields=["account", "role", "unit", "valid_from"], name="role_grant_once"),
        ]
        indexes = [models.Index(fields=["account", "valid_from"], name="role_grant_of_account")]

    def __str__(self) -> str:
        return f"{self.role} at {self.unit_id}"


class RightsLent(Dated):
    """Some rights of a role that the lender holds, for one unit and below, lent to another account until a day.

    It gives nothing that the lender does not hold on the day: whether they do is asked each time. `most` limits how
    many decisions may be taken by it.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="rights_borrowed")
    lender = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="rights_lent")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    # Names of rights, one per line.
    rights = models.TextField()
    most = models.PositiveIntegerField(null=True)
    used = models.PositiveIntegerField(default=0)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("rights_lent_dates"),
            models.CheckConstraint(condition=models.Q(valid_to__isnull=False), name="rights_lent_end"),
            models.CheckConstraint(condition=~models.Q(account=models.F("lender")), name="rights_lent_to_another"),
        ]
        indexes = [models.Index(fields=["account", "valid_from"], name="rights_lent_of_account")]

    def __str__(self) -> str:
        return f"{self.rights.split()} of {self.lender_id} to {self.account_id}"
