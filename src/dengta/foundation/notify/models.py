"""Notices in the bell, messages on their way out, and how each person wants to be told."""

import uuid
from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation.notify.registry import kind_of


class Notice(models.Model):
    """One entry in somebody's bell."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    # A path inside this installation, never another site.
    url = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-id"], name="notice_of_account"),
            models.Index(fields=["account"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What sort of news this is, in the reader's language."""
        return str(kind_of(self.kind).label)


def _new_message_id() -> str:
    return f"{uuid.uuid4().hex}@dengta"


class OutboxMessage(models.Model):
    """One message on its way out. Written with what it tells of; carried by the worker, at least once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HELD = "held", _("Held for the digest")
        SENT = "sent", _("Sent")
        COLLECTED = "collected", _("Sent in the digest")
        DEAD = "dead", _("Given up")

    channel = models.CharField(max_length=20)
    # Goes out with the message, so that a receiver can tell a repetition from a second message.
    message_id = models.CharField(max_length=80, unique=True, default=_new_message_id)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    collected_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="collected")

    class Meta:
        indexes = [
            models.Index(fields=["next_try", "id"], condition=Q(state="waiting"), name="outbox_waiting"),
            models.Index(fields=["next_try", "id"], condition=Q(state="held"), name="outbox_held"),
            models.Index(fields=["-id"], condition=Q(state="dead"), name="outbox_dead"),
        ]

    def __str__(self) -> str:
        return self.message_id


class OutboxAttempt(models.Model):
    """The log: each time we tried to hand a message over."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.message_id} at {self.at}"


class Preference(models.Model):
    """How one person wants to be told. The bell always rings; this is about what leaves the house."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    email = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest = models.BooleanField(default=False)
    digest_at = models.TimeField(default=time(18, 0))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="preference_quiet_has_both_ends",
            )
        ]

    def __str__(self) -> str:
        return f"notifications of {self.account_id}"
