"""The appraisal of a period: what counts and how much, the frozen figures, two written parts, objection and appeal."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Cycle(models.Model):
    """One period of one branch, appraised by one plan and on the same dates for everybody."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("appraisal cycle", "Planned")
        FREEZING = "freezing", pgettext_lazy("appraisal cycle", "Figures are being frozen")
        SCORING = "scoring", pgettext_lazy("appraisal cycle", "Leaders are scoring")
        CALIBRATION = "calibration", pgettext_lazy("appraisal cycle", "Calibration")
        TALKS = "talks", pgettext_lazy("appraisal cycle", "Talks")
        CLOSED = "closed", pgettext_lazy("appraisal cycle", "Closed")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    scores_until = models.DateField()
    talks_until = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    opened_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_on", "ends_on"], name="cycle_once_a_period"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="cycle_has_a_period"),
            models.CheckConstraint(
                condition=Q(ends_on__lt=F("scores_until")) & Q(scores_until__lte=F("talks_until")),
                name="cycle_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CycleSource(models.Model):
    """A source of the plan with its weight in percent. The weights of a cycle make a hundred."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="sources")
    key = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "key"], name="cycle_source_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="cycle_source_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.weight} %"


class Appraisal(models.Model):
    """One person in one cycle. The score is worked out from what is frozen here and from what the leader judged."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("appraisal", "Waiting for the leader’s score")
        SECOND = "second", pgettext_lazy("appraisal", "A second reader is asked")
        SCORED = "scored", pgettext_lazy("appraisal", "Scored")
        TALK = "talk", pgettext_lazy("appraisal", "Talk under way")
        TALKED = "talked", pgettext_lazy("appraisal", "Talked over")
        SIGNED = "signed", pgettext_lazy("appraisal", "Signed")
        CLOSED = "closed", pgettext_lazy("appraisal", "Closed")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="appraisals")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="appraisals")
    # The team on the last day of the period; a move afterwards changes nothing about it.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    leader_score = models.FloatField(null=True)
    # Whoever gave that score, where the appraisal was handed over since: the leader of the talk is another then.
    scored_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    leader_words = models.TextField(max_length=2000, blank=True)
    second_reader = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    second_score = models.FloatField(null=True)
    second_words = models.TextField(max_length=2000, blank=True)
    # What the results of the people this one mentored weigh, in percent; they are frozen like every figure.
    mentees_weight = models.PositiveSmallIntegerField(default=0)
    leader_part = models.TextField(max_length=4000, blank=True)
    own_part = models.TextField(max_length=4000, blank=True)
    # What the next period is to bring for the person: the link to growth.
    ability_plan = models.TextField(max_length=2000, blank=True)
    released_at = models.DateTimeField(null=True)
    talked_on = models.DateField(null=True)
    signed_at = models.DateTimeField(null=True)
    # Signed means read; whether the person agrees is a second question.
    agrees = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-cycle__ends_on", "employee__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "employee"], name="appraisal_once_a_cycle"),
            models.CheckConstraint(condition=~Q(leader=F("employee")), name="appraisal_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(second_reader=None) | (~Q(second_reader=F("leader")) & ~Q(second_reader=F("employee"))),
                name="appraisal_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(leader_score=None) | Q(leader_score__gte=0, leader_score__lte=100),
                name="appraisal_leader_score",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "second", "scored")) | Q(released_at__isnull=False),
                name="appraisal_released_before_talk",
            ),
        ]
        indexes = [models.Index(fields=["employee", "-released_at"], name="appraisal_own")]

    def __str__(self) -> str:
        return f"appraisal {self.pk}"


class FrozenScore(models.Model):
    """What one source said when the figures were frozen. A correction keeps the first value beside it."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="scores")
    key = models.CharField(max_length=40)
    score = models.FloatField(null=True)
    first_score = models.FloatField(null=True)
    n = models.PositiveIntegerField(default=0)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    missing = models.CharField(max_length=300, blank=True)
    formula = models.CharField(max_length=300, blank=True)
    rows_url = models.CharField(max_length=300, blank=True)
    # What was left out and why, as pairs of texts.
    excluded = models.JSONField(default=list)
    # Of a score made of several figures: name, score, weight, sample and address of the rows of each.
    pieces = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "key"], name="frozen_score_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100), name="frozen_score_of_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.appraisal_id}"


class ScoreChange(models.Model):
    """A score that was changed after it stood: by whom, from what to what, and why. Never deleted."""

    class Kind(models.TextChoices):
        CALIBRATION = "calibration", _("Calibration")
        OBJECTION = "objection", pgettext_lazy("appraisal", "Objection")
        APPEAL = "appeal", pgettext_lazy("appraisal", "Appeal")

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="changes")
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    before = models.FloatField(null=True)
    after = models.FloatField()
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="score_change_has_a_reason")]

    def __str__(self) -> str:
        return f"change of {self.key} in {self.appraisal_id}"


class Objection(models.Model):
    """The person says that one number is wrong. Somebody else than who judged looks at the record behind it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("objection", "Open")
        UPHELD = "upheld", pgettext_lazy("objection", "The number is corrected")
        DISMISSED = "dismissed", pgettext_lazy("objection", "The number stands")

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="objections")
    key = models.CharField(max_length=40)
    words = models.TextField(max_length=2000)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "key"], condition=Q(state="open"), name="objection_one_open_a_number"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(answer="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="objection_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to {self.key}"


class Appeal(models.Model):
    """The person takes the whole appraisal to somebody who had no part in it. What they decide stands."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("appeal", "Open")
        GRANTED = "granted", pgettext_lazy("appeal", "Granted")
        REJECTED = "rejected", pgettext_lazy("appeal", "Not granted")

    appraisal = models.OneToOneField(Appraisal, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField(max_length=4000)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    handler = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.TextField(max_length=4000, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(reason="") & Q(decided_at__isnull=False)),
                name="appeal_ends_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
