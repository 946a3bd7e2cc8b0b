"""Reminders that were given, so that nobody is reminded of the same thing twice."""

from django.db import models


class Nudge(models.Model):
    """That somebody was reminded of something: "library.review" of "12:2026-11-01"."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="nudge_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
