"""A rule book and its editions: how each was put before the staff, settled, published, and by whom it is signed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RuleBook(models.Model):
    """The rules of a unit and all below it: of the company, or of a branch for what holds there alone."""

    unit = models.OneToOneField("people.Unit", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rule book of {self.unit_id}"


class Edition(models.Model):
    """What changes in a book at one time, with the record of its adoption (Labour Contract Law, article 4).

    draft → consultation → settled → published; back to the draft until it is published, withdrawn only as one.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("edition", "Draft")
        CONSULTATION = "consultation", pgettext_lazy("edition", "Before the staff")
        SETTLED = "settled", pgettext_lazy("edition", "Settled with the staff")
        PUBLISHED = "published", pgettext_lazy("edition", "Published")
        WITHDRAWN = "withdrawn", pgettext_lazy("edition", "Withdrawn")

    class Procedure(models.TextChoices):
        ASSEMBLY = "assembly", _("Assembly of all staff")
        REPRESENTATIVES = "representatives", _("Staff representatives’ congress")

    book = models.ForeignKey(RuleBook, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    summary = models.CharField(_("what it is about"), max_length=200)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    opened_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)
    # The last day on which the words changed while they were before the staff; it moves the day above.
    changed_on = models.DateField(null=True)

    procedure = models.CharField(_("how it was settled"), max_length=16, choices=Procedure.choices, blank=True)
    held_on = models.DateField(null=True)
    participants = models.PositiveIntegerField(null=True)
    union_opinion = models.TextField(_("opinion of the union or the representatives"), max_length=2000, blank=True)
    minutes = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    # Four eyes: one proposes the day, another one publishes. The words are those that were put before the staff.
    effective_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["book", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="edition_once"),
            models.UniqueConstraint(
                fields=["book"], condition=~Q(state__in=["published", "withdrawn"]), name="edition_one_in_writing"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["settled", "published"])
                | Q(
                    opened_at__isnull=False, closes_on__isnull=False, held_on__isnull=False,
                    held_on__gt=F("closes_on"),
                    participants__isnull=False, participants__gte=1, minutes__isnull=False,
                    settled_at__isnull=False,
                )
                & ~Q(procedure="")
                & ~Q(union_opinion=""),
                name="edition_settled_with_the_staff",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="published", published_at__isnull=False, published_on__isnull=False,
                    effective_on__isnull=False,
                    effective_on__gte=F("published_on"), submitted_at__isnull=False,
                    submitted_by__isnull=False,
                    published_by__isnull=False,
                )
                & ~Q(digest="")
                | ~Q(state="published") & Q(published_at__isnull=True),
                name="edition_in_force_not_before_it_is_out",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("submitted_by")), name="edition_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_why="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
                name="edition_withdrawn_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"edition {self.number} of book {self.book_id}"

    @property
    def is_written(self) -> bool:
        """Whether its words can still change: not once they were settled with the staff."""
        return self.state in (self.State.DRAFT, self.State.CONSULTATION)


class EditionComment(models.Model):
    """What somebody whom the book binds says about a draft, and what they are answered."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="comments")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=1000)
    said_at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="edition_comment_answered_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} on {self.edition_id}"


class Signature(models.Model):
    """Somebody has read everything of the book up to this edition, and signed with the own name. Nobody changes it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "employee"], name="edition_signed_once")]
        indexes = [models.Index(fields=["employee", "edition"], name="edition_signed_by")]

    def __str__(self) -> str:
        return f"{self.employee_id} signed {self.edition_id}"


class SigningReminder(models.Model):
    """That somebody reminded those who have not signed: once a day, whoever reminds."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reminders")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "sent_by", "sent_on"], name="signing_reminder_once_a_day")
        ]

    def __str__(self) -> str:
        return f"reminder of {self.edition_id} on {self.sent_on}"
