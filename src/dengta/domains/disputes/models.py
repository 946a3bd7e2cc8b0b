"""Calculations that somebody kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.foundation.secrets.fields import EncryptedText


class Calculation(models.Model):
    """A calculation as it was made: version of the rules, inputs and result (R-126). It is never changed.

    What it is about lies encrypted, its kind too: an employee may reckon their own case without anybody seeing it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="calculations")
    about = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, blank=True, related_name="calculations_about"
    )
    made_at = models.DateTimeField(_("made at"))
    # Which rules: the pack with its version, and the day and region whose law was asked.
    version = models.CharField(max_length=40)
    on = models.DateField()
    region = models.CharField(max_length=20)
    # A date that the result names, so that its keeper is reminded of it.
    due_on = models.DateField(null=True, blank=True)
    kind = EncryptedText()
    inputs = EncryptedText()
    result = EncryptedText()

    class Meta:
        ordering = ["-made_at", "id"]
        indexes = [
            models.Index(fields=["made_by", "-made_at"], name="calculation_own"),
            models.Index(fields=["due_on"], name="calculation_due"),
        ]

    def __str__(self) -> str:
        return f"calculation {self.pk}"


class Alarm(models.Model):
    """The keeper of a date was reminded of it so many days before: each once."""

    calculation = models.ForeignKey(Calculation, on_delete=models.CASCADE, related_name="alarms")
    days = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calculation", "days"], name="alarm_once")]

    def __str__(self) -> str:
        return f"{self.days} days before {self.calculation_id}"
