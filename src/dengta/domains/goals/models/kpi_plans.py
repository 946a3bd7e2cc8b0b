"""KPI plans: by which KPIs, with which weights, the people of a unit are judged in a period."""

from django.db import models
from django.db.models import Q

from dengta.domains.goals.models.published import Measured, Published


class KpiPlan(Published):
    """A version of the KPI set of a unit and grade (all grades where it names none)."""

    grade = models.CharField(max_length=20, blank=True)
    # Why time and volume weigh more than quality, where they do (B4).
    reason = models.TextField(max_length=1000, blank=True)

    class Meta(Published.Meta):
        pass


class KpiWeight(Measured):
    """A KPI of a plan."""

    plan = models.ForeignKey(KpiPlan, on_delete=models.CASCADE, related_name="weights")

    class Meta(Measured.Meta):
        constraints = [
            *Measured.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "kpi"], name="kpiweight_once"),
            models.CheckConstraint(condition=~Q(kpi=""), name="kpiweight_names_kpi"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} of {self.plan_id}"
