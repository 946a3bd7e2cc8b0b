"""How the policy of reward and discipline is judged: what changed when, what leaders are asked, and were warned of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PolicyChange(models.Model):
    """From a day on something about rules, measures or rewards was different in a unit and all below it (R-103)."""

    class Kind(models.TextChoices):
        RULES = "rules", pgettext_lazy("policy change", "Rules")
        MATRIX = "matrix", pgettext_lazy("policy change", "Table of measures")
        REWARDS = "rewards", pgettext_lazy("policy change", "Rewards")
        OTHER = "other", pgettext_lazy("policy change", "Something else")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    title = models.CharField(pgettext_lazy("policy change", "what changed"), max_length=200)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField(pgettext_lazy("policy change", "since"))
    # The edition that brought it, where one did.
    edition = models.OneToOneField("recognition.Edition", null=True, on_delete=models.PROTECT, related_name="change")
    # The key of what brought it elsewhere, so that nothing is noted twice.
    source = models.CharField(max_length=80, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="policy_change_once"),
            models.CheckConstraint(condition=~Q(title=""), name="policy_change_named"),
        ]
        indexes = [models.Index(fields=["unit", "since"], name="policy_change_of_unit")]

    def __str__(self) -> str:
        return self.title


class ClimateWarning(models.Model):
    """In a month a team had less praise for each measure than there should be, and its leader was told (R-097)."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    praise = models.PositiveIntegerField()
    measures = models.PositiveIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="climate_warning_once"),
            models.CheckConstraint(condition=Q(measures__gt=0), name="climate_warning_of_measures"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.month}"


class SpreadQuestion(models.Model):
    """Everybody of a group got the same: a question to whoever judged, never a ranking (R-094)."""

    class Kind(models.TextChoices):
        RATINGS = "ratings", pgettext_lazy("spread question", "The same rating for everybody")
        REWARDS = "rewards", pgettext_lazy("spread question", "The same reward for everybody")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    people = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    answer = models.CharField(_("my answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "leader", "unit", "ends_on"], name="spread_question_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="spread_question_dates"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="spread_question_answered_with_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.unit_id}, {self.ends_on}"


class AuditQuestion(models.Model):
    """A group stood out in the equality audit of four quarters: somebody looks into it and says what they found (R-088,
    H6). What chance or too few people may explain is worth a look; only a large group makes a finding."""

    class Asked(models.TextChoices):
        MEASURES = "measures", pgettext_lazy("audit", "Measures")
        OUTCOMES = "outcomes", pgettext_lazy("audit", "Outcome of breaches")
        REWARDS = "rewards", pgettext_lazy("audit", "Rewards")
        PRAISE = "praise", pgettext_lazy("audit", "Praise")

    class Word(models.TextChoices):
        LOOK_HERE = "look_here", pgettext_lazy("audit", "Look here")
        FINDING = "finding", pgettext_lazy("audit", "Finding")

    # The first day of the last of the four.
    quarter = models.DateField()
    asked = models.CharField(max_length=8, choices=Asked.choices)
    # By which trait people were parted, the group in it, and its name when it was asked about.
    cut = models.CharField(max_length=20)
    group = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    word = models.CharField(max_length=9, choices=Word.choices)
    people = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    # Times the others.
    ratio = models.FloatField(null=True)
    asked_at = models.DateTimeField()
    answer = models.CharField(_("what I found"), max_length=1000, blank=True)
    answered_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-quarter", "word", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "asked", "cut", "group"], name="audit_question_once"),
            models.CheckConstraint(
                condition=~Q(word="finding") | Q(people__gte=50), name="audit_question_of_few_is_no_finding"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="audit_question_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked} by {self.cut}, {self.quarter}"
