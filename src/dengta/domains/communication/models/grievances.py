"""Named grievances: what somebody brings about a person or a matter, and how it is handled. Sealed between few."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.foundation.secrets import EncryptedText


class Grievance(models.Model):
    """One grievance. Its receipt number is random: counting numbers must not tell how many there are."""

    class Status(models.TextChoices):
        OPEN = "open", _("in hand")
        ANSWERED = "answered", _("answered")
        ACCEPTED = "accepted", _("accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True)
    complainant = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    accused = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    handler = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    # The next level, once the handler let a day pass.
    escalated_to = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    level = models.PositiveSmallIntegerField(default=1)
    what = EncryptedText()
    wish = EncryptedText(blank=True)
    outcome = EncryptedText(blank=True)
    received_at = models.DateTimeField()
    calm_by = models.DateField()
    answer_by = models.DateField()
    calmed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accused__isnull=True)
                | models.Q(handler__isnull=True)
                | ~models.Q(handler=models.F("accused")),
                name="grievance_not_handled_by_accused",
            ),
            models.CheckConstraint(
                condition=models.Q(handler__isnull=True) | ~models.Q(handler=models.F("complainant")),
                name="grievance_not_handled_by_complainant",
            ),
        ]
        indexes = [models.Index(fields=["status", "answer_by"], name="grievance_open_by_day")]

    def __str__(self) -> str:
        return self.number


class GrievanceHandler(models.Model):
    """Who handled it from when to when, and why it changed hands."""

    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="handlers")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["grievance", "since"], name="grievance_handlers")]

    def __str__(self) -> str:
        return f"{self.employee_id} handles {self.grievance_id}"


class GrievanceStep(models.Model):
    """One step on the way. Notes are for handlers; everything else the complainant reads as well."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Taken in")
        CALMING = "calming", _("Heard and calmed")
        SOLVING = "solving", _("Step towards a solution")
        NOTE = "note", _("Note of the handlers")
        HANDED_ON = "handed_on", _("Handed to somebody else")
        ESCALATED = "escalated", _("Next level called in")
        OUTCOME = "outcome", _("Outcome told")
        ACCEPTED = "accepted", _("Outcome accepted")
        FURTHER = "further", _("Taken further")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = EncryptedText(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["grievance", "at"], name="grievance_steps")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.grievance_id}"
