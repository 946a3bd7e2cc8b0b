"""Dated values of parameters."""

from django.db import models


class ParameterValue(models.Model):
    """The value of a parameter from a day on; the default of the code holds before the first."""

    name = models.CharField(max_length=80)
    value = models.JSONField()
    valid_from = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "valid_from"], name="parameter_one_value_per_day")]

    def __str__(self) -> str:
        return f"{self.name} from {self.valid_from}"
