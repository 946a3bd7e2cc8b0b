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
