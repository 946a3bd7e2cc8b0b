"""Counters of rate limits."""

from django.db import models


class RateCounter(models.Model):
    """How often somebody did something in the window that began at `window`."""

    key = models.CharField(max_length=160)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="access_one_counter_per_window")]
        indexes = [models.Index(fields=["window"], name="access_counter_window")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
