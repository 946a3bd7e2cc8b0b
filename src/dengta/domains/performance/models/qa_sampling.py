"""Which contacts are reviewed: the plan, and each draw with what it takes to draw it again."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QaPlan(models.Model):
    """How many contacts of each agent are reviewed in a period, and how they are found."""

    class Method(models.TextChoices):
        RANDOM = "random", _("At random")
        STRATIFIED = "stratified", _("At random within topic and channel")
        RISK = "risk", _("By signs of risk")

    class Period(models.TextChoices):
        WEEK = "week", pgettext_lazy("period", "Week")
        MONTH = "month", pgettext_lazy("period", "Month")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey("performance.QaForm", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    method = models.CharField(max_length=10, choices=Method.choices)
    period = models.CharField(max_length=5, choices=Period.choices)
    per_agent = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(50)])
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # The day on which it draws the period before by itself: of a week 1 (Monday) to 7, of a month 1 to 28. Nothing:
    # only by hand.
    draw_day = models.PositiveSmallIntegerField(null=True)
    # No draw day before this one counts: what passed before the rhythm was given, or in a pause, is not made up.
    draws_since = models.DateField(null=True)
    # Since when it draws nothing by itself, although it has a rhythm.
    paused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(per_agent__range=(1, 50)), name="qa_plan_per_agent"),
            models.CheckConstraint(
                condition=Q(draw_day=None, draws_since=None)
                | Q(draws_since__isnull=False, period="week", draw_day__range=(1, 7))
                | Q(draws_since__isnull=False, period="month", draw_day__range=(1, 28)),
                name="qa_plan_draws_on_a_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "-created_at"], name="qa_plan_of_unit")]

    def __str__(self) -> str:
        return self.name


class QaDraw(models.Model):
    """One draw. With its seed and the same contacts it comes out the same; `digest` tells whether they are the same.

    `cells`: of each topic and channel how many contacts there were, and how many were drawn.
    """

    plan = models.ForeignKey(QaPlan, on_delete=models.PROTECT, related_name="draws")
    first_day = models.DateField()
    last_day = models.DateField()
    method = models.CharField(max_length=10, choices=QaPlan.Method.choices)
    per_agent = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    # Nobody: the plan drew by its rhythm.
    drawn_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    population = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    agents = models.PositiveIntegerField()
    # Agents with fewer contacts than the plan asks for.
    short = models.PositiveIntegerField(default=0)
    # Contacts that nobody could be given: everybody who reviews is the agent's leader or the agent.
    unassigned = models.PositiveIntegerField(default=0)
    cells = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "first_day"], name="qa_draw_once_a_period"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="qa_draw_days_in_order"),
            models.CheckConstraint(condition=Q(drawn__lte=F("population")), name="qa_draw_is_a_sample"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.first_day}"
