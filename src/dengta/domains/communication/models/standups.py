"""The stand-up of a team: what was looked at together, who was there, and what stands in the way."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

# What was ended later than this had been forgotten: nobody knows how long it really took.
FORGOTTEN_AFTER = timedelta(hours=2)


class Standup(models.Model):
    """One stand-up of one team. Once it has ended these are its minutes, and only an addendum can be added."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="standups")
    day = models.DateField()
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="standups_led")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Nobody ended it: the night did, with what was there.
    ended_by_clock = models.BooleanField(default=False)
    praise = models.CharField(max_length=300, blank=True)
    lesson = models.CharField(max_length=300, blank=True)
    # The three numbers and the open blockers as they stood: minutes do not change when figures are counted anew.
    figures = models.JSONField(default=list)
    blockers = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="standup_once_a_day"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="standup_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["day", "unit"], name="standup_by_day"),
            models.Index(fields=["day"], condition=Q(ended_at__isnull=True), name="standup_running"),
        ]

    def __str__(self) -> str:
        return f"stand-up of {self.unit_id} on {self.day}"

    @property
    def minutes(self) -> int | None:
        """How long it took, rounded up to whole minutes; None while it runs, and where nobody ended it in time."""
        if self.ended_at is None or self.ended_at - self.started_at > FORGOTTEN_AFTER:
            return None
        return -int((self.started_at - self.ended_at).total_seconds() // 60)


class StandupAttendance(models.Model):
    """Somebody who was there."""

    standup = models.ForeignKey(Standup, on_delete=models.CASCADE, related_name="attendance")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="standups_attended")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standup", "employee"], name="standup_attended_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} at {self.standup_id}"


class StandupAnswer(models.Model):
    """What somebody says when the round comes to them: what they finished, and what they do today.

    Their answer to the third question, what is in the way, is a blocker: it outlives the day.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="standup_answers")
    day = models.DateField()
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="standup_answers")
    done = models.CharField(max_length=200, blank=True)
    planned = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day", "employee"], name="standup_answered_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} on {self.day}"


class StandupAddendum(models.Model):
    """What was forgotten or has to be put right. The minutes themselves stay as they were written."""

    standup = models.ForeignKey(Standup, on_delete=models.CASCADE, related_name="addenda")
    text = models.CharField(max_length=300)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"addendum to {self.standup_id}"


class Blocker(models.Model):
    """Something that stands in the way of a team. It comes up in every stand-up until somebody says what came of it."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="blockers")
    text = models.CharField(max_length=200)
    raised_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="blockers_raised")
    raised_at = models.DateTimeField()
    owner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="blockers_owned")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (~Q(outcome="") & Q(closed_by__isnull=False)),
                name="blocker_closed_with_outcome",
            )
        ]
        indexes = [models.Index(fields=["unit", "closed_at"], name="blocker_open_in_unit")]

    def __str__(self) -> str:
        return self.text
