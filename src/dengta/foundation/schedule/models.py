"""The moments that have been dealt with."""

from django.db import models
from django.utils import timezone


class Tick(models.Model):
    """One due moment of one entry. Its uniqueness is what makes one machine the winner."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    # None for the moment before the entry was first seen: a new installation has missed nothing.
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at}"
