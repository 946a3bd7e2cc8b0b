"""Review items: a figure moves in a way that a person should look at. Never a penalty, never a verdict by itself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class GamingReview(models.Model):
    """What stood out about somebody's figures in a period, what they say to it, and what a human made of it."""

    class Kind(models.TextChoices):
        SHORT = "short", _("Very short contacts")
        TRANSFERS = "transfers", _("Many transfers")
        SURVEYS = "surveys", _("Few survey invitations")
        CHERRIES = "cherries", _("Mostly easy contacts")
        COUNTER = "counter", _("One figure rises while its counterpart falls")

    class Outcome(models.TextChoices):
        EXPLAINED = "explained", _("Explained, nothing to do")
        PROCESS = "process", _("A problem of the process")
        TALK = "talk", _("We talk about it")

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    kpi = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    # What was compared: labels are made when it is shown, so that both languages have them.
    figures = models.JSONField()
    n = models.PositiveIntegerField()
    rows_url = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    reply = models.TextField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    closed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "kind", "kpi", "start"], name="gamingreview_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="gamingreview_dates"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None, closed_by=None)
                | (~Q(outcome="") & ~Q(note="") & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="gamingreview_closed_by_human",
            ),
        ]
        indexes = [models.Index(fields=["unit", "closed_at", "-opened_at"], name="gamingreview_of_unit")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.employee_id} from {self.start}"
