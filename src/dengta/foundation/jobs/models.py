"""Jobs, and the workers that do them. The `Job` row is the truth; the queue only wakes workers."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation.jobs.registry import handler_of


class Job(models.Model):
    """A piece of work, from asking for it until its one visible effect."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Finished")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    OPEN: ClassVar = (State.QUEUED, State.RUNNING)

    kind = models.CharField(max_length=80)
    # What the job is about: while one of the same kind and key is open, asking again gives that one.
    key = models.CharField(max_length=200)
    queue = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)
    # Where the next attempt goes on; written in one transaction with the step it marks.
    checkpoint = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    error = models.CharField(max_length=500, blank=True)

    # The lease: until when the running worker owns the job. All three by the clock of the database.
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    woken_at = models.DateTimeField(null=True)
    # Raised by every claim. Whoever holds an older number is a zombie, whose writes find no row.
    token = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The queue entry that was to wake a worker last.
    ticket = models.CharField(max_length=64, blank=True)

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    cancel_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state__in=["queued", "running"]), name="job_one_open_per_key"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="job_has_a_key"),
        ]
        indexes = [
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_leases"),
            models.Index(fields=["woken_at"], condition=Q(state="queued"), name="job_waiting"),
            models.Index(fields=["created_by", "-id"], name="job_of_account"),
            models.Index(fields=["finished_at"], name="job_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def get_absolute_url(self) -> str:
        """Where its owner sees how it goes."""
        return reverse("jobs:detail", args=[self.pk])

    @property
    def title(self) -> str:
        """What people read, in their language."""
        handler = handler_of(self.kind)
        return str(handler.title) if handler and handler.title else self.kind

    @property
    def page_url(self) -> str:
        """Where people see what it is about, or what came of it; nothing where there is no such page."""
        handler = handler_of(self.kind)
        came_of_it = self.result.get("url", "") if isinstance(self.result, dict) else ""
        return str(came_of_it or (handler.page(**self.arguments) if handler and handler.page else ""))

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in self.OPEN

    @property
    def percent(self) -> int | None:
        """How far it is; None where the total is not known."""
        if self.state == self.State.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else None

    @property
    def eta(self) -> timedelta | None:
        """How long it still takes if it goes on as so far; None where nobody can say."""
        if self.state != self.State.RUNNING or not (self.total and self.done and self.started_at and self.heartbeat_at):
            return None
        return (self.heartbeat_at - self.started_at) * max(0, self.total - self.done) / self.done


class WorkerBeat(models.Model):
    """A worker process that is alive: its last sign of life is what readiness checks look at."""

    name = models.CharField(max_length=120, unique=True)
    queues = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
