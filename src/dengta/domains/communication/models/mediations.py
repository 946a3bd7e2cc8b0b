"""Settling something between two colleagues."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.foundation.secrets import EncryptedText


class Mediation(models.Model):
    """Two views, an agreement, and a look back. Only the two and the mediator ever read it."""

    class Status(models.TextChoices):
        OPEN = "open", _("being heard")
        AGREED = "agreed", _("agreed")
        CLOSED = "closed", _("closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    mediator = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    # Everybody who was mediator before, as ids: whoever was refused is not asked again.
    declined = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    topic = EncryptedText()
    first_view = EncryptedText(blank=True)
    second_view = EncryptedText(blank=True)
    agreement = EncryptedText(blank=True)
    outcome = EncryptedText(blank=True)
    opened_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    follow_up_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="mediation_of_two"),
            models.CheckConstraint(
                condition=~models.Q(mediator=models.F("first")) & ~models.Q(mediator=models.F("second")),
                name="mediation_by_a_third",
            ),
        ]

    def __str__(self) -> str:
        return f"mediation {self.pk}"
