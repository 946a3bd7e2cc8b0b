"""Reports from the floor: what goes wrong for customers, who said so, who answers, and whom we owe a call."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.models.handled import Handled


class FloorReport(Handled):
    """A problem that somebody who serves customers has seen. What it is due to is never "the agent" (R-038)."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("Problem in daily work")
        PRODUCT = "product", _("Product fault")
        PROCESS = "process", _("Process that gets in the way")
        POLICY = "policy", _("Policy that customers do not understand")

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("report", "Waiting for an answer")
        ANSWERED = "answered", _("Answered, customers to be told")
        CLOSED = "closed", pgettext_lazy("report", "Closed")
        MERGED = "merged", _("Joined to another one")

    reporter = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=80)
    what = models.TextField(max_length=2000)
    # What customers notice of it.
    effect = models.CharField(max_length=300, blank=True)
    # The topic that contacts about it come in under, as the service room keys it.
    topic = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    # Who sees to it that it is put right, and until when.
    owner = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    mend_by = models.DateField(null=True)
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=("answered", "closed")) | ~Q(answer=""), name="report_closed_with_answer"
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False) | ~Q(status="merged") & Q(merged_into=None),
                name="report_merged_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_on"], name="report_waiting"),
            models.Index(fields=["unit", "-created_at"], name="report_of_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class ReportVoice(models.Model):
    """Somebody who reported it. Duplicates are joined; whoever reported them is answered all the same."""

    report = models.ForeignKey(FloorReport, on_delete=models.CASCADE, related_name="voices")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "employee"], name="report_voice_once")]

    def __str__(self) -> str:
        return f"voice {self.pk} in {self.report_id}"


class ConcernedCustomer(models.Model):
    """A customer to whom the answer is owed: a reference in the ticket system, nothing personal."""

    class Outcome(models.TextChoices):
        TOLD = "told", _("Told")
        UNREACHABLE = "unreachable", _("Could not be reached")

    report = models.ForeignKey(FloorReport, on_delete=models.CASCADE, related_name="customers")
    reference = models.CharField(max_length=80)
    contact = models.CharField(max_length=80, blank=True)
    named_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    told_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "reference"], name="concerned_once"),
            models.CheckConstraint(
                condition=Q(outcome="", told_by=None, told_at=None)
                | ~Q(outcome="") & Q(told_by__isnull=False, told_at__isnull=False),
                name="concerned_told_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
