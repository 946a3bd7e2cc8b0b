"""Improvement plans: agreed by two, with support that is owed, and measured from data. None of it happens by itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImprovementPlan(models.Model):
    """A plan for one person. Read by that person, whoever leads them, and HR."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("improvement plan", "Draft")
        PROPOSED = "proposed", pgettext_lazy("improvement plan", "Waiting for the agent")
        OBJECTED = "objected", pgettext_lazy("improvement plan", "Objection")
        RUNNING = "running", pgettext_lazy("improvement plan", "Running")
        REACHED = "reached", pgettext_lazy("improvement plan", "Goals reached")
        ENDED = "ended", pgettext_lazy("improvement plan", "Ended, handed over to a talk")
        WITHDRAWN = "withdrawn", pgettext_lazy("improvement plan", "Taken back")

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # The team it is about, on the day it was begun.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    kpi = models.CharField(max_length=40)
    reason = models.TextField(max_length=2000)
    starts_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    objection = models.TextField(max_length=2000, blank=True)
    # What the next level said to an objection when the plan began all the same.
    objection_answer = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    extended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="plan_ends_after_its_start"),
            models.CheckConstraint(condition=~Q(employee=F("leader")), name="plan_not_for_oneself"),
            models.CheckConstraint(
                condition=Q(state__in=["reached", "ended", "withdrawn"], closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state__in=["reached", "ended", "withdrawn"]) & Q(closed_at__isnull=True),
                name="plan_closed_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["running", "reached", "ended"])
                | Q(signed_at__isnull=False)
                | (~Q(objection="") & ~Q(objection_answer="")),
                name="plan_runs_signed_or_answered",
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=~Q(state__in=["reached", "ended", "withdrawn"]),
                name="plan_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-created_at"], name="plan_of_unit")]

    def __str__(self) -> str:
        return f"improvement plan {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in (self.State.REACHED, self.State.ENDED, self.State.WITHDRAWN)


class PlanEvidence(models.Model):
    """A month on which the plan rests: the figure of the person, its sample and interval, and the mean of the team."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="evidence")
    month = models.DateField()
    n = models.PositiveIntegerField()
    value = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    team = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "month"], name="plan_evidence_once")]
        ordering = ["month"]

    def __str__(self) -> str:
        return f"{self.month} of plan {self.plan_id}"


class PlanGoal(models.Model):
    """What is to be reached: one figure, measured from data at each checkpoint."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="goals")
    kpi = models.CharField(max_length=40)
    target = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kpi"], name="plan_goal_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kpi} of plan {self.plan_id}"


class PlanSupport(models.Model):
    """What the house gives: what, by whom, until when. A plan without it is none."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="support")
    what = models.CharField(_("what helps"), max_length=200)
    helper = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


class PlanCheckpoint(models.Model):
    """A day on which both look at what the data say."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="checkpoints")
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    note = models.TextField(max_length=2000, blank=True)
    # What the person says of it; theirs alone to write.
    agent_note = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="plan_checkpoint_once"),
            models.CheckConstraint(condition=Q(held_at__isnull=True) | ~Q(note=""), name="plan_checkpoint_has_a_word"),
        ]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"checkpoint {self.due_on} of plan {self.plan_id}"


class PlanReading(models.Model):
    """What one goal stood at, at one checkpoint: as it was counted then."""

    class Verdict(models.TextChoices):
        REACHED = "reached", pgettext_lazy("goal of a plan", "Reached")
        MISSED = "missed", pgettext_lazy("goal of a plan", "Below the goal")
        # The interval covers the goal: nobody can tell.
        UNCLEAR = "unclear", pgettext_lazy("goal of a plan", "Not clear yet")
        TOO_LITTLE = "too_little", pgettext_lazy("goal of a plan", "Not enough data")

    checkpoint = models.ForeignKey(PlanCheckpoint, on_delete=models.CASCADE, related_name="readings")
    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="readings")
    first_day = models.DateField()
    last_day = models.DateField()
    n = models.PositiveIntegerField()
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "goal"], name="plan_reading_once")]
        ordering = ["goal_id"]

    def __str__(self) -> str:
        return f"reading {self.pk}"
