"""Announcements with their versions, and who is to read and confirm them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Announcement(models.Model):
    """What somebody tells many: for whom, of which class, and what is in force of it.

    Title, dates and number of the version in force stand here as well, so that lists, the gate and routing ask one
    table. The words themselves stand in the versions, which nobody changes once they are published.
    """

    class Kind(models.TextChoices):
        INFO = "info", _("Information")
        IMPORTANT = "important", _("Important")
        POLICY = "policy", _("Policy change")
        URGENT = "urgent", _("Urgent")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("announcement", "Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    kind = models.CharField(_("class"), max_length=10, choices=Kind.choices, default=Kind.INFO)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # For whom: these units with all below them, narrowed by the lines of `audience`.
    units = models.ManyToManyField("people.Unit", related_name="+")
    needs_confirmation = models.BooleanField(default=False)
    # Whoever has not confirmed when it takes effect is not ready for the queue.
    gates_queue = models.BooleanField(default=False)
    # A rule on pay, hours, leave, safety, … that the law lets nobody make without asking the staff.
    staff_interest = models.BooleanField(default=False)

    # Of the version in force; 0: none has been published.
    version = models.PositiveSmallIntegerField(default=0)
    # The newest version that everybody is to read and confirm anew.
    asked_version = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    confirm_by = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    has_test = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    # When the rooms above were told that the version in force took effect.
    in_force_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True) | Q(published_at__isnull=False),
                name="announcement_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False) | ~Q(status="withdrawn"),
                name="announcement_withdrawn_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="announcement_published"),
            models.Index(fields=["status", "effective_at"], name="announcement_in_force"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether it is out and stands."""
        return self.status == self.Status.PUBLISHED

    @property
    def needs_signature(self) -> bool:
        """Important matters, and rules about the staff's own interests, are confirmed with the own name."""
        return self.kind == self.Kind.IMPORTANT or self.staff_interest


class AnnouncementVersion(models.Model):
    """The words of an announcement, once published for good; at most one is being written."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), max_length=8000)
    # What is new and why, in a sentence; empty for the first version.
    change_note = models.CharField(_("what changes"), max_length=300, blank=True)
    # Whether those who have confirmed an earlier version read and confirm this one, too.
    asks_again = models.BooleanField(default=True)
    confirm_by = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "number"], name="announcement_version_once"),
            models.UniqueConstraint(
                fields=["announcement"], condition=Q(published_at__isnull=True), name="announcement_one_in_writing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} version {self.number}"


class AudienceLine(models.Model):
    """A narrowing of the audience: a role, a skill, a queue. Within a source any will do, across sources all must."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="audience")
    source = models.CharField(max_length=20)
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "source", "key"], name="announcement_audience_once")
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class AffectedTopic(models.Model):
    """A sort of contact that whoever has not confirmed gets none of, once the announcement is in force."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="topics")
    # As its source names it: "topic:12", "queue:3".
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "key"], name="announcement_topic_once")]
        indexes = [models.Index(fields=["key"], name="announcement_by_topic")]

    def __str__(self) -> str:
        return self.key


class Receipt(models.Model):
    """One announcement in the hands of one person, as it stands for the version that was last asked about."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="receipts")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    delivered_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Of the short test: how often it was taken, and when it was passed.
    tries = models.PositiveSmallIntegerField(default=0)
    passed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    # An earlier version was in force and not confirmed when a newer one took its place: since when. Until the newer one
    # is confirmed nothing is open to the person that was closed before.
    owed_since = models.DateTimeField(null=True)
    # The person belongs to the audience no more: nothing is asked, what was signed stays.
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "employee"], name="receipt_once")]
        indexes = [
            models.Index(fields=["employee", "-delivered_at"], name="receipt_of_employee"),
            models.Index(
                fields=["employee"], condition=Q(confirmed_at__isnull=True, left_at__isnull=True), name="receipt_open"
            ),
            # Who has not confirmed before going on queue: counted from this alone.
            models.Index(
                fields=["announcement", "employee", "owed_since"],
                condition=Q(confirmed_at__isnull=True, left_at__isnull=True),
                name="receipt_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} for {self.employee_id}"


class ReceiptConfirmation(models.Model):
    """Who confirmed which version, when and how: the proof, which nothing overwrites."""

    class Way(models.TextChoices):
        BUTTON = "button", _("By button")
        CHAT = "chat", _("In the chat")
        SIGNATURE = "signature", _("Signed with the own name")
        MAIL = "mail", _("By mail")
        TALK = "talk", _("In a signed talk")

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="confirmations")
    version = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Way.choices)
    at = models.DateTimeField()
    # The name as the person wrote it; where the mail lies or which talk it was.
    evidence = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receipt", "version"], name="confirmation_once")]

    def __str__(self) -> str:
        return f"{self.receipt_id} version {self.version} {self.way}"


class AnnouncementReminder(models.Model):
    """A round of reminders that went out: its key makes sure that it goes out once."""

    class Stage(models.TextChoices):
        DEADLINE = "deadline", _("Before the deadline")
        EVE = "eve", _("The day before it takes effect")

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="reminders")
    version = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    sent_at = models.DateTimeField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "version", "stage"], name="announcement_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.announcement_id}"


class ReceiptEscalation(models.Model):
    """That somebody has not confirmed in time went to a leader: level 1 the nearest, level 2 the next. Once each."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="escalations")
    version = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    leader = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receipt", "version", "level"], name="receipt_escalated_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=2), name="receipt_escalation_level"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} to {self.leader_id}"


class TestQuestion(models.Model):
    """A question of the short test, with the answers to choose from; the right one is named by its place."""

    version = models.ForeignKey(AnnouncementVersion, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    options = models.JSONField()
    right = models.PositiveSmallIntegerField()
    explanation = models.CharField(_("explanation"), max_length=300)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class TestTry(models.Model):
    """One go at the test. Of the answers only which questions were missed is kept, for the person alone."""

    __test__ = False  # not a test of ours, whatever its name begins with

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="goes")
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    right = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    missed = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(right__lte=F("total")), name="test_try_at_most_all")]

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.right} of {self.total}"


class StaffConsultation(models.Model):
    """The draft before those it will bind: open for opinions until a day, then talked over with who speaks for them."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="consultations")
    version = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    closes_on = models.DateField()
    # The words that were shown; what is published later is compared with them.
    body = models.TextField()
    negotiated_with = models.CharField(_("talked over with"), max_length=120, blank=True)
    negotiated_on = models.DateField(null=True)
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["announcement", "version"], name="consultation_of_version")]

    def __str__(self) -> str:
        return f"consultation on {self.announcement_id}"


class StaffOpinion(models.Model):
    """One person who is asked, and what they say; the author answers it."""

    consultation = models.ForeignKey(StaffConsultation, on_delete=models.CASCADE, related_name="opinions")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("opinion"), max_length=1000, blank=True)
    said_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "employee"], name="opinion_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} on {self.consultation_id}"
