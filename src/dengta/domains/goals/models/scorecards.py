"""Balanced scorecards of managers: four perspectives, each with goal, measure, target, action plan and tasks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scorecard(models.Model):
    """The scorecard of one manager for a period, confirmed by the next level."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("scorecard", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("scorecard", "With the next level")
        CONFIRMED = "confirmed", pgettext_lazy("scorecard", "Confirmed")

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    submitted_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    note = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "start"], name="scorecard_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="scorecard_dates"),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="scorecard_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"scorecard of {self.employee_id} from {self.start}"


class ScorecardLine(models.Model):
    """One goal of one perspective."""

    class Perspective(models.TextChoices):
        FINANCE = "finance", _("Finance")
        CUSTOMER = "customer", _("Customers")
        PROCESS = "process", _("Internal processes")
        LEARNING = "learning", _("Learning and growth")

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="lines")
    perspective = models.CharField(max_length=10, choices=Perspective.choices)
    goal = models.CharField(max_length=200)
    measure = models.CharField(max_length=120)
    target = models.CharField(max_length=60)
    actions = models.TextField(max_length=1000)

    def __str__(self) -> str:
        return self.goal


class ScorecardTask(models.Model):
    """A task of a line, with its day."""

    line = models.ForeignKey(ScorecardLine, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title
