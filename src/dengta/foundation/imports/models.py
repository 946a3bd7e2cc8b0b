"""An import from upload to result. Every record of the file is in exactly one of four counts, always."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

SOUND = Q(rows_in=F("waiting") + F("new") + F("changed") + F("duplicate") + F("quarantined"))


class Source(models.Model):
    """Where files come from ("the ticket desk of 青禾"). Its mapping is kept under a title that people may change; its
    name is part of natural keys and stays, or the same rows would come in twice."""

    target = models.CharField(max_length=80)
    name = models.CharField(_("source"), max_length=60)
    title = models.CharField(max_length=60)
    # As `ColumnMap.as_json` wrote it; empty until the first mapping is complete.
    mapping = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "name"], name="import_source_once"),
            models.UniqueConstraint(fields=["target", "title"], name="import_source_title_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Counted(models.Model):
    """What became of records: in = waiting + new + changed + duplicate + quarantined. Empty lines are counted apart."""

    rows_in = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    duplicate = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def accepted(self) -> int:
        """Records that were written: new ones, and changes of known ones."""
        return self.new + self.changed


class Import(Counted):
    """One file on its way in."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Columns to be matched")
        MAPPED = "mapped", _("Being read")
        STAGED = "staged", _("Being compared")
        PREVIEWED = "previewed", _("Waiting for your decision")
        PUBLISHING = "publishing", _("Being imported")
        PUBLISHED = "published", _("Imported")
        CANCELLED = "cancelled", _("Stopped")
        FAILED = "failed", _("Failed")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.UPLOADED: frozenset({State.MAPPED, State.CANCELLED}),
        State.MAPPED: frozenset({State.STAGED, State.CANCELLED, State.FAILED}),
        State.STAGED: frozenset({State.PREVIEWED, State.CANCELLED, State.FAILED}),
        State.PREVIEWED: frozenset({State.PUBLISHING, State.CANCELLED, State.UPLOADED}),
        State.PUBLISHING: frozenset({State.PUBLISHED, State.CANCELLED, State.FAILED}),
        State.PUBLISHED: frozenset(),
        State.CANCELLED: frozenset({State.UPLOADED, State.MAPPED, State.STAGED, State.PREVIEWED, State.PUBLISHING}),
        State.FAILED: frozenset({State.UPLOADED, State.MAPPED, State.STAGED, State.PREVIEWED, State.PUBLISHING}),
    }
    AT_WORK = (State.MAPPED, State.STAGED, State.PUBLISHING)

    target = models.CharField(max_length=80)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    # Where it stood when it was stopped or failed: resuming goes back there.
    stopped_in = models.CharField(max_length=12, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    layout = models.JSONField()
    profile = models.JSONField()
    mapping = models.JSONField(default=dict)
    # What the preview expects of the waiting rows; null until they have been compared.
    expected_new = models.PositiveIntegerField(null=True)
    expected_changed = models.PositiveIntegerField(null=True)
    expected_duplicate = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    # When it came to its last state: from then on the days of its file are counted.
    moved_at = models.DateTimeField(null=True)
    # File, staged rows and quoted records are gone; the counts and the reasons stay.
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=SOUND, name="import_every_row_accounted_for"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(waiting=0, published_at__isnull=False),
                name="import_nothing_left_when_published",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(state__in=["published", "cancelled", "failed"]),
                name="import_cleared_when_over",
            ),
        ]
        indexes = [
            models.Index(fields=["target", "-created_at", "-id"], name="import_latest"),
            models.Index(fields=["moved_at"], condition=Q(cleared_at__isnull=True), name="import_not_cleared"),
        ]

    def __str__(self) -> str:
        return f"{self.target} #{self.pk}"

    @property
    def foreseen_duplicate(self) -> int:
        """Rows that are there already: repeated in the file, or stored with the same values."""
        return self.duplicate + (self.expected_duplicate or 0)

    @property
    def would_change(self) -> int:
        """How many rows importing would write."""
        return (self.expected_new or 0) + (self.expected_changed or 0)

    @property
    def can_go_on(self) -> bool:
        """Whether it was stopped, and what it needs to go on is still there."""
        return bool(self.stopped_in) and self.cleared_at is None

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has it: the page looks again until it has not."""
        return self.state in self.AT_WORK


class Chunk(Counted):
    """Some hundred records of an import and what became of them: the ledger of the import.

    The row is marked as published in the transaction that writes its records; a process may be killed anywhere and
    none is lost or written twice. The records themselves are kept only until then.
    """

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    last_line = models.PositiveBigIntegerField()
    payload = models.TextField(blank=True)
    published = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="import_chunk_once"),
            models.CheckConstraint(condition=SOUND, name="import_chunk_every_row_accounted_for"),
            models.CheckConstraint(condition=Q(published=False) | Q(waiting=0, payload=""), name="import_chunk_done"),
        ]

    def __str__(self) -> str:
        return f"import {self.job_id} chunk {self.number}"


class QuarantinedRow(models.Model):
    """A record that was not taken, with its reasons: [[code, field, facts], …]."""

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="quarantine")
    line = models.PositiveBigIntegerField()
    code = models.CharField(max_length=60)
    # The beginning of the record, to recognise it by; the whole of it stands in the file.
    excerpt = models.CharField(max_length=200)
    problems = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "line"], name="import_quarantined_once")]
        indexes = [models.Index(fields=["job", "code"], name="import_quarantine_by_code")]

    def __str__(self) -> str:
        return f"import {self.job_id} line {self.line}: {self.code}"


class ImportedDay(models.Model):
    """What an import did to the figures of a day. `restates`: they had been published before."""

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="days")
    target = models.CharField(max_length=80)
    day = models.DateField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    restates = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="import_day_once")]
        indexes = [models.Index(fields=["target", "day"], name="import_days_of_target")]

    def __str__(self) -> str:
        return f"{self.target} {self.day}: +{self.new} ~{self.changed}"


class TargetLock(models.Model):
    """Held while a chunk is written, so that two imports into the same target cannot interleave."""

    target = models.CharField(primary_key=True, max_length=80)

    def __str__(self) -> str:
        return self.target
