"""The library: rules and operating procedures, in versions whose clauses can be pointed at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LibraryDocument(models.Model):
    """A rule or an operating procedure, under a number that stays whatever its text becomes."""

    class Kind(models.TextChoices):
        RULE = "rule", _("House rule")
        SOP = "sop", _("Operating procedure (SOP)")

    number = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Whom it holds for: this unit and everything below it.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="library")
    # The client above that unit, none for rules of the house: each counts its numbers alone, so that a number which is
    # taken says nothing about another client.
    client = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="owned_documents")
    # By when the owner looks at it again.
    review_on = models.DateField()
    retired_on = models.DateField(null=True)
    # A rule on pay, hours, leave, safety, … that the law lets nobody make without asking the staff.
    staff_interest = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "number"], name="document_number_once_a_client"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(client__isnull=True), name="document_number_once_in_house"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "number"], name="document_of_unit"),
            models.Index(fields=["review_on"], condition=Q(retired_on__isnull=True), name="document_review"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class DocumentVersion(models.Model):
    """A text as it held from a moment on. Published once, never changed."""

    document = models.ForeignKey(LibraryDocument, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    # What is different, in the author's words; empty for the first.
    changes = models.CharField(max_length=300, blank=True)
    # The version people work by: one of each document.
    current = models.BooleanField(default=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="document_version_once"),
            models.UniqueConstraint(fields=["document"], condition=Q(current=True), name="document_one_current"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.version}"


class Clause(models.Model):
    """A clause of a version; its code ("2.1") is what others point at."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=12)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="clause_once")]

    def __str__(self) -> str:
        return self.code


class DocumentReading(models.Model):
    """Somebody has read a version."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="readings")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "employee"], name="document_read_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} read {self.version_id}"
