"""The loyalty plan: what years of service bring, by themselves and the same for everybody."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models.rewards import Reward

LEAP_DAY = (2, 29)


class LoyaltyPlan(models.Model):
    """One version of the plan, in force from a day on until the next one. It is never changed."""

    number = models.PositiveSmallIntegerField(unique=True)
    effective_on = models.DateField(_("in force from"), unique=True)
    why = models.CharField(_("what changes, and why"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"loyalty plan {self.number}"


class LoyaltyStep(models.Model):
    """After so many years somebody gets days of leave, or a trip."""

    FORMS = (Reward.Form.LEAVE_DAY, Reward.Form.TRIP)

    plan = models.ForeignKey(LoyaltyPlan, on_delete=models.CASCADE, related_name="steps")
    years = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=16, choices=Reward.Form.choices)
    # Days of leave; 1 for a trip.
    amount = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        ordering = ["years", "form"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "years", "form"], name="loyalty_step_once"),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=50, amount__gt=0, form__in=("leave_day", "trip")),
                name="loyalty_step_gives",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.years} years: {self.amount} {self.form}"


class Milestone(models.Model):
    """Somebody has been here for so many years: what it brought, and the reward that was written for it."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(LoyaltyStep, on_delete=models.PROTECT, related_name="milestones")
    years = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=16, choices=Reward.Form.choices)
    reached_on = models.DateField()
    reward = models.OneToOneField(Reward, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reached_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["employee", "years", "form"], name="milestone_once"),
        ]
        indexes = [models.Index(fields=["reached_on"], name="milestone_by_day")]

    def __str__(self) -> str:
        return f"{self.years} years of {self.employee_id}"


def anniversary(hired_on: date, years: int) -> date:
    """The day on which somebody has been here for so many years. Who came on 29 February does not wait for March."""
    if (hired_on.month, hired_on.day) == LEAP_DAY:
        first_of_march = date(hired_on.year + years, 3, 1)
        return date.fromordinal(first_of_march.toordinal() - 1)
    return hired_on.replace(year=hired_on.year + years)
