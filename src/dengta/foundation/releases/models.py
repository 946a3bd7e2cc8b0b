"""What somebody asked to take out of the house, and what a second person said to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportRequest(models.Model):
    """A list, bound to its filter and to the number of people in it when it was asked for."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Not approved")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    # The right it is taken by, and the address with its filter in a fixed order: another filter is another request.
    right = models.CharField(max_length=80)
    address = models.TextField()
    rows = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    reason = models.TextField(_("what it is for"))
    asked_at = models.DateTimeField()
    # Who could decide when it was asked for, and was told.
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # Null beside "approved": a reason was all that was needed.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="export_request_four_eyes",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("by")),
            )
        ]
        indexes = [models.Index(fields=["by", "state"], name="export_request_by_whom")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"
