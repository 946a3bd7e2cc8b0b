"""Important talks that both sides confirm in writing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Talk(models.Model):
    """An important talk of a leader with one person. Its words stand in versions; each signature belongs to one."""

    class Kind(models.TextChoices):
        PERFORMANCE = "performance", _("How the work goes")
        CHANGE = "change", _("A change that affects the person")
        WARNING = "warning", _("A warning to come")
        ANNOUNCEMENT = "announcement", _("Confirmation of an announcement")
        OTHER = "other", _("Another important matter")

    class Status(models.TextChoices):
        OPEN = "open", _("Waits for signatures")
        SIGNED = "signed", _("Signed by both")
        REFUSED = "refused", _("Refused with a reason")

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="talks")
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="talks_led")
    # The unit through which the leader leads the person.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    created_at = models.DateTimeField()
    # What it is about elsewhere in the house: "communication.announcement" and its key; empty for none.
    subject_type = models.CharField(max_length=60, blank=True)
    subject_key = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["employee", "status"], name="talk_of_person"),
            models.Index(fields=["subject_type", "subject_key"], name="talk_about"),
        ]

    def __str__(self) -> str:
        return f"talk of {self.leader_id} with {self.employee_id}"


class TalkVersion(models.Model):
    """The words of a talk. Whoever changes them after a signature makes a new version; the old one stays readable."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    place = models.CharField(max_length=80)
    topic = models.CharField(max_length=120)
    said = models.TextField(max_length=2000)
    agreements = models.TextField(max_length=1000)
    written_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="talk_version_once"),
            models.UniqueConstraint(
                fields=["talk"], condition=Q(voided_at__isnull=True), name="talk_one_current_version"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.talk_id}"


class TalkSignature(models.Model):
    """One side's own name under one version, or the reason why they do not sign. Both stay on record."""

    version = models.ForeignKey(TalkVersion, on_delete=models.CASCADE, related_name="signatures")
    signer = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="talk_signatures")
    name = models.CharField(max_length=80, blank=True)
    own_view = models.CharField(max_length=600, blank=True)
    refusal = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "signer"], name="talk_signed_once"),
            models.CheckConstraint(
                condition=(~Q(name="") & Q(refusal="")) | (Q(name="") & ~Q(refusal="")), name="talk_signed_or_refused"
            ),
        ]

    def __str__(self) -> str:
        return f"signature of {self.signer_id} under {self.version_id}"
