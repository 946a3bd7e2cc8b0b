"""Calibration: several people score the same contact, none knowing the answers of the others until all are in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class QaSession(models.Model):
    """One contact that several reviewers score blind; its moderator sets the agreed answers afterwards."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("calibration", "Scoring blind")
        REVEALED = "revealed", pgettext_lazy("calibration", "Open to talk about")
        AGREED = "agreed", pgettext_lazy("calibration", "Agreed")

    title = models.CharField(max_length=80)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("service.Contact", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("performance.QaFormVersion", on_delete=models.PROTECT, related_name="+")
    moderator = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    opened_at = models.DateTimeField()
    closes_on = models.DateField()
    revealed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", revealed_at=None) | ~Q(status="open") & Q(revealed_at__isnull=False),
                name="qa_session_revealed_once",
            )
        ]
        indexes = [models.Index(fields=["unit", "-opened_at"], name="qa_session_of_unit")]

    def __str__(self) -> str:
        return self.title


class QaSheet(models.Model):
    """What one reviewer gave in a session; not handed in, it counts for nothing."""

    session = models.ForeignKey(QaSession, on_delete=models.CASCADE, related_name="sheets")
    reviewer = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "reviewer"], name="qa_sheet_once")]

    def __str__(self) -> str:
        return f"sheet {self.pk} of {self.session_id}"


class QaMark(models.Model):
    """One answer of one reviewer in a session; empty points: the item does not apply."""

    sheet = models.ForeignKey(QaSheet, on_delete=models.CASCADE, related_name="marks")
    item = models.CharField(max_length=12)
    points = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="qa_mark_once")]

    def __str__(self) -> str:
        return f"{self.item} of {self.sheet_id}"


class QaAgreed(models.Model):
    """The answer that a session agreed on for one item, and why."""

    session = models.ForeignKey(QaSession, on_delete=models.CASCADE, related_name="agreed")
    item = models.CharField(max_length=12)
    points = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "item"], name="qa_agreed_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="qa_agreed_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.session_id}"
