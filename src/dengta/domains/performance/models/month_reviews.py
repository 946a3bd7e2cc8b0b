"""Month-end reviews: the monthly meeting of a team, run by an agenda in which whoever wants to present has a slot.

The meeting, its statements, cases, actions and minutes are those of the communication room; here stands what a review
adds: the month it is about, the order of the slots, and that it is closed. Rewards come after (R-104).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class MonthReview(models.Model):
    """The review of one month of one team."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    # The first day of the month it looks back on.
    month = models.DateField()
    meeting = models.OneToOneField("communication.Meeting", on_delete=models.PROTECT, related_name="+")
    slot_minutes = models.PositiveSmallIntegerField(default=5)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="month_review_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_review_of_a_month"),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=1, slot_minutes__lte=30), name="month_review_slot_length"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-month"], name="month_review_of_unit")]

    def __str__(self) -> str:
        return f"{self.month} of {self.unit_id}"


class MonthReviewSlot(models.Model):
    """The turn of one person on the agenda, and when it came."""

    review = models.ForeignKey(MonthReview, on_delete=models.CASCADE, related_name="slots")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField(null=True)
    presented_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "employee"], name="month_review_slot_once")]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"slot {self.position} of {self.review_id}"
