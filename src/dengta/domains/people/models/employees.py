"""Employees and the teams they belong to, with dates."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.spelling import spelling
from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins


class Employee(models.Model):
    """A person who works here. What colleagues may see; private data stand in tables of their own."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("On long leave")
        LEFT = "left", _("Left")

    number = models.CharField(_("staff number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    # Full pinyin and initials in one field ("zhoumin zm"), for search and sort.
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    email = models.EmailField(_("work e-mail"), blank=True)
    # What the person says about themself, and may change without asking.
    nickname = models.CharField(_("nickname"), max_length=40, blank=True)
    about = models.CharField(_("about me"), max_length=300, blank=True)
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="employee"
    )

    class Meta:
        indexes = [
            models.Index(fields=["pinyin", "id"], name="employee_by_pinyin"),
            models.Index(fields=["status", "pinyin", "id"], name="employee_by_status"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """The spelling follows the name. Bulk writers fill it with `spelling` themselves."""
        self.pinyin = spelling(self.name)
        super().save(*args, **options)


class Membership(Dated):
    """The team an employee belongs to, for a time: moving on 1 June leaves May where it was."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="memberships")

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("membership_dates"),
            models.UniqueConstraint(fields=["employee", "valid_from"], name="membership_once"),
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(valid_to__isnull=True), name="membership_one_open"
            ),
        ]
        indexes = [models.Index(fields=["unit", "valid_from"], name="membership_of_unit")]

    def __str__(self) -> str:
        return f"{self.employee_id} in {self.unit_id} from {self.valid_from}"
