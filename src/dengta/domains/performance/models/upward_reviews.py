"""Upward reviews: people say how they are led, conduct by conduct. No answer knows who gave it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.performance.models.packs import AnswerPack
from dengta.foundation.secrets import EncryptedText


class Conduct(models.TextChoices):
    """What the founding texts ask of whoever leads (R-144): each has an item of its own, and none may be left out."""

    EXAMPLE = "example", _("Being an example")
    STRENGTHS = "strengths", _("Using strengths")
    CARE = "care", _("Care")
    NO_AIRS = "no_airs", _("No airs")
    DELEGATION = "delegation", _("Delegation")
    ENCOURAGEMENT = "encouragement", _("Encouragement")
    CONTACT = "contact", _("Regular contact")
    NO_BOASTING = "no_boasting", _("No boasting")
    BALANCE = "balance", _("Balance of interests")
    RESPONSIBILITY = "responsibility", _("Responsibility")
    EVEN_TEMPER = "even_temper", _("Even temper")


class UpwardRound(models.Model):
    """One quarter of one unit: a draft until its form is complete, then open, then closed.

    `threshold` is fixed when the round begins and is never below five.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("review", "Being prepared")
        OPEN = "open", pgettext_lazy("review", "Open")
        CLOSED = "closed", pgettext_lazy("review", "Closed")
        CANCELLED = "cancelled", _("Called off")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    threshold = models.PositiveSmallIntegerField(default=5)
    opened_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "quarter"], condition=~Q(status="cancelled"), name="upward_round_of_quarter"
            ),
            models.CheckConstraint(condition=Q(threshold__gte=5), name="upward_round_floor_of_five"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="upward_round_quarter"),
            models.CheckConstraint(
                condition=~Q(status="open") | Q(opened_on__isnull=False, closes_on__isnull=False),
                name="upward_round_open_until",
            ),
        ]
        indexes = [models.Index(fields=["status", "closes_on"], name="upward_round_due")]

    def __str__(self) -> str:
        return f"{self.year} Q{self.quarter}"


class UpwardItem(models.Model):
    """One sentence that people agree with or not. `conduct` is empty for what the house asks beyond the eleven."""

    round = models.ForeignKey(UpwardRound, on_delete=models.CASCADE, related_name="items")
    conduct = models.CharField(max_length=20, choices=Conduct.choices, blank=True)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="upward_item_once"),
            models.UniqueConstraint(
                fields=["round", "conduct"], condition=~Q(conduct=""), name="upward_item_per_conduct"
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class UpwardToken(models.Model):
    """Somebody is asked about somebody who leads them. It says that they answered and on which day, never what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(UpwardRound, on_delete=models.CASCADE, related_name="tokens")
    leader = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    rater = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "leader", "rater"], name="upward_token_once")]
        indexes = [models.Index(fields=["rater", "answered_on"], name="upward_token_of_rater")]

    def __str__(self) -> str:
        return f"upward token {self.pk}"


class UpwardPack(AnswerPack):
    """What people answered about one leader while the round is open."""

    round = models.ForeignKey(UpwardRound, on_delete=models.CASCADE, related_name="packs")
    leader = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    # The lowest unit of those who answer, and that of the next level above the leader.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    above = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "leader"], name="upward_pack_once")]


class UpwardResult(models.Model):
    """What a closed round says about one leader. Where fewer than the threshold answered, that alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(UpwardRound, on_delete=models.CASCADE, related_name="results")
    leader = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    # The unit in which the next level reads it.
    above = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    is_shown = models.BooleanField()
    n = models.PositiveSmallIntegerField(default=0)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    # By item: [number of answers, mean of 1 to 5]; items with too few answers are not there.
    by_item = models.JSONField(default=dict)
    comments = EncryptedText(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "leader"], name="upward_result_once"),
            models.CheckConstraint(
                condition=Q(is_shown=False, n=0, score=None) | Q(is_shown=True, n__gte=5), name="upward_result_of_five"
            ),
        ]

    def __str__(self) -> str:
        return f"upward result {self.pk}"
