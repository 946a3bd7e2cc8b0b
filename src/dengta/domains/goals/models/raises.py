"""Raises: the band of a grade, the budget of a year, and proposals with evidence."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.goals.models.pay_bases import FixedPer
from dengta.foundation.secrets import EncryptedText


class PayBand(models.Model):
    """Between which fixed wages a grade lies, from a day on."""

    grade = models.CharField(max_length=20)
    low = models.DecimalField(max_digits=10, decimal_places=2)
    high = models.DecimalField(max_digits=10, decimal_places=2)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grade", "starts_on"], name="payband_once"),
            models.CheckConstraint(condition=Q(low__gt=0, high__gte=F("low")), name="payband_is_band"),
        ]

    def __str__(self) -> str:
        return f"{self.grade} from {self.starts_on}"


class RaiseBudget(models.Model):
    """By how much the fixed wages of a unit may rise in a year, added up over a month."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="raisebudget_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class RaiseProposal(models.Model):
    """Somebody proposes a raise in per cent, with evidence; the amounts are encrypted and not the proposer's to see."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("raise", "Waiting for a decision")
        HALF = "half", pgettext_lazy("raise", "Waiting for the second approver")
        APPROVED = "approved", pgettext_lazy("raise", "Approved")
        DECLINED = "declined", pgettext_lazy("raise", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("raise", "Withdrawn")

    class Why(models.TextChoices):
        ABOVE = "above", _("above the band")
        BELOW = "below", _("below the band")
        NO_BAND = "no_band", _("no band for this grade")
        BUDGET = "budget", _("over the budget")
        NO_BUDGET = "no_budget", _("no budget for this year")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    starts_on = models.DateField()
    evidence = models.TextField(max_length=2000)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    proposed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    before = EncryptedText()
    after = EncryptedText()
    # For what these amounts are agreed, as in the pay base.
    fixed_per = models.CharField(max_length=5, choices=FixedPer.choices, default=FixedPer.MONTH)
    # Why it needs a second approver; empty where one is enough. Judged anew at the first approval.
    why_second = models.CharField(max_length=10, choices=Why.choices, blank=True)
    first_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    second_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="raise_is_raise"),
            models.CheckConstraint(condition=~Q(first_by=F("second_by")), name="raise_two_people"),
            models.CheckConstraint(condition=~Q(status="declined") | ~Q(answer=""), name="raise_no_is_reasoned"),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(status__in=("open", "half")), name="raise_one_open"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-proposed_at"], name="raise_of_unit")]

    def __str__(self) -> str:
        return f"raise of {self.employee_id}"
