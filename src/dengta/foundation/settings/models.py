"""Dated values of parameters, for the whole house or for a region."""

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


class RegionalValue(models.Model):
    """What a region has from a day on: a figure of local law, or the answer that the house gives to an open question.

    `value` is kept as it was written; whoever declares the name knows how to read it.
    """

    name = models.CharField(max_length=80)
    region = models.CharField(max_length=20)
    value = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "region", "valid_from"], name="regional_one_value_per_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="regional_value_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.region} from {self.valid_from}"
