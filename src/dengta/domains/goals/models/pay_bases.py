"""What somebody's pay is reckoned on: amounts from a day on, what was corrected in them, and hours of a month."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins
from dengta.foundation.secrets import EncryptedText


class FixedPer(models.TextChoices):
    """For what the fixed wage is agreed."""

    MONTH = "month", pgettext_lazy("wage", "a month")
    HOUR = "hour", pgettext_lazy("wage", "an hour")


class PayBase(Dated):
    """The fixed wage and the performance pay at coefficient 1, encrypted; a change is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    fixed = EncryptedText()
    fixed_per = models.CharField(max_length=5, choices=FixedPer.choices, default=FixedPer.MONTH)
    variable = EncryptedText()
    # Why it changed; of a raise its number.
    reason = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True)
    # The file it came in, as the record names it.
    import_number = models.PositiveBigIntegerField(null=True)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("pay_base_dates"),
            models.UniqueConstraint(fields=["employee", "valid_from"], name="pay_base_once"),
            models.UniqueConstraint(fields=["employee"], condition=Q(valid_to__isnull=True), name="pay_base_one_open"),
        ]

    def __str__(self) -> str:
        return f"pay base of {self.employee_id} from {self.valid_from}"


class PayBaseChange(models.Model):
    """Amounts that were corrected in their place: what they were and what they became.

    The record names this row and not the amounts, because auditors read the record and no pay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    base = models.ForeignKey(PayBase, on_delete=models.CASCADE, related_name="changes")
    fixed_before = EncryptedText()
    variable_before = EncryptedText()
    per_before = models.CharField(max_length=5, choices=FixedPer.choices)
    fixed_after = EncryptedText()
    variable_after = EncryptedText()
    per_after = models.CharField(max_length=5, choices=FixedPer.choices)
    reason = models.CharField(max_length=200)
    changed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    import_number = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"change of {self.base_id}"


class WorkedHours(models.Model):
    """How many hours somebody who is paid by the hour worked in a month."""

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    # Its first day.
    month = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    reason = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hours of a month")
        constraints = [
            models.UniqueConstraint(fields=["employee", "month"], name="worked_hours_once"),
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=744), name="worked_hours_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.hours} of {self.employee_id} in {self.month:%Y-%m}"
