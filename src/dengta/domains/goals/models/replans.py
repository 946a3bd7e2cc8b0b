"""What goes with a change in the middle of a period: what the team needs for it, and a new base where it cannot be."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceQuestion(models.Model):
    """A team asks what it gets for a higher target; without a recorded answer its people's targets stay (R-157)."""

    version = models.ForeignKey("goals.GoalVersion", on_delete=models.CASCADE, related_name="resource_questions")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="resource_question_asks"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="resource_question_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} of {self.unit_id}"


class Rebase(models.Model):
    """A target that cannot be reached any more is brought before management, instead of being pressed for (5.7)."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Before management")
        ACCEPTED = "accepted", pgettext_lazy("goal", "Accepted")
        DECLINED = "declined", pgettext_lazy("goal", "Declined")

    goal = models.ForeignKey("goals.Goal", on_delete=models.CASCADE, related_name="rebases")
    required = models.FloatField()
    best = models.FloatField()
    proposed = models.FloatField()
    reason = models.CharField(max_length=500)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal"], condition=Q(status="asked"), name="rebase_one_open"),
            models.CheckConstraint(
                condition=Q(status="asked") | Q(decided_at__isnull=False) & ~Q(answer=""),
                name="rebase_decided_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed} for {self.goal_id}"
