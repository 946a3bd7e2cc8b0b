"""Suggestions: what somebody would do better, who stands behind it, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.models.handled import Handled


class Suggestion(Handled):
    """One idea. Who had it stands in its credits, of which the author's is the first."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("suggestion", "Waiting for an answer")
        ADOPTED = "adopted", _("Adopted")
        DONE = "done", pgettext_lazy("suggestion", "Put into practice")
        DECLINED = "declined", pgettext_lazy("suggestion", "Not this way")
        MERGED = "merged", _("Joined to another one")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    author = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    body = models.TextField(max_length=2000)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    taken_up_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=1000, blank=True)
    # What could be done instead: a no without it is none.
    alternative = models.TextField(max_length=1000, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")
    # Of an adoption: who does what until when, and what the author gets for it.
    doer = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    steps = models.TextField(max_length=1000, blank=True)
    until = models.DateField(null=True)
    done_on = models.DateField(null=True)
    reward = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="declined") | (~Q(answer="") & ~Q(alternative="")), name="suggestion_no_is_reasoned"
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False) | ~Q(status="merged") & Q(merged_into=None),
                name="suggestion_merged_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(status="adopted") | Q(doer__isnull=False, until__isnull=False),
                name="suggestion_adopted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_on"], name="suggestion_waiting"),
            models.Index(fields=["unit", "-created_at"], name="suggestion_of_unit"),
            models.Index(fields=["status", "done_on"], name="suggestion_to_measure"),
        ]

    def __str__(self) -> str:
        return self.title


class Credit(models.Model):
    """Somebody whose idea it was. Whoever merges ideas merges what is said, never who said it."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="credits")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    is_first = models.BooleanField(default=False)
    # The name stays hidden from peers until the person agrees to be named.
    hidden = models.BooleanField(default=False)
    # Agreed to be praised by name, for as long as it stands here.
    named_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "employee"], name="credit_once"),
            models.UniqueConstraint(fields=["suggestion"], condition=Q(is_first=True), name="credit_one_first"),
        ]

    def __str__(self) -> str:
        return f"credit {self.pk} of {self.suggestion_id}"

    @property
    def is_open(self) -> bool:
        """Whether everybody may read the name."""
        return not self.hidden or self.named_since is not None


class Vote(models.Model):
    """One voice for a suggestion; it can be taken back."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="votes")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "employee"], name="vote_once")]

    def __str__(self) -> str:
        return f"vote {self.pk} for {self.suggestion_id}"


class Effect(models.Model):
    """A figure before and after a suggestion was put into practice, as it stood when it was measured."""

    class Verdict(models.TextChoices):
        BETTER = "better", pgettext_lazy("effect", "Better")
        WORSE = "worse", pgettext_lazy("effect", "Worse")
        UNCLEAR = "unclear", pgettext_lazy("effect", "No clear change")
        TOO_LITTLE = "too_little", pgettext_lazy("effect", "Not enough data")

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, related_name="effect")
    measured_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    before = models.FloatField(null=True)
    before_n = models.PositiveIntegerField()
    before_low = models.FloatField(null=True)
    before_high = models.FloatField(null=True)
    after = models.FloatField(null=True)
    after_n = models.PositiveIntegerField()
    after_low = models.FloatField(null=True)
    after_high = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="too_little") | Q(before_low__lte=F("before_high"), after_low__lte=F("after_high")),
                name="effect_has_intervals",
            )
        ]

    def __str__(self) -> str:
        return f"effect of {self.suggestion_id}"
