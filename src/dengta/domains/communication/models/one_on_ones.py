"""The weekly talk of a leader with one person: what both say, what they promise, and what each keeps to themselves."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.foundation.secrets import EncryptedText


class OneOnOne(models.Model):
    """A 1:1, from the date that is agreed to the confirmation of both. Nobody but these two reads what it says."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Waits for the other's confirmation")
        DONE = "done", _("Confirmed by both")
        CANCELLED = "cancelled", _("Cancelled")

    class Mood(models.TextChoices):
        GOOD = "good", _("Good")
        FINE = "fine", _("All right")
        TIRED = "tired", _("Tired")
        UPSET = "upset", _("Upset")

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="one_on_ones")
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="one_on_ones_led")
    # The unit through which the leader is the direct leader of the person: who leads it no longer reads no longer.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    planned_for = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    is_first = models.BooleanField(default=False)
    # Why it was called off: read by the two of them on its page, and never sent anywhere.
    called_off_because = models.CharField(max_length=300, blank=True)
    # --- written by the person
    mood = models.CharField(max_length=10, choices=Mood.choices, blank=True)
    topic = models.CharField(max_length=300, blank=True)
    own_words = models.CharField(max_length=600, blank=True)
    # Answers to the opening questions of a first talk, by the code of the question.
    opening = models.JSONField(default=dict)
    objection = models.CharField(max_length=300, blank=True)
    # --- written by the leader
    praise = models.CharField(max_length=300, blank=True)
    leader_words = models.CharField(max_length=600, blank=True)
    # --- where somebody is upset: first calming, then solving
    upset = models.BooleanField(default=False)
    calming = models.CharField(max_length=300, blank=True)
    calmed_at = models.DateTimeField(null=True)
    solution = models.CharField(max_length=300, blank=True)
    # --- the end
    held_on = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    minutes_reason = models.CharField(max_length=200, blank=True)
    leader_confirmed_at = models.DateTimeField(null=True)
    employee_confirmed_at = models.DateTimeField(null=True)
    # Both have written their part and it was held: only then it counts as a talk.
    complete = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["planned", "cancelled"]) | Q(held_on__isnull=False, minutes__isnull=False),
                name="one_on_one_held_on_a_day",
            ),
            models.CheckConstraint(condition=Q(solution="") | ~Q(calming="") | Q(upset=False), name="one_on_one_calms"),
            models.UniqueConstraint(
                fields=["employee", "leader"], condition=Q(status="planned"), name="one_on_one_one_planned"
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "held_on"], name="one_on_one_of_person"),
            models.Index(fields=["leader", "status"], name="one_on_one_of_leader"),
            # Who was talked with lately: all of them at once.
            models.Index(fields=["held_on", "employee"], condition=Q(complete=True), name="one_on_one_lately"),
        ]

    def __str__(self) -> str:
        return f"1:1 of {self.employee_id} with {self.leader_id}"

    @property
    def has_own_part(self) -> bool:
        """Whether the person wrote something."""
        return bool(self.topic or self.own_words or any(self.opening.values()))

    @property
    def has_leader_part(self) -> bool:
        """Whether the leader wrote something."""
        return bool(self.praise or self.leader_words)

    @property
    def is_open(self) -> bool:
        """Whether the leader may still write."""
        return self.status == self.Status.PLANNED


class Promise(models.Model):
    """What one of the two promised. Next time both look whether it held."""

    class Side(models.TextChoices):
        PERSON = "person", _("the person")
        LEADER = "leader", _("the leader")

    class Outcome(models.TextChoices):
        OPEN = "open", _("Not looked at yet")
        KEPT = "kept", _("Kept")
        NOT_KEPT = "not_kept", _("Not kept")
        CARRIED = "carried", _("Carried on")

    talk = models.ForeignKey(OneOnOne, on_delete=models.CASCADE, related_name="promises")
    side = models.CharField(max_length=10, choices=Side.choices)
    owner = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="promises")
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    judged_in = models.ForeignKey(OneOnOne, null=True, on_delete=models.SET_NULL, related_name="promises_judged")

    class Meta:
        indexes = [models.Index(fields=["owner", "outcome"], name="promise_of_owner")]

    def __str__(self) -> str:
        return f"promise of {self.owner_id}"


class PrivateNote(models.Model):
    """What somebody keeps for themselves about a talk. Encrypted; only its author reads it, whatever the role.

    It stands in no list, search, export, notice and in no entry of the record: not even that there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    talk = models.ForeignKey(OneOnOne, on_delete=models.CASCADE, related_name="private_notes")
    author = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="private_notes")
    text = EncryptedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "author"], name="private_note_once")]

    def __str__(self) -> str:
        return f"private note of {self.author_id}"


class CadenceAlert(models.Model):
    """Somebody was told that a talk is due; once for each gap, so that the job may run as often as it likes."""

    class Kind(models.TextChoices):
        OVERDUE = "overdue", _("Overdue")
        ESCALATED = "escalated", _("Escalated to the next level")
        NO_CONTACT = "no_contact", _("No personal talk")

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    told = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The day from which the gap is counted.
    since = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "told", "kind", "since"], name="cadence_alert_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.employee_id} since {self.since}"
