"""Around the formal case: what was breached and how it ended, and the reminder that has no consequence."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.cases import Case
from dengta.foundation.secrets.fields import EncryptedText


class Breach(models.Model):
    """A breach that the house knows of. It ends within days, whatever the rank of the person: as correction, as a case,
    or as a signed "nothing follows" (R-158). Nothing ends it but a named person with a reason (R-142)."""

    class Ending(models.TextChoices):
        CORRECTION = "correction", pgettext_lazy("breach", "Put right")
        CASE = "case", pgettext_lazy("breach", "Formal case")
        NO_ACTION = "no_action", pgettext_lazy("breach", "Nothing follows")

    class Verdict(models.TextChoices):
        STANDS = "stands", pgettext_lazy("contested breach", "It stands")
        LIFTED = "lifted", pgettext_lazy("contested breach", "Taken back")

    # Known before it is written: the encrypted text is bound to it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # Where the person belonged when it happened.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    # A clause of the rule book; empty for a fatal item of a quality review, which stands in `item`.
    version = models.ForeignKey("recognition.ClauseVersion", null=True, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(_("happened on"))
    known_on = models.DateField(_("known on"))
    due_on = models.DateField()
    source = models.CharField(_("where it comes from"), max_length=12, choices=Case.Source.choices)
    # The row it comes from, for registering it once.
    source_key = models.CharField(max_length=80, blank=True)
    reported_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    # Whether the person led others when it was known: what is left out there is listed for the next level.
    is_leaders = models.BooleanField(default=False)
    handler = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    # What the system would do, and never does by itself.
    suggested = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    escalated_to = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    escalated_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="breach")
    contested_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    what = EncryptedText(blank=True)
    why = EncryptedText(blank=True)
    objection = EncryptedText(blank=True)
    answer = EncryptedText(blank=True)

    class Meta:
        ordering = ["-known_on", "-registered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source_key=""), name="breach_registered_once"
            ),
            models.CheckConstraint(condition=Q(version__isnull=False) | ~Q(item=""), name="breach_of_a_standard"),
            models.CheckConstraint(condition=~Q(source="checklist"), name="breach_not_from_a_checklist"),
            models.CheckConstraint(condition=Q(known_on__gte=F("happened_on")), name="breach_known_after_it_happened"),
            models.CheckConstraint(
                condition=Q(ending="", ended_at=None, ended_by=None)
                | ~Q(ending="") & Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_by=F("employee")),
                name="breach_ended_by_another_person",
            ),
            models.CheckConstraint(condition=Q(ending="case") | Q(case=None), name="breach_of_case_ended_as_one"),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at=None)
                | ~Q(verdict="")
                & Q(answered_at__isnull=False, answered_by__isnull=False, contested_at__isnull=False)
                & ~Q(answered_by=F("employee")),
                name="breach_answered_by_another_person",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-known_on"], name="breach_of_unit"),
            models.Index(fields=["employee", "-known_on"], name="breach_of_person"),
            models.Index(fields=["due_on"], condition=Q(ending=""), name="breach_open"),
        ]

    def __str__(self) -> str:
        return f"breach {self.pk}"

    @property
    def standard(self) -> str:
        """What was breached, in a line."""
        if self.version is not None:
            return f"{self.version.clause.code} {self.version.shown_title}"
        return self.item


class Reminder(models.Model):
    """A word from a leader about a standard, and what the person says to it. It counts for nothing, anywhere (H22)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    clause = models.ForeignKey("recognition.Clause", null=True, on_delete=models.PROTECT, related_name="+")
    standard = models.CharField(_("what is expected"), max_length=120, blank=True)
    text = models.CharField(_("in a sentence"), max_length=200)
    sent_at = models.DateTimeField()
    reply = models.CharField(_("my answer"), max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(employee=F("sender")), name="reminder_between_two"),
            models.CheckConstraint(
                condition=Q(clause__isnull=False) | ~Q(standard=""), name="reminder_of_a_standard"
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None, reply="") | Q(replied_at__isnull=False) & ~Q(reply=""),
                name="reminder_replied_with_words",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["employee", "-sent_at"], name="reminder_of_person"),
            models.Index(fields=["sender", "-sent_at"], name="reminder_of_sender"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Lesson(models.Model):
    """What a closed case teaches, told without anybody in it (R-159). The case is known to those who write; readers
    find only the text, in the library."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("lesson", "Being written")
        SUBMITTED = "submitted", pgettext_lazy("lesson", "Waits for a second person")
        RELEASED = "released", pgettext_lazy("lesson", "Out")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="lesson")
    # For whom it comes out: this unit and all below.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(pgettext_lazy("lesson", "title"), max_length=100)
    text = models.TextField(_("what can happen to anybody"), max_length=3000)
    advice = models.TextField(_("what helps"), max_length=1500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    returned_why = models.CharField(max_length=300, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    document = models.OneToOneField(
        "communication.LibraryDocument", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False, released_by__isnull=False)
                & ~Q(released_by=F("written_by"))
                | ~Q(state="released") & Q(released_at=None, document=None),
                name="lesson_released_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return self.title


class LessonQuestion(models.Model):
    """A question on a lesson: one right answer, two that are not."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(_("question"), max_length=200)
    right = models.CharField(_("right answer"), max_length=120)
    wrong = models.CharField(_("wrong answer"), max_length=120)
    wrong_too = models.CharField(_("another wrong answer"), max_length=120)

    class Meta:
        ordering = ["lesson", "number"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="lesson_question_once"),
            models.CheckConstraint(condition=Q(number__range=(1, 3)), name="lesson_three_questions"),
        ]

    def __str__(self) -> str:
        return self.question
