"""Targets: one number for one month, of a unit or of a person. Kept unrounded, shown to a tenth."""

from django.db import models
from django.db.models import Q


class Target(models.Model):
    """What is to be reached in a month. Without an employee it is the unit's: of the goal's own unit the whole, of a
    team its part. The target above a person's is that of their team, above a team's that of the goal's unit."""

    version = models.ForeignKey("goals.GoalVersion", on_delete=models.CASCADE, related_name="targets", db_index=False)
    month = models.DateField()
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    employee = models.ForeignKey(
        "people.Employee", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The whole of the goal, also where the goal's unit is itself a team.
    is_whole = models.BooleanField(default=False)
    value = models.FloatField()
    volume = models.FloatField()
    # Nobody's target lies below the own baseline or beyond the own best.
    baseline = models.FloatField()
    bound = models.FloatField()
    edited_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "month", "unit", "is_whole"],
                condition=Q(employee=None),
                name="target_of_unit_once",
            ),
            models.UniqueConstraint(
                fields=["version", "month", "employee"],
                condition=Q(employee__isnull=False),
                name="target_of_person_once",
            ),
            models.CheckConstraint(condition=Q(volume__gte=0), name="target_volume"),
            models.CheckConstraint(condition=Q(is_whole=False) | Q(employee=None), name="target_whole_is_nobodys"),
        ]
        indexes = [
            models.Index(fields=["version", "unit", "month"], name="target_of_unit"),
            models.Index(fields=["employee", "month"], name="target_of_person"),
            models.Index(fields=["unit", "month"], name="target_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.value} in {self.month:%Y-%m} for {self.employee_id or self.unit_id}"


class NamedGap(models.Model):
    """Parts that do not make up their whole, said aloud: how much is missing, why, and who carries it (R-002).

    It holds while the gap is exactly this: whoever changes a part afterwards closes the gap or names the new one.
    """

    version = models.ForeignKey("goals.GoalVersion", on_delete=models.CASCADE, related_name="named_gaps")
    # The target whose parts do not make it up.
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="named_gaps")
    # Of the whole, that of the parts is less by so much.
    amount = models.FloatField()
    reason = models.CharField(max_length=300)
    carried_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target"], name="named_gap_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="named_gap_is_reasoned"),
        ]

    def __str__(self) -> str:
        return f"gap {self.amount} at {self.target_id}"
