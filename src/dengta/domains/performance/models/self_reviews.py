"""The own look at the own work: what went well, what did not, what is needed, and scores by the same questions."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.performance.models.appraisals import Cycle
from dengta.domains.performance.models.peer_reviews import PeerRound
from dengta.foundation.secrets import EncryptedText


class SelfReview(models.Model):
    """One per person and round of peers, or per person and appraisal cycle: there it is the first step.

    A draft is its writer's alone; handed in, the leader reads it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("review", "Draft")
        HANDED_IN = "handed_in", _("Handed in")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PeerRound, null=True, on_delete=models.CASCADE, related_name="self_reviews")
    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.CASCADE, related_name="self_reviews")
    # Of a cycle, until when it is asked for; a round has its own day.
    due_on = models.DateField(null=True)
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    # Encrypted: nobody who runs the database reads a draft.
    went_well = EncryptedText(blank=True)
    mistakes = EncryptedText(blank=True)
    needs = EncryptedText(blank=True)
    # By question (its number in the round or its place among those of a cycle, as text): 1 to 5, sealed like the words,
    # as JSON.
    scores = EncryptedText(blank=True)
    handed_in_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="self_review_once"),
            models.UniqueConstraint(fields=["cycle", "employee"], name="self_review_once_a_cycle"),
            models.CheckConstraint(
                condition=Q(round__isnull=False, cycle=None, due_on=None)
                | Q(round=None, cycle__isnull=False, due_on__isnull=False),
                name="self_review_of_round_or_cycle",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", handed_in_on=None) | Q(status="handed_in", handed_in_on__isnull=False),
                name="self_review_handed_in_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["employee", "status"], name="self_review_of_employee")]

    def __str__(self) -> str:
        return f"self review {self.pk}"

    @property
    def title(self) -> str:
        """What it belongs to."""
        return self.round.title if self.round else self._cycle.title

    @property
    def until(self) -> date:
        """Until when it is asked for."""
        return self.round.closes_on if self.round else self.due_on or self._cycle.scores_until

    @property
    def todo_key(self) -> str:
        """What tells the thing that waits for somebody from that of another round or cycle."""
        return str(self.round_id) if self.round_id else f"cycle-{self.cycle_id}"

    def is_open(self, day: date) -> bool:
        """Whether it can be written. In a cycle it can until the calibration begins, also after its day."""
        if self.round:
            return self.round.status == PeerRound.Status.OPEN and day <= self.round.closes_on
        return self._cycle.state == Cycle.State.SCORING

    @property
    def _cycle(self) -> Cycle:
        assert self.cycle is not None
        return self.cycle
