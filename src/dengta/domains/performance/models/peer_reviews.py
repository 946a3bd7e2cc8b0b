"""Peer reviews: a round for a unit and a period, who is asked about whom, and what came out."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.performance.models.packs import AnswerPack
from dengta.foundation.secrets import EncryptedText


class PeerRound(models.Model):
    """People of a unit say how it is to work with each other; each also looks at the own work by the same questions.

    `threshold` is fixed when the round begins: below so many answers nobody reads anything.
    """

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("review", "Open")
        CLOSED = "closed", pgettext_lazy("review", "Closed")
        CANCELLED = "cancelled", _("Called off")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    # Days of the period, both included.
    first_day = models.DateField()
    last_day = models.DateField()
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True)
    per_person = models.PositiveSmallIntegerField()
    threshold = models.PositiveSmallIntegerField()
    # Whoever doubts the choice can repeat it: the same people, days and seed give the same pairs.
    seed = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    started_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="peer_round_days"),
            models.CheckConstraint(condition=Q(threshold__gte=3), name="peer_round_floor_of_three"),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) | ~Q(status="closed") & Q(closed_on=None),
                name="peer_round_closed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "last_day"], name="peer_round_of_unit"),
            models.Index(fields=["status", "closes_on"], name="peer_round_due"),
        ]

    def __str__(self) -> str:
        return self.title


class PeerQuestion(models.Model):
    """One question with words at both ends of its scale of five."""

    round = models.ForeignKey(PeerRound, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    low = models.CharField(max_length=80)
    high = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "position"], name="peer_question_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class PeerInvitation(models.Model):
    """Somebody is asked about a colleague. Read by nobody but the rater, and gone when the round closes.

    The number says nothing: it is drawn at random. Of the answer it keeps the day on which it was given, nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PeerRound, on_delete=models.CASCADE, related_name="invitations")
    rater = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    rated = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "rater", "rated"], name="peer_invitation_once"),
            models.CheckConstraint(condition=~Q(rater=F("rated")), name="peer_nobody_rates_themselves"),
        ]
        indexes = [models.Index(fields=["rater", "answered_on"], name="peer_invitation_of_rater")]

    def __str__(self) -> str:
        return f"peer invitation {self.pk}"


class PeerPack(AnswerPack):
    """What colleagues answered about one person while the round is open."""

    round = models.ForeignKey(PeerRound, on_delete=models.CASCADE, related_name="packs")
    rated = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "rated"], name="peer_pack_once")]


class PeerResult(models.Model):
    """What a closed round says about one person; without a score where too few answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PeerRound, on_delete=models.CASCADE, related_name="results")
    rated = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    # The team in which the person was on the last day of the period, or is now: whoever leads it reads the score.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    # 0 where too few answered: how many it were could tell who did not.
    n = models.PositiveSmallIntegerField(default=0)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    # By question: [number of answers, trimmed mean of 1 to 5].
    by_question = models.JSONField(default=dict)
    comments = EncryptedText(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "rated"], name="peer_result_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True, n=0) | Q(score__isnull=False, n__gte=3), name="peer_result_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"peer result {self.pk}"
