"""Events and their deliveries: one row for each receiver, so that each is told once in effect."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Event(models.Model):
    """Something that happened in a lower room."""

    type = models.CharField(max_length=80)
    facts = models.JSONField(encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["published_at"], name="event_published")]

    def __str__(self) -> str:
        return f"{self.type} #{self.pk}"


class Delivery(models.Model):
    """That one receiver is to hear of one event, or has."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    receiver = models.CharField(max_length=80)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "receiver"], name="delivery_once_per_receiver")]
        indexes = [
            models.Index(fields=["receiver", "id"], condition=Q(delivered_at__isnull=True), name="delivery_open")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} for {self.receiver}"
