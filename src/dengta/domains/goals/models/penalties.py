"""What a client deducts from the house, why, and what is learnt from it. Nothing here names a person to blame.

There is deliberately no reference to an employee: the house answers to its client, and no code path passes a deduction
on. Whoever looks after a lesson is the account of a leader, and it says what is mended, never who erred.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ClientPenalty(models.Model):
    """One deduction of one client for a period."""

    class Cause(models.TextChoices):
        PRODUCT = "product", _("Product or system")
        PROCESS = "process", _("Process")
        POLICY = "policy", _("Policy of the client")
        VOLUME = "volume", _("Volume beyond the forecast")
        STAFFING = "staffing", _("Staffing")
        TRAINING = "training", _("Training and knowledge")
        OTHER = "other", _("Something else")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    clause = models.CharField(max_length=200)
    what = models.TextField(max_length=1000)
    recorded_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    lesson = models.TextField(max_length=1000, blank=True)
    lesson_owner = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    lesson_due_on = models.DateField(null=True)
    lesson_done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="clientpenalty_is_deduction"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="clientpenalty_dates"),
            models.CheckConstraint(
                condition=Q(lesson="", lesson_owner=None, lesson_due_on=None, lesson_done_on=None)
                | (~Q(lesson="") & Q(lesson_owner__isnull=False, lesson_due_on__isnull=False)),
                name="clientpenalty_lesson_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["unit", "start"], name="clientpenalty_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.start}"
