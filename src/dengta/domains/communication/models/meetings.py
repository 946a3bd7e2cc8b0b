"""Team meetings: the weekly one with a praised case, the monthly one with what everybody says of their own work."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Meeting(models.Model):
    """A meeting of one team. Everything about it can be changed until its minutes are published, then nothing."""

    class Kind(models.TextChoices):
        WEEKLY = "weekly", _("Weekly team meeting")
        MONTHLY = "monthly", _("Monthly meeting")

    class State(models.TextChoices):
        OPEN = "open", _("Minutes open")
        PUBLISHED = "published", _("Minutes published")
        CANCELLED = "cancelled", _("Cancelled")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The day of the team's own clock on which it is held; two of one kind on one day would be one too many.
    held_on = models.DateField()
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=30)
    place = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "held_on"], condition=~Q(state="cancelled"), name="meeting_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="meeting_published_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-held_on"], name="meeting_of_unit")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.unit_id} on {self.held_on}"

    @property
    def is_open(self) -> bool:
        """Whether its points and minutes can still be changed."""
        return self.state == self.State.OPEN


class Statement(models.Model):
    """The slot offered to one person to say how their month went. The row is the offer; the words are theirs.

    Read by the person and whoever leads the meeting; by the team only once the person lets it stand in the minutes.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="statements")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="statements")
    offered_at = models.DateTimeField()
    results = models.TextField(_("what I achieved"), max_length=2000, blank=True)
    mistakes = models.TextField(_("what went wrong, and why"), max_length=2000, blank=True)
    analysis = models.TextField(_("what I make of it"), max_length=2000, blank=True)
    presents = models.BooleanField(_("I would like to present it at the meeting"), default=False)
    shared = models.BooleanField(_("may stand in the minutes"), default=False)
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "employee"], name="statement_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} at meeting {self.meeting_id}"


class MeetingCase(models.Model):
    """A service case told at a meeting. Praise names the colleague; a case to learn from names nobody."""

    class Kind(models.TextChoices):
        PRAISED = "praised", _("Praised case")
        LESSON = "lesson", _("Case to learn from")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="cases")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PRAISED)
    title = models.CharField(max_length=120)
    what = models.TextField(max_length=2000)
    lesson = models.TextField(max_length=1000)
    employee = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="praised_cases")
    # Since when the team reads it as a learning item: the praised case of published minutes.
    learning_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="praised", employee__isnull=False) | Q(kind="lesson", employee__isnull=True),
                name="case_names_only_whom_it_praises",
            ),
            models.CheckConstraint(
                condition=Q(learning_since__isnull=True) | Q(kind="praised"), name="case_learning_is_praised"
            ),
        ]
        indexes = [models.Index(fields=["-learning_since"], name="case_learning")]

    def __str__(self) -> str:
        return self.title


class CaseReader(models.Model):
    """Somebody who is to read a learning item, and when they did."""

    case = models.ForeignKey(MeetingCase, on_delete=models.CASCADE, related_name="readers")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "employee"], name="case_reader_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} reads case {self.case_id}"


class MeetingAward(models.Model):
    """What somebody is honoured for at a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="awards")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="meeting_awards")
    title = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["meeting"], name="award_of_meeting")]

    def __str__(self) -> str:
        return self.title


class MeetingAction(models.Model):
    """What a meeting decided to do: by one owner, until a day. It stays on the next agendas until it is done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="meeting_actions")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["meeting", "due_on"], name="action_of_meeting"),
            models.Index(fields=["owner"], condition=Q(done_at__isnull=True), name="action_open_of_owner"),
        ]

    def __str__(self) -> str:
        return self.what


class MinutesAddendum(models.Model):
    """What was added to published minutes. The minutes themselves stay as they were."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="addenda")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"addendum to meeting {self.meeting_id}"
