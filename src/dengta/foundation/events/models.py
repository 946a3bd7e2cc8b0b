"""Events and their deliveries: one row for each receiver, so that each is told once in effect."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What the worker still has to bring, in the order of the numbers.
OPEN = Q(delivered_at__isnull=True, parked_at__isnull=True, skipped_at__isnull=True)
# What nobody has to look after any more.
SETTLED = Q(delivered_at__isnull=False) | Q(skipped_at__isnull=False)


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
    # Failed so often that the later events of this receiver go before it; waits for somebody to decide.
    parked_at = models.DateTimeField(null=True)
    # Somebody decided that this receiver does without it. The record says who, and why.
    skipped_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "receiver"], name="delivery_once_per_receiver"),
            models.CheckConstraint(
                condition=OPEN
                | Q(delivered_at__isnull=False, parked_at__isnull=True, skipped_at__isnull=True)
                | Q(delivered_at__isnull=True, parked_at__isnull=False, skipped_at__isnull=True)
                | Q(delivered_at__isnull=True, parked_at__isnull=True, skipped_at__isnull=False),
                name="delivery_one_end",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "id"], condition=OPEN, name="delivery_waiting"),
            models.Index(fields=["parked_at"], condition=Q(parked_at__isnull=False), name="delivery_parked"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} for {self.receiver}"

    @property
    def state_words(self) -> str:
        """Why it has not arrived, for people."""
        return str(_("Parked") if self.parked_at else _("Waiting to be tried again"))
