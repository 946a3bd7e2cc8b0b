"""The own look at the own work: what went well, what did not, what is needed, and scores by the same questions."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.performance.models.peer_reviews import PeerRound
from dengta.foundation.secrets import EncryptedText


class SelfReview(models.Model):
    """One per person and round. A draft is its writer's alone; handed in, the leader reads it."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("review", "Draft")
        HANDED_IN = "handed_in", _("Handed in")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PeerRound, on_delete=models.CASCADE, related_name="self_reviews")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    # Encrypted: nobody who runs the database reads a draft.
    went_well = EncryptedText(blank=True)
    mistakes = EncryptedText(blank=True)
    needs = EncryptedText(blank=True)
    # By question (its number as text): 1 to 5, sealed like the words, as JSON.
    scores = EncryptedText(blank=True)
    handed_in_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="self_review_once"),
            models.CheckConstraint(
                condition=Q(status="draft", handed_in_on=None) | Q(status="handed_in", handed_in_on__isnull=False),
                name="self_review_handed_in_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["employee", "status"], name="self_review_of_employee")]

    def __str__(self) -> str:
        return f"self review {self.pk}"
