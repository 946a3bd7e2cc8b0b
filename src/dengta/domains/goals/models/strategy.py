"""The chain from vision to action: what the house wants to be, how, by which goals, and what is done for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StrategyStep(models.Model):
    """One link of the chain. A goal of the goal tree is named by its id: the tree is a part of its own."""

    class Kind(models.TextChoices):
        VISION = "vision", _("Vision")
        STRATEGY = "strategy", _("Service strategy")
        GOAL = "goal", _("Goal")
        ACTION = "action", pgettext_lazy("strategy", "Action")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="steps")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=1000, blank=True)
    goal_id = models.PositiveBigIntegerField(null=True)
    owner = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind="vision") | Q(parent=None), name="strategystep_vision_is_top"),
            models.CheckConstraint(condition=Q(goal_id=None) | Q(kind="goal"), name="strategystep_goal_names_goal"),
            models.UniqueConstraint(
                fields=["goal_id"], condition=Q(goal_id__isnull=False, closed_on=None), name="strategystep_goal_once"
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind"], name="strategystep_of_unit")]

    def __str__(self) -> str:
        return self.title
