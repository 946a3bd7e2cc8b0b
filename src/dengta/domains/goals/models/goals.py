"""Goals: what is to be reached, from where, until when, and whose it is."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Goal(models.Model):
    """One aim of a unit for one period. What it rests on stands here; what follows from it stands in its versions."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("goal", "Draft")
        ACTIVE = "active", pgettext_lazy("goal", "In force")
        CLOSED = "closed", pgettext_lazy("goal", "Closed")

    class Reading(models.TextChoices):
        RELATIVE = "relative", _("Share of the baseline")
        POINTS = "points", _("Points of the measure")
        GAP = "gap", _("Share of what is missing to the best")

    class Scope(models.TextChoices):
        YEAR_AVERAGE = "year_average", _("Average of the whole period")
        EXIT = "december_exit", _("Level of the last month")

    class Shape(models.TextChoices):
        LINEAR = "linear", _("Even steps")
        S_CURVE = "s_curve", _("Slow at both ends")
        STEPS = "steps", _("Quarter by quarter")

    title = models.CharField(max_length=80)
    # The key of a figure of the service room's library.
    kpi = models.CharField(max_length=40)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    # The goal of a wider unit that this one serves.
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    # Among the goals of its unit.
    weight = models.PositiveSmallIntegerField(default=100)
    # Whole months, up to and not including `ends_on`; the day of the month on which the team looks at its goals.
    starts_on = models.DateField()
    ends_on = models.DateField()
    review_day = models.PositiveSmallIntegerField(default=5)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)

    baseline = models.FloatField(null=True)
    baseline_n = models.PositiveIntegerField(default=0)
    baseline_low = models.FloatField(null=True)
    baseline_high = models.FloatField(null=True)
    baseline_from = models.DateField(null=True)
    baseline_to = models.DateField(null=True)
    # What the records say, where somebody entered another figure, and why.
    baseline_recorded = models.FloatField(null=True)
    baseline_reason = models.CharField(max_length=300, blank=True)

    uplift = models.FloatField(null=True)
    reading = models.CharField(max_length=8, choices=Reading.choices, blank=True)
    scope = models.CharField(max_length=14, choices=Scope.choices, blank=True)
    target = models.FloatField(null=True)
    shape = models.CharField(max_length=8, choices=Shape.choices, default=Shape.LINEAR)
    # The best that any month can be asked for.
    cap = models.FloatField(null=True)

    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="goal_dates"),
            models.CheckConstraint(condition=Q(review_day__gte=1, review_day__lte=28), name="goal_review_day"),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(baseline__isnull=False, target__isnull=False, uplift__isnull=False, owner__isnull=False)
                & ~Q(reading="")
                & ~Q(scope=""),
                name="goal_in_force_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(baseline_recorded=None) | ~Q(baseline_reason=""), name="goal_baseline_is_reasoned"
            ),
        ]
        indexes = [models.Index(fields=["status", "kpi"], name="goal_of_kpi")]

    def __str__(self) -> str:
        return self.title


class GoalDriver(models.Model):
    """A figure of daily work that moves the goal, with the number it is to reach (R-003)."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="drivers")
    kpi = models.CharField(max_length=40)
    aim = models.FloatField()
    # What one unit of it is worth for the goal, as fitted to the weeks before: an estimate, with its interval.
    effect = models.FloatField(null=True)
    effect_low = models.FloatField(null=True)
    effect_high = models.FloatField(null=True)
    fitted_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "kpi"], name="goal_driver_once")]

    def __str__(self) -> str:
        return f"{self.kpi} for {self.goal_id}"


class GoalVersion(models.Model):
    """The plan of a goal at a time: what it was worked out from, and when it was in force. Never changed afterwards."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("goal", "Draft")
        ACTIVE = "active", pgettext_lazy("goal", "In force")
        REPLACED = "replaced", _("Replaced")

    class Kind(models.TextChoices):
        FIRST = "first", _("First plan")
        REPLAN = "replan", _("The rest of the period planned anew")
        CHANGE = "change", _("Another target")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.FIRST)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    # The target of the period in this version: a change of base is a version.
    target = models.FloatField(null=True)
    # The first month that it plans; the months before are closed.
    effective_from = models.DateField()
    slope = models.FloatField(null=True)
    # What stands in the way of a plan, as the engine says it, and the best that could be; empty and None where nothing.
    obstacle = models.CharField(max_length=40, blank=True)
    best = models.FloatField(null=True)
    decomposed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    activated_at = models.DateTimeField(null=True)
    activated_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="goal_version_once"),
            models.UniqueConstraint(fields=["goal"], condition=Q(status="draft"), name="goal_version_one_draft"),
            models.UniqueConstraint(fields=["goal"], condition=Q(status="active"), name="goal_version_one_in_force"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(activated_at__isnull=False, target__isnull=False, obstacle=""),
                name="goal_version_in_force_is_feasible",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.goal_id}"


class PlanMonth(models.Model):
    """A month of a version: how much is expected, and for a closed one what really came."""

    version = models.ForeignKey(GoalVersion, on_delete=models.CASCADE, related_name="months")
    month = models.DateField()
    volume = models.FloatField()
    target = models.FloatField(null=True)
    # Only of closed months: what was reached with `volume` contacts or answers.
    actual = models.FloatField(null=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["version", "month"], name="plan_month_once"),
            models.CheckConstraint(condition=Q(volume__gte=0), name="plan_month_volume"),
            models.CheckConstraint(
                condition=Q(is_closed=False) | Q(volume=0) | Q(actual__isnull=False),
                name="plan_month_closed_has_actual",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} of {self.version_id}"


class PlanGroup(models.Model):
    """A team in a version: where it stands, the best it has shown, and its share of the volume."""

    version = models.ForeignKey(GoalVersion, on_delete=models.CASCADE, related_name="groups")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    baseline = models.FloatField(null=True)
    n = models.PositiveIntegerField(default=0)
    bound = models.FloatField(null=True)
    # Any positive number; what counts is its share of the sum.
    weight = models.FloatField()
    # Why it is not what the records say.
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "unit"], name="plan_group_once"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="plan_group_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.version_id}"


class PlanAgent(models.Model):
    """A person in a version: what is known of them, drawn towards their team, and how much they are expected to do."""

    class Reduced(models.TextChoices):
        NONE = "", _("full volume")
        ONBOARDING = "onboarding", _("in their first weeks")
        LEAVE = "leave", _("on leave")
        SUPPORT = "support", _("with a support plan")

    version = models.ForeignKey(GoalVersion, on_delete=models.CASCADE, related_name="agents")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    responses = models.PositiveIntegerField(default=0)
    reached = models.FloatField(default=0)
    baseline = models.FloatField(null=True)
    # Of a month's volume of the team: any positive number.
    volume = models.FloatField()
    reduced = models.CharField(max_length=10, choices=Reduced.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "employee"], name="plan_agent_once"),
            models.CheckConstraint(condition=Q(volume__gt=0), name="plan_agent_volume"),
        ]
        indexes = [models.Index(fields=["version", "unit"], name="plan_agent_of_group")]

    def __str__(self) -> str:
        return f"{self.employee_id} in {self.version_id}"
