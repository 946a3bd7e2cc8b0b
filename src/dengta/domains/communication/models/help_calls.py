"""Calls for help from the floor, and what the team has learned from the answers."""

from django.db import models
from django.db.models import Q


class HelpCall(models.Model):
    """An agent with a customer on the line asks for help; the time until the answer is measured."""

    caller = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=200)
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)
    # Solved it alone meanwhile: counts in no figure.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="help_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="help_answered_or_withdrawn"
            ),
            models.UniqueConstraint(
                fields=["caller"], condition=Q(answered_at=None, withdrawn_at=None), name="help_one_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "called_at"], name="help_waiting", condition=Q(answered_at=None, withdrawn_at=None)
            ),
            models.Index(fields=["unit", "-called_at"], name="help_of_unit"),
        ]

    def __str__(self) -> str:
        return f"help call {self.pk}"


class KnowledgeEntry(models.Model):
    """A question of the floor and its answer, for the next one who asks. Says nothing of who asked."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=200)
    answer = models.TextField(max_length=1000)
    call = models.OneToOneField(HelpCall, null=True, on_delete=models.SET_NULL, related_name="entry")
    written_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-written_at"], name="knowledge_of_unit")]

    def __str__(self) -> str:
        return self.question
