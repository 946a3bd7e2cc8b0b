"""From a finding to a better contact: what is practised, with whom until when, and what the next reviews show."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy


class QaCoaching(models.Model):
    """One item of a review that is worked on with the agent."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("coaching", "Being worked on")
        DONE = "done", pgettext_lazy("coaching", "Practised, being measured again")

    review = models.ForeignKey("performance.QaReview", on_delete=models.PROTECT, related_name="coachings")
    item = models.CharField(max_length=12)
    agent = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    steps = models.TextField(max_length=1000)
    starts_on = models.DateField()
    due_on = models.DateField()
    # What growth offered to learn it with; empty where nothing was offered or chosen.
    course = models.CharField(max_length=60, blank=True)
    course_name = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=4, choices=Status.choices, default=Status.OPEN)
    done_on = models.DateField(null=True)
    done_note = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="qa_coaching_days_in_order"),
            models.CheckConstraint(
                condition=Q(status="open", done_on=None) | Q(status="done", done_on__isnull=False),
                name="qa_coaching_done_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(coach=F("agent")), name="qa_coaching_by_somebody_else"),
            models.UniqueConstraint(fields=["review", "item"], name="qa_coaching_once"),
        ]
        indexes = [models.Index(fields=["unit", "status", "due_on"], name="qa_coaching_of_unit")]

    def __str__(self) -> str:
        return f"coaching {self.pk}"
