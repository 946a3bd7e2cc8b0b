"""Bonuses on their way: noted, given within the band of their clause, or above it by two people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models.rewards import Reward


class Bonus(models.Model):
    """Something done well that is to be rewarded: from the day it is known until it is given, or not."""

    class State(models.TextChoices):
        """NOTED waits for a leader, PROPOSED for a second person (R-093)."""

        NOTED = "noted", _("Noted, not given yet")
        PROPOSED = "proposed", _("Waits for a second person")
        GIVEN = "given", _("Given")
        DROPPED = "dropped", _("Not given")

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey("recognition.ClauseVersion", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what for"), max_length=120)
    known_on = models.DateField(_("facts known on"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTED)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    # The offer; empty as long as it is only noted.
    form = models.CharField(_("form"), max_length=16, choices=Reward.Form.choices, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=11, decimal_places=2, default=0)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    late_because = models.CharField(_("why so late"), max_length=300, blank=True)
    # Why it is above the band, for everybody to read; without a name.
    public_reason = models.CharField(_("reason that is published"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    # Of everything the second person says yes to.
    digest = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # Why a second person said no, or why nothing is given.
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    reward = models.OneToOneField(Reward, null=True, on_delete=models.PROTECT, related_name="bonus")

    class Meta:
        ordering = ["known_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="given") | (Q(reward__isnull=False) & Q(decided_by__isnull=False) & ~Q(form="")),
                name="bonus_given_is_a_reward",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed")
                | (Q(proposed_by__isnull=False, proposed_at__isnull=False) & ~Q(public_reason="") & ~Q(digest="")),
                name="bonus_proposed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(proposed_by__isnull=True) | ~Q(proposed_by=F("decided_by")),
                name="bonus_large_by_two",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(answer=""), name="bonus_dropped_why"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="bonus_is_no_fine"),
        ]
        indexes = [models.Index(fields=["state", "unit"], name="bonus_by_state")]

    def __str__(self) -> str:
        return f"{self.state} bonus for {self.employee_id}"


class MixWarning(models.Model):
    """Whoever leads a unit was told that its people were given nothing but money in a quarter (R-082)."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    quarter = models.DateField()
    n = models.PositiveIntegerField()
    warned_on = models.DateField()

    class Meta:
        ordering = ["-quarter", "unit"]
        constraints = [models.UniqueConstraint(fields=["unit", "quarter"], name="mix_warning_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} since {self.quarter}"
